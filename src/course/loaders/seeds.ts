// The table that says where each point of the course's source documents is taught, practised and asked
// (content/LOCALE/seeds.yaml), and whether its targets exist. Build and command line only. Tests: test/course/seeds.test.ts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { readContent as readYaml } from '../../exercise/content.ts';
import type { Content } from './content.ts';
import type { Exercises } from './exercises.ts';
import type { Mistake } from './mistakes.ts';

const text = z.string().trim().min(1).describe('some text');

export const seedsSchema = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        points: z
          .array(
            z.strictObject({
              says: text,
              /** A row of the interactive comparison. */
              comparison: text.optional(),
              lesson: z
                .string()
                .regex(/^[a-z0-9-]+#[a-z0-9-]+$/)
                .describe('lesson#heading'),
              exercise: z
                .string()
                .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
                .describe('exercise/task'),
              quiz: z
                .string()
                .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
                .describe('quiz/item'),
              today: text.optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type Seeds = z.output<typeof seedsSchema>;

/**
 * @param root folder of the locale
 * @param shown how the folder is called in messages
 * @returns the table, where there is one that can be read, and every target that does not exist
 */
export function readSeeds(
  root: string,
  shown: string,
  { lessons, quizzes, comparison }: Pick<Content, 'lessons' | 'quizzes' | 'comparison'>,
  { exercises }: Pick<Exercises, 'exercises'>,
): { seeds?: Seeds; mistakes: Mistake[] } {
  const path = join(root, 'seeds.yaml');
  if (!existsSync(path)) return { mistakes: [] };
  const file = `${shown}/seeds.yaml`;
  const reading = readYaml(readFileSync(path, 'utf8'), file, seedsSchema);
  if (!reading.ok) return { mistakes: reading.errors };
  const there = {
    comparison: (id: string) => comparison.some((row) => row.id === id),
    lesson: (id: string, part: string) => lessons.get(id)?.headings.some((one) => one.id === part),
    exercise: (id: string, part: string) => exercises.get(id)?.value.tasks.some((one) => one.id === part),
    quiz: (id: string, part: string) => quizzes.get(id)?.items.some((one) => one.id === part),
  };
  const mistakes: Mistake[] = [];
  reading.value.documents.forEach((document, d) => {
    document.points.forEach((point, p) => {
      for (const kind of ['comparison', 'lesson', 'exercise', 'quiz'] as const) {
        const [id = '', part = ''] = point[kind]?.split(/[#/]/) ?? [];
        if (point[kind] === undefined || there[kind](id, part)) continue;
        const at = ['documents', d, 'points', p, kind];
        const message =
          kind === 'comparison'
            ? `comparison.yaml has no row «${id}»`
            : `there is no ${kind} «${id}» with «${part}»`;
        mistakes.push({ file, ...reading.place(at), path: at.join('.'), message, hint: 'Was it renamed?' });
      }
    });
  });
  return { seeds: reading.value, mistakes };
}
