// Any action of AWS's can be attempted: the policies decide, the event history tells, nothing is done.
import {
  AttachUserPolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, expect, it } from 'vitest';
import { emptyWorld } from '../../src/cloud/index.ts';
import { loadService, serviceNames } from '../../src/data/actions/index.ts';
import { account, testAccount } from './support/account.ts';
import { jsonCall } from './support/json-call.ts';

let test: ReturnType<typeof testAccount>;
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/books`;
const attempt = (input: object, credentials = test.as('user/anna')) =>
  jsonCall(test, 'Portal.Attempt', input, credentials);
const allow = (statement: object) =>
  test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'own',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Resource: '*', ...statement },
      }),
    }),
  );

beforeEach(async () => {
  test = testAccount();
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
});

it('is denied with AWS’s sentence, and recorded as the service would', async () => {
  const told = await attempt({ Action: 'dynamodb:putitem', Resource: table });
  expect(told).toMatchObject({
    status: 400,
    __type: 'AccessDeniedException',
    message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: dynamodb:PutItem on resource: ${table} because no identity-based policy allows the dynamodb:PutItem action`,
  });
  const record = test.records.at(-1);
  expect(record?.event).toMatchObject({
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'PutItem',
    errorCode: 'AccessDenied',
    readOnly: false,
    eventCategory: 'Management',
    additionalEventData: { practiceAttempt: true },
    userIdentity: { type: 'IAMUser', userName: 'anna' },
  });
  expect(record?.authorization[0]).toMatchObject({ decision: 'implicitDeny', decidedBy: 'identity' });
  expect(record?.changed).toBe(false);
});

it('is allowed, and says that nothing stands behind it', async () => {
  await allow({ Action: 'dynamodb:*' });
  const told = await attempt({ Action: 'dynamodb:PutItem', Resource: table });
  expect(told).toMatchObject({
    status: 200,
    Action: 'dynamodb:PutItem',
    Resource: table,
    ServiceName: 'Amazon DynamoDB',
    AccessLevel: 'Write',
    Simulated: false,
    Message: 'Allowed, but the practice account does not simulate this service.',
  });
  expect(test.records.at(-1)?.event).toMatchObject({ eventName: 'PutItem', readOnly: false });
});

it('tells an action that the account simulates', async () => {
  await allow({ Action: 'iam:ListUsers' });
  expect(await attempt({ Action: 'iam:ListUsers' })).toMatchObject({ Simulated: true });
});

it.each([
  ['dynamodb:PutItme', 'dynamodb:PutItem'],
  ['dynamobd:PutItem', 'dynamodb:PutItem'],
  ['s3:GetObjekt', 's3:GetObject'],
])('%s: did you mean %s?', async (written, suggestion) => {
  const told = await attempt({ Action: written });
  expect(told).toMatchObject({ __type: 'ValidationException', Suggestion: suggestion });
  expect(told.message).toContain(`Did you mean ${suggestion}?`);
});

it.each([
  [{ Action: 'GetObject' }, 'write it as service:Action'],
  [{ Action: 'nothing-like-it:Do' }, 'no service with the prefix nothing-like-it'],
  [{ Action: 's3:GetObject', Resource: table }, 'It takes arn:'],
  [{ Action: 'dynamodb:ListTables', Resource: table }, 'takes no resource'],
  [{ Action: 's3:GetObject', Resource: 'books' }, 'regular expression'],
  [{ Action: 's3:GetObject', Context: { 'aws:MultiFactorAuthPresent': ['true'] } }, 'is told by AWS'],
])('%j is refused: %s', async (input, sentence) => {
  const told = await attempt(input);
  expect(told.__type).toBe('ValidationException');
  expect(told.message).toContain(sentence);
});

it('weighs what the request would carry: region and condition keys', async () => {
  await allow({
    Action: 'ec2:RunInstances',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'ec2:InstanceType': 't3.micro' } },
  });
  const on = (Region: string, type: string) =>
    attempt({
      Action: 'ec2:RunInstances',
      Resource: `arn:aws:ec2:${Region}:${account}:instance/i-1`,
      Context: { 'ec2:InstanceType': [type] },
    });
  expect((await on('eu-west-1', 't3.micro')).status).toBe(200);
  expect((await on('us-west-2', 't3.micro')).status).toBe(400);
  expect((await on('eu-west-1', 'p5.48xlarge')).status).toBe(400);
});

it('lets the resource’s own policy have its say', async () => {
  const s3 = new S3Client({ ...test.options(), forcePathStyle: true } as object);
  await s3.send(new CreateBucketCommand({ Bucket: 'books' }));
  const acl = { Action: 's3:GetObjectAttributes', Resource: 'arn:aws:s3:::books/a' };
  expect((await attempt(acl)).status).toBe(400);
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: 'books',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:user/anna` },
          Action: 's3:GetObjectAttributes',
          Resource: 'arn:aws:s3:::books/*',
        },
      }),
    }),
  );
  expect((await attempt(acl)).status).toBe(200);
  await test.iam.send(
    new CreateRoleCommand({
      RoleName: 'reader',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      }),
    }),
  );
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'anna',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  const role = { Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${account}:role/reader` };
  expect(await attempt(role)).toMatchObject({ __type: 'AccessDeniedException' });
});

it('knows every action of the tables, and root may attempt them', async () => {
  const { requests, refused } = { requests: 0, refused: [] as string[] };
  let count = requests;
  for (const prefix of Object.keys(serviceNames).filter((_, i) => i % 40 === 0)) {
    const [first] = (await loadService(prefix))?.actions.values() ?? [];
    if (!first) continue;
    count++;
    const told = await attempt({ Action: `${prefix}:${first.name}` }, test.root);
    if (told.status !== 200) refused.push(`${prefix}:${first.name} ${told.message}`);
  }
  expect(refused).toEqual([]);
  expect(count).toBeGreaterThan(8);
});

it('a service the account does not have answers UnknownOperation, in its protocol’s form', async () => {
  const told = await jsonCall(
    test,
    'DynamoDB_20120810.ListTables',
    {},
    test.root,
    'dynamodb.us-east-1.amazonaws.com',
  );
  expect(told).toMatchObject({ status: 400, __type: 'UnknownOperationException' });
  expect(told.message).toContain('rootless attempt');
  const send = async (url: string, headers: Record<string, string>, body = '') => {
    const answer = await testAccount({ world: emptyWorld({ account }) }).cloud.handle(
      { method: 'POST', url, headers, body: new TextEncoder().encode(body) },
      { wall: Date.now(), now: test.now },
    );
    return [
      answer.status,
      answer.headers['x-amzn-errortype'],
      new TextDecoder().decode(answer.body),
    ] as const;
  };
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/SERVICE/aws4_request, SignedHeaders=host, Signature=0';
  const date = { 'x-amz-date': '20261123T150000Z' };
  const [form, , xml] = await send(
    'https://sns.us-east-1.amazonaws.com/',
    {
      ...date,
      authorization: authorization.replace('SERVICE', 'sns'),
      'content-type': 'application/x-www-form-urlencoded',
    },
    'Action=ListTopics&Version=2010-03-31',
  );
  expect(form).toBe(400);
  expect(xml).toContain('<Code>UnknownOperation</Code>');
  const [rest, type, json] = await send('https://lambda.us-east-1.amazonaws.com/2015-03-31/functions', {
    ...date,
    authorization: authorization.replace('SERVICE', 'lambda'),
  });
  expect([rest, type]).toEqual([404, 'UnknownOperationException']);
  expect(JSON.parse(json)).toMatchObject({ __type: 'UnknownOperationException' });
});
