// What exercise and scenario files may say, with the words a wrong file is answered with. Build and command line only:
// zod is too heavy for a page, so this stands beside the room's index. Tests: test/exercise.
import { z } from 'astro/zod';
import type { Scenario } from '../practice/index.ts';
import { type Challenge, topics } from './challenge.ts';
import type { Exercise } from './exercise.ts';
import { type CallTree, flatWay } from './flat-way.ts';
import type { EventGoal, Goal } from './goal.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('an id: small letters, digits and hyphens, a letter first');
const text = z.string().trim().min(1).describe('some text');
const action = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/)
  .describe('an action such as s3:GetObject, without wildcards');
const document = z
  .looseObject({
    Version: z.string().optional(),
    Statement: z.union([z.array(z.looseObject({})), z.looseObject({})]),
  })
  .describe('a policy document, written as YAML or JSON, with a Statement');
const texts = z.record(z.string(), z.string()).describe('names and texts, such as { team: web }');

const count = z
  .union([
    z.int().min(0),
    z.strictObject({ atLeast: z.int().min(0).optional(), atMost: z.int().min(0).optional() }),
  ])
  .describe('a number, or { atLeast: 1 }, or { atMost: 2 }');
const who = text.describe("who: 'root', a user's name, role/NAME, '*', or an ARN");
const askShape = {
  do: z
    .union([action, z.array(action).min(1)])
    .describe('an action such as s3:GetObject, or a list of actions'),
  on: z
    .string()
    .regex(/^(\*|arn:.+|\{self\}|\{groups\}|\{(role|user)\/.+\})$/)
    .describe(
      "a resource's ARN, with {account} for the account's id, or '*', '{self}', '{groups}', '{role/NAME}', '{user/NAME}'",
    ),
  when: texts.optional(),
};
const asks = z.array(z.strictObject(askShape)).min(1).describe('a list of { do: action, on: ARN }');

const userGoal = z.strictObject({
  name: text.optional(),
  exists: z.boolean().optional(),
  password: z.boolean().optional(),
  mustChangePassword: z.boolean().optional(),
  mfa: z.boolean().optional(),
  accessKeys: count.optional(),
  activeKeys: count.optional(),
  keysAtMostDays: z.int().min(0).optional(),
  groups: count.optional(),
  inGroup: text.optional(),
  inGroupThatMay: asks.optional(),
  ownPolicies: count.optional(),
  wildcardActions: count.optional(),
  policyCharacters: count.optional(),
  boundary: z.boolean().optional(),
  tags: texts.optional(),
  may: asks.optional(),
  mayNot: asks.optional(),
});

const groupGoal = z.strictObject({
  name: text.optional(),
  exists: z.boolean().optional(),
  members: count.optional(),
  policies: count.optional(),
  may: asks.optional(),
  mayNot: asks.optional(),
});

const roleGoal = z.strictObject({
  name: text.optional(),
  exists: z.boolean().optional(),
  policies: count.optional(),
  boundary: z.boolean().optional(),
  openTo: z.array(who).min(1).optional(),
  shutTo: z.array(who).min(1).optional(),
  may: asks.optional(),
  mayNot: asks.optional(),
});

const rootGoal = z.strictObject({
  of: text.optional(),
  accessKeys: count.optional(),
  password: z.boolean().optional(),
  mfa: z.boolean().optional(),
  email: text.optional(),
});

const accountGoal = z.strictObject({
  name: text.optional(),
  passwordLength: count.optional(),
  passwordReuse: count.optional(),
  usersChangePasswords: z.boolean().optional(),
  billingForIam: z.boolean().optional(),
  trail: z.boolean().optional(),
  rootFeatures: z.array(text).optional(),
});

const eventGoal: z.ZodType<EventGoal> = z.lazy(() =>
  z.strictObject({
    by: who.optional(),
    service: id.optional(),
    operation: z.union([text, z.array(text).min(1)]).optional(),
    outcome: z.enum(['done', 'denied', 'failed']).optional(),
    with: texts.optional(),
    mfa: z.boolean().optional(),
    after: eventGoal.optional(),
  }),
);

/** The goals by name. A goal is an object with exactly one of these keys. */
const goalShapes = {
  user: userGoal,
  group: groupGoal,
  role: roleGoal,
  root: rootGoal,
  account: accountGoal,
  may: z.strictObject({ who, ...askShape }),
  mayNot: z.strictObject({ who, ...askShape }),
  happened: eventGoal,
  never: eventGoal,
  all: z.lazy(() => z.array(goal).min(1)),
  any: z.lazy(() => z.array(goal).min(1)),
  not: z.lazy(() => goal),
};

const goal: z.ZodType<Goal> = z
  .lazy(() =>
    z
      .strictObject(
        Object.fromEntries(Object.entries(goalShapes).map(([name, shape]) => [name, shape.optional()])),
      )
      .refine((value) => Object.keys(value).length === 1, { error: 'a goal has exactly one kind' }),
  )
  .describe(`a goal: exactly one of ${Object.keys(goalShapes).join(', ')}`) as unknown as z.ZodType<Goal>;

