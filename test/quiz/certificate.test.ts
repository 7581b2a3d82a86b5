import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateCode, readCode } from '../../src/quiz/certificate.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const passed = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40 }),
  at: fc.integer({ min: START, max: START + 20_000 * DAY }),
  right: fc.nat(60),
  total: fc.nat(60),
});

test('a code says date and result, and fits its name', () => {
  fc.assert(
    fc.property(passed, (one) => {
      const code = certificateCode(one);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      const day = START + Math.floor((one.at - START) / DAY) * DAY;
      expect(readCode(code, one.name)).toEqual({ ok: true, at: day, right: one.right, total: one.total });
    }),
  );
});

test('letter case, blanks and letters taken for digits do not count', () => {
  const code = certificateCode({ name: 'Anna  Ö', at: START, right: 9, total: 10 });
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(readCode(typed, ' anna Ö ').ok).toBe(true);
});

test('another name, or a digit mistyped, does not fit', () => {
  fc.assert(
    fc.property(passed, fc.nat(14), fc.integer({ min: 1, max: 31 }), (one, place, by) => {
      const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const plain = certificateCode(one).replaceAll('-', '');
      const other = digits[(digits.indexOf(plain[place] ?? '') + by) % 32];
      expect(readCode(plain.slice(0, place) + other + plain.slice(place + 1), one.name).ok).toBe(false);
      expect(readCode(plain, `${one.name}x`).ok).toBe(false);
    }),
  );
});

test('what is no code is called so', () => {
  for (const text of ['', 'hello', '00000-00000-00000', 'ÄÄÄÄÄ-ÄÄÄÄÄ-ÄÄÄÄÄ', 'A'.repeat(5000)])
    expect(readCode(text, 'x')).toEqual({ ok: false, reason: 'unreadable' });
});
