import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatten } from '../../../src/quiz/exchange/flat.ts';
import { readGift, writeGift } from '../../../src/quiz/exchange/gift.ts';
import { grade } from '../../../src/quiz/index.ts';
import { everyKind } from '../items.ts';
import { anyFlat, essence, words } from './flats.ts';

/** GIFT cannot write an arrow in a typed answer or a partner. */
const arrowless = anyFlat.filter((item) =>
  item.type === 'text'
    ? ![...item.accept, ...item.near.map(({ text }) => text)].some((one) => one.includes('->'))
    : item.type !== 'match' ||
      ![...item.others, ...item.pairs.map(({ match }) => match)].some((one) => one.includes('->')),
);

test('what is written as GIFT is read again as it was', () => {
  fc.assert(
    fc.property(fc.array(arrowless, { minLength: 1, maxLength: 4 }), (items) => {
      const { items: read, skipped } = readGift(writeGift('Quiz', items), 'Quiz');
      expect(skipped).toEqual([]);
      expect(read.map((item) => essence(flatten(item, words)))).toEqual(items.map(essence));
    }),
  );
});

test('every kind of question can be written, and all but those that need a person are read', () => {
  const flat = everyKind.map((item) => flatten(item, words));
  const { items, skipped } = readGift(writeGift('Every kind', flat), 'x');
  expect(skipped.map(({ code, found }) => [code, found])).toEqual([['kind', 'Essay']]);
  expect(items).toHaveLength(everyKind.length - 1);
  const decision = items.find(({ id }) => id === 'what-happens');
  expect(decision?.kind).toBe('choice');
  expect(decision?.question).toContain('`s3:DeleteObject`');
});

test('Moodle’s own examples are read', () => {
  const { items, skipped } = readGift(
    `// true/false
::Q1:: 1+1\\=2 {T#no#yes}

::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

::Q3:: Two plus {=two =2} equals four.

::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }

::Q5:: What is a number from 1 to 5? {#3:2}

::Q6:: When was Grant born? {#
=1822:0 # Correct! Full credit.
=%50%1822:2 # Half credit.
}

Which two? {
  ~%50%a
  ~%50%b
  ~%-100%c
}
`,
    'Examples',
  );
  expect(skipped).toEqual([]);
  expect(items.map(({ kind, id }) => [id, kind])).toEqual([
    ['q1', 'choice'],
    ['q2', 'choice'],
    ['q3', 'text'],
    ['q4', 'match'],
    ['q5', 'number'],
    ['q6', 'number'],
    ['which-two', 'several'],
  ]);
  const [truth, , , , range] = items;
  expect(truth && truth.kind === 'choice' && truth.options.map(({ right, why }) => [right, why])).toEqual([
    [true, 'yes'],
    [false, 'no'],
  ]);
  expect(range && grade(range, ['5', 0]).right).toBe(true);
});

test('a mistake loses its own question only, and is named with its line', () => {
  const { items, skipped } = readGift(
    'One {=a ~b}\n\nTwo {=a ~b\n\nThree {=c ~d}\n\nFour {#x}\n\nFive {=e ~f}\n',
    'x',
  );
  expect(items.map((item) => item.question)).toContain('One');
  expect(items.map((item) => item.question)).toContain('Five');
  expect(skipped.every(({ code, line }) => code === 'syntax' && (line ?? 0) > 0)).toBe(true);
  expect(skipped.length).toBeGreaterThan(0);
});

test('whatever is read as GIFT ends, and brings questions that can be graded', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}=~#%:\\\n ab1->/[]$T'), maxLength: 80 }), (text) => {
      for (const item of readGift(text, 'x').items) grade(item, []);
    }),
  );
});
