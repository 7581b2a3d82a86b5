// How often somebody may ask.
import { expect, it } from 'vitest';
import { limiter } from '../../src/classroom/server/limits.ts';

it('allows a burst, then what the time gives back, each for themselves, and forgets the oldest', () => {
  let now = 0;
  const limit = limiter(3, 1, () => now, 2);
  expect([1, 2, 3, 4].map(() => limit.allow('a'))).toEqual([true, true, true, false]);
  expect(limit.allow('b')).toBe(true);
  now = 2000;
  expect([1, 2, 3].map(() => limit.allow('a'))).toEqual([true, true, false]);
  limit.allow('c');
  limit.allow('d');
  expect(limit.allow('a')).toBe(true);
});
