// EC2: instances, and what it takes to give one a role.
import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { account, refusal, testAccount } from './support/account.ts';

const document = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((s) => ({ Effect: 'Allow', Resource: '*', ...s })),
  });

it('instances run, stop and end, and are found by their tags', async () => {
  const test = testAccount();
  const ec2 = new EC2Client(test.options() as never);
  const TagSpecifications = [{ ResourceType: 'instance' as const, Tags: [{ Key: 'env', Value: 'test' }] }];
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-1',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 2,
      TagSpecifications,
    }),
  );
  const [first, second] = (made.Instances ?? []).map(({ InstanceId }) => InstanceId as string);
  expect(made.Instances?.[0]?.State?.Name).toBe('pending');
  await ec2.send(new StopInstancesCommand({ InstanceIds: [first as string] }));
  await ec2.send(
    new CreateTagsCommand({ Resources: [second as string], Tags: [{ Key: 'env', Value: 'live' }] }),
  );
  const find = async (Name: string, Value: string) => {
    const told = await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name, Values: [Value] }] }));
    return told.Reservations?.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId }) => InstanceId));
  };
  expect(await find('tag:env', 'live')).toEqual([second]);
  expect(await find('instance-state-name', 'stopped')).toEqual([first]);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [first as string] }));
  expect(await find('instance-state-name', 'terminated')).toEqual([first]);
  expect(
    (await refusal(ec2.send(new StopInstancesCommand({ InstanceIds: ['i-00000000000000000'] })))).code,
  ).toBe('InvalidInstanceID.NotFound');
  expect((await ec2.send(new DescribeRegionsCommand({}))).Regions?.length).toBe(17);
});

it('to run one with a role takes iam:PassRole, and the refusal can be decoded', async () => {
  const test = testAccount();
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await test.iam.send(
    new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await test.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }));
  await test.iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }));
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  const may = (...statements: object[]) =>
    test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: document(...statements),
      }),
    );
  const anna = new EC2Client(test.options(test.as('user/anna')) as never);
  const run = () =>
    anna.send(
      new RunInstancesCommand({
        ImageId: 'ami-1',
        MinCount: 1,
        MaxCount: 1,
        IamInstanceProfile: { Name: 'web' },
      }),
    );
  await may({ Action: 'ec2:*' });
  const refused = await refusal(run());
  expect(refused).toMatchObject({ code: 'UnauthorizedOperation', status: 403 });
  expect(refused.message).toContain(`iam:PassRole on resource: arn:aws:iam::${account}:role/web`);
  const EncodedMessage = /message: (\S+)$/.exec(refused.message)?.[1];
  const decoded = await test.sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
  expect(JSON.parse(decoded.DecodedMessage ?? '')).toMatchObject({ allowed: false, explicitDeny: false });
  await may(
    { Action: 'ec2:*' },
    { Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
  );
  expect((await run()).Instances?.[0]?.IamInstanceProfile?.Arn).toBe(
    `arn:aws:iam::${account}:instance-profile/web`,
  );
});
