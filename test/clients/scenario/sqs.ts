// SQS: queues, their settings and messages.
import { expect } from 'vitest';
import type { Kept, Step } from './step.ts';
import { account, steps } from './step.ts';

const { call, refused, pages } = steps('sqs');
const url = ({ queue }: Kept) => ({ QueueUrl: queue.QueueUrl as string });
const handle = (kept: Kept) => ({ ...url(kept), ReceiptHandle: kept.got.Messages[0].ReceiptHandle });
const batch = (kept: Kept, more: object = {}) =>
  kept.some.Messages.map(({ ReceiptHandle }: { ReceiptHandle: string }, i: number) => ({
    Id: `m${i}`,
    ReceiptHandle,
    ...more,
  }));

export const sqs: readonly Step[] = [
  call(
    'CreateQueue',
    { QueueName: 'orders', Attributes: { VisibilityTimeout: '60' }, tags: { team: 'course' } },
    { QueueUrl: expect.stringMatching(new RegExp(`/${account}/orders$`)) },
    { keep: 'queue' },
  ),
  call('CreateQueue', { QueueName: 'parcels' }, undefined, { keep: 'parcels' }),
  call('GetQueueUrl', { QueueName: 'orders' }, url),
  refused('GetQueueUrl', { QueueName: 'none' }, [
    'AWS.SimpleQueueService.NonExistentQueue',
    400,
    'The specified queue does not exist.',
  ]),
  call('ListQueues', { QueueNamePrefix: 'ord' }, (kept) => ({ QueueUrls: [url(kept).QueueUrl] })),
  pages('ListQueues', ['QueueUrls']),
  call('SetQueueAttributes', (kept) => ({ ...url(kept), Attributes: { VisibilityTimeout: '90' } })),
  call('GetQueueAttributes', (kept) => ({ ...url(kept), AttributeNames: ['All'] }), {
    Attributes: {
      QueueArn: `arn:aws:sqs:us-east-1:${account}:orders`,
      VisibilityTimeout: '90',
      ApproximateNumberOfMessages: '0',
    },
  }),
  call('TagQueue', (kept) => ({ ...url(kept), Tags: { stage: 'test' } })),
  call('ListQueueTags', url, { Tags: { team: 'course', stage: 'test' } }),
  call('UntagQueue', (kept) => ({ ...url(kept), TagKeys: ['team'] })),
  call('ListQueueTags', url, { Tags: { stage: 'test' } }),
  call('AddPermission', (kept) => ({
    ...url(kept),
    Label: 'others',
    AWSAccountIds: [account],
    Actions: ['SendMessage'],
  })),
  call('GetQueueAttributes', (kept) => ({ ...url(kept), AttributeNames: ['Policy'] }), {
    Attributes: { Policy: expect.stringContaining('"others"') },
  }),
  call('RemovePermission', (kept) => ({ ...url(kept), Label: 'others' })),

  call('SendMessage', (kept) => ({ ...url(kept), MessageBody: 'hello' }), {
    MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
    MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  }),
  call('ReceiveMessage', url, { Messages: [{ Body: 'hello' }] }, { keep: 'got' }),
  call('ChangeMessageVisibility', (kept) => ({ ...handle(kept), VisibilityTimeout: 0 })),
  call('DeleteMessage', handle),
  call(
    'SendMessageBatch',
    (kept) => ({
      ...url(kept),
      Entries: [
        { Id: 'a', MessageBody: 'one' },
        { Id: 'b', MessageBody: 'two' },
      ],
    }),
    { Successful: [{ Id: 'a' }, { Id: 'b' }] },
  ),
  call(
    'ReceiveMessage',
    (kept) => ({ ...url(kept), MaxNumberOfMessages: 10 }),
    { Messages: [{}, {}] },
    { keep: 'some' },
  ),
  call(
    'ChangeMessageVisibilityBatch',
    (kept) => ({ ...url(kept), Entries: batch(kept, { VisibilityTimeout: 0 }) }),
    { Successful: [{ Id: 'm0' }, { Id: 'm1' }] },
  ),
  call('DeleteMessageBatch', (kept) => ({ ...url(kept), Entries: batch(kept) }), {
    Successful: [{ Id: 'm0' }, { Id: 'm1' }],
  }),
  call('PurgeQueue', url),
  call('DeleteQueue', url),
  call('DeleteQueue', ({ parcels }) => ({ QueueUrl: parcels.QueueUrl })),
  refused('DeleteQueue', url, ['AWS.SimpleQueueService.NonExistentQueue', 400]),
];
