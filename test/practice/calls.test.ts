import { expect, it } from 'vitest';
import { account, callerOf, iam, openHost } from './account.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:user/anna` }, Action: 'sts:AssumeRole' },
  ],
});

it('keeps the credentials of an answer under a name, for later calls', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run(iam('CreateUser', { UserName: 'anna' }));
  await run(iam('CreateRole', { RoleName: 'Visitor', AssumeRolePolicyDocument: trust }));
  await run({
    as: 'anna',
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn: `arn:aws:iam::${account}:role/Visitor`, RoleSessionName: 'anna' },
    keeps: 'anna-visiting',
  });
  const answer = await run({ as: 'anna-visiting', service: 'sts', operation: 'GetCallerIdentity' });
  expect(answer?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/Visitor/anna`);
  await host.close();
});

it('says so where an answer has no credentials to keep', async () => {
  const host = await openHost();
  await expect(callerOf(host).run({ ...iam('ListUsers'), keeps: 'somebody' })).rejects.toThrow(
    'has no credentials',
  );
  await host.close();
});

it('reaches the services that AWS has in its console only, and is refused there by code', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  const plan = await run({ service: 'supportplans', operation: 'GetSupportPlan' });
  expect(plan).toEqual({ SupportLevel: 'BASIC' });
  await run(iam('CreateUser', { UserName: 'anna' }));
  const refused = { service: 'supportplans', operation: 'GetSupportPlan', refused: 'AccessDeniedException' };
  expect(await run({ ...refused, as: 'anna' })).toBeUndefined();
  await host.close();
});

it('reaches S3', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run({ service: 's3', operation: 'CreateBucket', input: { Bucket: 'acme-reports' } });
  const { Buckets } = (await run({ service: 's3', operation: 'ListBuckets' })) as {
    Buckets: { Name: string }[];
  };
  expect(Buckets.map(({ Name }) => Name)).toEqual(['acme-reports']);
  await host.close();
});
