// CloudTrail's userIdentity in AWS's shape for each kind of caller, and no secret anywhere in the log.
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeEach, expect, it } from 'vitest';
import type { Credentials } from '../../src/cloud/index.ts';
import { practiceRootPassword } from '../../src/cloud/index.ts';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';
import { jsonCall, sessionKeys } from './support/json-call.ts';

let test: TestAccount;
const last = () => test.records.at(-1)?.event;
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
const keysOf = (answer: { Credentials?: object | undefined }) => sessionKeys(answer as never);

beforeEach(async () => {
  test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'p',
      PolicyDocument: document({ Effect: 'Allow', Action: ['iam:*', 'sts:*'], Resource: '*' }),
    }),
  );
  await test.iam.send(
    new CreateRoleCommand({
      RoleName: 'auditor',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:user/anna` },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      }),
    }),
  );
});

const listUsers = (credentials: Credentials) =>
  test
    .iamAs(credentials)
    .send(new ListUsersCommand({}))
    .catch(() => undefined);

it('Root: no user name, its own id as principal', async () => {
  await listUsers(test.root);
  expect(last()?.userIdentity).toEqual({
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: test.root.accessKeyId,
  });
});

it('IAMUser with a key, and with a console session', async () => {
  const anna = test.as('user/anna');
  await listUsers(anna);
  expect(last()?.userIdentity).toEqual({
    type: 'IAMUser',
    principalId: expect.stringMatching(/^AIDA/),
    arn: `arn:aws:iam::${account}:user/anna`,
    accountId: account,
    accessKeyId: anna.accessKeyId,
    userName: 'anna',
  });
  await listUsers(test.as('user/anna', { kind: 'console', mfa: true }));
  expect(last()).toMatchObject({
    sessionCredentialFromConsole: 'true',
    userIdentity: {
      type: 'IAMUser',
      sessionContext: { attributes: { mfaAuthenticated: 'true', creationDate: expect.stringMatching(/Z$/) } },
    },
  });
});

it('AssumedRole: the role as issuer, the source identity, the session’s beginning', async () => {
  const taken = await test.stsAs(test.as('user/anna')).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/auditor`,
      RoleSessionName: 'today',
      SourceIdentity: 'anna',
    }),
  );
  await listUsers(keysOf(taken));
  expect(last()?.userIdentity).toEqual({
    type: 'AssumedRole',
    principalId: expect.stringMatching(/^AROA\w+:today$/),
    arn: `arn:aws:sts::${account}:assumed-role/auditor/today`,
    accountId: account,
    accessKeyId: taken.Credentials?.AccessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: expect.stringMatching(/^AROA/),
        arn: `arn:aws:iam::${account}:role/auditor`,
        accountId: account,
        userName: 'auditor',
      },
      attributes: { creationDate: expect.stringMatching(/Z$/), mfaAuthenticated: 'false' },
      sourceIdentity: 'anna',
    },
  });
});

it('FederatedUser: the user behind it as issuer', async () => {
  const given = await test.stsAs(test.as('user/anna')).send(new GetFederationTokenCommand({ Name: 'guest' }));
  await refusal(
    new S3Client({ ...test.options(keysOf(given)), forcePathStyle: true }).send(
      new GetObjectCommand({ Bucket: 'none', Key: 'a' }),
    ),
  );
  expect(last()?.userIdentity).toMatchObject({
    type: 'FederatedUser',
    principalId: `${account}:guest`,
    arn: `arn:aws:sts::${account}:federated-user/guest`,
    sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'anna' } },
  });
});

it('an unsigned request is nobody’s', async () => {
  await test.cloud.handle(
    { method: 'GET', url: 'https://s3.us-east-1.amazonaws.com/none/a', headers: {}, body: new Uint8Array() },
    { wall: Date.now(), now: test.now },
  );
  expect(last()?.userIdentity).toEqual({ type: 'AWSAccount', principalId: '', accountId: 'anonymous' });
});

it('no secret that goes in or comes out stands in any event', async () => {
  const secrets: string[] = [practiceRootPassword];
  const note = (...texts: (string | undefined)[]) => secrets.push(...texts.map((text) => text as string));
  const key = await test.iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
  note(key.AccessKey?.SecretAccessKey);
  for (const Password of ['First-secret-1', 'Second-secret-2']) {
    const command = secrets.includes('First-secret-1')
      ? UpdateLoginProfileCommand
      : CreateLoginProfileCommand;
    await test.iam.send(new command({ UserName: 'anna', Password }) as CreateLoginProfileCommand);
    note(Password);
  }
  const device = await test.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }));
  note(new TextDecoder().decode(device.VirtualMFADevice?.Base32StringSeed));
  const service = await test.iam.send(
    new CreateServiceSpecificCredentialCommand({ UserName: 'anna', ServiceName: 'codecommit.amazonaws.com' }),
  );
  note(service.ServiceSpecificCredential?.ServicePassword);
  const anna = test.stsAs(test.as('user/anna'));
  for (const answer of [
    await anna.send(new GetSessionTokenCommand({})),
    await anna.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/auditor`, RoleSessionName: 'today' }),
    ),
    await anna.send(new GetFederationTokenCommand({ Name: 'guest' })),
    await jsonCall(test, 'Signin.SignIn', {
      Account: account,
      UserName: 'anna',
      Password: 'Second-secret-2',
    }),
  ])
    note(answer.Credentials?.SecretAccessKey, answer.Credentials?.SessionToken);
  await jsonCall(
    test,
    'Portal.UpdateRootPassword',
    { CurrentPassword: practiceRootPassword, NewPassword: 'Third-secret-3' },
    test.root,
  );
  note('Third-secret-3');
  const text = JSON.stringify([...test.cloud.events.newest()]);
  expect(secrets.every((secret) => secret.length > 8)).toBe(true);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});
