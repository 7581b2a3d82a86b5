// SQS: a queue's attributes, its policy among them, and the permissions that AddPermission writes into that policy.
import type * as sdk from '@aws-sdk/client-sqs';
import type { StoredPolicy } from '../../world/entities.ts';
import { AwsError, fail } from '../errors.ts';
import { documentProblem } from '../iam/documents.ts';
import { checkPrincipals } from '../iam/principals.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { Owned, Queue } from './queue.ts';
import { findQueue, isFifo, on, putQueue, queueArn } from './queue.ts';

/** Bounds and defaults (SQS API reference, CreateQueue). */
const numbers: Record<string, { min: number; max: number; default: number }> = {
  DelaySeconds: { min: 0, max: 900, default: 0 },
  MaximumMessageSize: { min: 1024, max: 1_048_576, default: 1_048_576 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, default: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, default: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, default: 30 },
  KmsDataKeyReusePeriodSeconds: { min: 60, max: 86_400, default: 300 },
};
const switches = ['FifoQueue', 'ContentBasedDeduplication', 'SqsManagedSseEnabled'];
const texts = [
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'DeduplicationScope',
  'FifoThroughputLimit',
];

export function numberOf(queue: Queue, name: keyof typeof numbers): number {
  return Number(queue.attributes[name] ?? numbers[name]?.default);
}

const invalid = (name: string, reason = ''): never =>
  fail('InvalidAttributeValue', `Invalid value for the parameter ${name}.${reason && ` Reason: ${reason}`}`);

/** What was given, checked; the policy apart. @throws AwsError InvalidAttributeName, InvalidAttributeValue */
export function checkedAttributes(
  call: Call,
  name: string,
  given: Readonly<Record<string, string>>,
): { attributes: Record<string, string>; policy?: StoredPolicy | undefined } {
  const { Policy: policy, ...attributes } = given;
  for (const [key, value] of Object.entries(attributes)) {
    const bounds = numbers[key];
    if (bounds) {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < bounds.min || number > bounds.max) invalid(key);
    } else if (switches.includes(key)) {
      if (value !== 'true' && value !== 'false') invalid(key);
      if (key !== 'SqsManagedSseEnabled' && !name.endsWith('.fifo'))
        fail('InvalidAttributeName', `Unknown Attribute ${key}.`);
    } else if (!texts.includes(key)) fail('InvalidAttributeName', `Unknown Attribute ${key}.`);
  }
  return policy ? { attributes, policy: checkedPolicy(call, policy) } : { attributes };
}

/** Quotas of a policy (SQS developer guide, «Limitations of custom policies»); the sentences are AWS's. */
const most = { statements: 20, actions: 7 };

/** @throws AwsError OverLimit */
function checkSize(document: string): void {
  const statements = [(JSON.parse(document) as { Statement: Statement | Statement[] }).Statement].flat();
  if (statements.length > most.statements)
    fail(
      'OverLimit',
      `${statements.length} statements were found in the submitted policy, max allowed is ${most.statements}`,
    );
  for (const { Action } of statements) {
    const { length } = [Action ?? []].flat();
    if (length > most.actions)
      fail(
        'OverLimit',
        `${length} actions were found in a statement from the submitted policy, max allowed is ${most.actions}`,
      );
  }
}

function checkedPolicy(call: Call, text: string): StoredPolicy {
  const problem = documentProblem(text, 'resource');
  if (problem) invalid('Policy', problem);
  try {
    checkPrincipals(call, text);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    invalid('Policy', error.message);
  }
  checkSize(text);
  return { name: 'QueuePolicy', document: text };
}

const setAttributes = operation<sdk.SetQueueAttributesRequest, void>({
  ...on('SetQueueAttributes'),
  run(input, call) {
    const { queue, account } = findQueue(call, input.QueueUrl);
    const given = input.Attributes as Record<string, string>;
    if (given.FifoQueue !== undefined && given.FifoQueue !== String(isFifo(queue))) invalid('FifoQueue');
    const { attributes, policy } = checkedAttributes(call, queue.name, given);
    putQueue(call, account, {
      ...queue,
      attributes: { ...queue.attributes, ...attributes },
      // An empty text takes the policy away.
      ...(given.Policy === undefined ? {} : { policy }),
      modified: call.times.now,
    });
  },
});

