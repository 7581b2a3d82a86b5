import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../src/exercise/content.ts';
import type { Exercise } from '../../src/exercise/exercise.ts';
import { prove } from '../../src/exercise/prove.ts';
import { exerciseSchema } from '../../src/exercise/schema.ts';
import { freshWorld, iam } from '../practice/account.ts';

const file = 'content/en/exercises/first-iam-user.yaml';
const read = readContent(readFileSync(file, 'utf8'), file, exerciseSchema);
if (!read.ok) throw new Error('the exercise is wrong');
const exercise = read.value as Exercise;

const small: Exercise = {
  title: 'T',
  scenario: 'new-account',
  tasks: [
    { id: 'anna', title: 'A', keep: false, goal: { user: { name: 'anna' } }, hints: ['1', '2', '3'] },
    { id: 'root', title: 'R', keep: true, goal: { root: { accessKeys: 0 } }, hints: ['1', '2', '3'] },
  ],
  solution: { title: 'S', calls: [iam('CreateUser', { UserName: 'anna' })], console: ['x'] },
  alternatives: [],
  nearMisses: [{ title: 'N', calls: [iam('CreateUser', { UserName: 'bert' })], misses: ['anna'] }],
};

const flawsOf = async (change: Partial<Exercise>): Promise<[string, string][]> =>
  (await prove({ ...small, ...change }, { world: freshWorld() })).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

describe('an exercise is proved by its ways', () => {
  it('first-iam-user holds: its solution and alternatives pass, its near-misses miss what they say', async () => {
    expect(await prove(exercise, { world: freshWorld() })).toEqual([]);
    expect(exercise.alternatives.length).toBeGreaterThanOrEqual(2);
    expect(exercise.nearMisses.length).toBeGreaterThanOrEqual(2);
  });

  it('a sound one has no flaws', async () => expect(await flawsOf({})).toEqual([]));

  it('a solution that leaves a task undone is found', async () => {
    expect(await flawsOf({ solution: { ...small.solution, calls: [iam('ListUsers')] } })).toEqual([
      ['solution', '«S» leaves undone: anna'],
    ]);
  });

  it('a near-miss that hits is found', async () => {
    expect(await flawsOf({ nearMisses: [{ ...small.solution, misses: ['anna'] }] })).toEqual([
      ['nearMisses.0', '«S» was to miss anna, and does it'],
    ]);
  });

  it('a near-miss that misses more than it says is found', async () => {
    const miss = { title: 'N', calls: [iam('CreateAccessKey')], misses: ['anna'] };
    expect(await flawsOf({ nearMisses: [miss] })).toEqual([['nearMisses.0', '«N» leaves undone: root']]);
  });

  it('an alternative whose call the account refuses is found, with its place', async () => {
    const twice = [iam('CreateUser', { UserName: 'anna' }), iam('CreateUser', { UserName: 'anna' })];
    const flaws = await flawsOf({ alternatives: [{ title: 'A', calls: twice }] });
    expect(flaws).toEqual([['alternatives.0.calls.1', expect.stringContaining('EntityAlreadyExists')]]);
  });

  it('a task that is done before it is begun, and a rule that is broken, are found', async () => {
    const [anna, root] = small.tasks as [Exercise['tasks'][number], Exercise['tasks'][number]];
    const flaws = await flawsOf({
      tasks: [
        { ...anna, keep: true },
        { ...root, keep: false },
      ],
    });
    expect(flaws.map(([path]) => path)).toEqual(['tasks.0.goal', 'tasks.1.goal']);
  });
});
