import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/progress/fact.ts';
import { migrate, readFact } from '../../src/progress/record.ts';
import { anyFact } from './facts.ts';
import v1 from './fixtures/v1.json' with { type: 'json' };

test('records of version 1 read as they were written, for ever', () => {
  for (const record of v1) expect(readFact(record)).toEqual({ ok: true, fact: { ...record, v: VERSION } });
});

test('what a fact says survives reading', () => {
  fc.assert(fc.property(anyFact, (fact) => void expect(readFact(fact)).toEqual({ ok: true, fact })));
});

test('migrations run one after the other', () => {
  const steps = {
    1: (old: Readonly<Record<string, unknown>>) => ({ ...old, lesson: `${old.lesson}!` }),
    2: (old: Readonly<Record<string, unknown>>) => ({ ...old, lesson: `${old.lesson}?` }),
  };
  expect(migrate({ v: 1, lesson: 'a' }, steps, 3)).toEqual({ v: 3, lesson: 'a!?' });
  expect(migrate({ v: 1, lesson: 'a' }, { 2: steps[2] }, 3)).toBeUndefined();
});

test.each([
  [null, 'damaged', undefined],
  ['text', 'damaged', undefined],
  [[], 'damaged', undefined],
  [{ v: 'one' }, 'damaged', 'v'],
  [{ ...v1[0], v: VERSION + 1 }, 'newer', undefined],
  [{ ...v1[0], kind: 'constructor' }, 'damaged', 'kind'],
  [{ ...v1[0], lesson: '<img src=x>' }, 'damaged', 'lesson'],
  [{ ...v1[0], at: Number.NaN }, 'damaged', 'at'],
  [{ ...v1[8], right: 'yes' }, 'damaged', 'right'],
])('%j is %s', (value, reason, field) => {
  const reading = readFact(value);
  expect(reading).toEqual(field ? { ok: false, reason, field } : { ok: false, reason });
});

test('unknown fields are dropped', () => {
  expect(readFact({ ...v1[0], script: 'alert(1)' })).toEqual({ ok: true, fact: { ...v1[0] } });
});
