import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContent } from '../../src/course/loaders/content.ts';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import { BadContent } from '../../src/course/loaders/mistakes.ts';
import { topics } from '../../src/exercise/index.ts';

const real = resolve(import.meta.dirname, '../../content/en');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync(join(import.meta.dirname, 'fixtures'), root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Changes a file of the fixture and gives back what is said about it, as `file:line path: message`. */
function broken(file: string, from: string, to: string): string[] {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return said();
}
const said = (): string[] =>
  readContent(root, 'content/en').mistakes.map(
    ({ file, line, path, message }) => `${file}:${line} ${path}: ${message}`,
  );

test('the course’s own content has no mistake', () => {
  const { mistakes } = readExercises(real);
  expect([...mistakes, ...readContent(real, 'content/en').mistakes]).toEqual([]);
});

test('the fixture is right, and is read as it stands', () => {
  const content = readContent(root, 'content/en');
  expect(content.mistakes).toEqual([]);
  expect(content.lessons.get('one')?.headings).toEqual([{ id: 'why', text: 'Why' }]);
  expect(content.quizzes.get('one')?.items[0]?.place).toBe('why');
});

test.each([
  [
    'lessons/one.mdx',
    'minutes: 5',
    'minutes: five',
    'content/en/lessons/one.mdx:7 minutes: "five" does not fit',
  ],
  ['lessons/one.mdx', 'title: One\n', '', 'content/en/lessons/one.mdx:2 title: this is missing'],
  ['lessons/one.mdx', '---\ntitle', 'title', 'content/en/lessons/one.mdx:1 : the front matter is missing'],
  [
    'lessons/one.mdx',
    'number: 1',
    'number: 2',
    'content/en/lessons/one.mdx:5 number: course.yaml has this lesson as number 1',
  ],
  [
    'lessons/one.mdx',
    'part: first',
    'part: other',
    'content/en/lessons/one.mdx:6 part: course.yaml has this lesson in the part «first»',
  ],
  ['lessons/one.mdx', 'quiz: one', 'quiz: two', 'content/en/lessons/one.mdx:9 quiz: no quiz is called «two»'],
  [
    'lessons/one.mdx',
    'exercise: ex',
    'exercise: no',
    'content/en/lessons/one.mdx:8 exercise: no exercise is called «no»',
  ],
  [
    'lessons/one.mdx',
    '<h2 id="why">Why</h2>',
    '## Why',
    'content/en/lessons/one.mdx:13 : a heading without an id',
  ],
  [
    'lessons/one.mdx',
    'id="word"',
    'id="wrod"',
    'content/en/lessons/one.mdx:15 : glossary.yaml has no term «wrod»',
  ],
  [
    'course.yaml',
    'id: one',
    'id: uno',
    'content/en/lessons/one.mdx:1 : course.yaml does not have this lesson',
  ],
  [
    'quizzes/one.yaml',
    'lesson: one',
    'lesson: two',
    'content/en/quizzes/one.yaml:2 lesson: no lesson is called «two»',
  ],
  [
    'quizzes/one.yaml',
    'place: why',
    'place: how',
    'content/en/quizzes/one.yaml:6 items.0.place: the lesson has no heading with the id «how»',
  ],
  [
    'glossary.yaml',
    'definition:',
    'meaning:',
    'content/en/glossary.yaml:3 word.meaning: «meaning» is not known here',
  ],
])('a mistake in %s (%j → %j) is named with its line', (file, from, to, expected) => {
  expect(broken(file, from, to)).toContain(expected);
});

test('a mistake is told once, and not again by what links to it', () => {
  expect(broken('quizzes/one.yaml', 'title: One', 'titel: One').map((one) => one.split(':')[0])).toEqual([
    'content/en/quizzes/one.yaml',
    'content/en/quizzes/one.yaml',
  ]);
});

test('a missing file is a mistake of its own', () => {
  rmSync(join(root, 'glossary.yaml'));
  expect(said()).toEqual(['content/en/glossary.yaml:1 : this file is missing']);
});

test('what stops the build lists every mistake with its hint', () => {
  broken('quizzes/one.yaml', 'place: why', 'place: how');
  const error = new BadContent(readContent(root, 'content/en').mistakes);
  expect(error.message).toContain('content/en/quizzes/one.yaml:6:');
  expect(error.message).toContain('There are: why.');
});

test('a comment in an example is no heading', () => {
  const path = join(root, 'lessons/one.mdx');
  writeFileSync(
    path,
    `${readFileSync(path, 'utf8')}\n\`\`\`sh\n# for this window only\nexport A=1\n\`\`\`\n`,
  );
  expect(said()).toEqual([]);
});

test('there is a teacher pack for each lesson, and a runbook for each of five bad days', () => {
  const { lessons, teaching, runbooks, comparison } = readContent(real, 'content/en');
  expect([...teaching.keys()].sort()).toEqual([...lessons.keys()].sort());
  expect([...runbooks.keys()]).toEqual([
    'compromised-account',
    'first-day',
    'leaked-key',
    'leaver',
    'lost-root-mfa',
  ]);
  expect(comparison.map(({ id }) => id)).toEqual([
    'access-level',
    'creation',
    'use-cases',
    'credentials',
    'practices',
    'sensitive-actions',
  ]);
});

test('a runbook and a comparison of an unknown lesson are mistakes, with file and line', () => {
  cpSync(join(real, 'runbooks'), join(root, 'runbooks'), { recursive: true });
  cpSync(join(real, 'comparison.yaml'), join(root, 'comparison.yaml'));
  const found = said();
  expect(found).toContainEqual(
    expect.stringMatching(/^content\/en\/runbooks\/leaver\.yaml:\d+ lesson: no lesson is called «joining/),
  );
  expect(found).toContainEqual(
    expect.stringMatching(/^content\/en\/comparison\.yaml:\d+ 0\.lesson: no lesson is called «what-only/),
  );
});

test('there are at least twenty challenges, of every topic and difficulty', () => {
  const all = [...readExercises(real).challenges.values()].map(({ value }) => value);
  expect(all.length).toBeGreaterThanOrEqual(20);
  expect(new Set(all.map(({ topic }) => topic))).toEqual(new Set(topics));
  expect(new Set(all.map(({ difficulty }) => difficulty))).toEqual(new Set([1, 2, 3]));
});
