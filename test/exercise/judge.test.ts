import { beforeAll, describe, expect, it } from 'vitest';
import type { Goal } from '../../src/exercise/goal.ts';
import { judge, watchTasks } from '../../src/exercise/judge.ts';
import type { AccountView, Watcher } from '../../src/practice/index.ts';
import { account, callerOf, iam, openHost } from '../practice/account.ts';

const s3 = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const report = 'arn:aws:s3:::reports/q3.csv';

/** The view of an account after these calls. */
async function viewAfter(
  ...calls: Parameters<ReturnType<typeof callerOf>['run']>[0][]
): Promise<AccountView> {
  let view: AccountView | undefined;
  const watcher: Watcher = (found) => {
    view = found;
    return [];
  };
  const host = await openHost({ watcher });
  const { run } = callerOf(host);
  for (const call of calls) await run(call);
  await host.tools.goals();
  host.close();
  return view as AccountView;
}

let view: AccountView;
beforeAll(async () => {
  view = await viewAfter(
    iam('CreateGroup', { GroupName: 'Readers' }),
    iam('AttachGroupPolicy', { GroupName: 'Readers', PolicyArn: s3 }),
    iam('CreateGroup', { GroupName: 'Empty' }),
    iam('CreateUser', { UserName: 'anna', Path: '/web/' }),
    iam('AddUserToGroup', { GroupName: 'Readers', UserName: 'anna' }),
    iam('CreateLoginProfile', {
      UserName: 'anna',
      Password: 'Green-cutting-42',
      PasswordResetRequired: true,
    }),
    iam('CreateUser', { UserName: 'selfish', Path: '/of/its/own/' }),
    iam('PutUserPolicy', {
      UserName: 'selfish',
      PolicyName: 'more',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'iam:AttachUserPolicy',
            Resource: `arn:aws:iam::${account}:user/of/its/own/selfish`,
          },
          {
            Effect: 'Allow',
            Action: 'iam:AddUserToGroup',
            Resource: `arn:aws:iam::${account}:group/Readers`,
          },
        ],
      }),
    }),
    iam('CreateUser', { UserName: 'bert' }),
    iam('AttachUserPolicy', { UserName: 'bert', PolicyArn: s3 }),
    iam('CreateAccessKey', { UserName: 'bert' }),
    { ...iam('ListUsers', {}, 'bert'), refused: 'AccessDenied' },
    { ...iam('CreateUser', { UserName: 'anna' }), refused: 'EntityAlreadyExistsException' },
    iam('ListUsers'),
  );
});

