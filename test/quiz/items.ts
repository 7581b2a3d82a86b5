// One item of each kind.
import type { ChoiceItem, OrderItem, SeveralItem, SortItem } from '../../src/quiz/model.ts';

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
