// Points, leaders, teams and what the questions were worth.
import { expect, it } from 'vitest';
import { sheets } from '../../src/classroom/gradebook.ts';
import { leaders, results, teamStandings } from '../../src/classroom/results.ts';
import { sheetWords } from '../../src/classroom/strings.ts';
import { choice, makeSetup } from './make.ts';

const setup = makeSetup({ teams: 2 }, [choice('q1'), choice('q2'), choice('q3')]);
const student = (id: string, team: number, removed = false) => ({ id, name: id, team, removed });
const answer = (
  who: string,
  question: number,
  right: boolean,
  at = 1,
  round = 1,
  sure: number | null = null,
) => ({
  student: who,
  question,
  round,
  body: right ? '[1]' : '[0]',
  sure,
  score: right ? 4 : 2,
  outOf: 4,
  at,
});
const students = [student('anna', 1), student('ben', 1), student('cleo', 2), student('gone', 2, true)];
const answers = [
  answer('anna', 0, true, 5),
  answer('anna', 1, true, 5),
  answer('ben', 0, true, 3),
  answer('ben', 1, false, 3, 1, 3),
  answer('ben', 1, true, 9, 2),
  answer('cleo', 0, false, 1, 1, 3),
  answer('cleo', 1, false, 2),
  answer('gone', 0, true),
];

it('counts what is right, the last vote, and nobody who was taken out', () => {
  const { rows, items, outOf } = results(setup, students, answers);
  expect(rows.map(({ student: { id }, points }) => [id, points])).toEqual([
    ['anna', 2],
    ['ben', 2],
    ['cleo', 0],
  ]);
  expect(outOf).toBe(3);
  expect(items[0]).toMatchObject({
    answered: 3,
    right: 2 / 3,
    rightBefore: null,
    sureWrong: 1,
    options: [1, 2, 0, 0],
  });
  expect(items[0]?.discrimination).toBeCloseTo(1);
  expect(items[1]).toMatchObject({ rightBefore: 0 });
  expect(items[2]).toMatchObject({ answered: 0, right: null, discrimination: null });
});

it('ranks by points, then by who was quicker; teams by the mean', () => {
  const all = results(setup, students, answers);
  expect(leaders(all).map(({ name }) => name)).toEqual(['anna', 'ben']);
  expect(teamStandings(all, 2).map(({ name, points }) => [name, points])).toEqual([
    ['1', 2],
    ['2', 0],
  ]);
});

it('writes them as three tables', () => {
  const [grades, given, questions] = sheets(setup, results(setup, students, answers), sheetWords);
  expect(grades?.rows[0]).toEqual([
    'Name',
    'Team',
    'Question 1',
    'Question 2',
    'Question 3',
    'Points',
    'Out of',
    'Percent',
  ]);
  expect(grades?.rows[1]).toEqual(['anna', 1, 1, 1, null, 2, 3, 66.7]);
  expect(given?.rows).toContainEqual(['ben', 2, 2, 'B of q2', 1, null, '1970-01-01T00:00:00.009Z']);
  expect(questions?.rows[1]?.at(-1)).toBe('A of q1: 1 | ✓ B of q1: 2 | C of q1: 0 | D of q1: 0');
});
