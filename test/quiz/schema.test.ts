import { expect, test } from 'vitest';
import { readContent } from '../../src/exercise/content.ts';
import { quizSchema } from '../../src/quiz/schema.ts';

const good = `title: Q
items:
  - id: one
    kind: choice
    question: Which?
    options:
      - { text: a, why: no }
      - { text: b, right: true, why: yes, it is }
      - { text: c, why: no }
`;
const read = (text: string) => readContent(text, 'quiz.yaml', quizSchema);
const said = (text: string) => {
  const reading = read(text);
  return reading.ok
    ? []
    : reading.errors.map(({ line, path, message, hint }) => `${line} ${path}: ${message} ${hint}`);
};

test('an item gets a hash of its content, not of its place', () => {
  const hash = (text: string) => {
    const reading = read(text.replace('why: yes, it is', 'why: "yes, it is"'));
    return reading.ok ? reading.value.items[0]?.hash : undefined;
  };
  expect(hash(good)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash(good.replace('    question', '    place: why\n    question'))).toBe(hash(good));
  expect(hash(good.replace('Which?', 'Which one?'))).not.toBe(hash(good));
});

const fine = good.replace('why: yes, it is', 'why: "yes"');

test.each([
  [
    'two right options',
    fine.replace('text: c,', 'text: c, right: true,'),
    /^9 items\.0\.options\.2\.right: .*exactly one.* Take it away here/,
  ],
  [
    'no right option',
    fine.replace('right: true, ', ''),
    /^6 items\.0\.options: .*exactly one.* Write «right: true»/,
  ],
  [
    'too few options',
    fine.replace('      - { text: c, why: no }\n', ''),
    /^6 items\.0\.options: .*three to five/,
  ],
  [
    'an option without its why',
    fine.replace('text: c, why: no', 'text: c'),
    /^9 items\.0\.options\.2\.why: this is missing/,
  ],
  ['a misspelt field', fine.replace('question:', 'qestion:'), /5 items\.0\.qestion/],
  ['an unknown kind', fine.replace('kind: choice', 'kind: guess'), /4 items\.0\.kind/],
  ['a bad id', fine.replace('id: one', 'id: One!'), /3 items\.0\.id: .*small letters/],
  ['no YAML', 'title: [', /YAML/],
])('%s is named with its line', (_, text, expected) => {
  expect(said(text).join('\n')).toMatch(expected);
});

test('two items with one id are refused at the second', () => {
  const [, item] = fine.split('items:\n');
  expect(said(fine + item).join('\n')).toMatch(/^10 items\.1\.id: .*«one» stands twice/);
});

test('a thing in a bin that does not exist is refused', () => {
  const text = `title: Q
items:
  - id: one
    kind: sort
    question: Which?
    bins: [{ id: a, text: A }, { id: b, text: B }]
    things:
      - { text: x, bin: a, why: w }
      - { text: y, bin: c, why: w }
      - { text: z, bin: b, why: w }
`;
  expect(said(text).join('\n')).toMatch(/^9 items\.0\.things\.1\.bin: no bin is called «c»/);
});
