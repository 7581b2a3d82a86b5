// Scenarios: how an account stands when a learner opens it, as data, and how it comes about: by SDK calls of its root
// user, so that everything in it is real. Tests: test/practice/scenario.test.ts.
import { type CloudTrailEvent, createCloud, emptyWorld, type World } from '../cloud/index.ts';
import { nearest } from '../policy/index.ts';
import { type Call, CallError, type Caller, createCaller } from './calls.ts';
import type { Start } from './start.ts';
import { issueCredentials, principalArn, withoutPracticeKeys } from './worlds.ts';

/** A content file content/LANGUAGE/scenarios/ID.yaml, read and checked (src/exercise/schema.ts). */
export interface Scenario {
  title: string;
  summary: string;
  account: { id: string; name: string; email: string; alias?: string | undefined };
  /** When the account was opened: its calls are made from then on. ISO 8601. */
  opened: string;
  /**
   * Where the account's clock stands when a learner opens it; what happened before is in the event history then. Without
   * it the clock is the learner's own, and there is no history. ISO 8601.
   */
  today?: string | undefined;
  policies: readonly { name: string; description?: string | undefined; document: object }[];
  groups: readonly { name: string; policies: readonly string[]; inline: Readonly<Record<string, object>> }[];
  users: readonly ScenarioUser[];
  roles: readonly ScenarioRole[];
  /** What else happened, in order, after the rest. */
  calls: readonly (Call & {
    /** Days that pass before it. */
    days?: number | undefined;
    /** IP address it comes from. */
    from?: string | undefined;
  })[];
}

export interface ScenarioUser {
  name: string;
  path?: string | undefined;
  groups: readonly string[];
  /** Managed policies: names or ARNs. */
  policies: readonly string[];
  inline: Readonly<Record<string, object>>;
  tags: Readonly<Record<string, string>>;
  password?: { value: string; mustChange: boolean } | undefined;
  accessKeys: number;
}

export interface ScenarioRole {
  name: string;
  trust: object;
  policies: readonly string[];
  inline: Readonly<Record<string, object>>;
}

/** A call, and where in the scenario's file it comes from. */
interface Step {
  call: Scenario['calls'][number];
  path: readonly (string | number)[];
  /** Where the policy document stands that the call carries. */
  document?: readonly (string | number)[];
  /** The name of something else that the file gives there, as it is written. */
  names?: { kind: 'policy' | 'group'; written: string };
}

/** The calls that make the scenario's account, in an order that works. */
export function scenarioCalls(scenario: Scenario): Scenario['calls'] {
  return stepsOf(scenario).map(({ call }) => call);
}

