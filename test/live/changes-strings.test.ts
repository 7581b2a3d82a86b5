// Every code that a plan, a problem or an exercise says has its sentence: the casts in the views would hide a missing one.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tasks } from '../../src/live/changes/plan.ts';
import { messages } from '../../src/live/changes/strings.ts';
import { exercisesFor } from '../../src/live/exercises/exercises.ts';
import { messages as exerciseMessages } from '../../src/live/exercises/strings.ts';

const folder = resolve(import.meta.dirname, '../../src/live/changes');
const source = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'strings.ts')
  .map((name) => readFileSync(resolve(folder, name), 'utf8'))
  .join('\n');
const kinds = ['user', 'group', 'role'];

function codes(pattern: RegExp): string[] {
  const found = [...source.matchAll(pattern)].map((match) => match[1] as string);
  expect(found.length).toBeGreaterThan(0);
  return found.flatMap((code) => {
    const whole = code.replace(/\$\{[^}]*kind\}/, '*');
    return whole.includes('*') ? kinds.map((kind) => whole.replace('*', kind)) : [whole];
  });
}
const missing = (keys: readonly string[], among: object): string[] => keys.filter((key) => !(key in among));

it('a plan has a sentence for each step, problem and way back', () => {
  const steps = codes(/says: [`']([^`']+)[`']/g).map((code) => `step_${code}`);
  const problems = codes(/NoPlan\(\s*[`']([^`']+)[`']/g).map((code) => `problem_${code}`);
  const never = codes(/never: '(\w+)'/g).map((code) => `undoNever_${code}`);
  const loses = codes(/loses: '(\w+)'/g).map((code) => `undoLoss_${code}`);
  expect(missing([...steps, ...problems, ...never, ...loses], messages)).toEqual([]);
  expect(
    missing(
      tasks.map((task) => `task_${task}`),
      messages,
    ),
  ).toEqual([]);
});

it('a plan has a sentence for each warning and choice', () => {
  const said = codes(/\bcode: [`']([^`']+)[`']/g).filter(
    // A user's own policy concerns that user alone.
    (code) => code !== 'everyone_user' && !(`warning_${code}` in messages) && !(`choice_${code}` in messages),
  );
  expect(said).toEqual([]);
});

it('an exercise has a title, and a sentence for each step', () => {
  const keys = exercisesFor('111122223333').flatMap(({ id, steps }) => [
    `title_${id}`,
    ...steps.map((step) => (step.kind === 'make' ? `make_${step.id}` : `why_${step.id}`)),
  ]);
  expect(missing(keys, exerciseMessages)).toEqual([]);
});
