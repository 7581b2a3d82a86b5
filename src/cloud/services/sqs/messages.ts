// SQS: messages, one by one and in batches. All of them are data events.
import type * as sdk from '@aws-sdk/client-sqs';
import { md5Hex } from '../../wire/md5.ts';
import { AwsError, fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { numberOf } from './attributes.ts';
import { digestOfAttributes } from './digest.ts';
import type { Message, Queue } from './queue.ts';
import { findQueue, isFifo, on, putQueue } from './queue.ts';

/** SQS API reference, SendMessageBatch: 1 MiB. */
const largestBatch = 1_048_576;
const deduplicationWindow = 5 * 60_000;
const receiptAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

type Sending = Pick<
  sdk.SendMessageRequest,
  'DelaySeconds' | 'MessageAttributes' | 'MessageDeduplicationId' | 'MessageGroupId'
> & { MessageBody: string };

/** Characters that XML cannot carry are not taken, though JSON could. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function check(queue: Queue, input: Sending): void {
  const size = new TextEncoder().encode(input.MessageBody).length;
  const most = numberOf(queue, 'MaximumMessageSize');
  if (size === 0) fail('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (size > most)
    fail(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  if (unwritable.test(input.MessageBody))
    fail('InvalidMessageContents', 'Message contains characters outside the allowed set.');
  const { DelaySeconds: delay } = input;
  if (delay !== undefined && (delay < 0 || delay > 900))
    fail(
      'InvalidParameterValue',
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  if (!isFifo(queue)) return;
  if (!input.MessageGroupId)
    fail('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (!input.MessageDeduplicationId && queue.attributes.ContentBasedDeduplication !== 'true')
    fail(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
}

/** The queue with one more message, and what is told of it. */
function send(call: Call, queue: Queue, input: Sending): { queue: Queue; told: sdk.SendMessageResult } {
  check(queue, input);
  const { now } = call.times;
  const attributes = (input.MessageAttributes ?? {}) as Message['attributes'];
  const fifo = isFifo(queue);
  const deduplication = fifo ? (input.MessageDeduplicationId ?? md5Hex(input.MessageBody)) : undefined;
  const twin = deduplication === undefined ? undefined : queue.recent?.[deduplication];
  const isTwin = twin !== undefined && now - twin.at < deduplicationWindow;
  const id = isTwin ? twin.id : call.tx.ids.uuid();
  const sequence = fifo ? call.tx.ids.text('0123456789', 20) : undefined;
  const delay = input.DelaySeconds ?? numberOf(queue, 'DelaySeconds');
  const message: Message = {
    id,
    body: input.MessageBody,
    attributes,
    sender: call.caller.userId,
    sent: now,
    visible: now + delay * 1000,
    received: 0,
    ...(fifo ? { group: input.MessageGroupId, deduplication, sequence } : {}),
  };
  const told = {
    MessageId: id,
    MD5OfMessageBody: md5Hex(input.MessageBody),
    ...(Object.keys(attributes).length > 0 ? { MD5OfMessageAttributes: digestOfAttributes(attributes) } : {}),
    ...(sequence === undefined ? {} : { SequenceNumber: sequence }),
  };
  if (isTwin) return { queue, told };
  return {
    queue: {
      ...queue,
      messages: [...queue.messages, message],
      ...(deduplication === undefined
        ? {}
        : { recent: { ...queue.recent, [deduplication]: { at: now, id } } }),
    },
    told,
  };
}

const sendMessage = operation<sdk.SendMessageRequest, sdk.SendMessageResult>({
  ...on('SendMessage'),
  dataEvent: true,
  readOnly: false,
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    const sent = send(call, queue, input as Sending);
    putQueue(call, account, sent.queue);
    return sent.told;
  },
});

function expired(queue: Queue, { sent }: Message, now: number): boolean {
  return now - sent >= numberOf(queue, 'MessageRetentionPeriod') * 1000;
}

