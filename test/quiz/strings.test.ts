import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor, quizMessages } from '../../src/quiz/index.ts';
import { everyKind } from './items.ts';

const views: Record<string, readonly string[]> = {
  choice: ['Options'],
  several: ['Options'],
  'true-false': ['TrueFalse'],
  order: ['Order'],
  sort: ['Sort'],
  match: ['Match'],
  text: ['Typed'],
  number: ['Typed'],
  decision: ['Decision', 'Case'],
  point: ['Point', 'Case'],
  fix: ['Fix', 'Case'],
};
/** Every message that a source file names. */
function named(path: string): string[] {
  const text = readFileSync(resolve(import.meta.dirname, '../../src/quiz', path), 'utf8');
  return Object.keys(quizMessages).filter((key) => text.includes(`'${key}'`));
}

test.each(everyKind.map((item) => [item.kind, item] as const))(
  'a quiz with a %s has what its view says',
  (kind, item) => {
    const said = Object.keys(messagesFor(quizMessages, [item]));
    // Typed.tsx has the views of two kinds.
    const other =
      kind === 'text'
        ? /^(number|unit|chooseUnit|tolerated)/
        : kind === 'number'
          ? /^(text|alsoRight)/
          : /^$/;
    for (const view of views[kind] ?? [])
      for (const key of named(`views/${view}.tsx`)) if (!other.test(key)) expect(said).toContain(key);
  },
);

test('what every question says is always there, what no question says is left out', () => {
  const said = Object.keys(messagesFor(quizMessages, []));
  for (const key of named('Session.tsx')) expect(said).toContain(key);
  expect(said).not.toContain('verdictLegend');
  expect(said).not.toContain('up');
});
