// The shapes of the items that the policy engine judges, and what it makes of them. Nobody writes the key of one: it
// is computed here, and a policy that is to be fixed must be fixed by its solution. Build and check only.
// Tests: test/quiz/schema-decision.
import { z } from 'astro/zod';
import { judgeFix } from './decision/fix.ts';
import { requestOf } from './decision/request.ts';
import { resolveDecision, resolvePoint } from './decision/resolve.ts';
import { documentOf } from './decision/statements.ts';
import type { DecisionCase, DecisionItem, FixItem, Item, PointItem } from './model.ts';
import { asked, text } from './schema-parts.ts';

type Issues = {
  addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string; params: { hint: string } }): void;
};

function issue(context: Issues, path: PropertyKey[], message: string, hint: string): void {
  context.addIssue({ code: 'custom', path, message, params: { hint } });
}

const parts = (pointer: string): PropertyKey[] =>
  pointer
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((one) => (/^\d+$/.test(one) ? Number(one) : one));

/** The case of `rootless decide` (docs/decision-case.md), without its id. */
const anyCase = z
  .record(z.string(), z.unknown())
  .describe('a request and its policies, as in docs/decision-case.md');

/** Says what is wrong with a case at its place; answers whether it can be asked. */
function readable(given: Partial<DecisionCase>, path: PropertyKey[], context: Issues): boolean {
  const reading = requestOf(given);
  if (reading.ok) return true;
  const { message, hint, pointer, inDocument } = reading.error;
  // Within a document that is written as text there is no place in the file.
  const found = parts(pointer);
  const cut = found.indexOf('document');
  issue(context, [...path, ...(inDocument && cut >= 0 ? found.slice(0, cut + 1) : found)], message, hint);
  return false;
}

export const decision = z
  .strictObject({ ...asked, kind: z.literal('decision'), case: anyCase })
  .superRefine((item, context) => {
    readable(item.case as Partial<DecisionCase>, ['case'], context as unknown as Issues);
  });

export const point = z
  .strictObject({ ...asked, kind: z.literal('point'), case: anyCase })
  .superRefine((item, context) => {
    const given = item.case as unknown as DecisionCase;
    if (!readable(given, ['case'], context as unknown as Issues)) return;
    if (resolvePoint(given) === null)
      issue(
        context as unknown as Issues,
        ['case'],
        'no statement decides this request, so there is none to point at',
        'Take a request that is allowed by a statement or explicitly denied, or make it a «decision».',
      );
  });

const document = z.union([text, z.record(z.string(), z.unknown())]);

export const fix = z
  .strictObject({
    ...asked,
    kind: z.literal('fix'),
    case: anyCase,
    policy: z.strictObject({
      name: text,
      layer: z.enum(['identity', 'boundary', 'resource', 'scp']).default('identity'),
      start: document,
      solution: document,
    }),
    requests: z
      .array(
        z.strictObject({
          text,
          allowed: z.boolean(),
          principal: text.optional(),
          action: text.optional(),
          resource: text.optional(),
          context: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .min(2)
      .max(10)
      .describe('a list of two to ten requests'),
    why: text,
  })
  .superRefine((item, given) => {
    const context = given as unknown as Issues;
    const around = item.case as Partial<DecisionCase>;
    const readableRequests = item.requests.map(({ text: _, allowed: __, ...request }, index) =>
      readable(
        { ...around, ...request, context: { ...around.context, ...request.context } },
        ['requests', index],
        context,
      ),
    );
    if (readableRequests.includes(false)) return;
    const whole = fixItem({ ...item, place: undefined, hash: '' });
    const solved = judgeFix(whole, whole.policy.solution);
    if (solved.error) issue(context, ['policy', 'solution'], solved.error.message, solved.error.hint);
    solved.requests.forEach((one, index) => {
      if (!one.right)
        issue(
          context,
          ['requests', index],
          `with the solution the answer to this request is ${one.decision}`,
          `The engine says: ${one.told.join(' ')}`,
        );
    });
    const before = judgeFix(whole, whole.policy.start);
    if (before.error === undefined && before.requests.every((one) => one.right))
      issue(
        context,
        ['policy', 'start'],
        'this policy needs no fixing',
        'Every request gets its answer with it already.',
      );
  });

type Written = z.output<typeof decision> | z.output<typeof point> | z.output<typeof fix>;
type Loaded<W> = W & { place: string | undefined; hash: string };

const pretty = (value: string | Record<string, unknown>): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);

function fixItem({ requests, policy, case: around, ...item }: Loaded<z.output<typeof fix>>): FixItem {
  return {
    ...item,
    case: around as Partial<DecisionCase>,
    policy: { ...policy, start: pretty(policy.start), solution: pretty(policy.solution) },
    requests: requests.map(({ text: said, allowed, ...request }) => ({
      text: said,
      allowed,
      request: Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)),
    })),
  };
}

/** Documents that were written as JSON text become objects, so that everything shows them alike. */
function tidy(given: unknown): DecisionCase {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const fields = value as Record<string, unknown>;
    if ('document' in fields) return { name: '', ...fields, document: documentOf(fields.document) };
    return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, visit(one)]));
  };
  return visit(given) as DecisionCase;
}

/** An item as it was written, with what the engine makes of it. */
export function resolved(item: Loaded<Written> | Exclude<Item, DecisionItem | PointItem | FixItem>): Item {
  if (item.kind === 'fix') return fixItem(item as Loaded<z.output<typeof fix>>);
  if (item.kind === 'decision') {
    const given = tidy(item.case);
    return { ...item, case: given, ...resolveDecision(given, item.id) };
  }
  if (item.kind === 'point') {
    const given = tidy(item.case);
    return { ...item, case: given, ...(resolvePoint(given) as NonNullable<ReturnType<typeof resolvePoint>>) };
  }
  return item;
}
