// The shapes of lessons' front matter, the glossary, the course map, runbooks, teacher packs and the comparison. Build and check only: it brings zod.
import { z } from 'astro/zod';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens, as in «first-iam-user»');
const text = z.string().trim().min(1).describe('some text, in quotes where YAML would read something else');

export const lessonSchema = z.strictObject({
  title: text,
  /** One or two sentences, for the course map and search engines. */
  summary: text,
  /** The first sentences under the title: what happens in this lesson. */
  lead: text,
  /** Its place in the course map. */
  number: z.number().int().positive().describe('a whole number, as course.yaml counts'),
  part: id,
  minutes: z.number().int().min(1).max(30).describe('whole minutes, 30 at most'),
  exercise: id.optional(),
  quiz: id.optional(),
  /** When its facts were last checked. */
  updated: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe('a day in quotes, as in "2026-11-23"'),
});
export type LessonData = z.output<typeof lessonSchema>;

export const glossarySchema = z.record(
  id,
  z.strictObject({
    term: text,
    /** One or two sentences that use no other term unexplained. */
    definition: text,
  }),
);
export type Glossary = z.output<typeof glossarySchema>;

/** All lessons that are meant to be, written or not, in the order of reading. */
export const courseSchema = z
  .strictObject({
    parts: z
      .array(
        z.strictObject({
          id,
          title: text,
          lessons: z
            .array(z.strictObject({ id, title: text }))
            .min(1)
            .describe('a list of at least one lesson'),
        }),
      )
      .min(1)
      .describe('a list of at least one part'),
  })
  .superRefine((course, context) => {
    const seen = new Set<string>();
    course.parts.forEach((part, p) => {
      part.lessons.forEach((lesson, l) => {
        if (seen.has(lesson.id))
          context.addIssue({
            code: 'custom',
            path: ['parts', p, 'lessons', l, 'id'],
            message: `the id «${lesson.id}» stands twice`,
          });
        seen.add(lesson.id);
      });
    });
  });
export type CourseData = z.output<typeof courseSchema>;

/** What changed, newest first: the feed. */
export const changesSchema = z.array(
  z.strictObject({
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .describe('a day in quotes, as in "2026-11-23"'),
    title: text,
    text,
    /** An address under the site's root, as in `lessons/groups/`. */
    page: z
      .string()
      .regex(/^[\w/-]+\/$/)
      .describe('an address as in «lessons/groups/»')
      .optional(),
  }),
);
export type Changes = z.output<typeof changesSchema>;

const texts = z.array(text).min(1).describe('a list of texts');

/** What to do when something has happened: one page, to be printed. */
export const runbookSchema = z.strictObject({
  title: text,
  /** For the list of runbooks. */
  when: text,
  have: texts,
  steps: z
    .array(z.strictObject({ do: text, why: text.optional() }))
    .min(1)
    .describe('a list of { do, why }'),
  after: texts,
  mistakes: texts,
  /** Where it is explained. */
  lesson: id,
  updated: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe('a day in quotes, as in "2026-11-23"'),
});
export type Runbook = z.output<typeof runbookSchema>;

/** What a teacher needs for the lesson whose id the file has. */
export const teachingSchema = z.strictObject({
  aims: texts,
  timing: z
    .array(z.strictObject({ minutes: z.number().int().min(1), what: text }))
    .min(1)
    .describe('a list of { minutes, what }'),
  say: texts,
  misconceptions: z
    .array(z.strictObject({ believed: text, answer: text }))
    .min(1)
    .describe('a list of { believed, answer }'),
  ask: texts,
  slides: z
    .array(z.strictObject({ title: text, points: texts }))
    .min(1)
    .describe('a list of { title, points }'),
});
export type Teaching = z.output<typeof teachingSchema>;

/** Root user and IAM user, question by question. */
export const comparisonSchema = z
  .array(z.strictObject({ id, question: text, root: text, user: text, said: text.optional(), lesson: id }))
  .min(1);
export type Comparison = z.output<typeof comparisonSchema>;
