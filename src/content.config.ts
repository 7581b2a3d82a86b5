// Astro's content collections, read from content/ by src/course/loaders.
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { courseLoader, glossaryLoader, lessonLoader, quizLoader } from './course/loaders/collections.ts';
import { type CourseData, type Glossary, lessonSchema } from './course/schema.ts';
import type { Quiz } from './quiz/index.ts';

/** The loaders have checked it already. */
const checked = <T>() => z.custom<T>(() => true);

export const collections = {
  lessons: defineCollection({ loader: lessonLoader(), schema: lessonSchema }),
  quizzes: defineCollection({ loader: quizLoader(), schema: checked<Quiz>() }),
  course: defineCollection({ loader: courseLoader(), schema: checked<CourseData>() }),
  glossary: defineCollection({ loader: glossaryLoader(), schema: checked<{ terms: Glossary }>() }),
};
