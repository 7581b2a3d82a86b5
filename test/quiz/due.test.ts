import { expect, test } from 'vitest';
import { type Fact, taskAttempt } from '../../src/progress/index.ts';
import { cardsOf, DAY } from '../../src/progress/schedule.ts';
import { todayOf } from '../../src/quiz/due.ts';
import { A_SITTING } from '../../src/quiz/sitting.ts';
import { catalog } from './catalog.ts';

const START = new Date(2026, 10, 23, 9).getTime();
let nonce = 0;
const attempt = (quiz: string, item: string, day: number, right = true, hash = 'h'): Fact => ({
  v: 1,
  kind: 'attempt',
  quiz,
  item,
  hash,
  right,
  gaveUp: false,
  answer: '',
  nonce: `n${nonce++}`,
  at: START + day * DAY,
});
const at = (day: number) => START + day * DAY;

test('nothing is due before anything was answered', () => {
  const today = todayOf(catalog([3, 3]), cardsOf([]), START);
  expect(today).toMatchObject({ items: [], tasks: [], goal: { total: 6, met: 0, kept: 0 } });
  expect(today.next).toBeUndefined();
});

test('what was answered comes back, what is being forgotten fastest first', () => {
  const cards = cardsOf([attempt('q0', 'i0', 0), attempt('q0', 'i1', 0, false), attempt('q1', 'i2', 0)]);
  const early = todayOf(catalog([3, 3]), cards, at(0));
  expect(early.items).toEqual([]);
  expect(early.next).toBeGreaterThan(at(0));
  const later = todayOf(catalog([3, 3]), cards, at(30));
  expect(later.items[0]).toEqual({ quiz: 'q0', item: 'i1', lesson: 'l0' });
  expect(later.items).toHaveLength(3);
  expect(later.forecast[0]).toBe(3);
});

test('an item that was rewritten or taken away does not come back', () => {
  const cards = cardsOf([attempt('q0', 'i0', 0, true, 'old'), attempt('gone', 'i0', 0)]);
  expect(todayOf(catalog([3]), cards, at(60)).items).toEqual([]);
});

test('exercises come back too, those that needed the solution sooner', () => {
  const done = (exercise: string, unaided: boolean): Fact =>
    ({ ...taskAttempt(exercise, unaided), v: 1, nonce: `n${nonce++}`, at: START }) as Fact;
  const cards = cardsOf([done('e0', true), done('e1', false)]);
  const soon = todayOf(catalog([3, 3]), cards, at(1));
  expect(soon.tasks).toEqual([{ exercise: 'e1', lesson: 'l1' }]);
  expect(todayOf(catalog([3, 3]), cards, at(40)).tasks).toHaveLength(2);
});

test('a sitting is bounded, its minutes too', () => {
  const facts = Array.from({ length: 50 }, (_, index) => attempt('q0', `i${index}`, 0));
  const today = todayOf(catalog([50]), cardsOf(facts), at(60));
  expect(today.items).toHaveLength(50);
  expect(today.minutes).toBe(A_SITTING / 2);
});

test('what is remembered for three months counts as kept', () => {
  const facts: Fact[] = [];
  for (const day of [0, 3, 15, 60, 150]) facts.push(attempt('q0', 'i0', day));
  expect(todayOf(catalog([2]), cardsOf(facts), at(151)).goal).toEqual({ total: 2, met: 1, kept: 1 });
});
