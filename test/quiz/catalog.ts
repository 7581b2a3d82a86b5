// A course for tests: one lesson with a quiz of so many items each; lessons alternate between two parts.
import type { Catalog } from '../../src/quiz/index.ts';

export function catalog(counts: readonly number[]): Catalog {
  return {
    parts: [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ],
    lessons: counts.map((count, index) => ({
      id: `l${index}`,
      title: `Lesson ${index}`,
      part: index % 2 ? 'b' : 'a',
      minutes: 5,
      exercise: `e${index}`,
      ...(count > 0 ? { quiz: `q${index}` } : {}),
    })),
    quizzes: counts.flatMap((count, index) =>
      count === 0
        ? []
        : [
            {
              id: `q${index}`,
              title: `Quiz ${index}`,
              lesson: `l${index}`,
              items: Array.from({ length: count }, (_, at) => ({
                id: `i${at}`,
                hash: 'h',
                kind: 'choice' as const,
              })),
            },
          ],
    ),
  };
}
