import { expect, test } from 'vitest';
import { readContent } from '../../src/exercise/content.ts';
import { quizSchema } from '../../src/quiz/schema.ts';

const said = (item: string): string => {
  const text = `title: Q\nitems:\n  - id: one\n${item.replace(/^/gm, '    ')}`;
  const reading = readContent(text, 'quiz.yaml', quizSchema);
  return reading.ok
    ? ''
    : reading.errors.map(({ line, path, message, hint }) => `${line} ${path}: ${message} ${hint}`).join('\n');
};

const asked = `case:
  principal: arn:aws:iam::111122223333:user/anna
  action: s3:GetObject
  resource: arn:aws:s3:::b/k
  identity:
    - name: P
      document: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
`;
const decision = `kind: decision\nquestion: What?\n${asked}`;
const point = `kind: point\nquestion: Which?\n${asked}`;
const fix = `kind: fix
question: Fix it
case: { principal: "arn:aws:iam::111122223333:user/anna", resource: "arn:aws:s3:::b/k" }
policy:
  name: P
  start: '{"Statement": []}'
  solution: { Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }
requests:
  - { text: reads, action: "s3:GetObject", allowed: true }
  - { text: deletes, action: "s3:DeleteObject", allowed: false }
why: so
`;

test.each([decision, point, fix])('a good item is taken', (item) => {
  expect(said(item)).toBe('');
});

test.each([
  ['a misspelt field of a request', decision.replace('principal:', 'principle:'), /^6 items\.0\.case/],
  ['a bad action', decision.replace('s3:GetObject', 'GetObject'), /^8 items\.0\.case\.action: /],
  [
    'a bad effect in a policy',
    decision.replace('Effect: Allow', 'Effect: Yes'),
    /^12 items\.0\.case\.identity\.0\.document.*Effect/,
  ],
  [
    'a policy text that is no JSON',
    decision.replace(/document: .*/, "document: '{'"),
    /^12 items\.0\.case\.identity\.0\.document/,
  ],
  [
    'pointing where nothing decides',
    point.replace('Allow', 'Deny').replace('s3:*', 's3:Put*'),
    /no statement decides/,
  ],
  [
    'a solution that does not solve',
    fix.replace('Action: "s3:GetObject"', 'Action: "s3:*"'),
    /items\.0\.requests\.1: with the solution the answer to this request is allow/,
  ],
  [
    'a solution that is no policy',
    fix.replace('Effect: Allow', 'Effect: Maybe'),
    /items\.0\.policy\.solution: .*Effect/,
  ],
  [
    'a policy that is right already',
    fix.replace(
      `'{"Statement": []}'`,
      '{ Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }',
    ),
    /items\.0\.policy\.start: this policy needs no fixing/,
  ],
  [
    'a request without its action',
    fix.replace('{ text: reads, action: "s3:GetObject",', '{ text: reads,'),
    /items\.0\.requests\.0/,
  ],
])('%s is named at its place', (_, item, expected) => {
  expect(said(item)).toMatch(expected);
});

test('the other new kinds name what is wrong, too', () => {
  const reason = (right: boolean) => `{ text: r, right: ${right}, why: w }`;
  expect(
    said(`kind: true-false\nquestion: Q\nholds: true\nreasons: [${reason(false)}, ${reason(false)}]`),
  ).toMatch(/items\.0\.reasons: .*exactly one reason/);
  const pair = (match: string) => `{ text: t, match: ${match}, why: w }`;
  expect(said(`kind: match\nquestion: Q\npairs: [${pair('a')}, ${pair('a')}]`)).toMatch(/same partner/);
  expect(said(`kind: match\nquestion: Q\npairs: [${pair('a')}, ${pair('b')}]\nothers: [b]`)).toMatch(
    /items\.0\.others\.0: this is a partner already/,
  );
  expect(said('kind: number\nquestion: Q\nvalue: two\nwhy: w')).toMatch(/items\.0\.value/);
  expect(said('kind: text\nquestion: Q\naccept: []\nwhy: w')).toMatch(/items\.0\.accept/);
});