const cases: [Goal, boolean][] = [
  [{ user: { name: 'anna' } }, true],
  [{ user: { name: 'ANNA' } }, true],
  [{ user: { name: 'cleo' } }, false],
  [{ user: { name: 'cleo', exists: false } }, true],
  [{ user: { name: 'anna', exists: false } }, false],
  [{ user: { name: 'anna', password: true, mustChangePassword: true, mfa: false, accessKeys: 0 } }, true],
  [{ user: { name: 'bert', password: true } }, false],
  [{ user: { name: 'bert', mustChangePassword: false } }, true],
  [{ user: { name: 'bert', accessKeys: { atLeast: 1 }, ownPolicies: 1, groups: 0 } }, true],
  [{ user: { name: 'bert', accessKeys: { atMost: 0 } } }, false],
  [{ user: { accessKeys: 1 } }, true],
  [{ user: { accessKeys: 2 } }, false],
  [{ user: { name: 'anna', inGroup: 'readers' } }, true],
  [{ user: { name: 'anna', inGroup: 'Empty' } }, false],
  [{ user: { name: 'anna', inGroupThatMay: [{ do: 's3:GetObject', on: report }] } }, true],
  [{ user: { name: 'bert', inGroupThatMay: [{ do: 's3:GetObject', on: report }] } }, false],
  [{ user: { name: 'bert', may: [{ do: 's3:GetObject', on: report }] } }, true],
  [{ user: { name: 'anna', mayNot: [{ do: ['iam:CreateUser', 's3:GetObject'], on: '*' }] } }, false],
  [{ may: { who: 'anna', do: 's3:GetObject', on: report } }, true],
  [{ mayNot: { who: 'anna', do: 'iam:AttachUserPolicy', on: '{self}' } }, true],
  [{ mayNot: { who: 'anna', do: 'iam:AddUserToGroup', on: '{groups}' } }, true],
  [{ may: { who: 'root', do: 'iam:AddUserToGroup', on: '{groups}' } }, true],
  [{ mayNot: { who: 'selfish', do: 'iam:AttachUserPolicy', on: '{self}' } }, false],
  [{ may: { who: 'selfish', do: 'iam:AttachUserPolicy', on: '{self}' } }, true],
  [{ mayNot: { who: 'selfish', do: 'iam:AddUserToGroup', on: '{groups}' } }, false],
  [{ group: {} }, true],
  [{ group: { name: 'Readers', members: 1, policies: 1 } }, true],
  [{ group: { members: { atLeast: 2 } } }, false],
  [{ group: { may: [{ do: ['s3:GetObject', 's3:PutObject'], on: report }] } }, true],
  [{ group: { may: [{ do: 'ec2:RunInstances', on: '*' }] } }, false],
  [{ group: { name: 'Empty', may: [{ do: 's3:GetObject', on: report }] } }, false],
  [{ group: { name: 'Readers', mayNot: [{ do: 'iam:CreateUser', on: '*' }] } }, true],
  [{ group: { name: 'Writers', exists: false } }, true],
  [{ root: { accessKeys: 0, mfa: false } }, true],
  [{ root: { mfa: true } }, false],
  [{ may: { who: 'anna', do: 's3:GetObject', on: report } }, true],
  [{ may: { who: 'anna', do: ['s3:GetObject', 'iam:CreateUser'], on: '*' } }, false],
  [{ may: { who: 'root', do: 'iam:CreateUser', on: 'arn:aws:iam::{account}:user/x' } }, true],
  [{ may: { who: 'cleo', do: 's3:GetObject', on: report } }, false],
  [{ mayNot: { who: 'anna', do: ['iam:CreateUser', 'ec2:RunInstances'], on: '*' } }, true],
  [{ mayNot: { who: 'anna', do: ['iam:CreateUser', 's3:GetObject'], on: '*' } }, false],
  // Nobody is not somebody who may not.
  [{ mayNot: { who: 'cleo', do: 's3:GetObject', on: report } }, false],
  // A stranger may do what the thing's own policy allows; this one has none.
  [{ mayNot: { who: 'arn:aws:iam::999999999999:user/x', do: 's3:GetObject', on: report } }, true],
  [{ may: { who: 'arn:aws:iam::999999999999:user/x', do: 's3:GetObject', on: report } }, false],
  [{ happened: { operation: 'CreateUser', by: 'root' } }, true],
  [{ happened: { operation: 'CreateUser', by: 'bert' } }, false],
  [{ happened: { operation: 'ListUsers', by: 'bert', outcome: 'denied' } }, true],
  [{ happened: { operation: 'ListUsers', by: 'bert', outcome: 'done' } }, false],
  [{ happened: { operation: 'CreateUser', outcome: 'failed' } }, true],
  [{ happened: { operation: 'CreateUser', outcome: 'denied' } }, false],
  [{ happened: { operation: ['DeleteUser', 'CreateGroup'], service: 'iam', outcome: 'done' } }, true],
  [{ happened: { operation: 'CreateUser', with: { userName: 'anna' } } }, true],
  [{ happened: { operation: 'CreateUser', with: { userName: 'cleo' } } }, false],
  [{ happened: { operation: 'ListUsers', by: 'root', after: { by: 'bert' } } }, true],
  [{ happened: { operation: 'CreateGroup', after: { by: 'bert' } } }, false],
  [{ happened: { operation: 'CreateGroup', after: { by: 'cleo' } } }, false],
  [{ never: { by: 'cleo' } }, true],
  [{ never: { by: 'root', after: { by: 'bert' } } }, false],
  [{ never: { operation: 'DeleteUser' } }, true],
  [{ all: [{ user: { name: 'anna' } }, { user: { name: 'bert' } }] }, true],
  [{ all: [{ user: { name: 'anna' } }, { user: { name: 'cleo' } }] }, false],
  [{ any: [{ user: { name: 'anna' } }, { user: { name: 'cleo' } }] }, true],
  [{ not: { user: { name: 'cleo' } } }, true],
];

describe('goals', () => {
  it.each(cases)('%j is %s', (goal, expected) => expect(judge(goal, view)).toBe(expected));

  it('leave the account as it is', () => {
    const before = view.world;
    judge({ group: { may: [{ do: 's3:GetObject', on: report }] } }, view);
    expect(view.world).toBe(before);
    expect(view.world.accounts.get(view.world.home)?.users.size).toBe(3);
  });

  it('of several tasks are judged together', () => {
    const watch = watchTasks([
      { id: 'a', goal: { user: { name: 'anna' } } },
      { id: 'c', goal: { user: { name: 'cleo' } } },
    ]);
    expect(watch(view)).toEqual([
      { id: 'a', done: true },
      { id: 'c', done: false },
    ]);
  });
});

