// What leaves the server: nothing of a key before its question is revealed, whatever the kind and the phase.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase, RoomState } from '../../src/classroom/model.ts';
import {
  answerAsShown,
  gradeAnswer,
  isAnswer,
  publicRoom,
  shownQuestion,
  tally,
} from '../../src/classroom/public.ts';
import { firstState } from '../../src/classroom/state.ts';
import { generateDecisionItems } from '../../src/quiz/index.ts';
import { choice, makeSetup, order, sort } from './make.ts';

const items = [choice('q1'), order('q2'), sort('q3'), ...generateDecisionItems('seed', 2, 2)];
const KEY =
  /reason|"right":true|"bin":"(root|user)"|"verdict":"(allow|implicitDeny|explicitDeny)","reasons"|"hash":"[^"]/i;

describe('the public room', () => {
  it('never holds a key before the reveal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Phase>('lobby', 'open', 'closed', 'revealed'),
        fc.integer({ min: 0, max: items.length - 1 }),
        fc.constantFrom('live' as const, 'paced' as const),
        (phase, question, mode) => {
          const setup = makeSetup({ mode }, items);
          const state: RoomState = {
            ...firstState(setup),
            phase,
            question: mode === 'paced' ? -1 : question,
            // Only others are revealed.
            revealed: items.map((_, index) => index).filter((index) => index !== question),
          };
          const { shown } = publicRoom(setup, state, { now: 0, seq: 1 });
          const own = shown.filter(({ index }) => index === question);
          const text = JSON.stringify(own).replace(/"question":"[^"]*"/g, '');
          expect(text).not.toMatch(/The reason|"right":true|"hash":"[^"]/);
          for (const one of own)
            if (one.kind === 'item' && 'reasons' in one.item) expect(one.item).not.toHaveProperty('verdict');
        },
      ),
    );
    expect(KEY.test(JSON.stringify(items))).toBe(true);
  });

  it('shows steps in another order than the right one, and takes the answer back to it', () => {
    const setup = makeSetup({}, [order('q1')]);
    const before = shownQuestion(setup, 0, false);
    const after = shownQuestion(setup, 0, true);
    if (before?.kind !== 'item' || before.item.kind !== 'order' || after?.kind !== 'item')
      throw new Error('no order');
    const right = ['first', 'second', 'third', 'fourth'].map((text) =>
      before.item.kind === 'order' ? before.item.steps.findIndex((step) => step.text === text) : -1,
    );
    expect(gradeAnswer(setup, 0, right)).toEqual({ score: 4, outOf: 4 });
    expect(answerAsShown(after, right)).toEqual([0, 1, 2, 3]);
  });
});

describe('answers', () => {
  const [one, two, three] = makeSetup({}, [choice('q1'), order('q2'), sort('q3')]).questions;
  it('fit their question or are refused', () => {
    expect(isAnswer(one as never, [3])).toBe(true);
    expect(isAnswer(two as never, [3, 1, 2, 0])).toBe(true);
    expect(isAnswer(three as never, ['root', 'user', 'user'])).toBe(true);
    for (const [question, answer] of [
      [one, [4]],
      [one, [0, 1]],
      [one, []],
      [one, ['0']],
      [one, null],
      [one, 'x'],
      [one, [Number.NaN]],
      [two, [0, 0, 1, 2]],
      [two, [0, 1]],
      [three, ['root', 'user', 'nobody']],
      [three, Array(200).fill('root')],
    ] as const)
      expect(isAnswer(question as never, answer), JSON.stringify(answer)).toBe(false);
  });

  it('are counted by what was chosen', () => {
    const counted = (body: string, score: number, count: number, sure: number | null = null) => ({
      body,
      score,
      outOf: 4,
      count,
      sure,
    });
    const setup = makeSetup({}, [choice('q1')]);
    expect(tally(setup, 0, 1, [counted('[1]', 4, 3), counted('[0]', 2, 2, 3)])).toEqual({
      question: 0,
      round: 1,
      answered: 5,
      right: 3,
      sureWrong: 2,
      options: [2, 3, 0, 0],
    });
  });
});
