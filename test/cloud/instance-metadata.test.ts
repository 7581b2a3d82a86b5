// An instance's metadata: tokens, paths, and credentials of its role that work, over HTTP with the SDK's own provider.
import {
  AssociateIamInstanceProfileCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromInstanceMetadata } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readServeOptions, startEndpoint } from '../../src/cli/serve.ts';

type Running = Awaited<ReturnType<typeof startEndpoint>>;
let running: Running;
let url: string;
let instance: string;
let ec2: EC2Client;
let iam: IAMClient;

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
const trusting = (service: string) =>
  document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });

beforeEach(async () => {
  running = await startEndpoint(readServeOptions(['--port', '0']));
  url = `http://127.0.0.1:${running.port}`;
  const options = { region: 'us-east-1', endpoint: url, credentials: running.credentials };
  [ec2, iam] = [new EC2Client(options), new IAMClient(options)];
  await iam.send(
    new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: trusting('ec2.amazonaws.com') }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'app',
      PolicyName: 'p',
      PolicyDocument: document({
        Effect: 'Allow',
        Action: 'iam:ListUsers',
        Resource: '*',
        Condition: { StringEquals: { 'ec2:RoleDelivery': '2.0' } },
      }),
    }),
  );
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'app-profile' }));
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'app-profile', RoleName: 'app' }),
  );
  const { Instances } = await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1 }),
  );
  instance = Instances?.[0]?.InstanceId as string;
});
afterEach(() => running.close());

const associate = () =>
  ec2.send(
    new AssociateIamInstanceProfileCommand({
      InstanceId: instance,
      IamInstanceProfile: { Name: 'app-profile' },
    }),
  );
const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(url + path, { method, headers });
  return [answer.status, await answer.text()] as const;
};
const token = async (base = '/latest') =>
  (await get(`${base}/api/token`, { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }, 'PUT'))[1];

it('the SDK’s provider gets the role’s credentials, and they work', async () => {
  await associate();
  process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = url;
  try {
    const credentials = fromInstanceMetadata({ maxRetries: 0, timeout: 5000 });
    const options = { region: 'us-east-1', endpoint: url, credentials };
    const { Arn } = await new STSClient(options).send(new GetCallerIdentityCommand({}));
    expect(Arn).toMatch(new RegExp(`:assumed-role/app/${instance}$`));
    // The condition key of the policy comes with the session.
    await new IAMClient(options).send(new ListUsersCommand({}));
  } finally {
    delete process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT;
  }
});

it('gives the same credentials again, and none to who shows no token', async () => {
  await associate();
  const base = `/_rootless/instances/${instance}/latest`;
  const path = `${base}/meta-data/iam/security-credentials/`;
  expect((await get(path))[0]).toBe(401);
  expect((await get(path, { 'x-aws-ec2-metadata-token': 'made-up' }))[0]).toBe(401);
  const headers = { 'x-aws-ec2-metadata-token': await token(base) };
  expect(await get(path, headers)).toEqual([200, 'app']);
  const [first, again] = [await get(`${path}app`, headers), await get(`${path}app`, headers)];
  expect(JSON.parse(first[1])).toMatchObject({ Code: 'Success', Type: 'AWS-HMAC' });
  expect(again).toEqual(first);
  expect((await get(`${base}/meta-data/iam/info`, headers))[1]).toContain(':instance-profile/app-profile');
  expect((await get(`${base}/meta-data/`, headers))[1].split('\n')).toContain('iam/');
  expect((await get(`${base}/meta-data/nothing`, headers))[0]).toBe(404);
  expect((await get(`${base}/api/token`, {}, 'PUT'))[0]).toBe(400);
  expect((await get(`${base}/api/token`))[0]).toBe(405);
});

it('has no credentials without a profile, says when EC2 is not trusted, and nothing once it is stopped', async () => {
  const headers = { 'x-aws-ec2-metadata-token': await token() };
  const path = '/latest/meta-data/iam/security-credentials/';
  expect((await get(path, headers))[0]).toBe(404);
  await associate();
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'app', PolicyDocument: trusting('lambda.amazonaws.com') }),
  );
  expect(JSON.parse((await get(`${path}app`, headers))[1])).toMatchObject({
    Code: 'AssumeRoleUnauthorizedAccess',
  });
  await ec2.send(new StopInstancesCommand({ InstanceIds: [instance] }));
  expect((await get(path, headers))[0]).toBe(404);
});

it('with two instances one has to say which', async () => {
  await ec2.send(new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1 }));
  expect(await get('/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }, 'PUT')).toEqual([
    404,
    expect.stringContaining('/_rootless/instances/ID'),
  ]);
});
