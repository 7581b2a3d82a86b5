import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttemptFact, type Fact, merge } from '../../src/progress/fact.ts';
import { cardsOf, DAY, forecast, isDue, remembered } from '../../src/progress/schedule.ts';

const START = new Date(2026, 10, 23, 9).getTime();
const attempt = (day: number, right: boolean, more: Partial<AttemptFact> = {}): AttemptFact => ({
  v: 1,
  kind: 'attempt',
  quiz: 'q',
  item: 'i',
  hash: 'h',
  right,
  gaveUp: false,
  answer: '',
  nonce: `n${day}`,
  at: START + day * DAY,
  ...more,
});
const card = (...facts: Fact[]) => {
  const [only] = cardsOf(facts).values();
  if (!only) throw new Error('no card');
  return only;
};
const days = (from: number, to: number): number => Math.round((to - from) / DAY);

test('what is right comes back later and later, what is wrong comes back soon', () => {
  const first = card(attempt(0, true));
  const second = card(attempt(0, true), attempt(days(START, first.due), true));
  expect(days(first.last, first.due)).toBeGreaterThanOrEqual(1);
  expect(days(second.last, second.due)).toBeGreaterThan(days(first.last, first.due));
  const failed = card(attempt(0, true), attempt(days(START, first.due), false));
  expect(days(failed.last, failed.due)).toBeLessThan(days(second.last, second.due));
  expect(failed.lapses).toBe(1);
});

test('when it is due, the chance to remember is nine in ten', () => {
  const { stability, last } = card(attempt(0, true));
  expect(remembered({ stability, last }, last + stability * DAY)).toBeCloseTo(0.9, 2);
  expect(remembered({ stability, last }, last)).toBe(1);
});

test('trying again at once is no review of its own: the first answer counts', () => {
  const wrong = card(attempt(0, false));
  const retried = card(attempt(0, false), { ...attempt(0, true), at: START + 60_000, nonce: 'again' });
  expect(retried).toEqual(wrong);
});

test('a guess comes back sooner than what was known, giving up as soon as a wrong answer', () => {
  expect(card(attempt(0, true, { sure: 1 })).due).toBeLessThan(card(attempt(0, true)).due);
  expect(card(attempt(0, true, { gaveUp: true })).due).toBe(card(attempt(0, false)).due);
});

test('an item that was rewritten is a new card', () => {
  const cards = cardsOf([attempt(0, true), attempt(1, true, { hash: 'new' })]);
  expect([...cards.keys()]).toEqual(['q/i/h', 'q/i/new']);
});

test('a card that another device sent goes on from there', () => {
  const whole = card(attempt(0, true), attempt(3, true), attempt(20, true));
  const before = card(attempt(0, true), attempt(3, true));
  const sent: Fact = {
    v: 1,
    kind: 'card',
    quiz: 'q',
    item: 'i',
    hash: 'h',
    at: before.last,
    stability: before.stability,
    difficulty: before.difficulty,
    reps: before.reps,
    lapses: before.lapses,
    right: true,
    rightAtFirst: true,
  };
  const carried = card(sent, attempt(20, true));
  expect(carried.stability).toBeCloseTo(whole.stability, 5);
  expect(carried.due).toBe(whole.due);
  // Attempts that the other device knew change nothing.
  expect(card(sent, attempt(0, true), attempt(3, true), attempt(20, true))).toEqual(carried);
});

test('two devices that know the same attempts have the same cards', () => {
  const anyAttempt = fc
    .record({ day: fc.integer({ min: 0, max: 60 }), right: fc.boolean(), item: fc.constantFrom('a', 'b') })
    .map(({ day, right, item }) => attempt(day, right, { item, nonce: `${day}${right}${item}` }));
  fc.assert(
    fc.property(fc.array(anyAttempt), fc.array(anyAttempt), (one, two) => {
      const here = merge(merge(new Map(), one), two);
      const there = merge(merge(new Map(), two), one);
      const sorted = (facts: ReadonlyMap<string, Fact>) =>
        [...cardsOf(facts.values())].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(here)).toEqual(sorted(there));
    }),
  );
});

test('due is counted by the learner’s day, the overdue with today', () => {
  const one = card(attempt(0, true));
  const morning = new Date(one.due);
  morning.setHours(0, 5, 0, 0);
  expect(isDue(one, morning.getTime())).toBe(true);
  expect(isDue(one, morning.getTime() - DAY)).toBe(false);
  const counts = forecast([one, { ...one, due: START }], morning.getTime() - DAY, 5);
  expect(counts).toEqual([1, 1, 0, 0, 0]);
  expect(forecast([one], one.due + 100 * DAY, 5)).toEqual([1, 0, 0, 0, 0]);
});
