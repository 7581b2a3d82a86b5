// Items in the few forms that other systems know. What has no form of its own there is asked in one that has: a
// decision becomes a choice among verdicts with their reasons. Pure. Tests: test/quiz/exchange.
import { policiesOf } from '../decision/statements.ts';
import type { DecisionCase, Item, Option, Verdict } from '../model.ts';
import { pretty } from '../pretty.ts';

interface Base {
  id: string;
  text: string;
}
export type Flat =
  | (Base & { type: 'choice'; multiple: boolean; options: readonly Option[] })
  | (Base & {
      type: 'match';
      pairs: readonly { text: string; match: string; why: string }[];
      others: readonly string[];
    })
  | (Base & { type: 'order'; steps: readonly { text: string; why: string }[]; why: string })
  | (Base & {
      type: 'text';
      accept: readonly string[];
      exact: boolean;
      near: readonly { text: string; why: string }[];
      why: string;
    })
  | (Base & {
      type: 'number';
      value: number;
      tolerance: number;
      unit: string;
      near: readonly { value: number; why: string }[];
      why: string;
    })
  /** To be read by a person: nobody there has a policy engine. */
  | (Base & { type: 'open'; solution: string; why: string });

/** The words that a flat item says itself. */
export interface FlatWords {
  verdicts: Readonly<Record<Verdict, string>>;
  holds: string;
  holdsNot: string;
  because: string;
  caller: string;
  action: string;
  resource: string;
  context: string;
  policy: string;
  mustAllow: string;
  mustDeny: string;
}

export function flatten(item: Item, words: FlatWords): Flat {
  const { id, question: text } = item;
  switch (item.kind) {
    case 'choice':
    case 'several':
      return { id, text, type: 'choice', multiple: item.kind === 'several', options: item.options };
    case 'true-false':
      return {
        id,
        text,
        type: 'choice',
        multiple: false,
        options: item.reasons.map((reason) => ({
          ...reason,
          text: `${item.holds === reason.right ? words.holds : words.holdsNot} ${words.because} ${reason.text}`,
        })),
      };
    case 'order':
      return { id, text, type: 'order', steps: item.steps, why: item.why };
    case 'sort':
      return {
        id,
        text,
        type: 'match',
        pairs: item.things.map((thing) => ({
          text: thing.text,
          match: item.bins.find((bin) => bin.id === thing.bin)?.text ?? thing.bin,
          why: thing.why,
        })),
        others: [],
      };
    case 'match':
      return { id, text, type: 'match', pairs: item.pairs, others: item.others };
    case 'text':
      return {
        id,
        text,
        type: 'text',
        accept: item.accept,
        exact: item.exact,
        near: item.near,
        why: item.why,
      };
    case 'number':
      return {
        id,
        text,
        type: 'number',
        value: item.value ?? 0,
        tolerance: item.tolerance,
        unit: item.units[0]?.text ?? '',
        near: item.near,
        why: item.why,
      };
    case 'decision':
      return {
        id,
        text: withCase(text, item.case, words),
        type: 'choice',
        multiple: false,
        options: item.reasons.map(({ verdict, text: reason, right, why }) => ({
          text: `${words.verdicts[verdict]}: ${reason}`,
          right,
          why: right ? item.told.join(' ') : why,
        })),
      };
    case 'point': {
      const names = new Map(
        policiesOf(item.case).flatMap((policy) =>
          policy.statements.map(
            ({ id: statement, json }) => [statement, `${policy.name}: \`${pretty(json)}\``] as const,
          ),
        ),
      );
      return {
        id,
        text: withCase(
          text,
          {
            ...item.case,
            identity: [],
            scp: [],
            rcp: [],
            boundary: [],
            resourcePolicy: null,
            session: null,
            endpoint: [],
          },
          words,
        ),
        type: 'choice',
        multiple: true,
        options: item.statements.map((one) => ({
          text: names.get(one.id) ?? one.id,
          right: one.decides,
          why: one.why,
        })),
      };
    }
    case 'fix':
      return {
        id,
        text: [
          withCase(text, item.case, words),
          `${item.policy.name}:\n\`${item.policy.start}\``,
          ...item.requests.map((one) => `${one.text}: ${one.allowed ? words.mustAllow : words.mustDeny}`),
        ].join('\n'),
        type: 'open',
        solution: item.policy.solution,
        why: item.why,
      };
  }
}

/** A question with its request and policies as text. */
function withCase(text: string, given: Partial<DecisionCase>, words: FlatWords): string {
  const context = Object.entries(given.context ?? {}).map(([key, value]) => `${key} = ${String(value)}`);
  const line = (name: string, value: string | undefined): string[] =>
    value ? [`${name}: \`${value}\``] : [];
  return [
    text,
    ...line(words.caller, given.principal),
    ...line(words.action, given.action),
    ...line(words.resource, given.resource),
    ...line(words.context, context.join(', ')),
    ...policiesOf(given).map(
      (policy) =>
        `${words.policy} ${policy.name}:\n\`${pretty({ ...policy.head, Statement: policy.statements.map(({ json }) => json) })}\``,
    ),
  ].join('\n');
}
