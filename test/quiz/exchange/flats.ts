// Words for tests, and random questions in the forms that other systems know.
import fc from 'fast-check';
import type { Flat, FlatWords } from '../../../src/quiz/exchange/flat.ts';

export const words: FlatWords = {
  verdicts: { allow: 'Allowed', explicitDeny: 'Explicitly denied', implicitDeny: 'Implicitly denied' },
  holds: 'True',
  holdsNot: 'False',
  because: 'because',
  caller: 'Who asks',
  action: 'Action',
  resource: 'Resource',
  context: 'Context',
  policy: 'Policy',
  mustAllow: 'must be allowed',
  mustDeny: 'must be denied',
};

const signs = [
  ...'abc XYZ äß€😀 0123 .,;:!?()[]{}<>&"\'=~#%/\\|*_-$^+@',
  '->',
  '&lt;',
  '<b>',
  '&amp;',
  '//',
  '::',
  'CDATA',
  ']]>',
];
/** Text as people write it, with every sign that a format could trip over; no blanks at its ends, no backticks. */
export const text = fc
  .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 25 })
  .map((list) => list.join('').replace(/\s+/g, ' ').trim())
  .filter((one) => one !== '');
const why = fc.oneof(fc.constant(''), text);
const option = fc.record({ text, right: fc.boolean(), why });
const id = fc.constantFrom('one', 'two-2', 'three');
const amount = fc.integer({ min: -10_000, max: 10_000 }).map((value) => value / 10);

export const choice = fc
  .record({
    id,
    text,
    type: fc.constant('choice' as const),
    multiple: fc.boolean(),
    options: fc.uniqueArray(option, { minLength: 2, maxLength: 5, selector: (one) => one.text }),
  })
  .map((item) => ({
    ...item,
    // One right answer where one is asked for, at least one right and one wrong where several are.
    options: item.options.map((one, index) => ({
      ...one,
      right: item.multiple ? (index === 0 ? true : index === 1 ? false : one.right) : index === 1,
    })),
  }));
export const match = fc.record({
  id,
  text,
  type: fc.constant('match' as const),
  pairs: fc.uniqueArray(fc.record({ text, match: text, why: fc.constant('') }), {
    minLength: 2,
    maxLength: 5,
    selector: (one) => one.text,
  }),
  others: fc.array(text, { maxLength: 2 }),
});
export const words_ = fc.record({
  id,
  text,
  type: fc.constant('text' as const),
  accept: fc.array(text, { minLength: 1, maxLength: 3 }),
  exact: fc.constant(false),
  near: fc.array(fc.record({ text, why: text }), { maxLength: 2 }),
  why,
});
export const number = fc.record({
  id,
  text,
  type: fc.constant('number' as const),
  value: amount,
  tolerance: fc.integer({ min: 0, max: 100 }).map((value) => value / 10),
  unit: fc.constant(''),
  near: fc.array(fc.record({ value: amount, why: text }), { maxLength: 2 }),
  why,
});
export const anyFlat: fc.Arbitrary<Flat> = fc.oneof(choice, match, words_, number);

/** What stays of a question on its way: ids may be numbered where two are alike. */
export const essence = (item: Flat): unknown => {
  const { id: _, ...rest } = item;
  return rest;
};
