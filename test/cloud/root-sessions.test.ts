// AssumeRoot: what the management account does as a member's root, task by task («Perform a privileged task on an AWS
// Organizations member account», IAM user guide).
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  EnableMFADeviceCommand,
  EnableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootSessionsCommand,
  GetAccountSummaryCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRootCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeEach, expect, it } from 'vitest';
import type { Credentials } from '../../src/cloud/index.ts';
import { codeAt, currentStep } from '../../src/cloud/index.ts';
import { refusal, type TestAccount, testAccount } from './support/account.ts';

let test: TestAccount;
let member: string;
let own: Credentials;

beforeEach(async () => {
  test = testAccount();
  const organizations = new OrganizationsClient(test.options());
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'lab', Email: 'lab@example.com' }),
  );
  member = CreateAccountStatus?.AccountId as string;
  own = test.as(`arn:aws:iam::${member}:root`);
  await test.iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
  await test.iam.send(new EnableOrganizationsRootSessionsCommand({}));
  await test.iam.send(new CreateUserCommand({ UserName: 'admin' }));
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
});

async function session(task: string): Promise<Credentials> {
  const { Credentials: keys } = await test.stsAs(test.as('user/admin')).send(
    new AssumeRootCommand({
      TargetPrincipal: member,
      TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
    }),
  );
  return {
    accessKeyId: keys?.AccessKeyId as string,
    secretAccessKey: keys?.SecretAccessKey as string,
    sessionToken: keys?.SessionToken as string,
  };
}

const denied = async (promise: Promise<unknown>) =>
  expect(await refusal(promise)).toMatchObject({
    code: 'AccessDenied',
    message: expect.stringContaining('with an explicit deny in a session policy'),
  });

it('IAMAuditRootUserCredentials looks at root’s credentials, and at nobody else’s', async () => {
  await test.iamAs(own).send(new CreateUserCommand({ UserName: 'ben' }));
  const keys = await session('IAMAuditRootUserCredentials');
  const audit = test.iamAs(keys);
  expect((await test.stsAs(keys).send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:iam::${member}:root`,
  );
  expect((await audit.send(new ListAccessKeysCommand({}))).AccessKeyMetadata).toEqual([]);
  expect((await audit.send(new ListMFADevicesCommand({}))).MFADevices).toEqual([]);
  expect((await audit.send(new ListSigningCertificatesCommand({}))).Certificates).toEqual([]);
  expect((await audit.send(new GetAccountSummaryCommand({}))).SummaryMap?.AccountPasswordPresent).toBe(0);
  expect((await refusal(audit.send(new GetLoginProfileCommand({})))).code).toBe('NoSuchEntity');
  await denied(audit.send(new ListAccessKeysCommand({ UserName: 'ben' })));
  await denied(audit.send(new ListUsersCommand({})));
  await denied(audit.send(new CreateAccessKeyCommand({})));
});

it('IAMCreateRootUserPassword allows password recovery, IAMDeleteRootUserCredentials takes everything away', async () => {
  const create = test.iamAs(await session('IAMCreateRootUserPassword'));
  await create.send(new CreateLoginProfileCommand({}));
  expect((await create.send(new GetLoginProfileCommand({}))).LoginProfile).toBeDefined();
  await denied(create.send(new DeleteLoginProfileCommand({})));
  // The member's own root, with the password it may set now.
  const { AccessKey } = await test.iamAs(own).send(new CreateAccessKeyCommand({}));
  const { VirtualMFADevice } = await test
    .iamAs(own)
    .send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }));
  const seed = new TextDecoder().decode(VirtualMFADevice?.Base32StringSeed);
  const step = currentStep(Date.now());
  const SerialNumber = VirtualMFADevice?.SerialNumber as string;
  await test.iamAs(own).send(
    new EnableMFADeviceCommand({
      UserName: member,
      SerialNumber,
      AuthenticationCode1: codeAt(seed, step - 1),
      AuthenticationCode2: codeAt(seed, step),
    }),
  );
  const remove = test.iamAs(await session('IAMDeleteRootUserCredentials'));
  await remove.send(new DeleteAccessKeyCommand({ AccessKeyId: AccessKey?.AccessKeyId }));
  await remove.send(new DeactivateMFADeviceCommand({ SerialNumber }));
  await remove.send(new DeleteLoginProfileCommand({}));
  await denied(remove.send(new CreateAccessKeyCommand({})));
  const { root } = test.cloud.world.accounts.get(member)?.settings ?? {};
  expect([root?.accessKeys, root?.mfaDevices, root?.password]).toEqual([[], [], undefined]);
});

it('S3UnlockBucketPolicy takes away a bucket policy that denies everyone', async () => {
  const s3 = (credentials: Credentials) =>
    new S3Client({ ...test.options(credentials), forcePathStyle: true });
  const Bucket = 'locked';
  await s3(own).send(new CreateBucketCommand({ Bucket }));
  await s3(own).send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    },
  });
  await s3(own).send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const unlock = s3(await session('S3UnlockBucketPolicy'));
  expect((await unlock.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
  expect((await unlock.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  expect((await refusal(unlock.send(new GetObjectCommand({ Bucket, Key: 'a' })))).code).toBe('AccessDenied');
  await unlock.send(new DeleteBucketPolicyCommand({ Bucket }));
  expect(test.records.at(-1)?.event.userIdentity).toMatchObject({
    type: 'Root',
    accountId: member,
    sessionContext: { assumedRoot: 'true' },
  });
  await s3(own).send(new GetObjectCommand({ Bucket, Key: 'a' }));
});

it('only for a member, only for fifteen minutes, never as root, only with a task of the list', async () => {
  const ask = (more: object, credentials = test.as('user/admin')) =>
    refusal(
      test.stsAs(credentials).send(
        new AssumeRootCommand({
          TargetPrincipal: member,
          TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
          ...more,
        }),
      ),
    );
  expect((await ask({ DurationSeconds: 901 })).code).toBe('ValidationError');
  expect((await ask({ TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } })).code).toBe(
    'ValidationError',
  );
  expect((await ask({ TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/Everything' } })).code).toBe(
    'ValidationError',
  );
  expect((await ask({}, test.root)).code).toBe('AccessDenied');
  expect((await ask({ TargetPrincipal: test.cloud.world.home })).code).toBe('AccessDenied');
});
