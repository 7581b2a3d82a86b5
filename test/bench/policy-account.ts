// Questions about an account at AWS's quotas: 5,000 users, 300 groups, 1,000 roles, 1,500 customer managed policies,
// made by a seeded generator. Memory is what the process holds after a collection, everything included.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadService } from '../../src/data/actions/index.ts';
import {
  type AccountView,
  compile,
  decide,
  type Holder,
  type NamedPolicy,
  parse,
  requestOf,
  whoCan,
} from '../../src/policy/index.ts';
import { type Figure, median } from './figure.ts';

const id = '111122223333';

/** mulberry32: small, fast and the same everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function accountAtQuotas(seed: number): AccountView & { users: Holder[]; roles: Holder[] } {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
  const actions = [
    's3:GetObject',
    's3:*',
    's3:Put*',
    'iam:Get*',
    'iam:List*',
    'iam:CreateUser',
    'iam:*AccessKey*',
    'ec2:Describe*',
    'ec2:RunInstances',
    'sqs:*',
    'lambda:Invoke*',
    'kms:Decrypt',
  ];
  const resources = [
    '*',
    'arn:aws:s3:::reports/*',
    'arn:aws:s3:::team-${aws:PrincipalTag/team}/*',
    `arn:aws:iam::${id}:user/\${aws:username}`,
    `arn:aws:iam::${id}:user/*`,
    `arn:aws:sqs:*:${id}:q-*`,
  ];
  const conditions = [
    undefined,
    undefined,
    undefined,
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  ];
  const policies = Array.from({ length: 1500 }, (_, i): NamedPolicy => {
    const Statement = Array.from({ length: 1 + below(6) }, () => {
      const Condition = pick(conditions);
      return {
        Effect: next() < 0.1 ? 'Deny' : 'Allow',
        Action: Array.from({ length: 1 + below(5) }, () => pick(actions)),
        Resource: Array.from({ length: 1 + below(3) }, () => pick(resources)),
        ...(Condition ? { Condition } : {}),
      };
    });
    const parsed = parse(JSON.stringify({ Version: '2012-10-17', Statement }));
    if (!parsed.ok) throw new Error(parsed.error.message);
    return {
      name: `policy-${i}`,
      arn: `arn:aws:iam::${id}:policy/policy-${i}`,
      compiled: compile(parsed.document),
    };
  });
  const some = <T>(list: readonly T[], most: number) =>
    Array.from({ length: below(most + 1) }, () => pick(list));
  const groups = new Map(
    Array.from({ length: 300 }, (_, i) => [`group-${i}`, { policies: some(policies, 10) }]),
  );
  const groupNames = [...groups.keys()];
  const context = () => ({ 'aws:PrincipalTag/team': pick(['red', 'blue', 'green']) });
  const users = Array.from(
    { length: 5000 },
    (_, i): Holder => ({
      arn: `arn:aws:iam::${id}:user/user-${i}`,
      policies: some(policies, 3),
      groups: [...new Set(some(groupNames, 10))],
      context: context(),
      ...(next() < 0.2 ? { boundary: [pick(policies)] } : {}),
    }),
  );
  const roles = Array.from(
    { length: 1000 },
    (_, i): Holder => ({
      arn: `arn:aws:iam::${id}:role/role-${i}`,
      policies: some(policies, 10),
      context: context(),
    }),
  );
  return { id, users, roles, groups };
}

export async function* figures(): AsyncGenerator<Figure> {
  const account = accountAtQuotas(42);
  const ask = () => timed(() => whoCan(account, 's3:GetObject', 'arn:aws:s3:::reports/may.csv'));
  yield { name: 'whoCan at quotas, first question', value: ask(), unit: 'ms' };
  yield { name: 'whoCan at quotas', value: median(Array.from({ length: 7 }, ask)), unit: 'ms' };

  const iam = await loadService('iam');
  const actions = [...(iam?.actions.values() ?? [])].map(({ name }) => `iam:${name}`);
  const spent = timed(() => {
    let allowed = 0;
    const requests = account.users.map((user) => requestOf(account, user, 'iam:GetUser', user.arn));
    // One action after the other for everyone, as whoCan asks.
    for (const action of actions) {
      for (const request of requests) if (decide({ ...request, action }).decision === 'allow') allowed += 1;
    }
    return allowed;
  });
  yield { name: `${actions.length} IAM actions for 5,000 users`, value: spent / 1000, unit: 's' };

  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  yield {
    name: 'memory, account at quotas after both',
    value: process.memoryUsage().rss / 1_000_000,
    unit: 'MB',
  };
  if (account.users.length !== 5000) throw new Error('the account was let go of before it was measured');
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
