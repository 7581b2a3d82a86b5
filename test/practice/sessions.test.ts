// Sessions are nobody's work on the account: undo passes over them, and neither undo nor reset ends them.
import { expect, it } from 'vitest';
import { practiceRootPassword } from '../../src/cloud/index.ts';
import { createCaller, readMetadata } from '../../src/practice/index.ts';
import type { AccountHost, Credentials } from '../../src/practice/types.ts';
import { account, callerOf, iam, openHost, userNames } from './account.ts';

async function signedIn(host: AccountHost): Promise<Credentials> {
  const unsigned = callerOf(host);
  const answer = await unsigned.run({
    service: 'signin',
    operation: 'SignIn',
    input: { Email: 'owner@acme.example', Password: practiceRootPassword },
  });
  const keys = answer?.Credentials as { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  };
}

const whoIs = async (host: AccountHost, credentials: Credentials) =>
  (
    await createCaller({ host, credentials: async () => credentials }).run({
      service: 'sts',
      operation: 'GetCallerIdentity',
    })
  )?.Arn;

it('signing in is no step of undo, and the console session outlives undo, redo and reset', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run(iam('CreateUser', { UserName: 'anna' }));
  const session = await signedIn(host);
  expect((await host.tools.summary()).undoes).toBe('CreateUser');
  await host.tools.undo();
  expect(await userNames(host)).toEqual([]);
  const root = `arn:aws:iam::${account}:root`;
  expect(await whoIs(host, session)).toBe(root);
  await host.tools.redo();
  expect(await userNames(host)).toEqual(['anna']);
  expect(await whoIs(host, session)).toBe(root);
  await host.tools.reset();
  expect(await whoIs(host, session)).toBe(root);
  await host.close();
});

it('a role’s session ends when undo takes the role away', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  const trust = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'sts:AssumeRole',
    },
  };
  await run(iam('CreateUser', { UserName: 'anna' }));
  await run(
    iam('PutUserPolicy', {
      UserName: 'anna',
      PolicyName: 'p',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' },
      }),
    }),
  );
  await run(iam('CreateRole', { RoleName: 'visitor', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const answer = await run({
    as: 'anna',
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn: `arn:aws:iam::${account}:role/visitor`, RoleSessionName: 'anna' },
  });
  const keys = answer?.Credentials as { AccessKeyId: string };
  expect((await host.tools.summary()).undoes).toBe('CreateRole');
  expect(await host.tools.hasAccessKey(keys.AccessKeyId)).toBe(true);
  await host.tools.undo();
  expect(await host.tools.hasAccessKey(keys.AccessKeyId)).toBe(false);
  await host.close();
});

it('an instance reads its metadata without a step of undo', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  expect(await readMetadata(host, 'meta-data/instance-id')).toMatchObject({ status: 404 });
  const answer = await run({
    service: 'ec2',
    operation: 'RunInstances',
    input: { ImageId: 'ami-1', MinCount: 1, MaxCount: 1 },
  });
  const id = (answer?.Instances as { InstanceId: string }[] | undefined)?.[0]?.InstanceId as string;
  expect(await readMetadata(host, 'meta-data/instance-id')).toEqual({ status: 200, text: id });
  expect(await readMetadata(host, '/meta-data/placement/region', id)).toEqual({
    status: 200,
    text: 'us-east-1',
  });
  expect(await readMetadata(host, 'meta-data/', 'i-0')).toMatchObject({ status: 404 });
  expect((await host.tools.summary()).undoes).toBe('RunInstances');
  await host.close();
});
