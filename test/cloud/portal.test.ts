// The tasks of the root user: refused to an administrator, done by root, and what follows from them.
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  EnableOrganizationsRootSessionsCommand,
  ListMFADevicesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRootCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { evaluateAccess, practiceRootPassword } from '../../src/cloud/index.ts';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';
import { jsonCall, sessionKeys } from './support/json-call.ts';

async function withAdmin() {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'admin' }));
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  await test.iam.send(new CreateLoginProfileCommand({ UserName: 'admin', Password: 'First-word-1' }));
  return { test, root: test.root, admin: test.as('user/admin') };
}

const signIn = (test: TestAccount, request: object) => jsonCall(test, 'Signin.SignIn', request);
const asRoot = { Email: 'root@example.com', Password: practiceRootPassword };
const asAdmin = { Account: account, UserName: 'admin', Password: 'First-word-1' };
const last = (test: TestAccount) => test.records.at(-1)?.event;

const tasks = [
  ['Portal.UpdateRootEmail', { NewEmail: 'owner@example.com', Password: practiceRootPassword }],
  ['Portal.UpdateRootPassword', { CurrentPassword: practiceRootPassword, NewPassword: 'Second-word-2' }],
  ['Portal.CloseAccount', { AccountId: account }],
  ['Portal.ReopenAccount', {}],
  ['AWSBilling.UpdateIAMAccessPreference', { IAMAccess: true }],
] as const;

it.each(tasks)('%s is refused to an administrator, who is allowed everything', async (target, input) => {
  const { test, admin } = await withAdmin();
  const { world } = test.cloud;
  const told = await jsonCall(test, target, input, admin);
  expect(told).toMatchObject({ status: 400, __type: 'AccessDeniedException' });
  expect(told.message).toContain('only the root user can');
  const { settings } = test.cloud.world.accounts.get(account) ?? {};
  expect(settings).toBe(world.accounts.get(account)?.settings);
  expect(
    evaluateAccess(world, {
      principal: `arn:aws:iam::${account}:user/admin`,
      action: 'account:CloseAccount',
      times: { wall: test.now, now: test.now },
    }).decision,
  ).toBe('allow');
});

it('root changes its address, and signs in by the new one', async () => {
  const { test, root } = await withAdmin();
  const change = (NewEmail: string, Password = practiceRootPassword) =>
    jsonCall(test, 'Portal.UpdateRootEmail', { NewEmail, Password }, root);
  expect((await change('owner@example.com', 'guess')).__type).toBe('AuthenticationFailed');
  expect(last(test)?.responseElements).toEqual({ EmailUpdated: 'Failure' });
  expect((await change('Root@Example.com')).__type).toBe('ConflictException');
  expect((await change('owner@example.com')).status).toBe(200);
  expect(last(test)).toMatchObject({
    eventSource: 'signin.amazonaws.com',
    eventName: 'EmailUpdated',
    requestParameters: null,
    responseElements: { EmailUpdated: 'Success' },
  });
  expect((await signIn(test, asRoot)).status).toBe(401);
  expect((await signIn(test, { ...asRoot, Email: 'owner@example.com' })).Result).toBe('SignedIn');
  expect((await jsonCall(test, 'Portal.DescribeAccount', {}, root)).Email).toBe('owner@example.com');
});

it('root changes its password by rules of its own', async () => {
  const { test, root } = await withAdmin();
  const change = (NewPassword: string, CurrentPassword = practiceRootPassword) =>
    jsonCall(test, 'Portal.UpdateRootPassword', { CurrentPassword, NewPassword }, root);
  expect((await change('Second-word-2', 'guess')).__type).toBe('AuthenticationFailed');
  for (const weak of ['short-1', 'onlyletters', 'root@example.com', practiceRootPassword])
    expect((await change(weak)).__type, weak).toBe('PasswordPolicyViolation');
  expect((await change('Second-word-2')).status).toBe(200);
  // As the CloudTrail user guide shows it: «Root user, password changed».
  expect(last(test)).toMatchObject({
    userIdentity: { type: 'Root', principalId: account, accountId: account, accessKeyId: '' },
    eventSource: 'signin.amazonaws.com',
    eventName: 'PasswordUpdated',
    requestParameters: null,
    responseElements: { PasswordUpdated: 'Success' },
    eventType: 'AwsConsoleSignIn',
  });
  expect((await signIn(test, asRoot)).status).toBe(401);
  expect((await signIn(test, { ...asRoot, Password: 'Second-word-2' })).Result).toBe('SignedIn');
});

