// The fence before the network: what is not on its list is never handed on, in whatever form it comes.
import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { callOf, type Fence, fenced, planFence, readOnlyFence } from '../../src/live/fence.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';

const words = {
  host: (host: string) => `host ${host}`,
  changes: (operation: string) => `changes ${operation}`,
};

function behind(fence: Fence) {
  const sent: string[] = [];
  const config = fenced(
    {
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) },
      maxAttempts: 1,
      requestHandler: hostRequestHandler({
        async handle({ url, body }) {
          sent.push(`${url} ${new TextDecoder().decode(body)}`);
          return {
            status: 200,
            headers: { 'content-type': 'text/xml' },
            body: new TextEncoder().encode(
              '<ListUsersResponse><ListUsersResult><Users/><IsTruncated>false</IsTruncated></ListUsersResult></ListUsersResponse>',
            ),
          };
        },
      }),
    },
    fence,
  ) as object;
  return { sent, config };
}

it('lets reads of IAM through, and nothing that changes or goes elsewhere', async () => {
  const { sent, config } = behind(readOnlyFence(words));
  const iam = new IAMClient(config);
  await iam.send(new ListUsersCommand({}));
  expect(sent).toHaveLength(1);
  await expect(iam.send(new CreateUserCommand({ UserName: 'x' }))).rejects.toMatchObject({
    name: 'FenceRefused',
    message: 'changes CreateUser',
  });
  await expect(new S3Client(config).send(new ListBucketsCommand({}))).rejects.toThrow('host s3');
  expect(sent).toHaveLength(1);
});

it.each([
  ['two actions', 'Action=ListUsers&Action=DeleteUser'],
  ['no action', ''],
  ['an action of another case', 'Action=deleteUser'],
  ['a read of another host', 'Action=ListUsers', 'evil.example'],
  ['a name of every object', 'Action=ListUsers', 'constructor'],
])('refuses %s', (_name, body, hostname = 'iam.amazonaws.com') => {
  expect(readOnlyFence(words)(callOf({ hostname, headers: {}, body }))).toBeTypeOf('string');
});

it('reads the operation of JSON protocols from the header, whatever its case', () => {
  const call = callOf({
    hostname: 'cloudtrail.us-east-1.amazonaws.com',
    headers: { 'X-Amz-Target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DeleteTrail' },
    body: 'Action=ListUsers',
  });
  expect(call.operation).toBe('DeleteTrail');
  expect(readOnlyFence(words)(call)).toBe('changes DeleteTrail');
});

it('lets a plan’s calls through as they were planned, and no other', async () => {
  const { sent, config } = behind(
    planFence([{ operation: 'CreateUser', input: { UserName: 'anna', Path: '/people/' } }], words),
  );
  const iam = new IAMClient(config);
  await iam.send(new CreateUserCommand({ UserName: 'anna', Path: '/people/' }));
  expect(sent).toHaveLength(1);
  for (const input of [{ UserName: 'boss', Path: '/people/' }, { UserName: 'anna' }])
    await expect(iam.send(new CreateUserCommand(input))).rejects.toThrow('changes CreateUser');
  expect(sent).toHaveLength(1);
});
