// AWS managed policies: the course's at once, all the others when asked for.
import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  paginateListPolicies,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { createCloud, restoreWorld, serializeWorld } from '../../src/cloud/index.ts';
import { loadManagedPolicies, managedPolicies } from '../../src/cloud/world/managed-policies.ts';
import { parse } from '../../src/policy/index.ts';
import { refusal, testAccount } from './support/account.ts';

const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

it('all are listed, each document can be read by the engine', async () => {
  const { iam } = testAccount();
  const names: string[] = [];
  for await (const page of paginateListPolicies({ client: iam, pageSize: 500 }, { Scope: 'AWS' }))
    names.push(...(page.Policies ?? []).map(({ PolicyName }) => PolicyName as string));
  expect(names.length).toBeGreaterThan(1400);
  expect(new Set(names).size).toBe(names.length);
  await loadManagedPolicies();
  for (const { name, document } of managedPolicies())
    if (document) expect(parse(document).ok, name).toBe(true);
});

it('one that is none is refused', async () => {
  const { iam } = testAccount();
  expect(
    (await refusal(iam.send(new GetPolicyCommand({ PolicyArn: aws('NoSuchPolicyAnywhere') })))).code,
  ).toBe('NoSuchEntity');
  await iam.send(new CreateUserCommand({ UserName: 'anna' }));
  expect(
    await refusal(
      iam.send(new AttachUserPolicyCommand({ UserName: 'anna', PolicyArn: aws('NoSuchPolicyAnywhere') })),
    ),
  ).toMatchObject({
    code: 'NoSuchEntity',
    message: `Policy ${aws('NoSuchPolicyAnywhere')} does not exist or is not attachable.`,
  });
});

it('one outside the course works when attached, also after the account was saved', async () => {
  const test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await test.iam.send(
    new AttachUserPolicyCommand({ UserName: 'anna', PolicyArn: aws('AmazonSNSFullAccess') }),
  );
  const told = await test.iam.send(
    new GetPolicyVersionCommand({
      PolicyArn: aws('AmazonSNSFullAccess'),
      VersionId: (await test.iam.send(new GetPolicyCommand({ PolicyArn: aws('AmazonSNSFullAccess') }))).Policy
        ?.DefaultVersionId,
    }),
  );
  expect(decodeURIComponent(told.PolicyVersion?.Document ?? '')).toContain('sns:*');
  const again = createCloud({
    world: restoreWorld(JSON.parse(JSON.stringify(serializeWorld(test.cloud.world)))),
  });
  expect(again.world.accounts.get(again.world.home)?.policyUse.get(aws('AmazonSNSFullAccess'))).toEqual({
    attached: 1,
    boundaries: 0,
  });
});