it('a closed account is shut to all but its root, who can reopen it for ninety days', async () => {
  const { test, root } = await withAdmin();
  const close = (AccountId: string) => jsonCall(test, 'Portal.CloseAccount', { AccountId }, root);
  const reopen = () => jsonCall(test, 'Portal.ReopenAccount', {}, root);
  expect((await close('999988887777')).__type).toBe('ValidationException');
  expect((await reopen()).__type).toBe('ConflictException');
  const session = sessionKeys(await signIn(test, asAdmin));
  expect((await close(account)).ReopenUntil).toBe((test.now + 90 * 86_400_000) / 1000);
  expect(last(test)).toMatchObject({ eventSource: 'account.amazonaws.com', eventName: 'CloseAccount' });
  expect((await close(account)).__type).toBe('ConflictException');
  expect(await refusal(test.iam.send(new ListUsersCommand({})))).toMatchObject({
    code: 'OptInRequired',
    status: 403,
  });
  expect((await refusal(test.stsAs(session).send(new GetCallerIdentityCommand({})))).code).toBe(
    'OptInRequired',
  );
  expect((await signIn(test, asAdmin)).status).toBe(401);
  const asOwner = sessionKeys(await signIn(test, asRoot));
  expect(await jsonCall(test, 'Portal.DescribeAccount', {}, asOwner)).toMatchObject({
    AccountState: 'SUSPENDED',
    Email: 'root@example.com',
  });
  test.now += 90 * 86_400_000;
  expect((await reopen()).status).toBe(200);
  expect((await signIn(test, asAdmin)).Result).toBe('SignedIn');
  await close(account);
  test.now += 90 * 86_400_000 + 1;
  expect((await reopen()).__type).toBe('ConflictException');
  expect((await signIn(test, asRoot)).status).toBe(401);
});

it('an organization keeps its management account open while members are active', async () => {
  const { test, root } = await withAdmin();
  const organizations = new OrganizationsClient(test.options());
  await organizations.send(new CreateOrganizationCommand({}));
  const { CreateAccountStatus: made } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'Member', Email: 'member@example.com' }),
  );
  const close = () => jsonCall(test, 'Portal.CloseAccount', { AccountId: account }, root);
  expect((await close()).__type).toBe('ConflictException');
  await organizations.send(new CloseAccountCommand({ AccountId: made?.AccountId }));
  expect((await close()).status).toBe(200);
});

it('a privileged session of AssumeRoot does not stand for root here', async () => {
  const { test, admin } = await withAdmin();
  const organizations = new OrganizationsClient(test.options());
  await organizations.send(new CreateOrganizationCommand({}));
  await test.iam.send(new EnableOrganizationsRootSessionsCommand({}));
  const { CreateAccountStatus: made } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'Member', Email: 'member@example.com' }),
  );
  const { Credentials: given } = await test.stsAs(admin).send(
    new AssumeRootCommand({
      TargetPrincipal: made?.AccountId,
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials' },
    }),
  );
  const session = {
    accessKeyId: given?.AccessKeyId as string,
    secretAccessKey: given?.SecretAccessKey as string,
    sessionToken: given?.SessionToken as string,
  };
  expect((await test.stsAs(session).send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:iam::${made?.AccountId}:root`,
  );
  for (const [target, input] of tasks)
    expect((await jsonCall(test, target, input, session)).__type, target).toBe('AccessDeniedException');
});

it("root's access keys are made by root alone", async () => {
  const { test, admin } = await withAdmin();
  const { AccessKey: own } = await test.iamAs(admin).send(new CreateAccessKeyCommand({}));
  expect(own?.UserName).toBe('admin');
  for (const UserName of ['root', account, '<root_account>'])
    await expect(test.iamAs(admin).send(new CreateAccessKeyCommand({ UserName }))).rejects.toThrow();
  const { AccessKey: key } = await test.iam.send(new CreateAccessKeyCommand({}));
  const asKey = {
    accessKeyId: key?.AccessKeyId as string,
    secretAccessKey: key?.SecretAccessKey as string,
  };
  expect((await test.stsAs(asKey).send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:iam::${account}:root`,
  );
  expect(last(test)?.userIdentity.type).toBe('Root');
});

