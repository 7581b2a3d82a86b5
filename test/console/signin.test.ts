// Signing in and switching roles, against a whole practice account.
import {
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { toFailure } from '../../src/console/errors.ts';
import { assumeRole } from '../../src/console/iam/switchRole.ts';
import { isSecurityKey, signIn, signOut } from '../../src/console/signin/requests.ts';
import { jsonClient } from '../../src/practice/console-services.ts';
import { type ConsoleAccount, consoleAccount } from './account.ts';

const account = '111122223333';
const anna = { account, user: 'anna' };
const allow = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

async function withAnna(mustReset = false): Promise<ConsoleAccount> {
  const test = consoleAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await test.iam.send(
    new PutUserPolicyCommand({ UserName: 'anna', PolicyName: 'p', PolicyDocument: allow('*') }),
  );
  await test.iam.send(
    new CreateLoginProfileCommand({
      UserName: 'anna',
      Password: 'First-word-1',
      PasswordResetRequired: mustReset,
    }),
  );
  return test;
}

it('gives credentials that are the user’s, until the user signs out', async () => {
  const test = await withAnna();
  const answer = await signIn(test.host, anna, { password: 'First-word-1' });
  expect(answer).toMatchObject({ result: 'SignedIn', arn: `arn:aws:iam::${account}:user/anna` });
  const keys = answer.credentials;
  if (!keys) throw new Error('no credentials');
  const who = () => test.stsAs(keys).send(new GetCallerIdentityCommand({}));
  expect((await who()).Arn).toBe(answer.arn);
  await signOut(test.host, keys);
  await expect(who()).rejects.toThrow();
});

it('says what AWS says where the password is wrong', async () => {
  const test = await withAnna();
  const failure = await signIn(test.host, anna, { password: 'guess' }).catch(toFailure);
  expect(failure).toMatchObject({
    code: 'AuthenticationFailed',
    status: 401,
    message: 'Your authentication information is incorrect. Please try again.',
  });
});

it('changes the password where that is asked for, by what was proven before', async () => {
  const test = await withAnna(true);
  const first = await signIn(test.host, anna, { password: 'First-word-1' });
  expect(first.result).toBe('PasswordChangeRequired');
  const second = await signIn(test.host, anna, {
    ...(first.state === undefined ? {} : { state: first.state }),
    newPassword: 'Second-word-2',
  });
  expect(second.result).toBe('SignedIn');
});

it('asks for the security key that was registered', async () => {
  const test = await withAnna();
  const keys = (await signIn(test.host, anna, { password: 'First-word-1' })).credentials;
  const send = jsonClient('portal', { host: test.host, credentials: keys, region: 'us-east-1' });
  const { SerialNumber: serial } = await send({ operation: 'RegisterSecurityKey' }, { Name: 'yubi' });
  expect(isSecurityKey(String(serial))).toBe(true);
  const asked = await signIn(test.host, anna, { password: 'First-word-1' });
  expect(asked).toMatchObject({ result: 'MfaRequired', devices: [serial] });
  const done = await signIn(test.host, anna, { state: asked.state ?? '', key: String(serial) });
  expect(done.result).toBe('SignedIn');
});

it('puts on a role under the user’s own name', async () => {
  const test = await withAnna();
  const keys = (await signIn(test.host, anna, { password: 'First-word-1' })).credentials;
  if (!keys) throw new Error('no credentials');
  await test.iam.send(
    new CreateRoleCommand({
      RoleName: 'Audit',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${account}:root` } },
        ],
      }),
    }),
  );
  const assumed = await assumeRole(test.stsAs(keys), account, 'Audit', 'anna');
  expect(assumed.arn).toBe(`arn:aws:sts::${account}:assumed-role/Audit/anna`);
  const who = await test.stsAs(assumed.credentials).send(new GetCallerIdentityCommand({}));
  expect(who.Arn).toBe(assumed.arn);
});
