// Signing in to the console: passwords, forced change, MFA, the events.
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  AttachUserPolicyCommand,
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { practiceRootPassword, type SignInRequest, signInAccount, signInUrl } from '../../src/cloud/index.ts';
import { codeAt, currentStep } from '../../src/cloud/world/totp.ts';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';
import { jsonCall, sessionKeys } from './support/json-call.ts';

const signIn = (test: TestAccount, request: SignInRequest) =>
  jsonCall(test, 'Signin.SignIn', request, undefined, 'signin.aws.amazon.com');

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
  expect((await test.stsAs(sessionKeys(told)).send(new GetCallerIdentityCommand({}))).Arn).toBe(
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

/** Anna with a virtual device; its codes count from the step after the two that enabled it. */
async function withMfa(more: object = {}) {
  const test = await withAnna(more);
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
  return { test, serial: device?.SerialNumber as string, code: codeAt(seed, step + 1) };
}

const events = (test: TestAccount, count: number) => test.records.slice(-count).map(({ event }) => event);
const anna = { Account: account, UserName: 'anna', Password: 'First-word-1' };

it('the account is told by its sign-in URL', async () => {
  const test = await withAnna();
  expect(signInUrl('course')).toBe('https://course.signin.aws.amazon.com/console');
  expect(signInAccount(signInUrl('course'))).toBe('course');
  expect(signInAccount('signin.aws.amazon.com')).toBeUndefined();
  expect(signInAccount('https://course.signin.aws.amazon.com.example.com/console')).toBeUndefined();
  for (const name of ['course', account]) {
    const told = await jsonCall(
      test,
      'Signin.SignIn',
      { UserName: 'Anna', Password: 'First-word-1' },
      undefined,
      `${name}.signin.aws.amazon.com`,
    );
    expect(told.Result).toBe('SignedIn');
  }
});

it('a code and a new password go on from the State of the step before', async () => {
  const { test, serial, code } = await withMfa({ PasswordResetRequired: true });
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'anna',
      PolicyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword',
    }),
  );
  const first = await signIn(test, anna);
  expect(first).toMatchObject({ Result: 'MfaRequired', MfaDevices: [serial] });
  const second = await signIn(test, { State: first.State, MfaCode: code });
  expect(second.Result).toBe('PasswordChangeRequired');
  const third = await signIn(test, { State: second.State, NewPassword: 'Second-word-2' });
  expect(third).toMatchObject({ Result: 'SignedIn', Arn: `arn:aws:iam::${account}:user/anna` });
  const [checked, login, change] = events(test, 3);
  expect(checked).toMatchObject({
    eventName: 'CheckMfa',
    userIdentity: { type: 'IAMUser', accessKeyId: '', userName: 'anna' },
    responseElements: { CheckMfa: 'Success' },
    additionalEventData: { MfaType: 'Virtual MFA' },
  });
  expect(checked?.userIdentity.arn).toBeUndefined();
  expect(login).toMatchObject({
    eventName: 'ConsoleLogin',
    additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: serial },
  });
  expect(change).toMatchObject({
    eventName: 'ChangePassword',
    eventSource: 'iam.amazonaws.com',
    userIdentity: { arn: `arn:aws:iam::${account}:user/anna` },
    requestParameters: null,
  });
  // A changed password makes what was open void.
  expect((await signIn(test, { State: second.State, NewPassword: 'Third-word-3' })).__type).toBe(
    'SignInExpired',
  );
  expect((await jsonCall(test, 'Signin.GetSession', {}, sessionKeys(third))).MfaAuthenticated).toBe(true);
});

it('a State lasts ten minutes and cannot be made up', async () => {
  const { test, code } = await withMfa();
  const { State } = await signIn(test, anna);
  const [payload, signature] = (State as string).split('.');
  const claimed = JSON.parse(atob(payload as string));
  const forged = [
    '',
    'x',
    '.',
    `${payload}.`,
    `${btoa(JSON.stringify({ ...claimed, mfa: 'x' }))}.${signature}`,
    `${btoa(JSON.stringify({ ...claimed, user: '' }))}.${signature}`,
    `${btoa('null')}.${signature}`,
  ];
  for (const State of forged) expect((await signIn(test, { State })).__type, State).toBe('SignInExpired');
  test.now += 11 * 60_000;
  expect((await signIn(test, { State, MfaCode: code })).__type).toBe('SignInExpired');
  test.now -= 10 * 60_000;
  expect((await signIn(test, { State, MfaCode: code })).Result).toBe('SignedIn');
});