const receiveMessage = operation<sdk.ReceiveMessageRequest, sdk.ReceiveMessageResult>({
  ...on('ReceiveMessage'),
  dataEvent: true,
  readOnly: false,
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    const { now } = call.times;
    const most = input.MaxNumberOfMessages ?? 1;
    if (most < 1 || most > 10)
      fail(
        'InvalidParameterValue',
        `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
      );
    const timeout = input.VisibilityTimeout ?? numberOf(queue, 'VisibilityTimeout');
    const alive = queue.messages.filter((message) => !expired(queue, message, now));
    // In a FIFO queue a group waits for its message that is in somebody's hands.
    const held = new Set(
      alive.filter(({ group, visible }) => group !== undefined && visible > now).map(({ group }) => group),
    );
    const given = alive
      .filter(({ visible, group }) => visible <= now && (group === undefined || !held.has(group)))
      .slice(0, most);
    if (given.length === 0) {
      if (alive.length < queue.messages.length) putQueue(call, account, { ...queue, messages: alive });
      return {};
    }
    const handed = new Map(
      given.map((message): [string, Message] => [
        message.id,
        {
          ...message,
          visible: now + timeout * 1000,
          received: message.received + 1,
          firstReceived: message.firstReceived ?? now,
          receipt: call.tx.ids.text(receiptAlphabet, 120),
        },
      ]),
    );
    putQueue(call, account, {
      ...queue,
      messages: alive.map((message) => handed.get(message.id) ?? message),
    });
    return { Messages: [...handed.values()].map((message) => toldMessage(message, input)) };
  },
});

function toldMessage(
  message: Message,
  input: Pick<
    sdk.ReceiveMessageRequest,
    'AttributeNames' | 'MessageSystemAttributeNames' | 'MessageAttributeNames'
  >,
): sdk.Message {
  const all: Record<string, string | undefined> = {
    SenderId: message.sender,
    SentTimestamp: String(message.sent),
    ApproximateReceiveCount: String(message.received),
    ApproximateFirstReceiveTimestamp: String(message.firstReceived),
    MessageGroupId: message.group,
    MessageDeduplicationId: message.deduplication,
    SequenceNumber: message.sequence,
  };
  const asked: readonly string[] = [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ];
  const system = Object.entries(all).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (asked.includes('All') || asked.includes(entry[0])),
  );
  const names = input.MessageAttributeNames ?? [];
  const wanted = (name: string) =>
    names.some(
      (asked) =>
        /^(All|\.\*)$/.test(asked) ||
        asked === name ||
        (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
    );
  const own = Object.fromEntries(Object.entries(message.attributes).filter(([name]) => wanted(name)));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: md5Hex(message.body),
    Body: message.body,
    ...(system.length > 0 ? { Attributes: Object.fromEntries(system) } : {}),
    ...(Object.keys(own).length > 0
      ? { MessageAttributes: own, MD5OfMessageAttributes: digestOfAttributes(own) }
      : {}),
  };
}

function isReceipt(text: string): boolean {
  return /^[A-Za-z0-9+/]{120}$/.test(text);
}

function checkReceipt(receipt: string): void {
  if (!isReceipt(receipt))
    fail(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt.slice(0, 64)}" is not a valid receipt handle.`,
    );
}

/** Nothing happens to a message that is gone already. */
function remove(queue: Queue, receipt: string): Queue {
  checkReceipt(receipt);
  return { ...queue, messages: queue.messages.filter((message) => message.receipt !== receipt) };
}

const deleteMessage = operation<sdk.DeleteMessageRequest, void>({
  ...on('DeleteMessage'),
  dataEvent: true,
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    putQueue(call, account, remove(queue, input.ReceiptHandle));
  },
});

