// An item without its key, for those who are to answer it and may look into what they were sent: the same shape, drawn
// by the same views, with nothing right, nothing explained and what stood in the right order shuffled. Who keeps the
// seed can grade the answers. Pure. Tests: test/quiz/public.
import { grade } from './grade.ts';
import { type Grade, partners } from './kinds.ts';
import type { Answer, Item, Option } from './model.ts';
import { shuffled } from './shuffle.ts';

const bare = <O extends Option>(options: readonly O[]): O[] =>
  options.map((option) => ({ ...option, right: false, why: '' }));

const indexes = (list: readonly unknown[]): number[] => list.map((_, index) => index);

/**
 * The item to send out.
 * @param seed a secret of whoever grades, another for every item: it says how steps and partners were shuffled
 */
export function publicItem(item: Item, seed: string): Item {
  const { place: _, ...rest } = item;
  const asked = { ...rest, hash: '' } as Item;
  switch (asked.kind) {
    case 'choice':
    case 'several':
      return { ...asked, options: bare(asked.options) };
    case 'true-false': {
      const { holds: _holds, ...open } = asked;
      return { ...open, reasons: bare(asked.reasons) };
    }
    case 'order':
      return {
        ...asked,
        steps: shuffled(indexes(asked.steps), seed).map((at) => ({
          text: asked.steps[at]?.text ?? '',
          why: '',
        })),
        why: '',
      };
    case 'sort':
      return { ...asked, things: asked.things.map(({ text }) => ({ text, bin: '', why: '' })) };
    case 'match':
      return {
        ...asked,
        pairs: asked.pairs.map(({ text }) => ({ text, match: '', why: '' })),
        others: shuffled(partners(asked), seed),
      };
    case 'text':
      return { ...asked, accept: [], near: [], why: '' };
    case 'number': {
      const { value: _value, ...open } = asked;
      return { ...open, tolerance: 0, near: [], why: '' };
    }
    case 'decision': {
      const { verdict: _verdict, ...open } = asked;
      return { ...open, reasons: bare(asked.reasons), told: [] };
    }
    case 'point':
      return {
        ...asked,
        statements: asked.statements.map(({ id }) => ({ id, decides: false, why: '' })),
        told: [],
      };
    case 'fix':
      return { ...asked, policy: { ...asked.policy, solution: '' }, why: '' };
  }
}

/** An answer to `publicItem(item, seed)` as an answer to the item itself. */
export function privateAnswer(item: Item, answer: Answer, seed: string): Answer {
  if (item.kind === 'order') {
    const drawn = shuffled(indexes(item.steps), seed);
    return answer.map((at) => drawn[Number(at)] ?? '');
  }
  if (item.kind === 'match') {
    const drawn = shuffled(indexes(partners(item)), seed);
    return answer.map((at) => (at === '' ? '' : (drawn[Number(at)] ?? '')));
  }
  return answer;
}

export const gradePublic = (item: Item, answer: Answer, seed: string): Grade =>
  grade(item, privateAnswer(item, answer, seed));
