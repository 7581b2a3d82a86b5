// A round of a quiz: which items are asked, which one now, how each went. A pure reducer. Tests: test/quiz/round.
import { blank, type Grade, gradeLight } from './kinds.ts';
import type { Answer, Item } from './model.ts';

/** `asking`: not checked since it last changed · `wrong`: checked, may be tried again · `right` · `shown`: given up. */
export type Status = 'asking' | 'wrong' | 'right' | 'shown';

export interface ItemState {
  answer: Answer;
  status: Status;
  /** Of the answer checked last. */
  grade?: Grade;
  tries: number;
}

export interface Round {
  /** 1, 2, …: every round shuffles anew. */
  number: number;
  /** The items of this round, in order. */
  queue: readonly string[];
  /** Index into the queue; its length when the round is over. */
  position: number;
  items: Readonly<Record<string, ItemState>>;
}

export const isSettled = (state: ItemState): boolean => state.status === 'right' || state.status === 'shown';

/** A first round over all items, or one over those that were missed. */
export function startRound(items: readonly Item[], number = 1): Round {
  return {
    number,
    queue: items.map((item) => item.id),
    position: 0,
    items: Object.fromEntries(
      items.map((item) => [
        item.id,
        { answer: blank(item, `${item.id}/${number}`), status: 'asking', tries: 0 },
      ]),
    ),
  };
}

function update(round: Round, item: Item, change: Partial<ItemState>): Round {
  const state = round.items[item.id];
  if (!state || isSettled(state)) return round;
  return { ...round, items: { ...round.items, [item.id]: { ...state, ...change } } };
}

/** The learner changes the answer; a wrong one is open again. */
export function answerItem(round: Round, item: Item, answer: Answer): Round {
  return update(round, item, { answer, status: 'asking' });
}

/** @param judged the grade, where it takes the policy engine (grade.ts) */
export function checkItem(round: Round, item: Item, judged?: Grade): Round {
  const state = round.items[item.id];
  if (!state) return round;
  const result = judged ?? gradeLight(item, state.answer);
  return update(round, item, {
    status: result.right ? 'right' : 'wrong',
    grade: result,
    tries: state.tries + 1,
  });
}

export function giveUp(round: Round, item: Item): Round {
  return update(round, item, { status: 'shown' });
}

export function next(round: Round): Round {
  return { ...round, position: Math.min(round.position + 1, round.queue.length) };
}

export const isOver = (round: Round): boolean => round.position >= round.queue.length;

/** Missed: not right with the first check of this round. */
export function missed(round: Round): string[] {
  return round.queue.filter((id) => {
    const state = round.items[id];
    return state !== undefined && !(state.status === 'right' && state.tries === 1);
  });
}