function hold(queue: Queue, receipt: string, seconds: number, now: number): Queue {
  checkReceipt(receipt);
  if (seconds < 0 || seconds > 43_200)
    fail(
      'InvalidParameterValue',
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.`,
    );
  const found = queue.messages.find((message) => message.receipt === receipt);
  if (!found || found.visible <= now)
    fail(
      'AWS.SimpleQueueService.MessageNotInflight',
      'The specified message is not in flight, or no longer available for visibility timeout change.',
    );
  return {
    ...queue,
    messages: queue.messages.map((message) =>
      message === found ? { ...found, visible: now + seconds * 1000 } : message,
    ),
  };
}

const changeVisibility = operation<sdk.ChangeMessageVisibilityRequest, void>({
  ...on('ChangeMessageVisibility'),
  dataEvent: true,
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    putQueue(call, account, hold(queue, input.ReceiptHandle, input.VisibilityTimeout, call.times.now));
  },
});

interface Batch<Entry> {
  QueueUrl: string;
  Entries: Entry[];
}

function checkBatch(entries: readonly { Id: string }[]): void {
  const at = 'AWS.SimpleQueueService.';
  if (entries.length === 0)
    fail(`${at}EmptyBatchRequest`, 'There should be at least one entry in the request.');
  if (entries.length > 10)
    fail(
      `${at}TooManyEntriesInBatchRequest`,
      'Maximum number of entries per request are 10. You have sent ' + `${entries.length}.`,
    );
  const twice = entries.find(({ Id }, i) => entries.findIndex((other) => other.Id === Id) !== i);
  if (twice) fail(`${at}BatchEntryIdsNotDistinct`, `Id ${twice.Id} repeated.`);
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/.test(Id)))
    fail(
      `${at}InvalidBatchEntryId`,
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
}

/** Each entry alone: one that fails leaves the others be. */
function inBatch<Entry extends { Id: string }, Told extends object>(
  input: Batch<Entry>,
  call: Call,
  each: (queue: Queue, entry: Entry) => { queue: Queue; told: Told },
) {
  checkBatch(input.Entries);
  const { queue: before, account } = findQueue(call, input.QueueUrl);
  let queue = before;
  const Successful: (Told & { Id: string })[] = [];
  const Failed: sdk.BatchResultErrorEntry[] = [];
  for (const entry of input.Entries) {
    try {
      const done = each(queue, entry);
      queue = done.queue;
      Successful.push({ Id: entry.Id, ...done.told });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  if (queue !== before) putQueue(call, account, queue);
  return { Successful, Failed };
}

/** A batch counts as one message; the sentence is AWS's. @throws AwsError BatchRequestTooLong */
function checkBatchSize(entries: readonly { MessageBody?: string | undefined }[]): void {
  const encoder = new TextEncoder();
  const size = entries.reduce((sum, { MessageBody = '' }) => sum + encoder.encode(MessageBody).length, 0);
  if (size > largestBatch)
    fail(
      'AWS.SimpleQueueService.BatchRequestTooLong',
      `Batch requests cannot be longer than ${largestBatch} bytes. You have sent ${size} bytes.`,
    );
}

const sendBatch = operation<sdk.SendMessageBatchRequest, sdk.SendMessageBatchResult>({
  ...on('SendMessage'),
  dataEvent: true,
  readOnly: false,
  run(input, call) {
    checkBatchSize(input.Entries);
    return inBatch(input as Batch<{ Id: string } & Sending>, call, (queue, entry) =>
      send(call, queue, entry),
    ) as sdk.SendMessageBatchResult;
  },
});

const deleteBatch = operation<sdk.DeleteMessageBatchRequest, sdk.DeleteMessageBatchResult>({
  ...on('DeleteMessage'),
  dataEvent: true,
  run: (input, call) =>
    inBatch(input, call, (queue, { ReceiptHandle }) => ({ queue: remove(queue, ReceiptHandle), told: {} })),
});

const changeVisibilityBatch = operation<
  sdk.ChangeMessageVisibilityBatchRequest,
  sdk.ChangeMessageVisibilityBatchResult
>({
  ...on('ChangeMessageVisibility'),
  dataEvent: true,
  run: (input, call) =>
    inBatch(input, call, (queue, { ReceiptHandle, VisibilityTimeout }) => ({
      queue: hold(queue, ReceiptHandle, VisibilityTimeout ?? 0, call.times.now),
      told: {},
    })),
});

export const messages: Operations = {
  SendMessage: sendMessage,
  SendMessageBatch: sendBatch,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteBatch,
  ChangeMessageVisibility: changeVisibility,
  ChangeMessageVisibilityBatch: changeVisibilityBatch,
};
