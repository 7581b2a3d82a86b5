// The shape of a quiz file (content/<locale>/quizzes/<id>.yaml). Build and check only: it brings zod.
import { z } from 'astro/zod';
import type { Item } from './model.ts';
import { contentHash } from './shuffle.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens, as in «password-only»');
const text = z.string().trim().min(1, 'a sentence');

const option = z.strictObject({ text, right: z.boolean().default(false), why: text });
const asked = { id, question: text, place: id.optional() };

const choice = z
  .strictObject({
    ...asked,
    kind: z.literal('choice'),
    options: z.array(option).min(3, 'at least three options').max(5),
  })
  .refine((item) => item.options.filter((one) => one.right).length === 1, {
    path: ['options'],
    message: 'exactly one option with «right: true»',
  });

const several = z
  .strictObject({
    ...asked,
    kind: z.literal('several'),
    options: z.array(option).min(3, 'at least three options').max(7),
  })
  .refine((item) => item.options.some((one) => one.right) && item.options.some((one) => !one.right), {
    path: ['options'],
    message: 'at least one right and one wrong option',
  });

const order = z.strictObject({
  ...asked,
  kind: z.literal('order'),
  steps: z
    .array(z.strictObject({ text, why: text }))
    .min(3, 'at least three steps')
    .max(8),
  why: text,
});

const sort = z
  .strictObject({
    ...asked,
    kind: z.literal('sort'),
    bins: z.array(z.strictObject({ id, text })).min(2, 'at least two bins').max(4),
    things: z
      .array(z.strictObject({ text, bin: id, why: text }))
      .min(3, 'at least three things')
      .max(10),
  })
  .superRefine((item, context) => {
    const bins = item.bins.map((bin) => bin.id);
    item.things.forEach((thing, index) => {
      if (!bins.includes(thing.bin))
        context.addIssue({
          code: 'custom',
          path: ['things', index, 'bin'],
          message: `one of the bins: ${bins.join(', ')}`,
        });
    });
  });

export const quizSchema = z
  .strictObject({
    title: text,
    lesson: id.optional(),
    items: z.array(z.discriminatedUnion('kind', [choice, several, order, sort])).min(1, 'at least one item'),
  })
  .superRefine((quiz, context) => {
    const seen = new Set<string>();
    quiz.items.forEach((item, index) => {
      if (seen.has(item.id))
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'id'],
          message: `an id of its own: «${item.id}» stands twice`,
        });
      seen.add(item.id);
    });
  })
  .transform((quiz) => ({
    ...quiz,
    items: quiz.items.map(
      ({ place, ...content }): Item => ({ ...content, place, hash: contentHash(content) }),
    ),
  }));
