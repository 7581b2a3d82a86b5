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
/** A sentence that is true or not, and the one reason for it. */
export type TrueFalseItem = Asked & {
  kind: 'true-false';
  /** Absent in an item without its key (public.ts). */
  holds?: boolean;
  reasons: readonly Option[];
};
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
/** Each thing has its partner; `others` are partners of none. Two things may have the same one. */
export type MatchItem = Asked & {
  kind: 'match';
  pairs: readonly { text: string; match: string; why: string }[];
  others: readonly string[];
};
/** A few words to type, in any of several spellings. */
export type TextItem = Asked & {
  kind: 'text';
  accept: readonly string[];
  /** Small and capital letters count. */
  exact: boolean;
  /** Wrong answers that are to be expected, each with what it mistakes. */
  near: readonly { text: string; why: string }[];
  why: string;
};
/** A number to type, in a unit where it has one. */
export type NumberItem = Asked & {
  kind: 'number';
  /** In the first unit. Absent in an item without its key. */
  value?: number;
  /** How far from it still counts, in the first unit. */
  tolerance: number;
  /** `factor`: how many of the first unit one of this is. */
  units: readonly { text: string; factor: number }[];
  near: readonly { value: number; why: string }[];
  why: string;
};

export interface NamedDocument {
  name: string;
  document: unknown;
}

/** A request and every policy that has a say in it, as `rootless decide` reads it (docs/decision-case.md). */
export interface DecisionCase {
  principal: string;
  roleArn?: string;
  action: string;
  resource: string;
  resourceAccount?: string;
  context?: Readonly<Record<string, unknown>>;
  identity?: readonly NamedDocument[];
  boundary?: readonly NamedDocument[];
  session?: readonly NamedDocument[] | null;
  resourcePolicy?: NamedDocument | null;
  scp?: readonly (readonly NamedDocument[])[];
  rcp?: readonly (readonly NamedDocument[])[];
  endpoint?: readonly NamedDocument[];
  organization?: { managementAccount: string };
  resourceOrganization?: { managementAccount: string };
}

export type Verdict = 'allow' | 'explicitDeny' | 'implicitDeny';
export const verdicts: readonly Verdict[] = ['allow', 'explicitDeny', 'implicitDeny'];

/** What happens to a request, and why. The key and every explanation are the engine's: decision/resolve.ts. */
export type DecisionItem = Asked & {
  kind: 'decision';
  case: DecisionCase;
  /** Absent in an item without its key. */
  verdict?: Verdict;
  /** The reasons to choose from once a verdict is chosen, all verdicts' in one list. */
  reasons: readonly (Option & { verdict: Verdict })[];
  /** The engine's sentences. */
  told: readonly string[];
};
/** Which statements decide. `statements` are named as in decision/statements.ts: `identity/0/1`. */
export type PointItem = Asked & {
  kind: 'point';
  case: DecisionCase;
  statements: readonly { id: string; decides: boolean; why: string }[];
  told: readonly string[];
};
/** A policy to edit until every request gets the answer it should. Judged by the engine: decision/fix.ts. */
export type FixItem = Asked & {
  kind: 'fix';
  /** What stands around the policy; a request fills in what it leaves out. */
  case: Partial<DecisionCase>;
  policy: {
    name: string;
    layer: 'identity' | 'boundary' | 'resource' | 'scp';
    /** The text the learner begins with. */
    start: string;
    /** A text that works; '' in an item without its key. */
    solution: string;
  };
  requests: readonly { text: string; request: Partial<DecisionCase>; allowed: boolean }[];
  why: string;
};

export type Item =
  | ChoiceItem
  | SeveralItem
  | TrueFalseItem
  | OrderItem
  | SortItem
  | MatchItem
  | TextItem
  | NumberItem
  | DecisionItem
  | PointItem
  | FixItem;
export type ItemKind = Item['kind'];
export type ItemOf<K extends ItemKind> = Extract<Item, { kind: K }>;

export interface Quiz {
  id: string;
  title: string;
  lesson?: string | undefined;
  items: readonly Item[];
}

/**
 * An answer, in terms of the item as written, whatever order it was shown in:
 *
 * choice, several: the chosen options' indexes · true-false: `['true' | 'false', reason's index]` · order: the steps'
 * indexes from first to last · sort: each thing's bin · match: for each thing an index into `partners(item)` ·
 * text: `[text]` · number: `[text, unit's index]` · decision: `[verdict, reason's index]` · point: the chosen
 * statements' ids · fix: `[policy's text]`. What is not answered yet is ''.
 */
export type Answer = readonly (number | string)[];
