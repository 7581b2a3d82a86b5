import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merge } from '../../src/progress/fact.ts';
import { anyFacts, asObject } from './facts.ts';

test('merging is commutative', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      expect(asObject(merge(a, b.values()))).toEqual(asObject(merge(b, a.values())));
    }),
  );
});

test('merging is associative', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, anyFacts, (a, b, c) => {
      const left = merge(merge(a, b.values()), c.values());
      const right = merge(a, merge(b, c.values()).values());
      expect(asObject(left)).toEqual(asObject(right));
    }),
  );
});

test('merging is idempotent and changes neither side', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      const before = asObject(a);
      const once = merge(a, b.values());
      expect(asObject(merge(once, b.values()))).toEqual(asObject(once));
      expect(asObject(merge(once, a.values()))).toEqual(asObject(once));
      expect(asObject(a)).toEqual(before);
    }),
  );
});

test('no key is ever lost', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      const merged = merge(a, b.values());
      expect([...a.keys(), ...b.keys()].every((key) => merged.has(key))).toBe(true);
    }),
  );
});

test('the first reading counts, the last place counts', () => {
  const at = (lesson: string, what: 'read', time: number) => ({
    v: 1 as const,
    kind: 'lesson' as const,
    what,
    lesson,
    at: time,
  });
  const place = (time: number) => ({
    v: 1 as const,
    kind: 'lesson' as const,
    what: 'place' as const,
    lesson: 'a',
    place: `p${time}`,
    at: time,
  });
  const merged = merge(new Map(), [at('a', 'read', 7), at('a', 'read', 3), place(1), place(9), place(4)]);
  expect(merged.get('lesson/a/read')?.at).toBe(3);
  expect(merged.get('lesson/a/place')?.at).toBe(9);
});