/** Everything a queue can say of itself, by name. */
function told(call: Call, { queue, account }: Owned): Record<string, string> {
  const { now } = call.times;
  const alive = queue.messages.filter(
    ({ sent }) => now - sent < numberOf(queue, 'MessageRetentionPeriod') * 1000,
  );
  const waiting = alive.filter(({ visible }) => visible > now);
  const delayed = waiting.filter(({ received }) => received === 0);
  const seconds = (time: number) => String(Math.floor(time / 1000));
  const plain = Object.entries(numbers).filter(([name]) => name !== 'KmsDataKeyReusePeriodSeconds');
  return {
    ...Object.fromEntries(plain.map(([name, bounds]) => [name, String(bounds.default)])),
    SqsManagedSseEnabled: 'true',
    ...(isFifo(queue) ? { FifoQueue: 'true', ContentBasedDeduplication: 'false' } : {}),
    ...queue.attributes,
    ...(queue.policy ? { Policy: queue.policy.document } : {}),
    QueueArn: queueArn(account, queue.region, queue.name),
    CreatedTimestamp: seconds(queue.created),
    LastModifiedTimestamp: seconds(queue.modified),
    ApproximateNumberOfMessages: String(alive.length - waiting.length),
    ApproximateNumberOfMessagesNotVisible: String(waiting.length - delayed.length),
    ApproximateNumberOfMessagesDelayed: String(delayed.length),
  };
}

const known = new Set([
  ...Object.keys(numbers),
  ...switches,
  ...texts,
  ...`All Policy QueueArn CreatedTimestamp LastModifiedTimestamp ApproximateNumberOfMessages
  ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesDelayed`.split(/\s+/),
]);

const getAttributes = operation<sdk.GetQueueAttributesRequest, sdk.GetQueueAttributesResult>({
  ...on('GetQueueAttributes'),
  dataEvent: true,
  run(input, call) {
    const names = (input.AttributeNames ?? []) as string[];
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) fail('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    const all = told(call, findQueue(call, input.QueueUrl));
    const chosen = names.includes('All')
      ? all
      : Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
    return Object.keys(chosen).length > 0 ? { Attributes: chosen } : {};
  },
});

interface Statement {
  Sid?: string;
  [element: string]: unknown;
}

function statementsOf(queue: Queue): Statement[] {
  const document = JSON.parse(queue.policy?.document ?? '{}') as { Statement?: Statement | Statement[] };
  return [document.Statement ?? []].flat();
}

function putStatements(call: Call, { queue, account }: Owned, statements: Statement[]): void {
  const arn = queueArn(account, queue.region, queue.name);
  const document = { Version: '2008-10-17', Id: `${arn}/SQSDefaultPolicy`, Statement: statements };
  checkSize(JSON.stringify(document));
  const policy =
    statements.length > 0 ? { name: 'QueuePolicy', document: JSON.stringify(document) } : undefined;
  putQueue(call, account, { ...queue, policy, modified: call.times.now });
}

const addPermission = operation<sdk.AddPermissionRequest, void>({
  ...on('AddPermission'),
  run(input, call) {
    const owned = findQueue(call, input.QueueUrl);
    const statements = statementsOf(owned.queue);
    if (!/^[\w-]{1,80}$/.test(input.Label))
      fail(
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    if (statements.some(({ Sid }) => Sid === input.Label))
      fail(
        'InvalidParameterValue',
        `Value ${input.Label} for parameter Label is invalid. Reason: Already exists.`,
      );
    const statement = {
      Sid: input.Label,
      Effect: 'Allow',
      Principal: { AWS: input.AWSAccountIds.map((id) => `arn:aws:iam::${id}:root`) },
      Action: input.Actions.map((action) => `SQS:${action}`),
      Resource: queueArn(owned.account, owned.queue.region, owned.queue.name),
    };
    putStatements(call, owned, [...statements, statement]);
  },
});

const removePermission = operation<sdk.RemovePermissionRequest, void>({
  ...on('RemovePermission'),
  run(input, call) {
    const owned = findQueue(call, input.QueueUrl);
    const statements = statementsOf(owned.queue);
    const left = statements.filter(({ Sid }) => Sid !== input.Label);
    if (left.length === statements.length)
      fail(
        'InvalidParameterValue',
        `Value ${input.Label} for parameter Label is invalid. Reason: can't find label.`,
      );
    putStatements(call, owned, left);
  },
});

export const attributes: Operations = {
  SetQueueAttributes: setAttributes,
  GetQueueAttributes: getAttributes,
  AddPermission: addPermission,
  RemovePermission: removePermission,
};
