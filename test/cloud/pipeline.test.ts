// The way of a request: who is calling, limits, permission, event, answer.
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { account, refusal, start, testAccount } from './support/account.ts';

const allow = (action: string, resource = '*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });

describe('a request', () => {
  it('creates a user as AWS answers it', async () => {
    const { iam } = testAccount();
    const { User } = await iam.send(new CreateUserCommand({ UserName: 'anna', Path: '/team/' }));
    expect(User).toMatchObject({
      Path: '/team/',
      UserName: 'anna',
      Arn: `arn:aws:iam::${account}:user/team/anna`,
    });
    expect(User?.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(User?.CreateDate?.getTime()).toBe(start);
  });

  it('tells who is calling, even when that is denied', async () => {
    const test = testAccount();
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    const deny = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    });
    await test.iam.send(
      new PutUserPolicyCommand({ UserName: 'anna', PolicyName: 'no', PolicyDocument: deny }),
    );
    const told = await test.stsAs(test.as('user/anna')).send(new GetCallerIdentityCommand({}));
    expect(told).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/anna` });
  });

  it('refuses what no policy allows, in the words of AWS', async () => {
    const test = testAccount();
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    const anna = test.iamAs(test.as('user/anna'));
    expect(await refusal(anna.send(new CreateUserCommand({ UserName: 'ben' })))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${account}:user/ben because no identity-based policy allows the iam:CreateUser action`,
    });
    await test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: allow('iam:CreateUser'),
      }),
    );
    await anna.send(new CreateUserCommand({ UserName: 'ben' }));
  });

  it('leaves nothing behind when it fails', async () => {
    const test = testAccount();
    const before = test.cloud.world;
    await refusal(
      test.iam.send(
        new CreateUserCommand({
          UserName: 'anna',
          PermissionsBoundary: `arn:aws:iam::${account}:policy/none`,
        }),
      ),
    );
    expect(test.cloud.world).toBe(before);
    expect(test.records.at(-1)).toMatchObject({ changed: false, patch: { entries: [] } });
  });

  it('names all that breaks the limits in one message', async () => {
    const { iam } = testAccount();
    const { code, message } = await refusal(iam.send(new ListUsersCommand({ MaxItems: 0, PathPrefix: 'x' })));
    expect(code).toBe('ValidationError');
    expect(message).toMatch(/^2 validation errors detected: /);
    expect(message).toContain(
      "Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    const { message: name } = await refusal(iam.send(new CreateUserCommand({ UserName: 'an na' })));
    expect(name).toBe(
      'The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
    const { message: long } = await refusal(iam.send(new CreateUserCommand({ UserName: 'a'.repeat(65) })));
    expect(long).toBe(
      `1 validation error detected: Value '${'a'.repeat(65)}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  });

  it('names are the same whatever their case', async () => {
    const { iam } = testAccount();
    await iam.send(new CreateUserCommand({ UserName: 'anna' }));
    expect(await refusal(iam.send(new CreateUserCommand({ UserName: 'Anna' })))).toEqual({
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'User with name Anna already exists.',
    });
    expect(await refusal(iam.send(new GetUserCommand({ UserName: 'ben' })))).toEqual({
      code: 'NoSuchEntity',
      status: 404,
      message: 'The user with name ben cannot be found.',
    });
  });

  it('is the same again with the same seed', async () => {
    const run = async () => {
      const test = testAccount({ seed: 7 });
      await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
      const { AccessKey } = await test.iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
      return [
        AccessKey?.AccessKeyId,
        AccessKey?.SecretAccessKey,
        test.records.map(({ id, event }) => [id, event.eventID]),
      ];
    };
    expect(await run()).toEqual(await run());
  });
});

describe('keys', () => {
  it('a real key works until it is deactivated, and its use is noted', async () => {
    const test = testAccount();
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    await test.iam.send(
      new AttachUserPolicyCommand({
        UserName: 'anna',
        PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
      }),
    );
    const { AccessKey } = await test.iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    const key = {
      accessKeyId: AccessKey?.AccessKeyId as string,
      secretAccessKey: AccessKey?.SecretAccessKey as string,
    };
    expect((await test.iamAs(key).send(new GetUserCommand({}))).User?.UserName).toBe('anna');
    expect(test.cloud.world.keys.get(key.accessKeyId)?.lastUsed).toEqual({
      at: start,
      service: 'iam',
      region: 'us-east-1',
    });
    expect(test.records.at(-1)?.changed).toBe(false);
    const wrong = { ...key, secretAccessKey: 'x'.repeat(40) };
    expect((await refusal(test.iamAs(wrong).send(new GetUserCommand({})))).code).toBe(
      'SignatureDoesNotMatch',
    );
    await test.iam.send(
      new UpdateAccessKeyCommand({ UserName: 'anna', AccessKeyId: key.accessKeyId, Status: 'Inactive' }),
    );
    expect(await refusal(test.iamAs(key).send(new GetUserCommand({})))).toEqual({
      code: 'InvalidClientTokenId',
      status: 403,
      message: 'The security token included in the request is invalid.',
    });
  });

  it('a user with anything left cannot be deleted', async () => {
    const { iam } = testAccount();
    await iam.send(new CreateUserCommand({ UserName: 'anna' }));
    await iam.send(new CreateLoginProfileCommand({ UserName: 'anna', Password: 'Secret-Word-1' }));
    expect(await refusal(iam.send(new DeleteUserCommand({ UserName: 'anna' })))).toEqual({
      code: 'DeleteConflict',
      status: 409,
      message: 'Cannot delete entity, must delete login profile first.',
    });
  });
});

describe('events', () => {
  it('every request is recorded, denied ones too, and never a secret', async () => {
    const test = testAccount();
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    await test.iam.send(
      new CreateLoginProfileCommand({
        UserName: 'anna',
        Password: 'Secret-Word-1',
        PasswordResetRequired: true,
      }),
    );
    const { AccessKey } = await test.iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    await refusal(test.iamAs(test.as('user/anna')).send(new ListUsersCommand({})));
    const events = [...test.cloud.events.newest()].reverse();
    expect(events.map(({ eventName, errorCode }) => [eventName, errorCode])).toEqual([
      ['CreateUser', undefined],
      ['CreateLoginProfile', undefined],
      ['CreateAccessKey', undefined],
      ['ListUsers', 'AccessDenied'],
    ]);
    expect(events[0]).toMatchObject({
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: account,
        arn: `arn:aws:iam::${account}:root`,
        accountId: account,
      },
      eventSource: 'iam.amazonaws.com',
      awsRegion: 'us-east-1',
      requestParameters: { userName: 'anna' },
      responseElements: { user: { path: '/', userName: 'anna', createDate: 'Nov 23, 2026 3:00:00 PM' } },
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      eventCategory: 'Management',
      recipientAccountId: account,
    });
    expect(events[1]?.requestParameters).toEqual({ userName: 'anna', passwordResetRequired: true });
    expect(events[3]?.userIdentity).toMatchObject({ type: 'IAMUser', userName: 'anna' });
    const text = JSON.stringify(events);
    expect(text).not.toContain('Secret-Word-1');
    expect(text).not.toContain(AccessKey?.SecretAccessKey);
  });
});
