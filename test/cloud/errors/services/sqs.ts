// Amazon SQS.
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { document } from '../account.ts';
import { ofEach, type ServiceCase, type ServiceErrors } from '../service-cases.ts';

const url = (name: string) => `https://sqs.us-east-1.amazonaws.com/${account}/${name}`;
const QueueUrl = url('work');
const line = url('line.fifo');

function receipt(world: World): string {
  const queue = world.accounts.get(account)?.resources.get('sqs/queue/us-east-1/work') as unknown as {
    messages: { receipt?: string }[];
  };
  return queue.messages.find((message) => message.receipt)?.receipt as string;
}

const permission = { QueueUrl, Label: 'second', AWSAccountIds: [account], Actions: ['SendMessage'] };

const inputs: ServiceErrors['inputs'] = {
  CreateQueue: { QueueName: 'new' },
  DeleteQueue: { QueueUrl },
  GetQueueUrl: { QueueName: 'work' },
  ListQueues: {},
  PurgeQueue: { QueueUrl },
  TagQueue: { QueueUrl, Tags: { team: 'red' } },
  UntagQueue: { QueueUrl, TagKeys: ['team'] },
  ListQueueTags: { QueueUrl },
  SetQueueAttributes: { QueueUrl, Attributes: { VisibilityTimeout: '60' } },
  GetQueueAttributes: { QueueUrl, AttributeNames: ['All'] },
  AddPermission: permission,
  RemovePermission: { QueueUrl, Label: 'first' },
  SendMessage: { QueueUrl, MessageBody: 'hello' },
  SendMessageBatch: { QueueUrl, Entries: [{ Id: 'a', MessageBody: 'hello' }] },
  ReceiveMessage: { QueueUrl },
  DeleteMessage: (world: World) => ({ QueueUrl, ReceiptHandle: receipt(world) }),
  DeleteMessageBatch: (world: World) => ({ QueueUrl, Entries: [{ Id: 'a', ReceiptHandle: receipt(world) }] }),
  ChangeMessageVisibility: (world: World) => ({
    QueueUrl,
    ReceiptHandle: receipt(world),
    VisibilityTimeout: 10,
  }),
  ChangeMessageVisibilityBatch: (world: World) => ({
    QueueUrl,
    Entries: [{ Id: 'a', ReceiptHandle: receipt(world), VisibilityTimeout: 10 }],
  }),
};

const noQueue = 'CreateQueue GetQueueUrl ListQueues';
const batches = Object.fromEntries(
  Object.entries(inputs).filter(([operation]) => operation.endsWith('Batch')),
);
type Batch = { Entries: { Id: string }[] };
const entries = (change: (one: { Id: string }) => object[]) => (input: object) => ({
  ...input,
  Entries: change((input as Batch).Entries[0] as { Id: string }),
});

const value = (operation: string, input: object, before: ServiceCase['before'] = []): ServiceCase => ({
  operation,
  error: 'InvalidParameterValue',
  input,
  before,
});

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

