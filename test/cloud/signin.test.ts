// Signing in to the console: passwords, forced change, MFA, the events.
import {
  AttachUserPolicyCommand,
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { practiceRootPassword, type SignInRequest } from '../../src/cloud/index.ts';
import { codeAt, currentStep } from '../../src/cloud/world/totp.ts';
import { account, type TestAccount, testAccount } from './support/account.ts';

async function signIn(test: TestAccount, request: SignInRequest) {
  const response = await test.cloud.handle(
    {
      method: 'POST',
      url: 'https://signin.aws.amazon.com/',
      headers: {
        host: 'signin.aws.amazon.com',
        'x-amz-target': 'Signin.SignIn',
        'content-type': 'application/x-amz-json-1.1',
      },
      body: new TextEncoder().encode(JSON.stringify(request)),
    },
    { wall: Date.now(), now: test.now },
  );
  return { status: response.status, ...JSON.parse(new TextDecoder().decode(response.body)) };
}

const keys = (told: {
  Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
}) => ({
  accessKeyId: told.Credentials.AccessKeyId,
  secretAccessKey: told.Credentials.SecretAccessKey,
  sessionToken: told.Credentials.SessionToken,
});

async function withAnna(more: object = {}) {
  const test = testAccount();
  await test.iam.send(new CreateAccountAliasCommand({ AccountAlias: 'course' }));
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await test.iam.send(new CreateLoginProfileCommand({ UserName: 'anna', Password: 'First-word-1', ...more }));
  return test;
}

it('a user signs in by account id or alias, and the session is a console session', async () => {
  const test = await withAnna();
  const told = await signIn(test, { Account: 'course', UserName: 'anna', Password: 'First-word-1' });
  expect(told).toMatchObject({ status: 200, Result: 'SignedIn', Arn: `arn:aws:iam::${account}:user/anna` });
  expect(test.records.at(-1)?.event).toMatchObject({
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { type: 'IAMUser', userName: 'anna' },
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No' },
    recipientAccountId: account,
  });
  expect((await test.stsAs(keys(told)).send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:iam::${account}:user/anna`,
  );
  expect(test.records.at(-1)?.event.sessionCredentialFromConsole).toBe('true');
  expect(
    (await test.iam.send(new GetUserCommand({ UserName: 'anna' }))).User?.PasswordLastUsed?.getTime(),
  ).toBe(test.now);
});

it('root signs in by its address', async () => {
  const test = await withAnna();
  const told = await signIn(test, { Email: 'root@example.com', Password: practiceRootPassword });
  expect(told).toMatchObject({ Result: 'SignedIn', Arn: `arn:aws:iam::${account}:root` });
  expect(test.records.at(-1)?.event.userIdentity).toMatchObject({ type: 'Root', principalId: account });
});

it('a failure is told to CloudTrail, not to whoever tried', async () => {
  const test = await withAnna();
  const wrong = await signIn(test, { Account: account, UserName: 'anna', Password: 'guess' });
  const nobody = await signIn(test, { Account: account, UserName: 'nobody', Password: 'guess' });
  expect([wrong.status, wrong.message]).toEqual([nobody.status, nobody.message]);
  const events = test.records.slice(-2).map(({ event }) => event);
  expect(events.map(({ errorMessage }) => errorMessage)).toEqual([
    'Failed authentication',
    'No username found in supplied account',
  ]);
  expect(events[0]?.responseElements).toEqual({ ConsoleLogin: 'Failure' });
  expect(events[1]?.userIdentity.userName).toBe('HIDDEN_DUE_TO_SECURITY_REASONS');
  expect(JSON.stringify(events)).not.toContain('guess');
});

it('a password to be changed is changed at first sign-in, if the user may', async () => {
  const test = await withAnna({ PasswordResetRequired: true });
  const anna = { Account: account, UserName: 'anna', Password: 'First-word-1' };
  expect((await signIn(test, anna)).Result).toBe('PasswordChangeRequired');
  expect((await signIn(test, { ...anna, NewPassword: 'Second-word-2' })).__type).toBe(
    'PasswordChangeRefused',
  );
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'anna',
      PolicyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword',
    }),
  );
  expect((await signIn(test, { ...anna, NewPassword: 'short' })).__type).toBe('PasswordChangeRefused');
  expect((await signIn(test, { ...anna, NewPassword: 'Second-word-2' })).Result).toBe('SignedIn');
  expect((await signIn(test, { ...anna, Password: 'Second-word-2' })).Result).toBe('SignedIn');
  await test.iam.send(
    new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90, AllowUsersToChangePassword: true }),
  );
  test.now += 91 * 86_400_000;
  expect((await signIn(test, { ...anna, Password: 'Second-word-2' })).Result).toBe('PasswordChangeRequired');
});

it('with an MFA device a code is wanted, and each code works once', async () => {
  const test = await withAnna();
  const { VirtualMFADevice: device } = await test.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  const seed = new TextDecoder().decode(device?.Base32StringSeed);
  const step = currentStep(Date.now());
  await test.iam.send(
    new EnableMFADeviceCommand({
      UserName: 'anna',
      SerialNumber: device?.SerialNumber,
      AuthenticationCode1: codeAt(seed, step - 1),
      AuthenticationCode2: codeAt(seed, step),
    }),
  );
  const anna = { Account: account, UserName: 'anna', Password: 'First-word-1' };
  expect(await signIn(test, anna)).toMatchObject({
    Result: 'MfaRequired',
    MfaDevices: [device?.SerialNumber],
  });
  expect(test.records.at(-1)?.event.eventName).toBe('CheckMfa');
  const code = codeAt(seed, step + 1);
  expect((await signIn(test, { ...anna, MfaCode: code })).Result).toBe('SignedIn');
  expect(test.records.at(-1)?.event.additionalEventData).toMatchObject({
    MFAUsed: 'Yes',
    MFAIdentifier: device?.SerialNumber,
  });
  expect((await signIn(test, { ...anna, MfaCode: code })).status).toBe(401);
});
