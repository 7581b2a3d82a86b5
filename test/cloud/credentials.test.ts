// Practice credentials: access as anybody in the account, which IAM does not list.
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetAccountSummaryCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { issuePracticeCredentials } from '../../src/cloud/index.ts';
import { account, refusal, testAccount } from './support/account.ts';

const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`;

it('work as the principal they are for, and are not its access keys', async () => {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna', Path: '/team/' }));
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await test.iam.send(
    new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const who = async (name: string, options?: object) =>
    (await test.stsAs(test.as(name, options)).send(new GetCallerIdentityCommand({}))).Arn;
  expect(await who('root')).toBe(arn('root'));
  expect(await who('user/team/anna')).toBe(arn('user/team/anna'));
  expect(await who('user/team/anna', { kind: 'console' })).toBe(arn('user/team/anna'));
  expect(await who('role/web')).toBe(`arn:aws:sts::${account}:assumed-role/web/practice`);
  expect((await test.iam.send(new ListAccessKeysCommand({ UserName: 'anna' }))).AccessKeyMetadata).toEqual(
    [],
  );
  expect((await test.iam.send(new GetAccountSummaryCommand({}))).SummaryMap?.AccountAccessKeysPresent).toBe(
    0,
  );
  expect(() => test.as('user/nobody')).toThrow('no principal');
});

it('are the same each time, and end with the principal', async () => {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  const first = test.as('user/anna');
  const before = test.cloud.world;
  expect(issuePracticeCredentials(before, arn('user/anna'))).toMatchObject({
    credentials: first,
    world: before,
  });
  expect(test.as('user/anna', { kind: 'console' })).not.toEqual(first);
  await test.iam.send(new DeleteUserCommand({ UserName: 'anna' }));
  expect((await refusal(test.stsAs(first).send(new GetCallerIdentityCommand({})))).code).toBe(
    'InvalidClientTokenId',
  );
});
