import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, type Facts, merge } from '../../src/progress/fact.ts';
import { type Directory, packMove, unpackMove } from '../../src/progress/move.ts';
import { readFact } from '../../src/progress/record.ts';
import { cardsOf } from '../../src/progress/schedule.ts';
import { summarize } from '../../src/progress/summary.ts';

const START = Date.UTC(2026, 10, 23, 9);
const directory: Directory = {
  lessons: ['one', 'two'],
  exercises: ['one', 'two'],
  items: Array.from({ length: 150 }, (_, index) => ({
    quiz: `q${index % 14}`,
    item: `item-${index}`,
    hash: 'h',
  })),
};
const answered = (count: number, right = true): Fact[] =>
  directory.items.slice(0, count).flatMap(({ quiz, item, hash }, index) => [
    {
      v: 1,
      kind: 'attempt',
      quiz,
      item,
      hash,
      right: false,
      gaveUp: false,
      answer: '',
      nonce: `a${index}`,
      at: START,
    },
    {
      v: 1,
      kind: 'attempt',
      quiz,
      item,
      hash,
      right,
      gaveUp: false,
      answer: '',
      nonce: `b${index}`,
      at: START + 86_400_000 * (1 + (index % 5)),
    },
  ]);
const carry = (facts: Facts): { parts: string[]; there: Facts } => {
  const parts = packMove(facts, summarize(facts.values()), directory);
  const arrived = parts.flatMap((part) => unpackMove(part, directory)?.facts ?? []);
  for (const fact of arrived) expect(readFact(fact)).toEqual({ ok: true, fact });
  return { parts, there: merge(new Map(), arrived) };
};

test('what is done and how well it is remembered arrives; attempts do not', () => {
  const facts = merge(new Map(), [
    { v: 1, kind: 'lesson', what: 'read', lesson: 'one', at: START },
    { v: 1, kind: 'lesson', what: 'known', lesson: 'two', at: START },
    { v: 1, kind: 'exercise', what: 'solved', exercise: 'one', at: START },
    ...answered(40),
  ]);
  const { there } = carry(facts);
  const summary = summarize(there.values());
  expect(summary.lessons.one?.read).toBe(START);
  expect(summary.lessons.two?.known).toBe(START);
  expect(summary.exercises.one?.solved).toBe(START);
  expect([...there.values()].some(({ kind }) => kind === 'attempt')).toBe(false);
  expect(summary.quizzes.q0?.['item-0']).toMatchObject({ right: true, rightAtFirst: false });
  const [before, after] = [cardsOf(facts.values()), cardsOf(there.values())];
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  for (const [key, card] of before) {
    const other = after.get(key);
    expect(other?.stability).toBeCloseTo(card.stability, 1);
    expect(Math.abs((other?.due ?? 0) - card.due)).toBeLessThanOrEqual(86_400_000);
  }
});

test('150 items take a handful of codes that a telephone reads', () => {
  const { parts } = carry(merge(new Map(), answered(150)));
  expect(parts.length).toBeLessThanOrEqual(5);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(660);
});

test('nothing done needs no code', () => {
  expect(packMove(new Map(), summarize([]), directory)).toEqual([]);
});

test('a name that is not known there is counted, and the others arrive', () => {
  const [part = ''] = packMove(merge(new Map(), answered(2)), summarize(answered(2)), directory);
  const smaller = { ...directory, items: directory.items.slice(0, 1) };
  expect(unpackMove(part, smaller)).toMatchObject({ unknown: 1, facts: [{ item: 'item-0' }] });
});

test('a damaged or foreign text is refused, whatever it is', () => {
  const [part = ''] = packMove(merge(new Map(), answered(5)), summarize(answered(5)), directory);
  fc.assert(
    fc.property(fc.nat(part.length - 1), fc.constantFrom(...'AQx9_-'), (at, letter) => {
      const changed = part.slice(0, at) + letter + part.slice(at + 1);
      // The last letter has bits that say nothing.
      if (changed !== part && at < part.length - 1) expect(unpackMove(changed, directory)).toBeUndefined();
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void unpackMove(text, directory)));
  expect(unpackMove('<script>', directory)).toBeUndefined();
  expect(unpackMove('A'.repeat(100_000), directory)).toBeUndefined();
});