const callShape = {
  as: who.optional(),
  service: id.describe("a service as in the SDK package's name: iam, sts"),
  operation: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]+$/)
    .describe('an operation such as CreateUser'),
  input: z.record(z.string(), z.unknown()).optional().describe('the input, as the SDK takes it'),
  refused: text.optional().describe('the error code that must come, such as AccessDenied'),
  keeps: id.optional().describe('a name for the credentials in the answer, to be used as «as» later'),
};
const oneCall = z.strictObject(callShape);
/** Calls, and lists of calls: what several ways begin with is written once, with an anchor of YAML. */
const calls: z.ZodType<CallTree[]> = z
  .array(z.lazy(() => z.union([oneCall, calls])))
  .min(1)
  .describe('a list of calls { service, operation, input }') as unknown as z.ZodType<CallTree[]>;
const wayShape = { title: text, calls };

const task = z.strictObject({
  id,
  title: text,
  keep: z.boolean().default(false),
  goal,
  hints: z.tuple([text, text, text]).describe('three hints: a nudge, a direction, the exact step'),
});

const exerciseShape = {
  title: text,
  scenario: id,
  tasks: z.array(task).min(1),
  solution: z.strictObject({ ...wayShape, console: z.array(text).min(1) }).transform(flatWay),
  alternatives: z
    .array(z.strictObject(wayShape).transform(flatWay))
    .min(2)
    .describe('at least two other ways that must pass'),
  nearMisses: z
    .array(z.strictObject({ ...wayShape, misses: z.array(id).min(1) }).transform(flatWay))
    .min(2)
    .describe('at least two near-misses that must fail, each with the tasks it misses'),
};

interface Named {
  tasks: readonly { id: string }[];
  nearMisses: readonly { misses: readonly string[] }[];
}

/** Task ids are told apart, and near-misses name tasks that there are. */
function checkTasks({ tasks, nearMisses }: Named, context: z.RefinementCtx<unknown>): void {
  const ids = tasks.map((one) => one.id);
  const wrong = (path: PropertyKey[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  ids.forEach((one, index) => {
    if (ids.indexOf(one) < index) wrong(['tasks', index, 'id'], `two tasks are called «${one}»`);
  });
  nearMisses.forEach(({ misses }, miss) => {
    misses.forEach((one, index) => {
      if (!ids.includes(one))
        wrong(
          ['nearMisses', miss, 'misses', index],
          `no task is called «${one}»; there are: ${ids.join(', ')}`,
        );
    });
  });
}

export const exerciseSchema = z.strictObject(exerciseShape).superRefine(checkTasks);

export const challengeSchema = z
  .strictObject({
    ...exerciseShape,
    difficulty: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .describe('1 (easy), 2 (middling) or 3 (hard)'),
    topic: z.enum(topics).describe(`a topic: ${topics.join(', ')}`),
    summary: text.describe('one sentence for the list of challenges'),
    brief: z.array(text).min(1).describe('what has happened, a paragraph each'),
    after: text.describe('what there is to learn from it, told once it is solved'),
  })
  .superRefine(checkTasks);

const policyNames = z.array(text).default([]).describe('names or ARNs of managed policies');
const inline = z.record(z.string(), document).default({}).describe('inline policies: name and document');

export const scenarioSchema = z.strictObject({
  title: text,
  summary: text,
  account: z.strictObject({
    id: z
      .string()
      .regex(/^\d{12}$/)
      .describe('twelve digits in quotation marks'),
    name: text,
    email: z.email().describe('an e-mail address'),
    alias: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/)
      .optional()
      .describe('an account alias: 3 to 63 small letters, digits and hyphens'),
  }),
  opened: z.iso.datetime().describe("a date and time in quotation marks, such as '2026-03-02T09:00:00Z'"),
  today: z.iso
    .datetime()
    .optional()
    .describe("a date and time in quotation marks: where the account's clock stands when it is opened"),
  policies: z
    .array(z.strictObject({ name: text, description: text.optional(), document }))
    .default([])
    .describe('a list of policies { name, document }'),
  groups: z
    .array(z.strictObject({ name: text, policies: policyNames, inline }))
    .default([])
    .describe('a list of groups { name, policies }'),
  users: z
    .array(
      z.strictObject({
        name: text,
        path: z.string().optional(),
        groups: z.array(text).default([]).describe('names of groups'),
        policies: policyNames,
        inline,
        tags: texts.default({}),
        password: z
          .strictObject({ value: text, mustChange: z.boolean().default(false) })
          .optional()
          .describe('a password { value, mustChange }'),
        accessKeys: z.int().min(0).max(2).default(0).describe('0, 1 or 2'),
      }),
    )
    .default([])
    .describe('a list of users { name, groups, … }'),
  roles: z
    .array(z.strictObject({ name: text, trust: document, policies: policyNames, inline }))
    .default([])
    .describe('a list of roles { name, trust, policies }'),
  calls: z
    .array(z.strictObject({ ...callShape, days: z.number().min(0).optional(), from: z.ipv4().optional() }))
    .default([])
    .describe('a list of further calls { service, operation, input, days }'),
});

// The schemas and the types the other files use are the same thing.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Plain<T> = T extends readonly (infer E)[]
  ? number extends T['length']
    ? Plain<E>[]
    : { -readonly [K in keyof T]: Plain<T[K]> }
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T;
const sameExercise: Same<keyof z.output<typeof exerciseSchema>, keyof Exercise> = true;
const sameChallenge: Same<keyof z.output<typeof challengeSchema>, keyof Challenge> = true;
const sameScenario: Same<keyof z.output<typeof scenarioSchema>, keyof Scenario> = true;

export type { Plain };

void sameExercise;
void sameChallenge;
void sameScenario;
