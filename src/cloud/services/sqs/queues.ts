// SQS: queues themselves, and their tags.
import type * as sdk from '@aws-sdk/client-sqs';
import { fail } from '../errors.ts';
import { requestTagKeys } from '../iam/common.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { tagsWith, tagsWithout } from '../tags.ts';
import { checkedAttributes } from './attributes.ts';
import type { Queue } from './queue.ts';
import { findQueue, noQueue, on, putQueue, questionOn, queueArn, queueKey, queueUrl } from './queue.ts';

const tagList = (tags: Record<string, string> | undefined) =>
  Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));

const createQueue = operation<sdk.CreateQueueRequest, sdk.CreateQueueResult>({
  resource: (input, call) => queueArn(call.tx.accountId, call.region, input.QueueName),
  context: (input) => requestTagKeys(tagList(input.tags)),
  run(input, call) {
    const { QueueName: name, Attributes: given = {} } = input;
    const isFifo = given.FifoQueue === 'true';
    if (!/^[\w-]{1,80}$/.test(isFifo ? name.replace(/\.fifo$/, '') : name) || name.length > 80)
      fail(
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    if (isFifo !== name.endsWith('.fifo'))
      fail(
        'InvalidParameterValue',
        'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
      );
    const { attributes, policy } = checkedAttributes(call, name, given);
    const url = queueUrl(call.tx.accountId, call.region, name);
    const existing = call.tx.account.resources.get(queueKey(call.region, name)) as Queue | undefined;
    if (existing) {
      const different = Object.entries(attributes).find(([key, value]) => existing.attributes[key] !== value);
      if (different)
        fail(
          'QueueAlreadyExists',
          `A queue already exists with the same name and a different value for attribute ${different[0]}`,
        );
      return { QueueUrl: url };
    }
    const { now } = call.times;
    putQueue(call, call.tx.accountId, {
      kind: 'sqs/queue',
      name,
      region: call.region,
      created: now,
      modified: now,
      attributes,
      ...(policy ? { policy } : {}),
      tags: tagList(input.tags),
      messages: [],
    });
    return { QueueUrl: url };
  },
});

const deleteQueue = operation<sdk.DeleteQueueRequest, void>({
  ...on('DeleteQueue'),
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    call.tx.within(account).remove('resources', queueKey(queue.region, queue.name));
  },
});

const getQueueUrl = operation<sdk.GetQueueUrlRequest, sdk.GetQueueUrlResult>({
  dataEvent: true,
  questions(input, call) {
    const account = input.QueueOwnerAWSAccountId ?? call.tx.accountId;
    const url = queueUrl(account, call.region, input.QueueName);
    return [questionOn(findQueue(call, url), 'GetQueueUrl')];
  },
  run: (input, call) => ({
    QueueUrl: queueUrl(
      input.QueueOwnerAWSAccountId ?? call.tx.accountId,
      call.region,
      input.QueueName || noQueue(),
    ),
  }),
});

function queuesOf(call: Call, prefix: string): Queue[] {
  return [...call.tx.account.resources.values()]
    .filter((item): item is Queue => item.kind === 'sqs/queue')
    .filter(({ region, name }) => region === call.region && name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const listQueues = operation<sdk.ListQueuesRequest, sdk.ListQueuesResult>({
  dataEvent: true,
  run(input, call) {
    if (input.MaxResults !== undefined && (input.MaxResults < 1 || input.MaxResults > 1000))
      fail('InvalidParameterValue', 'MaxResults must be between 1 and 1000.');
    const { NextToken: after = '' } = input;
    const found = queuesOf(call, input.QueueNamePrefix ?? '').filter(({ name }) => name > after);
    const items = found.slice(0, input.MaxResults ?? 1000);
    const urls = items.map(({ name }) => queueUrl(call.tx.accountId, call.region, name));
    return {
      ...(urls.length > 0 ? { QueueUrls: urls } : {}),
      // A token is given only to who asked for pages.
      ...(input.MaxResults !== undefined && items.length < found.length
        ? { NextToken: items.at(-1)?.name as string }
        : {}),
    };
  },
});

const purgeQueue = operation<sdk.PurgeQueueRequest, void>({
  ...on('PurgeQueue'),
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    const { now } = call.times;
    if (queue.purged !== undefined && now - queue.purged < 60_000)
      fail(
        'AWS.SimpleQueueService.PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      );
    putQueue(call, account, { ...queue, messages: [], purged: now });
  },
});

const tagQueue = operation<sdk.TagQueueRequest, void>({
  questions(input, call) {
    const question = questionOn(findQueue(call, input.QueueUrl), 'TagQueue');
    return [{ ...question, context: { ...question.context, ...requestTagKeys(tagList(input.Tags)) } }];
  },
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    putQueue(call, account, { ...queue, tags: tagsWith(queue.tags, tagList(input.Tags)) });
  },
});

const untagQueue = operation<sdk.UntagQueueRequest, void>({
  questions(input, call) {
    const question = questionOn(findQueue(call, input.QueueUrl), 'UntagQueue');
    return [{ ...question, context: { ...question.context, 'aws:TagKeys': input.TagKeys } }];
  },
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    putQueue(call, account, { ...queue, tags: tagsWithout(queue.tags, input.TagKeys) });
  },
});

const listQueueTags = operation<sdk.ListQueueTagsRequest, sdk.ListQueueTagsResult>({
  ...on('ListQueueTags'),
  dataEvent: true,
  run(input, call) {
    const { tags } = findQueue(call, input.QueueUrl).queue;
    return tags.length > 0 ? { Tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) } : {};
  },
});

export const queues: Operations = {
  CreateQueue: createQueue,
  DeleteQueue: deleteQueue,
  GetQueueUrl: getQueueUrl,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
  ListQueueTags: listQueueTags,
};
