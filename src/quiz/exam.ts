// Which questions an exam asks, and what its result means. Pure. Tests: test/quiz/exam.
import type { Translate } from '../strings/index.ts';
import type { Catalog } from './catalog.ts';
import { chance, shuffled } from './shuffle.ts';
import type { examMessages } from './strings-exam.ts';

/** `placement`, `final`, `part-<id>`, `lesson-<id>`. */
export type ExamId = string;

/** Learning to mastery: 80 to 90 percent are usual: what stops others from passing by chance, and lets one slip pass. */
export const PASS = 0.8;
const PLACEMENT_EACH = 2;
const PART_MOST = 15;
const FINAL_MOST = 30;
/** A final exam from fewer lessons than this would not be one. */
export const FINAL_LESSONS = 3;

export interface ExamQuestion {
  quiz: string;
  item: string;
  lesson: string;
}

/** The lessons that an exam is about, in the order of reading. */
export function examLessons(catalog: Catalog, exam: ExamId): Catalog['lessons'] {
  const asked = catalog.lessons.filter(({ quiz }) => quiz !== undefined);
  if (exam.startsWith('part-')) return asked.filter(({ part }) => part === exam.slice('part-'.length));
  if (exam.startsWith('lesson-')) return asked.filter(({ id }) => id === exam.slice('lesson-'.length));
  return asked;
}

/** All exams there are questions for, in the order in which they are shown. */
export function examsOf(catalog: Catalog): ExamId[] {
  const enough = examLessons(catalog, 'final').length >= FINAL_LESSONS;
  const parts = catalog.parts.map(({ id }) => `part-${id}`);
  const lessons = catalog.lessons.map(({ id }) => `lesson-${id}`);
  return ['placement', ...parts, ...(enough ? ['final'] : []), ...lessons].filter(
    (exam) => examLessons(catalog, exam).length > 0,
  );
}

/** How many questions an exam asks. */
export function examLength(catalog: Catalog, exam: ExamId): number {
  const pools = poolsOf(catalog, exam);
  const all = pools.reduce((sum, { items }) => sum + items.length, 0);
  if (exam === 'placement')
    return pools.reduce((sum, { items }) => sum + Math.min(items.length, PLACEMENT_EACH), 0);
  if (exam.startsWith('lesson-')) return all;
  return Math.min(all, exam === 'final' ? FINAL_MOST : PART_MOST);
}

interface Pool {
  lesson: string;
  quiz: string;
  items: readonly string[];
}

function poolsOf(catalog: Catalog, exam: ExamId): Pool[] {
  return examLessons(catalog, exam).flatMap(({ id, quiz: named }) => {
    const quiz = catalog.quizzes.find((one) => one.id === named);
    return quiz ? [{ lesson: id, quiz: quiz.id, items: quiz.items.map((item) => item.id) }] : [];
  });
}

/**
 * Draws an exam's questions: from every lesson about as many, and none twice.
 * @param seed another one each time the exam is taken
 */
export function drawExam(catalog: Catalog, exam: ExamId, seed: string): ExamQuestion[] {
  const pools = poolsOf(catalog, exam).map((pool) => ({
    ...pool,
    items: shuffled(pool.items, `${seed}/${pool.quiz}`),
  }));
  const wanted = examLength(catalog, exam);
  const next = chance(`${seed}/rounds`);
  const drawn: ExamQuestion[] = [];
  // One of each lesson in turn, the lessons in another order each round.
  for (let round = 0; drawn.length < wanted; round++) {
    const having = pools.filter(({ items }) => items.length > round);
    if (having.length === 0) break;
    for (const { lesson, quiz, items } of shuffled(having, String(next()))) {
      if (drawn.length === wanted) break;
      drawn.push({ quiz, item: items[round] as string, lesson });
    }
  }
  const order = new Map(catalog.lessons.map(({ id }, index) => [id, index]));
  // Where to begin is found by going through the course; an exam has no order.
  return exam === 'placement'
    ? drawn.sort((a, b) => (order.get(a.lesson) ?? 0) - (order.get(b.lesson) ?? 0))
    : shuffled(drawn, `${seed}/order`);
}

export interface ExamResult {
  right: number;
  total: number;
  passed: boolean;
  /** By lesson, in the order of reading. */
  lessons: readonly { lesson: string; right: number; total: number }[];
  /** Of a placement: the first lesson with a wrong answer; absent where all are right. */
  begin?: string;
}

export function examResult(
  catalog: Catalog,
  answered: readonly { lesson: string; right: boolean }[],
): ExamResult {
  const lessons = catalog.lessons
    .map(({ id }) => {
      const mine = answered.filter(({ lesson }) => lesson === id);
      return { lesson: id, right: mine.filter((one) => one.right).length, total: mine.length };
    })
    .filter(({ total }) => total > 0);
  const right = answered.filter((one) => one.right).length;
  const total = answered.length;
  const begin = lessons.find((one) => one.right < one.total)?.lesson;
  return { right, total, passed: total > 0 && right / total >= PASS, lessons, ...(begin ? { begin } : {}) };
}

/** What an exam is called. */
export function examTitle(catalog: Catalog, exam: ExamId, t: Translate<typeof examMessages>): string {
  if (exam === 'placement' || exam === 'final') return t(exam);
  const lesson = catalog.lessons.find(({ id }) => exam === `lesson-${id}`);
  if (lesson) return t('lesson', { title: lesson.title });
  const number = catalog.parts.findIndex(({ id }) => exam === `part-${id}`);
  return t('module', { number: number + 1, title: catalog.parts[number]?.title ?? exam });
}