it('who may not even ask for it is told so by the engine', async () => {
  const { test } = await withAdmin();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  const anna = test.as('user/anna');
  expect(await jsonCall(test, 'Portal.CloseAccount', { AccountId: account }, anna)).toMatchObject({
    __type: 'AccessDeniedException',
    message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: account:CloseAccount on resource: arn:aws:account::${account}:account because no identity-based policy allows the account:CloseAccount action`,
  });
  expect((await jsonCall(test, 'Portal.DescribeAccount', {}, anna)).__type).toBe('AccessDeniedException');
  expect(await jsonCall(test, 'Portal.DescribeAccount', {})).toMatchObject({
    __type: 'MissingAuthenticationTokenException',
  });
});

it('the address of root is told to root only', async () => {
  const { test, admin } = await withAdmin();
  const told = await jsonCall(test, 'Portal.DescribeAccount', {}, admin);
  expect(told).toMatchObject({ AccountId: account, AccountState: 'ACTIVE', IAMAccessToBilling: false });
  expect(told.Email).toBeUndefined();
});

it('a passkey is registered in the console, signs in by a touch, and IAM deactivates it', async () => {
  const { test, root, admin } = await withAdmin();
  const register = (Name: string, credentials = root, UserName?: string) =>
    jsonCall(test, 'Portal.RegisterSecurityKey', { Name, UserName }, credentials);
  const { SerialNumber: rootKey } = await register('root-key');
  expect(rootKey).toMatch(new RegExp(`^arn:aws:iam::${account}:u2f/root/root-key-[A-Z2-7]{26}$`));
  expect(last(test)).toMatchObject({
    eventSource: 'iam.amazonaws.com',
    eventName: 'EnableMFADevice',
    requestParameters: { userName: 'AWS ROOT USER', serialNumber: rootKey },
  });
  expect((await register('Root-Key', admin)).__type).toBe('EntityAlreadyExists');
  const { SerialNumber: adminKey } = await register('laptop', admin);
  expect(adminKey).toContain(':u2f/user/admin/laptop-');
  const first = await signIn(test, asRoot);
  expect(first).toMatchObject({ Result: 'MfaRequired', MfaDevices: [rootKey] });
  expect(last(test)?.additionalEventData).toEqual({ MfaType: 'U2F MFA' });
  for (const wrong of [{ MfaKey: adminKey }, { MfaCode: '000000' }])
    expect((await signIn(test, { State: first.State, ...wrong })).status).toBe(401);
  const done = await signIn(test, { State: first.State, MfaKey: rootKey });
  expect(done.Result).toBe('SignedIn');
  expect(last(test)?.additionalEventData).toMatchObject({ MFAUsed: 'Yes', MFAIdentifier: rootKey });
  await test.iam.send(new DeactivateMFADeviceCommand({ UserName: 'admin', SerialNumber: adminKey }));
  expect((await test.iam.send(new ListMFADevicesCommand({ UserName: 'admin' }))).MFADevices).toEqual([]);
  expect((await signIn(test, asAdmin)).Result).toBe('SignedIn');
});

it('a user registers a passkey only where policies allow it', async () => {
  const { test } = await withAdmin();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'own-mfa',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'iam:EnableMFADevice',
          Resource: 'arn:aws:iam::*:user/${aws:username}',
        },
      }),
    }),
  );
  const anna = test.as('user/anna');
  const register = (input: object) => jsonCall(test, 'Portal.RegisterSecurityKey', input, anna);
  expect((await register({ Name: 'key' })).status).toBe(200);
  expect((await register({ Name: 'other', UserName: 'admin' })).__type).toBe('AccessDeniedException');
  expect(last(test)).toMatchObject({ eventName: 'EnableMFADevice', errorCode: 'AccessDenied' });
});

it('strange input is refused, and no secret gets into an event', async () => {
  const { test, root } = await withAdmin();
  const secret = 'Correct-horse-7';
  const strange: [`Portal.${string}`, unknown][] = [
    ['Portal.UpdateRootEmail', {}],
    ['Portal.UpdateRootEmail', '[1]'],
    ['Portal.UpdateRootEmail', { NewEmail: 'no address', Password: secret }],
    ['Portal.UpdateRootEmail', { NewEmail: `${'x'.repeat(100_000)}@example.com`, Password: secret }],
    ['Portal.UpdateRootEmail', { NewEmail: ['a@example.com'], Password: secret }],
    ['Portal.UpdateRootPassword', { CurrentPassword: '', NewPassword: secret }],
    ['Portal.UpdateRootPassword', { CurrentPassword: practiceRootPassword, NewPassword: 7 }],
    [
      'Portal.UpdateRootPassword',
      { CurrentPassword: practiceRootPassword, NewPassword: secret.repeat(10_000) },
    ],
    ['Portal.UpdateRootPassword', { CurrentPassword: practiceRootPassword, NewPassword: secret.repeat(9) }],
    ['Portal.CloseAccount', { AccountId: 111122223333 }],
    ['Portal.CloseAccount', { AccountId: '1' }],
    ['Portal.RegisterSecurityKey', { Name: '' }],
    ['Portal.RegisterSecurityKey', { Name: '../x' }],
    ['Portal.RegisterSecurityKey', { Name: 'x', UserName: 'nobody' }],
    ['Portal.RegisterSecurityKey', { Name: 'x', UserName: '__proto__' }],
    ['Portal.constructor', {}],
    ['Portal.SellAccount', {}],
  ];
  for (const [target, input] of strange) {
    const told = await jsonCall(test, target, input, root);
    expect([400, 404], `${target} ${JSON.stringify(input).slice(0, 60)}`).toContain(told.status);
    expect(JSON.stringify(told)).not.toContain(secret);
  }
  await jsonCall(
    test,
    'Portal.UpdateRootPassword',
    { CurrentPassword: practiceRootPassword, NewPassword: secret },
    root,
  );
  const written = JSON.stringify([...test.cloud.events.newest()]);
  expect(written.includes(secret)).toBe(false);
  expect(written.includes(practiceRootPassword)).toBe(false);
});
