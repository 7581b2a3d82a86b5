// The course as a reader sees it: parts, lessons, which are written, what each consists of. Pure.
import type { LessonParts } from '../progress/index.ts';
import type { Quiz } from '../quiz/index.ts';
import type { CourseData, LessonData } from './schema.ts';

export interface MapLesson {
  id: string;
  number: number;
  title: string;
  /** Absent while the lesson is still to be written. */
  written?: { summary: string; minutes: number; parts: LessonParts };
}

export interface MapPart {
  id: string;
  number: number;
  title: string;
  lessons: readonly MapLesson[];
}

export function courseMap(
  course: CourseData,
  lessons: ReadonlyMap<string, LessonData>,
  quizzes: ReadonlyMap<string, Quiz>,
): MapPart[] {
  let number = 0;
  return course.parts.map((part, index) => ({
    id: part.id,
    number: index + 1,
    title: part.title,
    lessons: part.lessons.map(({ id, title }): MapLesson => {
      number++;
      const data = lessons.get(id);
      if (!data) return { id, number, title };
      const quiz = data.quiz === undefined ? undefined : quizzes.get(data.quiz);
      const parts: LessonParts = {
        lesson: id,
        ...(data.exercise ? { exercise: data.exercise } : {}),
        ...(quiz ? { quiz: { id: quiz.id, items: quiz.items.map((item) => item.id) } } : {}),
      };
      return {
        id,
        number,
        title: data.title,
        written: { summary: data.summary, minutes: data.minutes, parts },
      };
    }),
  }));
}

export const writtenLessons = (map: readonly MapPart[]): MapLesson[] =>
  map.flatMap((part) => part.lessons.filter((lesson) => lesson.written));

/** A longer course is shown a part at a time beside its lessons: their pages must not grow with it. */
const MOST_BESIDE = 30;

/** What the map beside a lesson shows: the whole course, or the lesson's own part where the course is long. */
export function nearby(map: readonly MapPart[], id: string): readonly MapPart[] {
  if (map.reduce((sum, part) => sum + part.lessons.length, 0) <= MOST_BESIDE) return map;
  return map.filter((part) => part.lessons.some((lesson) => lesson.id === id));
}
