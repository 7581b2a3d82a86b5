// What a quiz is: items of a few kinds, each option with its explanation. A new kind adds its shape here, its rules
// in kinds.ts, its schema in schema.ts and its view in views/. Text may hold `code` between backticks.

interface Asked {
  /** Never changes once published, and never comes back for another question. */
  id: string;
  question: string;
  /** Heading of the lesson where the answer stands. */
  place?: string | undefined;
  /** Of everything that is asked and explained; computed when the content is loaded. */
  hash: string;
}

export interface Option {
  text: string;
  right: boolean;
  /** Why it is right or wrong: shown for every option once the item is settled. */
  why: string;
}

/** One option is right. */
export type ChoiceItem = Asked & { kind: 'choice'; options: readonly Option[] };
/** Any number of options are right. */
export type SeveralItem = Asked & { kind: 'several'; options: readonly Option[] };
/** Steps, given in their right order. */
export type OrderItem = Asked & {
  kind: 'order';
  steps: readonly { text: string; why: string }[];
  why: string;
};
/** Things to put into bins. */
export type SortItem = Asked & {
  kind: 'sort';
  bins: readonly { id: string; text: string }[];
  things: readonly { text: string; bin: string; why: string }[];
};

export type Item = ChoiceItem | SeveralItem | OrderItem | SortItem;
export type ItemKind = Item['kind'];

export interface Quiz {
  id: string;
  title: string;
  lesson?: string | undefined;
  items: readonly Item[];
}

/**
 * An answer, in terms of the item as written, whatever order it was shown in: the chosen options' indexes, the
 * steps' indexes from first to last, or each thing's bin ('' while it has none).
 */
export type Answer = readonly (number | string)[];
