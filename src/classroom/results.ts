// Who knew what, and which questions were good ones: points, leaders, teams, item analysis. Accuracy only: nobody is
// graded by speed; it only parts equals on the leaderboard. Pure. Tests: test/classroom/results.test.ts.
import type { Answer } from '../quiz/index.ts';
import type { Question, Setup, Standing } from './model.ts';
import { tally } from './public.ts';

export interface ResultStudent {
  id: string;
  name: string;
  team: number;
  removed: boolean;
}

export interface ResultAnswer {
  student: string;
  question: number;
  round: number;
  body: string;
  sure: number | null;
  score: number;
  outOf: number;
  at: number;
}

export interface Cell {
  /** 0 to 1. */
  points: number;
  answer: Answer;
  sure: number | null;
  round: number;
  at: number;
  /** Points of the first vote, where there was a second. */
  before?: number;
}

export interface GradeRow {
  student: ResultStudent;
  /** By question; undefined where there is no answer. */
  cells: readonly (Cell | undefined)[];
  points: number;
}

export interface ItemFigures {
  question: number;
  answered: number;
  /** Share of the answers that are right, of the vote that counts; null where nobody answered. */
  right: number | null;
  /** The same of the first vote, where there was a second. */
  rightBefore: number | null;
  /** How the question's points go with all other points, -1 to 1; null where too few differ to say. */
  discrimination: number | null;
  /** How many chose what, in the order of `choicesOf`, or of the tasks. */
  options: readonly number[];
  sureWrong: number;
}

export interface Results {
  rows: readonly GradeRow[];
  items: readonly ItemFigures[];
  outOf: number;
}

/** A quiz question is right or not; an exercise counts by its tasks. */
export const pointsOf = (question: Question | undefined, score: number, outOf: number): number =>
  question?.kind === 'sandbox' ? score / Math.max(1, outOf) : score === outOf ? 1 : 0;

export function results(
  setup: Setup,
  students: readonly ResultStudent[],
  answers: readonly ResultAnswer[],
): Results {
  const { questions } = setup;
  const present = students.filter(({ removed }) => !removed);
  const cells = new Map(
    present.map(({ id }) => [id, new Array<Cell | undefined>(questions.length).fill(undefined)]),
  );
  // The last vote counts, so the first comes first.
  for (const one of [...answers].sort((a, b) => a.round - b.round)) {
    const row = cells.get(one.student);
    if (!row || one.question >= questions.length) continue;
    const before = row[one.question];
    row[one.question] = {
      points: pointsOf(questions[one.question], one.score, one.outOf),
      answer: JSON.parse(one.body) as Answer,
      sure: one.sure,
      round: one.round,
      at: one.at,
      ...(before && { before: before.points }),
    };
  }
  const rows = present.map((student): GradeRow => {
    const own = cells.get(student.id) ?? [];
    return { student, cells: own, points: own.reduce((sum, cell) => sum + (cell?.points ?? 0), 0) };
  });
  const items = questions.map((_, question) => figures(setup, question, rows, answers));
  return { rows, items, outOf: questions.length };
}

function figures(
  setup: Setup,
  question: number,
  rows: readonly GradeRow[],
  answers: readonly ResultAnswer[],
): ItemFigures {
  const given = rows.flatMap((row) => (row.cells[question] ? [{ row, cell: row.cells[question] }] : []));
  const twice = given.filter(({ cell }) => cell.before !== undefined);
  const present = new Set(rows.map(({ student }) => student.id));
  const last = given.some(({ cell }) => cell.round === 2) ? 2 : 1;
  const counted = answers
    .filter((one) => one.question === question && one.round === last && present.has(one.student))
    .map((one) => ({ ...one, count: 1 }));
  const { options, sureWrong } = tally(setup, question, last, counted);
  return {
    question,
    answered: given.length,
    right: mean(given.map(({ cell }) => cell.points)),
    rightBefore: mean(twice.map(({ cell }) => cell.before ?? 0)),
    // With the rest of the points: with itself in the sum a question would always go with it.
    discrimination: correlation(given.map(({ row, cell }) => [cell.points, row.points - cell.points])),
    options,
    sureWrong,
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's r; for right-or-wrong questions that is the point-biserial correlation. */
function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const meanX = mean(pairs.map(([x]) => x)) ?? 0;
  const meanY = mean(pairs.map(([, y]) => y)) ?? 0;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

export const LEADERS = 5;

/** The first few of the class; among equals whoever was quicker after the quickest. */
export function leaders({ rows, outOf }: Results): Standing[] {
  const first = new Map<number, number>();
  for (const { cells } of rows)
    cells.forEach((cell, index) => {
      if (cell) first.set(index, Math.min(first.get(index) ?? Number.POSITIVE_INFINITY, cell.at));
    });
  const lag = ({ cells }: GradeRow): number =>
    cells.reduce(
      (sum, cell, index) => sum + (cell && cell.points > 0 ? cell.at - (first.get(index) ?? 0) : 0),
      0,
    );
  return rows
    .filter(({ points }) => points > 0)
    .map((row) => ({ row, lag: lag(row) }))
    .sort((a, b) => b.row.points - a.row.points || a.lag - b.lag)
    .slice(0, LEADERS)
    .map(({ row }) => ({ name: row.student.name, points: row.points, outOf }));
}

/** Teams by the mean of their members, so that a large one has no advantage. `name` is the team's number. */
export function teamStandings({ rows, outOf }: Results, teams: number): Standing[] {
  return Array.from({ length: teams }, (_, index) => ({
    name: String(index + 1),
    points: mean(rows.filter(({ student }) => student.team === index + 1).map(({ points }) => points)) ?? 0,
    outOf,
  })).sort((a, b) => b.points - a.points);
}
