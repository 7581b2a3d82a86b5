// Queues: messages, attributes and batches as the SDK's client sees them, policies that open and lock, and who unlocks.
import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  EnableOrganizationsRootSessionsCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  AddPermissionCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { AssumeRootCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/cloud/index.ts';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';

let test: TestAccount;
let sqs: SQSClient;
let QueueUrl: string;
const as = (credentials: Credentials) => new SQSClient(test.options(credentials));
const document = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const arn = `arn:aws:sqs:us-east-1:${account}:orders`;
const lock = document({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: arn });

beforeEach(async () => {
  test = testAccount();
  sqs = as(test.root);
  ({ QueueUrl } = (await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }))) as { QueueUrl: string });
});

describe('queues and messages', () => {
  it('are made, found, told about and deleted', async () => {
    expect(QueueUrl).toBe(`https://sqs.us-east-1.amazonaws.com/${account}/orders`);
    expect((await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
    await sqs.send(new CreateQueueCommand({ QueueName: 'parcels', tags: { team: 'red' } }));
    const first = await sqs.send(new ListQueuesCommand({ MaxResults: 1 }));
    expect(first.QueueUrls).toEqual([QueueUrl]);
    expect(
      (await sqs.send(new ListQueuesCommand({ MaxResults: 1, NextToken: first.NextToken }))).QueueUrls,
    ).toHaveLength(1);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: arn,
      VisibilityTimeout: '30',
      ApproximateNumberOfMessages: '0',
    });
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'blue', stage: 'test' } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['stage'] }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ team: 'blue' });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    expect(await refusal(sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' })))).toEqual({
      code: 'AWS.SimpleQueueService.NonExistentQueue',
      status: 400,
      message: 'The specified queue does not exist.',
    });
  });

  it('a message is given out, hidden, given out again and deleted', async () => {
    // The client checks the digests of what it sent and got.
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'hello',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
      }),
    );
    expect(sent.MD5OfMessageBody).toBe('5d41402abc4b2a76b9719d911017c592');
    const receive = () =>
      sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
    const [first] = (await receive()).Messages ?? [];
    expect(first).toMatchObject({
      Body: 'hello',
      Attributes: { ApproximateReceiveCount: '1', SenderId: account },
      MessageAttributes: { kind: { StringValue: 'greeting' } },
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    });
    expect((await receive()).Messages).toBeUndefined();
    test.now += 30_001;
    const [again] = (await receive()).Messages ?? [];
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: again?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [third] = (await receive()).Messages ?? [];
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: third?.ReceiptHandle }));
    test.now += 60_000;
    expect((await receive()).Messages).toBeUndefined();
    const text = JSON.stringify([...test.cloud.events.newest()]);
    expect(text).not.toContain('hello');
    expect(test.records.find(({ operation }) => operation === 'SendMessage')?.event.eventCategory).toBe(
      'Data',
    );
  });

  it('batches do what they can and tell of the rest; purging empties once a minute', async () => {
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: '1' },
          { Id: 'b', MessageBody: '2', DelaySeconds: 901 },
        ],
      }),
    );
    expect([Successful?.map(({ Id }) => Id), Failed?.map(({ Id }) => Id)]).toEqual([['a'], ['b']]);
    expect(await refusal(sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [] })))).toMatchObject({
      code: 'AWS.SimpleQueueService.EmptyBatchRequest',
    });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect((await refusal(sqs.send(new PurgeQueueCommand({ QueueUrl })))).code).toBe(
      'AWS.SimpleQueueService.PurgeQueueInProgress',
    );
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  });

  it('a FIFO queue keeps order within a group and drops twins', async () => {
    const Attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: 'line.fifo', Attributes }));
    const send = (MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody, MessageGroupId: 'g' }));
    const [one, twin] = [await send('1'), await send('1')];
    await send('2');
    expect(twin.MessageId).toBe(one.MessageId);
    const receive = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }))).Messages?.[0];
    const first = await receive();
    expect([first?.Body, await receive()]).toEqual(['1', undefined]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
    expect((await receive())?.Body).toBe('2');
    const withoutGroup = new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' });
    expect((await refusal(sqs.send(withoutGroup))).code).toBe('MissingParameter');
  });

  it.each([
    [new CreateQueueCommand({ QueueName: 'a b' }), 'InvalidParameterValue'],
    [
      new CreateQueueCommand({ QueueName: 'q', Attributes: { VisibilityTimeout: '99999' } }),
      'InvalidAttributeValue',
    ],
    [
      new CreateQueueCommand({ QueueName: 'q', Attributes: { Nothing: '1' } as never }),
      'InvalidAttributeName',
    ],
    [
      new CreateQueueCommand({ QueueName: 'orders', Attributes: { DelaySeconds: '5' } }),
      'QueueAlreadyExists',
    ],
    [new CreateQueueCommand({ QueueName: 'q', Attributes: { Policy: '{' } }), 'InvalidAttributeValue'],
  ])('refuses what it cannot take', async (command, code) => {
    expect(await refusal(sqs.send(command as CreateQueueCommand))).toMatchObject({ code, status: 400 });
  });
});

