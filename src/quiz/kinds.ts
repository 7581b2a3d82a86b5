// The rules of each kind of item: how an answer begins, when it is complete, when it is right. Pure and light: what
// needs the policy engine to judge («fix») is in grade.ts. Tests: test/quiz/kinds.
import type { Answer, Item, ItemKind, ItemOf, MatchItem, NumberItem, TextItem } from './model.ts';
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

const filled = (_: Item, answer: Answer): boolean => answer.every((one) => String(one).trim() !== '');

const options: Rules<ItemOf<'choice' | 'several'>> = {
  blank: () => [],
  complete: (_, answer) => answer.length > 0,
  parts: (item, answer) => item.options.map((option, index) => option.right === answer.includes(index)),
};

const trueFalse: Rules<ItemOf<'true-false'>> = {
  blank: () => ['', ''],
  complete: filled,
  parts: (item, [said, reason]) => [
    said === String(item.holds),
    item.reasons[Number(reason)]?.right === true && reason !== '',
  ],
};

const order: Rules<ItemOf<'order'>> = {
  blank(item, seed) {
    const inOrder = item.steps.map((_, index) => index);
    if (inOrder.length < 2) return inOrder;
    for (let round = 0; ; round++) {
      const shown = shuffled(inOrder, `${seed}/${round}`);
      if (shown.some((step, index) => step !== index)) return shown;
    }
  },
  complete: () => true,
  parts: (item, answer) => item.steps.map((_, index) => answer[index] === index),
};

const sort: Rules<ItemOf<'sort'>> = {
  blank: (item) => item.things.map(() => ''),
  complete: filled,
  parts: (item, answer) => item.things.map((thing, index) => thing.bin === answer[index]),
};

const match: Rules<MatchItem> = {
  blank: (item) => item.pairs.map(() => ''),
  complete: filled,
  parts(item, answer) {
    const all = partners(item);
    return item.pairs.map((pair, index) => answer[index] !== '' && all[Number(answer[index])] === pair.match);
  },
};

const text: Rules<TextItem> = {
  blank: () => [''],
  complete: filled,
  parts: (item, [given]) => [item.accept.some((one) => plain(one, item) === plain(String(given), item))],
};

const number: Rules<NumberItem> = {
  blank: (item) => ['', item.units.length === 1 || item.units.length === 0 ? 0 : ''],
  complete: (item, answer) => filled(item, answer) && readNumber(item, answer) !== null,
  parts(item, answer) {
    const given = readNumber(item, answer);
    return [given !== null && item.value !== undefined && isNear(given, item.value, item.tolerance)];
  },
};

const decision: Rules<ItemOf<'decision'>> = {
  blank: () => ['', ''],
  complete: filled,
  parts: (item, [verdict, reason]) => [
    verdict === item.verdict,
    reason !== '' && item.reasons[Number(reason)]?.right === true,
  ],
};

const point: Rules<ItemOf<'point'>> = {
  blank: () => [],
  complete: (_, answer) => answer.length > 0,
  parts: (item, answer) => item.statements.map(({ id, decides }) => decides === answer.includes(id)),
};

/** Its parts are judged by the engine: grade.ts. Here an answer is right only where it is the solution itself. */
const fix: Rules<ItemOf<'fix'>> = {
  blank: (item) => [item.policy.start],
  complete: filled,
  parts: (item, [text]) =>
    item.requests.map(() => item.policy.solution !== '' && text === item.policy.solution),
};

const rules: { [K in ItemKind]: Rules<ItemOf<K>> } = {
  choice: options as Rules<ItemOf<'choice'>>,
  several: options as Rules<ItemOf<'several'>>,
  'true-false': trueFalse,
  order,
  sort,
  match,
  text,
  number,
  decision,
  point,
  fix,
};
const rulesOf = (item: Item): Rules<Item> => rules[item.kind] as Rules<Item>;

export const blank = (item: Item, seed: string): Answer => rulesOf(item).blank(item, seed);
export const isComplete = (item: Item, answer: Answer): boolean => rulesOf(item).complete(item, answer);

export const gradeOf = (parts: readonly boolean[]): Grade => {
  const score = parts.filter(Boolean).length;
  return { right: score === parts.length && score > 0, score, outOf: parts.length };
};

/** Grades every kind but «fix», which is graded in grade.ts by the engine. */
export const gradeLight = (item: Item, answer: Answer): Grade => gradeOf(rulesOf(item).parts(item, answer));

/** For each part of an item whether it is right, as the answer orders them. */
export const partsOf = (item: Item, answer: Answer): boolean[] => rulesOf(item).parts(item, answer);

/** Answers are recorded up to this length; a policy may be longer. */
const LONGEST = 4000;

/** An answer as it is recorded: its elements, joined. */
export const answerText = (answer: Answer): string => answer.join(',').slice(0, LONGEST);

/** What can be chosen for each thing of a matching item: every partner once, in the order as written. */
export const partners = (item: MatchItem): string[] => [
  ...new Set([...item.pairs.map(({ match }) => match), ...item.others].filter((one) => one !== '')),
];

/** Spelling that does not count: blanks, quotation marks, the full stop, and mostly the letter case. */
function plain(given: string, item: TextItem): string {
  const tidy = given
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”«»"]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return item.exact ? tidy : tidy.toLowerCase();
}

/** What a wrong text mistakes, where it was to be expected. */
export const nearText = (item: TextItem, answer: Answer): string | undefined =>
  item.near.find((one) => plain(one.text, item) === plain(String(answer[0]), item))?.why;

/** The number that was typed, in the item's first unit; null where it is none. «1,000», «1 000» and «0.5» are read. */
export function readNumber(item: NumberItem, [typed, unit]: Answer): number | null {
  const text = String(typed ?? '')
    .trim()
    .replace(/(?<=\d)[\s  _](?=\d{3})/g, '')
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, '')
    .replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
    .replace('−', '-');
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return null;
  const factor = item.units[Number(unit)]?.factor ?? 1;
  return Number(text) * factor;
}

export const nearNumber = (item: NumberItem, answer: Answer): string | undefined => {
  const given = readNumber(item, answer);
  return given === null
    ? undefined
    : item.near.find(({ value }) => isNear(given, value, item.tolerance))?.why;
};

/** Sums of factors such as 0.1 are never quite what they should be. */
const isNear = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance + 1e-9 * Math.max(1, Math.abs(b));
