// Temporary credentials: roles, sessions, federation, MFA, and who may do what with them.
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  ListMFADevicesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  type Credentials as StsCredentials,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/cloud/index.ts';
import { practiceToken } from '../../src/cloud/index.ts';
import { codeAt, currentStep } from '../../src/cloud/world/totp.ts';
import { account, refusal, start, testAccount } from './support/account.ts';

const roleArn = `arn:aws:iam::${account}:role/auditor`;

function trust(principal: object, condition?: object, action: string | string[] = 'sts:AssumeRole') {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal,
        Action: action,
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });
}

const allow = (action: string | string[], resource = '*', condition?: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) },
    ],
  });

function keys(credentials: StsCredentials | undefined): Credentials {
  return {
    accessKeyId: credentials?.AccessKeyId as string,
    secretAccessKey: credentials?.SecretAccessKey as string,
    sessionToken: credentials?.SessionToken as string,
  };
}

async function withAnna() {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  return { test, anna: test.as('user/anna') };
}

describe('AssumeRole', () => {
  it('refuses a session tag that the calling session hands on already', async () => {
    const { test, anna } = await withAnna();
    const tagging = ['sts:AssumeRole', 'sts:TagSession'];
    for (const [RoleName, by] of [
      ['auditor', 'user/anna'],
      ['chained', 'role/auditor'],
    ])
      await test.iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:${by}` }, undefined, tagging),
        }),
      );
    const given = await test.stsAs(anna).send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'today',
        Tags: [{ Key: 'team', Value: 'red' }],
        TransitiveTagKeys: ['team'],
      }),
    );
    const chained = new AssumeRoleCommand({
      RoleArn: roleArn.replace('auditor', 'chained'),
      RoleSessionName: 'today',
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    expect(await refusal(test.stsAs(keys(given.Credentials)).send(chained))).toEqual({
      code: 'InvalidParameterValue',
      status: 400,
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
  });

  it('takes the role on when its trust policy names the user', async () => {
    const { test, anna } = await withAnna();
    await test.iam.send(
      new CreateRoleCommand({
        RoleName: 'auditor',
        AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:user/anna` }),
      }),
    );
    await test.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'auditor',
        PolicyName: 'p',
        PolicyDocument: allow('iam:ListUsers'),
      }),
    );
    const given = await test
      .stsAs(anna)
      .send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'today' }));
    expect(given.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/auditor/today`);
    expect(given.Credentials?.Expiration?.getTime()).toBe(start + 3_600_000);
    const session = keys(given.Credentials);
    expect((await test.iamAs(session).send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(
      (await refusal(test.iamAs(session).send(new CreateUserCommand({ UserName: 'ben' })))).message,
    ).toContain(
      `User: arn:aws:sts::${account}:assumed-role/auditor/today is not authorized to perform: iam:CreateUser`,
    );
    expect(test.records.at(-1)?.event.userIdentity).toMatchObject({
      type: 'AssumedRole',
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'auditor', arn: roleArn } },
    });
    const text = JSON.stringify([...test.cloud.events.newest()].reverse());
    expect(text).not.toContain(session.secretAccessKey);
    expect(text).not.toContain(session.sessionToken);
    test.now += 3_600_000;
    expect((await refusal(test.iamAs(session).send(new ListUsersCommand({})))).code).toBe('ExpiredToken');
  });

  it('refuses root, strangers and roles that are not there', async () => {
    const { test, anna } = await withAnna();
    await test.iam.send(new CreateUserCommand({ UserName: 'ben' }));
    await test.iam.send(
      new CreateRoleCommand({
        RoleName: 'auditor',
        AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:user/ben` }),
      }),
    );
    const ask = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'session' });
    expect(await refusal(test.sts.send(ask))).toMatchObject({
      code: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
    expect(await refusal(test.stsAs(anna).send(ask))).toMatchObject({ code: 'AccessDenied', status: 403 });
    const nowhere = new AssumeRoleCommand({ RoleArn: `${roleArn}s`, RoleSessionName: 'session' });
    expect(await refusal(test.stsAs(anna).send(nowhere))).toMatchObject({
      code: 'AccessDenied',
      message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: sts:AssumeRole on resource: ${roleArn}s`,
    });
  });

  it('a principal that does not exist cannot be trusted', async () => {
    const { test } = await withAnna();
    const trusting = trust({ AWS: `arn:aws:iam::${account}:user/nobody` });
    expect(
      await refusal(
        test.iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trusting })),
      ),
    ).toEqual({
      code: 'MalformedPolicyDocument',
      status: 400,
      message: `Invalid principal in policy: "AWS":"arn:aws:iam::${account}:user/nobody"`,
    });
  });

  it('session policies only take away', async () => {
    const { test, anna } = await withAnna();
    await test.iam.send(
      new CreateRoleCommand({
        RoleName: 'auditor',
        AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:user/anna` }),
      }),
    );
    await test.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'auditor',
        PolicyName: 'p',
        PolicyDocument: allow('iam:ListUsers'),
      }),
    );
    const given = await test
      .stsAs(anna)
      .send(
        new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'session', Policy: allow('iam:GetUser') }),
      );
    const { message } = await refusal(test.iamAs(keys(given.Credentials)).send(new ListUsersCommand({})));
    expect(message).toContain('because no session policy allows the iam:ListUsers action');
  });
});

