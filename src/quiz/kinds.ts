// The rules of each kind of item: how an answer begins, when it is complete, when it is right. Pure.
// Tests: test/quiz/kinds.
import type { Answer, ChoiceItem, Item, ItemKind, OrderItem, SeveralItem, SortItem } from './model.ts';
import { shuffled } from './shuffle.ts';

export interface Grade {
  right: boolean;
  /** How many parts are right, of how many: steps in place, things in their bin, options rightly chosen or left. */
  score: number;
  outOf: number;
}

interface Rules<I extends Item> {
  /** The answer before the learner has done anything. Steps start in a shuffled, never the right, order. */
  blank(item: I, seed: string): Answer;
  complete(item: I, answer: Answer): boolean;
  /** For each part, as the answer orders them, whether it is right. */
  parts(item: I, answer: Answer): boolean[];
}

const options: Rules<ChoiceItem | SeveralItem> = {
  blank: () => [],
  complete: (_, answer) => answer.length > 0,
  parts: (item, answer) => item.options.map((option, index) => option.right === answer.includes(index)),
};

const order: Rules<OrderItem> = {
  blank(item, seed) {
    const inOrder = item.steps.map((_, index) => index);
    for (let round = 0; ; round++) {
      const shown = shuffled(inOrder, `${seed}/${round}`);
      if (shown.some((step, index) => step !== index)) return shown;
    }
  },
  complete: () => true,
  parts: (_, answer) => answer.map((step, index) => step === index),
};

const sort: Rules<SortItem> = {
  blank: (item) => item.things.map(() => ''),
  complete: (_, answer) => answer.every((bin) => bin !== ''),
  parts: (item, answer) => item.things.map((thing, index) => thing.bin === answer[index]),
};

const rules: { [K in ItemKind]: Rules<Extract<Item, { kind: K }>> } = {
  choice: options,
  several: options,
  order,
  sort,
};
const rulesOf = (item: Item): Rules<Item> => rules[item.kind] as Rules<Item>;

export const blank = (item: Item, seed: string): Answer => rulesOf(item).blank(item, seed);
export const isComplete = (item: Item, answer: Answer): boolean => rulesOf(item).complete(item, answer);

export function grade(item: Item, answer: Answer): Grade {
  const parts = rulesOf(item).parts(item, answer);
  const score = parts.filter(Boolean).length;
  return { right: score === parts.length, score, outOf: parts.length };
}

/** An answer as it is recorded: its elements, joined. */
export const answerText = (answer: Answer): string => answer.join(',');
