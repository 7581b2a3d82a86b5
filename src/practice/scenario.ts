// Scenarios: how an account stands when a learner opens it, as data, and how it comes about: by SDK calls of its root
// user, so that everything in it is real. Tests: test/practice/scenario.test.ts.
import { createCloud, emptyWorld, type World } from '../cloud/index.ts';
import { type Call, CallError, createCaller } from './calls.ts';
import { issueCredentials, principalArn, withoutPracticeKeys } from './worlds.ts';

/** A content file content/LANGUAGE/scenarios/ID.yaml, read and checked (src/exercise/schema.ts). */
export interface Scenario {
  title: string;
  summary: string;
  account: { id: string; name: string; email: string; alias?: string | undefined };
  /** When the account was opened: its calls are made from then on. ISO 8601. */
  opened: string;
  policies: readonly { name: string; description?: string | undefined; document: object }[];
  groups: readonly { name: string; policies: readonly string[]; inline: Readonly<Record<string, object>> }[];
  users: readonly ScenarioUser[];
  roles: readonly ScenarioRole[];
  /** What else happened, in order, after the rest. */
  calls: readonly (Call & { /** Days that pass before it. */ days?: number | undefined })[];
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

/** The calls that make the scenario's account, in an order that works. */
export function scenarioCalls(scenario: Scenario): Scenario['calls'] {
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
    {
      name,
      policies,
      inline,
    }: { name: string; policies: readonly string[]; inline: Readonly<Record<string, object>> },
  ): Call[] => [
    ...policies.map((policy) =>
      iam(`Attach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn: arnOf(policy) }),
    ),
    ...Object.entries(inline).map(([policy, document]) =>
      iam(`Put${kind}Policy`, {
        [`${kind}Name`]: name,
        PolicyName: policy,
        PolicyDocument: JSON.stringify(document),
      }),
    ),
  ];
  return [
    ...(scenario.account.alias ? [iam('CreateAccountAlias', { AccountAlias: scenario.account.alias })] : []),
    ...scenario.policies.map(({ name, description, document }) =>
      iam('CreatePolicy', {
        PolicyName: name,
        PolicyDocument: JSON.stringify(document),
        ...(description ? { Description: description } : {}),
      }),
    ),
    ...scenario.groups.flatMap((group) => [
      iam('CreateGroup', { GroupName: group.name }),
      ...attachments('Group', group),
    ]),
    ...scenario.users.flatMap((user) => [
      iam('CreateUser', {
        UserName: user.name,
        ...(user.path ? { Path: user.path } : {}),
        ...(Object.keys(user.tags).length > 0
          ? { Tags: Object.entries(user.tags).map(([Key, Value]) => ({ Key, Value })) }
          : {}),
      }),
      ...user.groups.map((group) => iam('AddUserToGroup', { GroupName: group, UserName: user.name })),
      ...attachments('User', user),
      ...(user.password
        ? [
            iam('CreateLoginProfile', {
              UserName: user.name,
              Password: user.password.value,
              PasswordResetRequired: user.password.mustChange,
            }),
          ]
        : []),
      ...Array.from({ length: user.accessKeys }, () => iam('CreateAccessKey', { UserName: user.name })),
    ]),
    ...scenario.roles.flatMap((role) => [
      iam('CreateRole', { RoleName: role.name, AssumeRolePolicyDocument: JSON.stringify(role.trust) }),
      ...attachments('Role', role),
    ]),
    ...scenario.calls,
  ];
}

/** One second passes between calls, so that dates tell the order. */
const pace = 1_000;
const day = 86_400_000;

/**
 * The account a scenario describes. The same scenario gives the same account, ids and dates included.
 * @param seed ids and secrets follow from it
 * @throws CallError where the account refuses one of the calls
 */
export async function materialise(scenario: Scenario, seed: string): Promise<World> {
  const { id, name, email } = scenario.account;
  let now = Date.parse(scenario.opened);
  const cloud = createCloud({ world: emptyWorld({ account: id, name, email, created: now, seed }), seed });
  // Signatures carry the SDK's own date, hence the real wall clock; the account knows only `now`.
  const times = () => ({ wall: Date.now(), now });
  const caller = createCaller({
    host: { handle: (request) => cloud.handle(request, times()) },
    async credentials(as) {
      const arn = principalArn(cloud.world, as);
      const issued = arn && issueCredentials(cloud.world, arn, times());
      if (!issued) throw new Error(`nobody is called «${as}» in the account`);
      cloud.replace(issued.world);
      return issued.credentials;
    },
  });
  for (const call of scenarioCalls(scenario)) {
    now += pace + (call.days ?? 0) * day;
    await caller.run(call);
  }
  return withoutPracticeKeys(cloud.world);
}

export { CallError };
