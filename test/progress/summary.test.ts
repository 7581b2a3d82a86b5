import { expect, test } from 'vitest';
import type { Fact } from '../../src/progress/fact.ts';
import { lessonState, summarize } from '../../src/progress/summary.ts';

const attempt = (item: string, right: boolean, at: number): Fact => ({
  v: 1,
  kind: 'attempt',
  quiz: 'q',
  item,
  hash: 'h',
  right,
  gaveUp: false,
  answer: '0',
  nonce: `${at}`,
  at,
});

test('an item is right once it was, and right at first only then', () => {
  const { quizzes } = summarize([attempt('a', true, 5), attempt('a', false, 2), attempt('b', true, 1)]);
  expect(quizzes.q?.a).toMatchObject({ attempts: 2, rightAtFirst: false, right: true, last: { at: 5 } });
  expect(quizzes.q?.b).toMatchObject({ attempts: 1, rightAtFirst: true });
});

test('a lesson is done when text, exercise and every item are', () => {
  const parts = { lesson: 'a', exercise: 'e', quiz: { id: 'q', items: ['a', 'b'] } };
  const facts: Fact[] = [{ v: 1, kind: 'lesson', what: 'read', lesson: 'a', at: 1 }];
  expect(lessonState(summarize(facts), parts)).toMatchObject({ read: true, finished: false, share: 1 / 3 });
  facts.push({ v: 1, kind: 'exercise', what: 'solved', exercise: 'e', at: 2 }, attempt('a', true, 3));
  expect(lessonState(summarize(facts), parts).share).toBeCloseTo(5 / 6);
  facts.push(attempt('b', true, 4));
  expect(lessonState(summarize(facts), parts)).toMatchObject({ finished: true, share: 1 });
});

test('the latest lesson carries its place', () => {
  const { latest } = summarize([
    { v: 1, kind: 'lesson', what: 'opened', lesson: 'a', at: 9 },
    { v: 1, kind: 'lesson', what: 'opened', lesson: 'b', at: 1 },
    { v: 1, kind: 'lesson', what: 'place', lesson: 'b', place: 'why', at: 10 },
  ]);
  expect(latest).toEqual({ lesson: 'b', at: 10, place: 'why' });
});
