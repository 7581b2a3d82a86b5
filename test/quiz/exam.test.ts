import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawExam, examLength, examResult, examsOf, PASS } from '../../src/quiz/exam.ts';
import { catalog } from './catalog.ts';

test('there is a test for every part and lesson that has questions, and a final exam once there are enough', () => {
  const course = catalog([4, 9, 0, 12]);
  expect(examsOf(course)).toEqual([
    'placement',
    'part-a',
    'part-b',
    'final',
    'lesson-l0',
    'lesson-l1',
    'lesson-l3',
  ]);
  expect(examsOf(catalog([4, 5]))).not.toContain('final');
  expect(examsOf(catalog([]))).toEqual([]);
});

test('an exam asks nothing twice, from every lesson about as much, and is drawn anew', () => {
  const course = fc.array(fc.nat(15), { minLength: 1, maxLength: 14 }).map(catalog);
  fc.assert(
    fc.property(course, fc.string(), (one, seed) => {
      for (const exam of examsOf(one)) {
        const drawn = drawExam(one, exam, seed);
        expect(drawn).toHaveLength(examLength(one, exam));
        expect(new Set(drawn.map(({ quiz, item }) => `${quiz}/${item}`)).size).toBe(drawn.length);
        expect(drawExam(one, exam, seed)).toEqual(drawn);
        const counts = new Map<string, number>();
        for (const { lesson } of drawn) counts.set(lesson, (counts.get(lesson) ?? 0) + 1);
        // A lesson is asked less than another only where it has no more questions.
        const most = Math.max(...counts.values());
        for (const [lesson, count] of counts) {
          const pool = one.quizzes.find((quiz) => quiz.lesson === lesson)?.items.length ?? 0;
          expect(count).toBeGreaterThanOrEqual(Math.min(pool, most - 1));
        }
      }
    }),
  );
  const orders = new Set(
    Array.from({ length: 20 }, (_, seed) =>
      JSON.stringify(drawExam(catalog([9, 9, 9]), 'final', String(seed))),
    ),
  );
  expect(orders.size).toBe(20);
});

test('a placement goes through the course and stops at the first lesson that is not known', () => {
  const course = catalog([9, 9, 9]);
  const drawn = drawExam(course, 'placement', 'seed');
  expect(drawn.map(({ lesson }) => lesson)).toEqual(['l0', 'l0', 'l1', 'l1', 'l2', 'l2']);
  const marked = drawn.map(({ lesson }, index) => ({ lesson, right: index !== 3 }));
  expect(examResult(course, marked)).toMatchObject({ begin: 'l1', right: 5, total: 6 });
  expect(
    examResult(
      course,
      drawn.map(({ lesson }) => ({ lesson, right: true })),
    ),
  ).not.toHaveProperty('begin');
});

test('four in five pass', () => {
  const course = catalog([10]);
  const marked = (right: number) =>
    Array.from({ length: 10 }, (_, index) => ({ lesson: 'l0', right: index < right }));
  expect(PASS).toBe(0.8);
  expect(examResult(course, marked(8)).passed).toBe(true);
  expect(examResult(course, marked(7)).passed).toBe(false);
  expect(examResult(course, []).passed).toBe(false);
});