describe('roles, the account, and resources with policies of their own', () => {
  const trust = (who: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:user/${who}` },
          Action: 'sts:AssumeRole',
        },
      ],
    });
  let roles: AccountView;
  beforeAll(async () => {
    roles = await viewAfter(
      iam('CreateUser', { UserName: 'anna' }),
      iam('CreateUser', { UserName: 'ben' }),
      iam('CreateRole', { RoleName: 'Visitor', Path: '/work/', AssumeRolePolicyDocument: trust('anna') }),
      iam('AttachRolePolicy', { RoleName: 'Visitor', PolicyArn: s3 }),
      iam('CreateRole', {
        RoleName: 'Machine',
        AssumeRolePolicyDocument:
          '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}',
      }),
      iam('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 14, PasswordReusePrevention: 24 }),
      { service: 's3', operation: 'CreateBucket', input: { Bucket: 'reports' } },
      {
        service: 's3',
        operation: 'PutBucketPolicy',
        input: {
          Bucket: 'reports',
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${account}:user/ben` },
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::reports/*',
              },
            ],
          }),
        },
      },
      {
        as: 'anna',
        service: 'sts',
        operation: 'AssumeRole',
        input: { RoleArn: `arn:aws:iam::${account}:role/work/Visitor`, RoleSessionName: 'anna' },
        keeps: 'visiting',
      },
      { as: 'visiting', service: 'sts', operation: 'GetCallerIdentity' },
    );
  });
  const cases: readonly (readonly [string, Goal, boolean])[] = [
    ['a role and whom it is open to', { role: { name: 'visitor', openTo: ['anna'], shutTo: ['ben'] } }, true],
    ['a role that is open to too many', { role: { name: 'Visitor', shutTo: ['anna'] } }, false],
    [
      'what a role may',
      { role: { may: [{ do: 's3:PutObject', on: report }], mayNot: [{ do: 'iam:CreateUser', on: '*' }] } },
      true,
    ],
    ['a role that is not there', { role: { name: 'Auditor', exists: false } }, true],
    [
      'a role by its name, wherever its path',
      { may: { who: 'role/Visitor', do: 's3:GetObject', on: report } },
      true,
    ],
    ['taking on a role', { may: { who: 'anna', do: 'sts:AssumeRole', on: '{role/Visitor}' } }, true],
    ["a bucket's own policy", { may: { who: 'ben', do: 's3:GetObject', on: report } }, true],
    [
      "a bucket's own policy, which says no more",
      { mayNot: { who: 'ben', do: 's3:PutObject', on: report } },
      true,
    ],
    ['an anonymous request', { mayNot: { who: '*', do: 's3:GetObject', on: report } }, true],
    [
      'a role that no service may take on',
      { role: { name: 'Visitor', shutTo: ['ec2.amazonaws.com'] } },
      true,
    ],
    [
      'a role for a service',
      { role: { name: 'Machine', openTo: ['ec2.amazonaws.com'], shutTo: ['anna'] } },
      true,
    ],
    [
      'a role that somebody who is gone cannot take on',
      { role: { name: 'Visitor', shutTo: ['cleo'] } },
      true,
    ],
    ['a role for another service', { role: { name: 'Machine', openTo: ['lambda.amazonaws.com'] } }, false],
    ['an event of a role', { happened: { by: 'role/Visitor', operation: 'GetCallerIdentity' } }, true],
    ['an event of a role by its ARN', { happened: { by: 'arn:aws:iam::{account}:role/work/Visitor' } }, true],
    ['an event of another role', { happened: { by: 'role/Auditor' } }, false],
    ['the password policy', { account: { passwordLength: { atLeast: 14 }, passwordReuse: 24 } }, true],
    ['a password policy that is too weak', { account: { passwordLength: { atLeast: 15 } } }, false],
    ['a trail that is not there', { account: { trail: true } }, false],
    ['requests without MFA', { happened: { by: 'anna', mfa: true } }, false],
  ];
  it.each(cases)('%s', (_name, goal, expected) => expect(judge(goal, roles)).toBe(expected));

  it('tells how old a key is by the account’s clock', async () => {
    const made = await viewAfter(
      iam('CreateUser', { UserName: 'anna' }),
      iam('CreateAccessKey', { UserName: 'anna' }),
    );
    const goal: Goal = { user: { name: 'anna', activeKeys: 1, keysAtMostDays: 90 } };
    expect(judge(goal, made)).toBe(true);
    const later = { ...made, times: { ...made.times, now: made.times.now + 91 * 86_400_000 } };
    expect(judge(goal, later)).toBe(false);
  });
});
