import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerText, blank, contentHash, grade, isComplete, shuffled } from '../../src/quiz/index.ts';
import { all, choice, order, several, sort } from './items.ts';

test('a choice is right with its one right option', () => {
  expect(grade(choice, [1]).right).toBe(true);
  expect(grade(choice, [0]).right).toBe(false);
});

test('several choices are right only when complete and no more', () => {
  expect(grade(several, [0, 2])).toEqual({ right: true, score: 3, outOf: 3 });
  expect(grade(several, [2, 0]).right).toBe(true);
  expect(grade(several, [0])).toEqual({ right: false, score: 2, outOf: 3 });
  expect(grade(several, [0, 1, 2]).right).toBe(false);
});

test('an order counts the steps in their place', () => {
  expect(grade(order, [0, 1, 2]).right).toBe(true);
  expect(grade(order, [0, 2, 1])).toEqual({ right: false, score: 1, outOf: 3 });
});

test('sorting counts the things in their bin', () => {
  expect(grade(sort, ['root', 'user', 'user']).right).toBe(true);
  expect(grade(sort, ['root', 'root', 'user'])).toEqual({ right: false, score: 2, outOf: 3 });
});

test('a blank answer is never right, whatever the seed', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...all), (seed, item) => {
      expect(grade(item, blank(item, seed)).right).toBe(false);
    }),
  );
});

test('an answer is complete when something is chosen, and every thing is sorted', () => {
  expect(isComplete(choice, [])).toBe(false);
  expect(isComplete(choice, [2])).toBe(true);
  expect(isComplete(sort, ['root', '', 'user'])).toBe(false);
  expect(isComplete(sort, ['root', 'root', 'user'])).toBe(true);
  expect(isComplete(order, blank(order, 's'))).toBe(true);
  expect(answerText(['root', '', 'user'])).toBe('root,,user');
});

test('shuffling keeps everything, and is the same for the same seed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.string(), (list, seed) => {
      const drawn = shuffled(list, seed);
      expect(drawn).toEqual(shuffled(list, seed));
      expect([...drawn].sort()).toEqual([...list].sort());
    }),
  );
});

test('every place is drawn about equally often', () => {
  const counts = [0, 0, 0];
  for (let seed = 0; seed < 3000; seed++) {
    const place = shuffled(['a', 'b', 'c'], `item-${seed}/1`).indexOf('a');
    counts[place] = (counts[place] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('the content hash changes with any word', () => {
  const hash = contentHash(choice);
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(contentHash({ ...choice, question: '? ' })).not.toBe(hash);
});
