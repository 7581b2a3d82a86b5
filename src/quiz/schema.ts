// The shape of a quiz file (content/<locale>/quizzes/<id>.yaml). Build and check only: it brings zod.
import { z } from 'astro/zod';
import type { Item } from './model.ts';
import { contentHash } from './shuffle.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .describe('an id: small letters, digits and hyphens, as in «password-only»');
const text = z.string().trim().min(1).describe('some text, in quotes where YAML would read something else');

const option = z.strictObject({ text, right: z.boolean().default(false), why: text });
const asked = { id, question: text, place: id.optional() };

const choice = z
  .strictObject({
    ...asked,
    kind: z.literal('choice'),
    options: z.array(option).min(3).max(5).describe('a list of three to five options'),
  })
  .superRefine(({ options }, context) => {
    const right = [...options.keys()].filter((index) => options[index]?.right);
    if (right.length === 1) return;
    const second = right[1];
    context.addIssue({
      code: 'custom',
      path: second === undefined ? ['options'] : ['options', second, 'right'],
      message: 'a choice needs exactly one option with «right: true»',
      params: {
        hint:
          second === undefined
            ? 'Write «right: true» into the option that is right.'
            : 'Take it away here or at the option before. Where both are right, the kind is «several».',
      },
    });
  });

const several = z
  .strictObject({
    ...asked,
    kind: z.literal('several'),
    options: z.array(option).min(3).max(7).describe('a list of three to seven options'),
  })
  .refine((item) => item.options.some((one) => one.right) && item.options.some((one) => !one.right), {
    path: ['options'],
    message: 'this needs a right and a wrong option at least',
    params: { hint: 'Write «right: true» into what is right, and leave it out where something is wrong.' },
  });

const order = z.strictObject({
  ...asked,
  kind: z.literal('order'),
  steps: z
    .array(z.strictObject({ text, why: text }))
    .min(3)
    .max(8)
    .describe('a list of three to eight steps'),
  why: text,
});

const sort = z
  .strictObject({
    ...asked,
    kind: z.literal('sort'),
    bins: z.array(z.strictObject({ id, text })).min(2).max(4).describe('a list of two to four bins'),
    things: z
      .array(z.strictObject({ text, bin: id, why: text }))
      .min(3)
      .max(10)
      .describe('a list of three to ten things'),
  })
  .superRefine((item, context) => {
    const bins = item.bins.map((bin) => bin.id);
    item.things.forEach((thing, index) => {
      if (!bins.includes(thing.bin))
        context.addIssue({
          code: 'custom',
          path: ['things', index, 'bin'],
          message: `no bin is called «${thing.bin}»`,
          params: { hint: `There are: ${bins.join(', ')}.` },
        });
    });
  });

export const quizSchema = z
  .strictObject({
    title: text,
    lesson: id.optional(),
    items: z
      .array(z.discriminatedUnion('kind', [choice, several, order, sort]))
      .min(1)
      .describe('a list of at least one item; kinds: choice, several, order, sort'),
  })
  .superRefine((quiz, context) => {
    const seen = new Set<string>();
    quiz.items.forEach((item, index) => {
      if (seen.has(item.id))
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'id'],
          message: `the id «${item.id}» stands twice`,
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
