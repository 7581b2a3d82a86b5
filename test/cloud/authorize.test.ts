// Condition keys and policies of every kind, as real requests meet them.
import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteUserCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { evaluateAccess } from '../../src/cloud/index.ts';
import { account, refusal, start, testAccount } from './support/account.ts';

const policy = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((s) => ({ Effect: 'Allow', Resource: '*', ...s })),
  });

async function withAnna(...statements: object[]) {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await test.iam.send(
    new PutUserPolicyCommand({ UserName: 'anna', PolicyName: 'p', PolicyDocument: policy(...statements) }),
  );
  return { test, anna: test.iamAs(test.as('user/anna')) };
}

it('tags of the principal, of the request and of the resource', async () => {
  const { test, anna } = await withAnna(
    {
      Action: 'iam:CreateUser',
      Condition: { StringEquals: { 'aws:RequestTag/team': '${aws:PrincipalTag/team}' } },
    },
    { Action: 'iam:DeleteUser', Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } },
  );
  expect((await refusal(anna.send(new CreateUserCommand({ UserName: 'ben' })))).code).toBe('AccessDenied');
  await anna.send(new CreateUserCommand({ UserName: 'ben', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await test.iam.send(new TagUserCommand({ UserName: 'ben', Tags: [{ Key: 'team', Value: 'red' }] }));
  expect((await refusal(anna.send(new DeleteUserCommand({ UserName: 'ben' })))).code).toBe('AccessDenied');
  await test.iam.send(new TagUserCommand({ UserName: 'ben', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await anna.send(new DeleteUserCommand({ UserName: 'ben' }));
});

it('the policy that is attached, the boundary that is set', async () => {
  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const { test, anna } = await withAnna(
    { Action: 'iam:AttachUserPolicy', Condition: { ArnEquals: { 'iam:PolicyARN': readOnly } } },
    { Action: 'iam:CreateUser', Condition: { StringEquals: { 'iam:PermissionsBoundary': readOnly } } },
  );
  await anna.send(new AttachUserPolicyCommand({ UserName: 'anna', PolicyArn: readOnly }));
  const more = new AttachUserPolicyCommand({
    UserName: 'anna',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  expect((await refusal(anna.send(more))).code).toBe('AccessDenied');
  expect((await refusal(anna.send(new CreateUserCommand({ UserName: 'free' })))).code).toBe('AccessDenied');
  await anna.send(new CreateUserCommand({ UserName: 'bound', PermissionsBoundary: readOnly }));
  const { Policy } = await test.iam.send(
    new CreatePolicyCommand({ PolicyName: 'narrow', PolicyDocument: policy({ Action: 's3:*' }) }),
  );
  await test.iam.send(
    new PutUserPermissionsBoundaryCommand({ UserName: 'anna', PermissionsBoundary: Policy?.Arn }),
  );
  expect(
    (await refusal(anna.send(new CreateUserCommand({ UserName: 'x', PermissionsBoundary: readOnly }))))
      .message,
  ).toContain('because no permissions boundary allows the iam:CreateUser action');
});

it('long-term keys have no MFA key at all, sessions always do', async () => {
  const { test, anna } = await withAnna({
    Action: 'iam:ListUsers',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
  expect((await refusal(anna.send(new ListUsersCommand({})))).code).toBe('AccessDenied');
  await test.iamAs(test.as('user/anna', { kind: 'console' })).send(new ListUsersCommand({}));
  expect(
    (
      await refusal(
        test.iamAs(test.as('user/anna', { kind: 'console', mfa: true })).send(new ListUsersCommand({})),
      )
    ).code,
  ).toBe('AccessDenied');
});

it('the account’s clock rules time conditions', async () => {
  const until = new Date(start + 3_600_000).toISOString();
  const { test, anna } = await withAnna({
    Action: 'iam:ListUsers',
    Condition: { DateLessThan: { 'aws:CurrentTime': until } },
  });
  await anna.send(new ListUsersCommand({}));
  test.now += 3_600_001;
  expect((await refusal(anna.send(new ListUsersCommand({})))).code).toBe('AccessDenied');
});

it('access can be asked without a request, with the same answer and its reasons', async () => {
  const { test } = await withAnna({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
  const times = { wall: start, now: start };
  const ask = (principal: string, action: string, resource: string) =>
    evaluateAccess(test.cloud.world, { principal, action, resource, times });
  const anna = `arn:aws:iam::${account}:user/anna`;
  expect(ask(anna, 's3:GetObject', 'arn:aws:s3:::b/k')).toMatchObject({
    decision: 'allow',
    decidedBy: 'identity',
  });
  const denied = ask(anna, 's3:PutObject', 'arn:aws:s3:::b/k');
  expect(denied).toMatchObject({ decision: 'implicitDeny', decidedBy: 'identity' });
  expect(denied.explanation.decision).toBe('implicitDeny');
  expect(ask(`arn:aws:iam::${account}:root`, 's3:PutObject', '*').decidedBy).toBe('root');
  expect(() => ask(`arn:aws:iam::${account}:user/ghost`, 's3:PutObject', '*')).toThrow(/no principal/);
});