describe('policies', () => {
  const anna = () => as(test.as('user/anna'));
  beforeEach(async () => {
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  });

  it('the user’s own or the queue’s opens it', async () => {
    const receive = new ReceiveMessageCommand({ QueueUrl });
    const told = await refusal(anna().send(receive));
    expect(told.message).toBe(
      `User: arn:aws:iam::${account}:user/anna is not authorized to perform: sqs:ReceiveMessage on resource: ${arn} because no identity-based policy allows the sqs:ReceiveMessage action`,
    );
    const Policy = document({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:user/anna` },
      Action: 'sqs:ReceiveMessage',
      Resource: arn,
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await anna().send(receive);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
    );
    expect(Attributes).toEqual({ Policy });
    await test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: document({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn }),
      }),
    );
    await anna().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    // Batches are asked like single messages.
    await anna().send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: '1' }] }));
  });

  it('AddPermission writes a statement, RemovePermission takes it away', async () => {
    const other = '444455556666';
    await sqs.send(
      new AddPermissionCommand({
        QueueUrl,
        Label: 'guest',
        AWSAccountIds: [other],
        Actions: ['SendMessage'],
      }),
    );
    const policy = async () =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }))).Attributes
        ?.Policy;
    expect(JSON.parse((await policy()) ?? '')).toMatchObject({
      Statement: [
        { Sid: 'guest', Principal: { AWS: [`arn:aws:iam::${other}:root`] }, Action: ['SQS:SendMessage'] },
      ],
    });
    await sqs.send(new RemovePermissionCommand({ QueueUrl, Label: 'guest' }));
    expect(await policy()).toBeUndefined();
  });

  it('a queue policy locks everyone out, an administrator too; only root unlocks it', async () => {
    await test.iam.send(
      new AttachUserPolicyCommand({
        UserName: 'anna',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    );
    await anna().send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: lock } }));
    const unlock = new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } });
    for (const command of [unlock, new SendMessageCommand({ QueueUrl, MessageBody: 'x' })])
      expect((await refusal(anna().send(command as typeof unlock))).message).toContain(
        'with an explicit deny in a resource-based policy',
      );
    expect((await refusal(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })))).code).toBe(
      'AccessDenied',
    );
    await sqs.send(unlock);
    await anna().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  });

  it('in a member account AssumeRoot unlocks it, with the one task policy for it', async () => {
    const organizations = new OrganizationsClient(test.options());
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { CreateAccountStatus } = await organizations.send(
      new CreateAccountCommand({ AccountName: 'lab', Email: 'lab@example.com' }),
    );
    const lab = CreateAccountStatus?.AccountId as string;
    await test.iam.send(new EnableOrganizationsRootSessionsCommand({}));
    await test.iam.send(
      new AttachUserPolicyCommand({
        UserName: 'anna',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    );
    const inLab = as(test.as(`arn:aws:iam::${lab}:root`));
    const { QueueUrl: url } = await inLab.send(new CreateQueueCommand({ QueueName: 'orders' }));
    const Policy = lock.replace(account, lab);
    await inLab.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
    const session = async (task: string) => {
      const { Credentials: keys } = await test.stsAs(test.as('user/anna')).send(
        new AssumeRootCommand({
          TargetPrincipal: lab,
          TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
        }),
      );
      return as({
        accessKeyId: keys?.AccessKeyId as string,
        secretAccessKey: keys?.SecretAccessKey as string,
        sessionToken: keys?.SessionToken as string,
      });
    };
    const unlock = new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: '' } });
    expect((await refusal((await session('S3UnlockBucketPolicy')).send(unlock))).code).toBe('AccessDenied');
    const root = await session('SQSUnlockQueuePolicy');
    expect((await root.send(new ListQueuesCommand({}))).QueueUrls).toEqual([url]);
    expect((await refusal(root.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' })))).code).toBe(
      'AccessDenied',
    );
    await root.send(unlock);
    expect(test.records.at(-1)?.event.userIdentity).toMatchObject({
      type: 'Root',
      accountId: lab,
      sessionContext: { assumedRoot: 'true' },
    });
    await inLab.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  });
});