export const sqsErrors: ServiceErrors = {
  service: 'sqs',
  things: [
    ['CreateQueue', { QueueName: 'work' }],
    ['CreateQueue', { QueueName: 'line.fifo', Attributes: { FifoQueue: 'true' } }],
    ['AddPermission', { ...permission, Label: 'first' }],
    ['SendMessage', { QueueUrl, MessageBody: 'one' }],
    ['ReceiveMessage', { QueueUrl, VisibilityTimeout: 600 }],
    ['SendMessage', { QueueUrl, MessageBody: 'two' }],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, '', { error: 'AccessDenied', as: 'user/anna' }),
    ...ofEach(inputs, noQueue, { error: 'QueueDoesNotExist' }, (input) => ({
      ...input,
      QueueUrl: url('nobody'),
    })),
    { operation: 'GetQueueUrl', error: 'QueueDoesNotExist', input: { QueueName: 'nobody' } },
    ...ofEach(inputs, noQueue, { error: 'InvalidAddress' }, (input) => ({
      ...input,
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/work',
    })),
    ...ofEach(
      batches,
      '',
      { error: 'EmptyBatchRequest' },
      entries(() => []),
    ),
    ...ofEach(
      batches,
      '',
      { error: 'BatchEntryIdsNotDistinct' },
      entries((one) => [one, one]),
    ),
    ...ofEach(
      batches,
      '',
      { error: 'InvalidBatchEntryId' },
      entries((one) => [{ ...one, Id: 'a b' }]),
    ),
    ...ofEach(
      batches,
      '',
      { error: 'TooManyEntriesInBatchRequest' },
      entries((one) => many(11).map((i) => ({ ...one, Id: `m${i}` }))),
    ),
    {
      operation: 'SendMessageBatch',
      error: 'BatchRequestTooLong',
      input: { QueueUrl, Entries: many(2).map((i) => ({ Id: `m${i}`, MessageBody: 'x'.repeat(600_000) })) },
    },
    {
      operation: 'ChangeMessageVisibility',
      error: 'MessageNotInflight',
      later: 700_000,
      input: inputs.ChangeMessageVisibility as object,
    },
    {
      operation: 'ChangeMessageVisibility',
      error: 'ReceiptHandleIsInvalid',
      input: { QueueUrl, ReceiptHandle: 'none', VisibilityTimeout: 10 },
    },
    {
      operation: 'DeleteMessage',
      error: 'ReceiptHandleIsInvalid',
      input: { QueueUrl, ReceiptHandle: 'none' },
    },
    {
      operation: 'CreateQueue',
      error: 'InvalidAttributeName',
      input: { QueueName: 'new', Attributes: { Mood: 'good' } },
    },
    {
      operation: 'CreateQueue',
      error: 'InvalidAttributeName',
      input: { QueueName: 'new', Attributes: { ContentBasedDeduplication: 'true' } },
    },
    {
      operation: 'SetQueueAttributes',
      error: 'InvalidAttributeName',
      input: { QueueUrl, Attributes: { Mood: 'good' } },
    },
    {
      operation: 'GetQueueAttributes',
      error: 'InvalidAttributeName',
      input: { QueueUrl, AttributeNames: ['Mood'] },
    },
    {
      operation: 'CreateQueue',
      error: 'InvalidAttributeValue',
      input: { QueueName: 'new', Attributes: { DelaySeconds: '901' } },
    },
    {
      operation: 'SetQueueAttributes',
      error: 'InvalidAttributeValue',
      input: { QueueUrl, Attributes: { Policy: '{' } },
    },
    {
      operation: 'SetQueueAttributes',
      error: 'InvalidAttributeValue',
      input: {
        QueueUrl,
        Attributes: {
          Policy: document({
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:user/nobody` },
            Action: 'sqs:*',
            Resource: '*',
          }),
        },
      },
    },
    {
      operation: 'CreateQueue',
      error: 'QueueNameExists',
      input: { QueueName: 'work', Attributes: { DelaySeconds: '5' } },
    },
    {
      operation: 'PurgeQueue',
      error: 'PurgeQueueInProgress',
      before: [['PurgeQueue', { QueueUrl }]],
      input: { QueueUrl },
    },
    {
      operation: 'AddPermission',
      error: 'OverLimit',
      before: many(19).map((i) => ['AddPermission', { ...permission, Label: `p${i}` }] as const),
      input: permission,
    },
    {
      operation: 'AddPermission',
      error: 'OverLimit',
      input: {
        ...permission,
        Actions: `SendMessage ReceiveMessage DeleteMessage PurgeQueue GetQueueUrl GetQueueAttributes
          ChangeMessageVisibility ListQueueTags`.split(/\s+/),
      },
    },
    {
      operation: 'SetQueueAttributes',
      error: 'OverLimit',
      input: {
        QueueUrl,
        Attributes: {
          Policy: document(
            many(21).map((i) => ({
              Sid: `s${i}`,
              Effect: 'Allow',
              Principal: '*',
              Action: 'sqs:SendMessage',
              Resource: '*',
            })),
          ),
        },
      },
    },
    {
      operation: 'SendMessage',
      error: 'InvalidMessageContents',
      input: { QueueUrl, MessageBody: 'a\u0001' },
    },
    { operation: 'SendMessage', error: 'MissingParameter', input: { QueueUrl, MessageBody: '' } },
    { operation: 'SendMessage', error: 'MissingParameter', input: { QueueUrl: line, MessageBody: 'x' } },
    value('SendMessage', { QueueUrl: line, MessageBody: 'x', MessageGroupId: 'g' }),
    value('SendMessage', { QueueUrl, MessageBody: 'x', DelaySeconds: 901 }),
    value('SendMessage', { QueueUrl, MessageBody: 'x'.repeat(1_048_577) }),
    value('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 11 }),
    {
      ...value('ChangeMessageVisibility', {}),
      input: (world) => ({ QueueUrl, ReceiptHandle: receipt(world), VisibilityTimeout: 43_201 }),
    },
    value('AddPermission', { ...permission, Label: 'a b' }),
    value('AddPermission', { ...permission, Label: 'first' }),
    value('RemovePermission', { QueueUrl, Label: 'nobody' }),
    value('CreateQueue', { QueueName: 'a b' }),
    value('CreateQueue', { QueueName: 'new', Attributes: { FifoQueue: 'true' } }),
    value('ListQueues', { MaxResults: 1001 }),
  ],
  everywhere: {
    InvalidSecurity:
      'Requests over HTTP and HTTPS, and of all signature versions AWS still takes, are the same here.',
    KmsAccessDenied: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsDisabled: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsInvalidKeyUsage: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsInvalidState: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsNotFound: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsOptInRequired: 'Messages are not encrypted: no key of KMS is asked for.',
    KmsThrottled: 'Messages are not encrypted: no key of KMS is asked for.',
    RequestThrottled: 'Requests are not counted against a rate.',
    UnsupportedOperation: 'What is simulated works on every kind of queue.',
  },
  somewhere: {
    'CreateQueue InvalidAddress': 'It names a queue that is not there yet, not its address.',
    'CreateQueue QueueDeletedRecently':
      'The name of a deleted queue is free at once: nobody has to wait a minute.',
    'DeleteMessage InvalidIdFormat':
      'AWS no longer tells it: a receipt handle of another form is ReceiptHandleIsInvalid.',
    'GetQueueUrl InvalidAddress': 'It takes a name, not an address.',
    'ListQueues InvalidAddress': 'It takes no address.',
    'ReceiveMessage OverLimit': 'It takes 120,000 messages in flight.',
  },
  undeclared: {
    AccessDenied: '«Common error types», SQS API reference',
    InvalidParameterValue: '«Common Errors», SQS API reference',
    MissingParameter: '«Common Errors», SQS API reference',
  },
};