it('a wrong code is a failed sign-in with MFA', async () => {
  const { test } = await withMfa();
  const { State } = await signIn(test, anna);
  for (const MfaCode of ['', '000', 'abcdef', '0'.repeat(200)])
    expect((await signIn(test, { State, MfaCode })).status).toBe(401);
  expect(events(test, 1)[0]).toMatchObject({
    eventName: 'ConsoleLogin',
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { MFAUsed: 'Yes' },
    userIdentity: { accessKeyId: '', userName: 'anna' },
  });
  expect(events(test, 1)[0]?.errorCode).toBeUndefined();
});

it('a session with MFA opens what a policy asks MFA for, one without does not', async () => {
  const { test, code } = await withMfa();
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'with-mfa',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'iam:ListUsers',
          Resource: '*',
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
          },
        },
      }),
    }),
  );
  const session = sessionKeys(await signIn(test, { ...anna, MfaCode: code }));
  const began = test.now;
  await test.iamAs(session).send(new ListUsersCommand({}));
  expect(events(test, 1)[0]?.userIdentity.sessionContext).toEqual({
    attributes: {
      creationDate: new Date(began).toISOString().replace('.000', ''),
      mfaAuthenticated: 'true',
    },
  });
  const plain = test.as('user/anna', { kind: 'console' });
  expect((await refusal(test.iamAs(plain).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
  test.now = began + 3601_000;
  expect((await refusal(test.iamAs(session).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
});

it('a session ends after twelve hours, or by signing out', async () => {
  const test = await withAnna();
  const session = sessionKeys(await signIn(test, anna));
  const began = test.now;
  test.now = began + 12 * 3_600_000 - 1;
  await test.stsAs(session).send(new GetCallerIdentityCommand({}));
  expect(await jsonCall(test, 'Signin.GetSession', {}, session)).toMatchObject({
    Arn: `arn:aws:iam::${account}:user/anna`,
    AccountAlias: 'course',
    SignInUrl: 'https://course.signin.aws.amazon.com/console',
    MfaAuthenticated: false,
    Began: began / 1000,
    Expiration: began / 1000 + 12 * 3600,
  });
  test.now = began + 12 * 3_600_000;
  expect((await refusal(test.stsAs(session).send(new GetCallerIdentityCommand({})))).code).toBe(
    'ExpiredToken',
  );
  const other = sessionKeys(await signIn(test, anna));
  expect((await jsonCall(test, 'Signin.SignOut', {}, other)).status).toBe(200);
  expect((await refusal(test.stsAs(other).send(new GetCallerIdentityCommand({})))).code).toBe(
    'InvalidClientTokenId',
  );
  expect((await jsonCall(test, 'Signin.SignOut', {})).__type).toBe('MissingAuthenticationTokenException');
});

it('a password that expired hard cannot be changed by the user', async () => {
  const test = await withAnna();
  await test.iam.send(
    new UpdateAccountPasswordPolicyCommand({
      MaxPasswordAge: 30,
      HardExpiry: true,
      AllowUsersToChangePassword: true,
    }),
  );
  test.now += 30 * 86_400_000;
  expect((await signIn(test, { ...anna, NewPassword: 'Second-word-2' })).__type).toBe('PasswordExpired');
  expect(events(test, 1)[0]?.responseElements).toEqual({ ConsoleLogin: 'Failure' });
});

it('an address or account that is nobody stands in no history', async () => {
  const test = await withAnna();
  const history = () =>
    [...test.cloud.events.newest()].filter((event) => event.eventCategory === 'Management');
  const before = history().length;
  for (const request of [
    { Email: 'nobody@example.com', Password: 'x' },
    { Account: '999999999999', UserName: 'anna', Password: 'x' },
    { Account: '', UserName: 'anna', Password: 'x' },
  ])
    expect((await signIn(test, request)).__type).toBe('AuthenticationFailed');
  expect(history().length).toBe(before);
});

it('strange input is refused, and no secret gets into an event', async () => {
  const { test, code } = await withMfa({ PasswordResetRequired: true });
  const secret = 'Correct-horse-7';
  const strange: unknown[] = [
    '',
    '[]',
    'null',
    '{"Account":',
    {},
    { Email: '' },
    { Email: 7, Password: secret },
    { Email: ['root@example.com'], Password: secret },
    { Account: account, Password: secret },
    { Account: account, UserName: '', Password: secret },
    { Account: account, UserName: { toString: 'anna' }, Password: secret },
    { Account: account, UserName: '__proto__', Password: secret },
    { Account: 'constructor', UserName: 'anna', Password: secret },
    { Account: account, UserName: 'anna' },
    { ...anna, Password: '' },
    { ...anna, Password: secret.repeat(100_000) },
    { ...anna, UserName: 'a'.repeat(100_000), Password: secret },
    { ...anna, State: 'x'.repeat(100_000) },
    { ...anna, MfaCode: 123456 },
    { ...anna, MfaKey: 'arn:aws:iam::x:u2f/y' },
  ];
  for (const request of strange) {
    const { status, ...told } = await signIn(test, request as SignInRequest);
    expect([400, 401], JSON.stringify(request).slice(0, 80)).toContain(status);
    expect(JSON.stringify(told)).not.toContain(secret);
  }
  const first = await signIn(test, anna);
  const second = await signIn(test, { State: first.State, MfaCode: code });
  await signIn(test, { State: second.State, NewPassword: secret });
  const written = JSON.stringify([...test.cloud.events.newest()]);
  for (const text of [secret, anna.Password, first.State, second.State, code])
    expect(written.includes(text as string), text as string).toBe(false);
});

it('the event history finds sign-ins, and holds nothing AWS would not write', async () => {
  const test = await withAnna();
  const trail = new CloudTrailClient(test.options());
  const find = async (AttributeKey: 'EventName' | 'Username' | 'EventSource', AttributeValue: string) =>
    (
      await trail.send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] }))
    ).Events?.map(({ EventName, Username }) => [EventName, Username]);
  const told = await signIn(test, anna);
  await signIn(test, { Email: 'root@example.com', Password: practiceRootPassword });
  await jsonCall(test, 'Signin.GetSession', {}, sessionKeys(told));
  await jsonCall(test, 'Signin.SignOut', {}, sessionKeys(told));
  await signIn(test, { ...anna, Password: 'guess' });
  expect(await find('EventSource', 'signin.amazonaws.com')).toEqual([
    ['ConsoleLogin', 'anna'],
    ['ConsoleLogin', 'root'],
    ['ConsoleLogin', 'anna'],
  ]);
  expect(await find('Username', 'root')).toContainEqual(['ConsoleLogin', 'root']);
});

