// One item of each kind.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readContent } from '../../src/exercise/content.ts';
import type { ChoiceItem, Item, OrderItem, SeveralItem, SortItem } from '../../src/quiz/model.ts';
import { quizSchema } from '../../src/quiz/schema.ts';

const option = (text: string, right = false) => ({ text, right, why: `because ${text}` });

export const choice: ChoiceItem = {
  id: 'choice',
  kind: 'choice',
  question: '?',
  hash: '1',
  options: [option('a'), option('b', true), option('c')],
};
export const several: SeveralItem = {
  id: 'several',
  kind: 'several',
  question: '?',
  hash: '2',
  options: [option('a', true), option('b'), option('c', true)],
};
const step = (text: string) => ({ text, why: '' });
export const order: OrderItem = {
  id: 'order',
  kind: 'order',
  question: '?',
  hash: '3',
  why: '',
  steps: ['a', 'b', 'c'].map(step),
};
export const sort: SortItem = {
  id: 'sort',
  kind: 'sort',
  question: '?',
  hash: '4',
  bins: [
    { id: 'root', text: 'Root' },
    { id: 'user', text: 'User' },
  ],
  things: ['root', 'user', 'user'].map((bin) => ({ text: bin, bin, why: '' })),
};
export const all = [choice, several, order, sort];

const file = resolve(import.meta.dirname, '../../content/en/quizzes/every-kind.yaml');
const reading = readContent(readFileSync(file, 'utf8'), 'every-kind.yaml', quizSchema);

/** The items of the quiz that has one of every kind. */
export const everyKind: readonly Item[] = reading.ok ? reading.value.items : [];

/** The right answer to an item, from its key. */
export function rightAnswer(item: Item): (number | string)[] {
  const rightOf = (options: readonly { right: boolean }[]): number => options.findIndex((one) => one.right);
  switch (item.kind) {
    case 'choice':
    case 'several':
      return item.options.flatMap((one, index) => (one.right ? [index] : []));
    case 'true-false':
      return [String(item.holds), rightOf(item.reasons)];
    case 'order':
      return item.steps.map((_, index) => index);
    case 'sort':
      return item.things.map(({ bin }) => bin);
    case 'match': {
      const partners = [...new Set([...item.pairs.map((pair) => pair.match), ...item.others])];
      return item.pairs.map((pair) => partners.indexOf(pair.match));
    }
    case 'text':
      return [item.accept[0] ?? ''];
    case 'number':
      return [String(item.value), 0];
    case 'decision':
      return [item.verdict ?? '', rightOf(item.reasons)];
    case 'point':
      return item.statements.filter((one) => one.decides).map(({ id }) => id);
    case 'fix':
      return [item.policy.solution];
  }
}