describe('GetSessionToken and MFA', () => {
  it('without MFA it opens no door to IAM, with a code it does', async () => {
    const { test, anna } = await withAnna();
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    await test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: allow(['iam:ListUsers', 'iam:GetUser'], '*', condition),
      }),
    );
    const { VirtualMFADevice: device } = await test.iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    const seed = new TextDecoder().decode(device?.Base32StringSeed);
    expect([...(device?.QRCodePNG ?? [])].slice(1, 4)).toEqual([...'PNG'].map((char) => char.charCodeAt(0)));
    const serial = device?.SerialNumber as string;
    const step = currentStep(Date.now());
    const enable = (first: string, second: string) =>
      test.iam.send(
        new EnableMFADeviceCommand({
          UserName: 'anna',
          SerialNumber: serial,
          AuthenticationCode1: first,
          AuthenticationCode2: second,
        }),
      );
    expect(await refusal(enable('000000', '000001'))).toMatchObject({
      code: 'InvalidAuthenticationCode',
      status: 403,
    });
    await enable(codeAt(seed, step - 1), codeAt(seed, step));
    expect(
      (await test.iam.send(new ListMFADevicesCommand({ UserName: 'anna' }))).MFADevices?.[0]?.SerialNumber,
    ).toBe(serial);

    const plain = await test.stsAs(anna).send(new GetSessionTokenCommand({}));
    expect((await refusal(test.iamAs(keys(plain.Credentials)).send(new ListUsersCommand({})))).code).toBe(
      'InvalidClientTokenId',
    );
    const proven = await test
      .stsAs(anna)
      .send(new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: codeAt(seed, step + 1) }));
    expect((await test.iamAs(keys(proven.Credentials)).send(new ListUsersCommand({}))).Users).toHaveLength(1);
    const again = new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: codeAt(seed, step + 1) });
    expect((await refusal(test.stsAs(anna).send(again))).message).toBe(
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    );
    expect(
      (await refusal(test.stsAs(keys(proven.Credentials)).send(new GetSessionTokenCommand({})))).message,
    ).toBe('Cannot call GetSessionToken with session credentials');
    await test.iam.send(new DeactivateMFADeviceCommand({ UserName: 'anna', SerialNumber: serial }));
    expect((await test.iam.send(new ListMFADevicesCommand({ UserName: 'anna' }))).MFADevices).toEqual([]);
  });

  it('a federated user is somebody, but may not call IAM', async () => {
    const { test, anna } = await withAnna();
    await test.iam.send(
      new PutUserPolicyCommand({ UserName: 'anna', PolicyName: 'p', PolicyDocument: allow('*') }),
    );
    const given = await test
      .stsAs(anna)
      .send(new GetFederationTokenCommand({ Name: 'guest', Policy: allow('*') }));
    const guest = keys(given.Credentials);
    expect((await test.stsAs(guest).send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${account}:federated-user/guest`,
    );
    expect((await refusal(test.iamAs(guest).send(new GetUserCommand({ UserName: 'anna' })))).code).toBe(
      'InvalidClientTokenId',
    );
  });
});

describe('AssumeRoleWithWebIdentity', () => {
  it('trusts a token of the practice issuer for its audience only', async () => {
    const { test } = await withAnna();
    await test.iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: 'https://id.example.com',
        ClientIDList: ['course'],
        ThumbprintList: ['a'.repeat(40)],
      }),
    );
    const provider = `arn:aws:iam::${account}:oidc-provider/id.example.com`;
    await test.iam.send(
      new CreateRoleCommand({
        RoleName: 'auditor',
        AssumeRolePolicyDocument: trust(
          { Federated: provider },
          { StringEquals: { 'id.example.com:sub': 'mara' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
      }),
    );
    const token = (subject: string, audience = 'course') =>
      practiceToken(test.cloud.world, {
        issuer: 'id.example.com',
        subject,
        audience,
        issued: start,
        expires: start + 60_000,
      });
    const ask = (text: string) =>
      test.sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: roleArn,
          RoleSessionName: 'session',
          WebIdentityToken: text,
        }),
      );
    expect((await ask(token('mara'))).AssumedRoleUser?.Arn).toBe(
      `arn:aws:sts::${account}:assumed-role/auditor/session`,
    );
    expect((await refusal(ask(token('ben')))).code).toBe('AccessDenied');
    expect((await refusal(ask(token('mara', 'other')))).code).toBe('InvalidIdentityToken');
    expect((await refusal(ask(`${token('mara')}x`))).code).toBe('InvalidIdentityToken');
  });
});
