// The shape of a quiz file (content/<locale>/quizzes/<id>.yaml). Build and check only: it brings zod.
import { z } from 'astro/zod';
import type { Item } from './model.ts';
import { decision, fix, point, resolved } from './schema-decision.ts';
import { asked, id, text } from './schema-parts.ts';
import { contentHash } from './shuffle.ts';

const option = z.strictObject({ text, right: z.boolean().default(false), why: text });

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

const trueFalse = z
  .strictObject({
    ...asked,
    kind: z.literal('true-false'),
    holds: z.boolean().describe('true where the sentence holds, false where it does not'),
    reasons: z.array(option).min(2).max(4).describe('a list of two to four reasons'),
  })
  .refine((item) => item.reasons.filter((one) => one.right).length === 1, {
    path: ['reasons'],
    message: 'this needs exactly one reason with «right: true»',
    params: { hint: 'It is the reason why the sentence holds, or why it does not.' },
  });

const match = z
  .strictObject({
    ...asked,
    kind: z.literal('match'),
    pairs: z
      .array(z.strictObject({ text, match: text, why: text }))
      .min(2)
      .max(8)
      .describe('a list of two to eight pairs'),
    others: z.array(text).max(4).default([]).describe('a list of up to four partners of none'),
  })
  .superRefine((item, context) => {
    item.others.forEach((other, index) => {
      if (item.pairs.some((pair) => pair.match === other))
        context.addIssue({
          code: 'custom',
          path: ['others', index],
          message: 'this is a partner already',
          params: { hint: '«others» are those that nothing goes with.' },
        });
    });
    if (new Set(item.pairs.map((pair) => pair.match)).size < 2)
      context.addIssue({
        code: 'custom',
        path: ['pairs'],
        message: 'all have the same partner',
        params: { hint: 'Then there is nothing to match.' },
      });
  });

const words = z.strictObject({
  ...asked,
  kind: z.literal('text'),
  accept: z.array(text).min(1).describe('a list of at least one spelling that counts'),
  exact: z.boolean().default(false),
  near: z.array(z.strictObject({ text, why: text })).default([]),
  why: text,
});

const number = z.strictObject({
  ...asked,
  kind: z.literal('number'),
  value: z.number().describe('a number, in the first unit'),
  tolerance: z.number().min(0).default(0),
  units: z
    .array(z.strictObject({ text, factor: z.number().positive().default(1) }))
    .max(4)
    .default([])
    .describe('a list of up to four units; the first has the factor 1'),
  near: z.array(z.strictObject({ value: z.number(), why: text })).default([]),
  why: text,
});

const kinds = [choice, several, trueFalse, order, sort, match, words, number, decision, point, fix] as const;

export const quizSchema = z
  .strictObject({
    title: text,
    lesson: id.optional(),
    items: z
      .array(z.discriminatedUnion('kind', kinds))
      .min(1)
      .describe(
        `a list of at least one item; kinds: ${kinds.map((kind) => kind.shape.kind.value).join(', ')}`,
      ),
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
      ({ place, ...content }): Item => resolved({ ...content, place, hash: contentHash(content) }),
    ),
  }));