function stepsOf(scenario: Scenario): readonly Step[] {
  const own = new Set(scenario.policies.map((policy) => policy.name));
  const arnOf = (policy: string): string => {
    if (policy.startsWith('arn:')) return policy;
    return `arn:aws:iam::${own.has(policy) ? scenario.account.id : 'aws'}:policy/${policy}`;
  };
  const iam = (operation: string, input: Record<string, unknown>): Call => ({
    service: 'iam',
    operation,
    input,
  });
  const attachments = (
    kind: 'User' | 'Group' | 'Role',
    at: readonly (string | number)[],
    {
      name,
      policies,
      inline,
    }: { name: string; policies: readonly string[]; inline: Readonly<Record<string, object>> },
  ): Step[] => [
    ...policies.map((policy, index) => ({
      call: iam(`Attach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn: arnOf(policy) }),
      path: [...at, 'policies', index],
      names: { kind: 'policy' as const, written: policy },
    })),
    ...Object.entries(inline).map(([policy, document]) => ({
      call: iam(`Put${kind}Policy`, {
        [`${kind}Name`]: name,
        PolicyName: policy,
        PolicyDocument: JSON.stringify(document),
      }),
      path: [...at, 'inline', policy],
    })),
  ];
  return [
    ...(scenario.account.alias
      ? [
          {
            call: iam('CreateAccountAlias', { AccountAlias: scenario.account.alias }),
            path: ['account', 'alias'],
          },
        ]
      : []),
    ...scenario.policies.map(({ name, description, document }, index) => ({
      call: iam('CreatePolicy', {
        PolicyName: name,
        PolicyDocument: JSON.stringify(document),
        ...(description ? { Description: description } : {}),
      }),
      path: ['policies', index, 'name'],
      document: ['policies', index, 'document'],
    })),
    ...scenario.groups.flatMap((group, index) => [
      { call: iam('CreateGroup', { GroupName: group.name }), path: ['groups', index, 'name'] },
      ...attachments('Group', ['groups', index], group),
    ]),
    ...scenario.users.flatMap((user, index) => [
      {
        call: iam('CreateUser', {
          UserName: user.name,
          ...(user.path ? { Path: user.path } : {}),
          ...(Object.keys(user.tags).length > 0
            ? { Tags: Object.entries(user.tags).map(([Key, Value]) => ({ Key, Value })) }
            : {}),
        }),
        path: ['users', index, 'name'],
      },
      ...user.groups.map((group, number) => ({
        call: iam('AddUserToGroup', { GroupName: group, UserName: user.name }),
        path: ['users', index, 'groups', number],
        names: { kind: 'group' as const, written: group },
      })),
      ...attachments('User', ['users', index], user),
      ...(user.password
        ? [
            {
              call: iam('CreateLoginProfile', {
                UserName: user.name,
                Password: user.password.value,
                PasswordResetRequired: user.password.mustChange,
              }),
              path: ['users', index, 'password'],
            },
          ]
        : []),
      ...Array.from({ length: user.accessKeys }, () => ({
        call: iam('CreateAccessKey', { UserName: user.name }),
        path: ['users', index, 'accessKeys'],
      })),
    ]),
    ...scenario.roles.flatMap((role, index) => [
      {
        call: iam('CreateRole', {
          RoleName: role.name,
          AssumeRolePolicyDocument: JSON.stringify(role.trust),
        }),
        path: ['roles', index, 'name'],
        document: ['roles', index, 'trust'],
      },
      ...attachments('Role', ['roles', index], role),
    ]),
    ...scenario.calls.map((call, index) => ({ call, path: ['calls', index] })),
  ];
}

/** What the account refused while it was being made, by where it stands in the scenario's file. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly path: readonly (string | number)[];
  /** What to write instead. */
  readonly hint: string;
  constructor(message: string, path: readonly (string | number)[], hint: string) {
    super(message);
    this.path = path;
    this.hint = hint;
  }
}

/** One second passes between calls, so that dates tell the order. */
const pace = 1_000;
const day = 86_400_000;

/**
 * The account a scenario describes. The same scenario gives the same account, ids and dates included.
 * @param seed ids and secrets follow from it
 * @throws ScenarioError where the account refuses one of the calls
 */
export async function materialise(scenario: Scenario, seed: string): Promise<World> {
  return (await materialiseStart(scenario, seed)).world;
}

/**
 * The same with its clock and its event history, where the scenario says what day it is.
 * @throws ScenarioError likewise
 */
export async function materialiseStart(scenario: Scenario, seed: string): Promise<Start> {
  const { id, name, email } = scenario.account;
  let now = Date.parse(scenario.opened);
  let from: string | undefined;
  const history: CloudTrailEvent[] = [];
  const cloud = createCloud({ world: emptyWorld({ account: id, name, email, created: now, seed }), seed });
  // Signatures carry the SDK's own date, hence the real wall clock; the account knows only `now`.
  const times = () => ({ wall: Date.now(), now });
  const caller = createCaller({
    host: {
      handle: (request) =>
        cloud.handle(
          from ? { ...request, headers: { ...request.headers, 'x-rootless-source-ip': from } } : request,
          times(),
        ),
    },
    async credentials(as) {
      const arn = principalArn(cloud.world, as);
      const issued = arn && issueCredentials(cloud.world, arn, times());
      if (!issued) throw new Error(`nobody is called «${as}» in the account`);
      cloud.replace(issued.world);
      return issued.credentials;
    },
  });
  cloud.subscribe(({ event }) => history.push(event));
  for (const step of stepsOf(scenario)) {
    from = step.call.from;
    now += pace + (step.call.days ?? 0) * day;
    try {
      await caller.run(step.call);
    } catch (error) {
      throw await refused(scenario, step, error, caller);
    }
  }
  const world = withoutPracticeKeys(cloud.world);
  if (scenario.today === undefined) return { world };
  const today = Date.parse(scenario.today);
  if (now > today)
    throw new ScenarioError(
      `the calls end at ${new Date(now).toISOString()}, after the day on which the account is opened`,
      ['today'],
      'Open the account later, or let fewer days pass between the calls.',
    );
  return { world, today, history };
}

async function refused(
  scenario: Scenario,
  step: Step,
  error: unknown,
  caller: Caller,
): Promise<ScenarioError> {
  const code = error instanceof CallError ? error.code : '';
  const path = (code.startsWith('MalformedPolicy') ? step.document : undefined) ?? step.path;
  return new ScenarioError((error as Error).message, path, await hintFor(scenario, step, code, caller));
}

async function hintFor(scenario: Scenario, { names }: Step, code: string, caller: Caller): Promise<string> {
  if (!names || !/^(NoSuchEntity|InvalidInput|ValidationError)/.test(code)) {
    return 'The account refused this while the scenario was being made. Correct what leads to this call.';
  }
  const { kind, written } = names;
  const there =
    kind === 'group' ? scenario.groups.map(({ name }) => name) : await policyNames(scenario, written, caller);
  const meant = nearest(written, there);
  if (meant !== undefined) return `Did you mean «${meant}»?`;
  if (kind === 'group') return `Groups of this scenario: ${there.join(', ') || 'none'}.`;
  const own = scenario.policies.map(({ name }) => name).join(', ');
  return `Take the name or ARN of an AWS managed policy${own === '' ? '' : `, or one of this scenario: ${own}`}.`;
}

/** As one may write them: names, with the path where there is one, or ARNs where `written` is one. */
async function policyNames(scenario: Scenario, written: string, caller: Caller): Promise<string[]> {
  const arns: string[] = [];
  let Marker: unknown;
  do {
    const page = await caller.run({
      service: 'iam',
      operation: 'ListPolicies',
      input: { MaxItems: 1000, ...(Marker === undefined ? {} : { Marker }) },
    });
    arns.push(...((page?.Policies ?? []) as { Arn: string }[]).map(({ Arn }) => Arn));
    Marker = page?.Marker;
  } while (Marker !== undefined);
  if (written.startsWith('arn:')) return arns;
  return [
    ...scenario.policies.map(({ name }) => name),
    ...arns.map((arn) => arn.replace(/^.*?:policy\//, '')),
  ];
}
