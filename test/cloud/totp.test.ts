// One-time codes: the RFC's vectors, and the usual library as a second opinion.
import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { codeAt, currentStep, findCode, findPair, fromBase32, sha1 } from '../../src/cloud/world/totp.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it('SHA-1 as in RFC 3174', () => {
  expect(hex(sha1(new TextEncoder().encode('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  expect(hex(sha1(new Uint8Array()))).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709');
});

it('the codes of RFC 6238, appendix B', () => {
  expect(new TextDecoder().decode(fromBase32(seed))).toBe('12345678901234567890');
  const vectors: [number, string][] = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ];
  for (const [seconds, code] of vectors)
    expect(codeAt(seed, currentStep(seconds * 1000)), String(seconds)).toBe(code);
});

it('agrees with otpauth on any seed and time', () => {
  const seeds = fc
    .uint8Array({ minLength: 10, maxLength: 80 })
    .map((bytes) => new Secret({ buffer: bytes.slice().buffer as ArrayBuffer }).base32);
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 4_000_000_000_000 }), (text, timestamp) => {
      const other = new TOTP({ secret: Secret.fromBase32(text) });
      expect(codeAt(text, currentStep(timestamp))).toBe(other.generate({ timestamp }));
    }),
  );
});

it('two codes in a row fit within the window, one code fits once', () => {
  const wall = 1_800_000_000_000;
  const step = currentStep(wall);
  expect(findPair(seed, codeAt(seed, step - 1), codeAt(seed, step), wall, 2)).toBe(step);
  expect(findPair(seed, codeAt(seed, step - 5), codeAt(seed, step - 4), wall, 2)).toBeUndefined();
  expect(findPair(seed, codeAt(seed, step), codeAt(seed, step), wall, 2)).toBeUndefined();
  expect(findCode(seed, codeAt(seed, step), wall, 0, 0)).toBe(step);
  expect(findCode(seed, codeAt(seed, step), wall, 0, step)).toBeUndefined();
  expect(findCode(seed, codeAt(seed, step - 10), wall, -10, 0)).toBe(step - 10);
});

it('reads a seed as people type it', () => {
  expect(new TextDecoder().decode(fromBase32('MZXW6YTBOI======'))).toBe('foobar');
  expect(fromBase32('mzxw 6ytb oi')).toEqual(fromBase32('MZXW6YTBOI'));
});