it('root without MFA is told by when it needs it', async () => {
  const test = await withAnna();
  const root = { Email: 'root@example.com', Password: practiceRootPassword };
  const by = (test.now + 35 * 86_400_000) / 1000;
  expect((await signIn(test, root)).MfaRequiredBy).toBe(by);
  test.now += 10 * 86_400_000;
  expect((await signIn(test, root)).MfaRequiredBy).toBe(by);
  expect((await signIn(test, anna)).MfaRequiredBy).toBeUndefined();
  const { SerialNumber } = await jsonCall(test, 'Portal.RegisterSecurityKey', { Name: 'key' }, test.root);
  const told = await signIn(test, { ...root, MfaKey: SerialNumber });
  expect([told.Result, told.MfaRequiredBy]).toEqual(['SignedIn', undefined]);
});

it('a password that breaks a limit is repeated neither in the answer nor in the event', async () => {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  const Password = 'Long-word-1'.repeat(12);
  const told = await refusal(test.iam.send(new CreateLoginProfileCommand({ UserName: 'anna', Password })));
  expect(told).toEqual({
    code: 'ValidationError',
    status: 400,
    message:
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 128",
  });
  expect(JSON.stringify([...test.cloud.events.newest()])).not.toContain('Long-word-1');
});

it('an unsigned request for a public object of a bucket named like a service goes to S3', async () => {
  const test = await withAnna();
  const { status } = await test.cloud.handle(
    {
      method: 'GET',
      url: 'https://portal.s3.amazonaws.com/x',
      headers: { host: 'portal.s3.amazonaws.com' },
      body: new Uint8Array(),
    },
    { wall: Date.now(), now: test.now },
  );
  expect(status).toBe(404);
});
