import { expect, test } from 'vitest';
import type { Fact } from '../../src/progress/index.ts';
import { cardsOf, DAY } from '../../src/progress/schedule.ts';
import { strengthsOf } from '../../src/quiz/strength.ts';
import { catalog } from './catalog.ts';

const START = new Date(2026, 10, 23, 9).getTime();
const attempt = (item: string, day: number, right = true): Fact => ({
  v: 1,
  kind: 'attempt',
  quiz: 'q0',
  item,
  hash: 'h',
  right,
  gaveUp: false,
  answer: '',
  nonce: `${item}${day}`,
  at: START + day * DAY,
});

test('each question is held, fresh, fading or not met', () => {
  const facts = [
    ...[0, 3, 15, 60, 150].map((day) => attempt('i0', day)),
    attempt('i1', 150),
    attempt('i2', 0, false),
  ];
  const [lesson] = strengthsOf(catalog([4, 0, 2]), cardsOf(facts), START + 150.5 * DAY);
  expect(lesson?.items.map(({ strength }) => strength)).toEqual(['kept', 'fresh', 'fading', 'unmet']);
  expect(lesson?.counts).toEqual({ kept: 1, fresh: 1, fading: 1, unmet: 1 });
  expect(lesson?.items[0]?.reviews).toBe(5);
});

test('lessons without questions are left out, all others are there in the order of reading', () => {
  const lessons = strengthsOf(catalog([1, 0, 2]), new Map(), START);
  expect(lessons.map(({ lesson, counts }) => [lesson, counts.unmet])).toEqual([
    ['l0', 1],
    ['l2', 2],
  ]);
});
