// Astro's content collections, read from content/ by src/course/loaders.
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import type { Changes, Comparison, CourseData, Glossary, Runbook, Teaching } from './course/index.ts';
import {
  changesLoader,
  comparisonLoader,
  courseLoader,
  glossaryLoader,
  lessonLoader,
  quizLoader,
  runbookLoader,
  teachingLoader,
} from './course/loaders/collections.ts';
import { exerciseLoader } from './course/loaders/exercises.ts';
import { lessonSchema } from './course/schema.ts';
import type { Challenge, Exercise } from './exercise/index.ts';
import type { Scenario } from './practice/index.ts';
import type { Quiz } from './quiz/index.ts';

/** The loaders have checked it already. */
const checked = <T>() => z.custom<T>(() => true);

export const collections = {
  lessons: defineCollection({ loader: lessonLoader(), schema: lessonSchema }),
  quizzes: defineCollection({ loader: quizLoader(), schema: checked<Quiz>() }),
  exercises: defineCollection({ loader: exerciseLoader('exercises'), schema: checked<Exercise>() }),
  challenges: defineCollection({ loader: exerciseLoader('challenges'), schema: checked<Challenge>() }),
  scenarios: defineCollection({ loader: exerciseLoader('scenarios'), schema: checked<Scenario>() }),
  course: defineCollection({ loader: courseLoader(), schema: checked<CourseData>() }),
  changes: defineCollection({ loader: changesLoader(), schema: checked<{ changes: Changes }>() }),
  runbooks: defineCollection({ loader: runbookLoader(), schema: checked<Runbook>() }),
  teaching: defineCollection({ loader: teachingLoader(), schema: checked<Teaching>() }),
  comparison: defineCollection({ loader: comparisonLoader(), schema: checked<{ rows: Comparison }>() }),
  glossary: defineCollection({ loader: glossaryLoader(), schema: checked<{ terms: Glossary }>() }),
};
