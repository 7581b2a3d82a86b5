// A queue as the account keeps it, how it is found, and the questions asked about it.
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { StoredPolicy, Tag } from '../../world/entities.ts';
import type { Resource } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Question } from '../service.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  readonly sender: string;
  readonly sent: number;
  /** Before this time it is not given out: delayed, or in somebody's hands. */
  readonly visible: number;
  readonly received: number;
  readonly firstReceived?: number | undefined;
  /** Of the last time it was given out. */
  readonly receipt?: string | undefined;
  readonly group?: string | undefined;
  readonly deduplication?: string | undefined;
  readonly sequence?: string | undefined;
}

export interface Queue extends Resource {
  readonly kind: 'sqs/queue';
  readonly name: string;
  readonly region: string;
  readonly created: number;
  readonly modified: number;
  /** What was set, without Policy. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly policy?: StoredPolicy | undefined;
  readonly tags: readonly Tag[];
  readonly messages: readonly Message[];
  readonly purged?: number | undefined;
  /** Deduplication id → when it was last sent, for FIFO queues. */
  readonly recent?: Readonly<Record<string, { readonly at: number; readonly id: string }>> | undefined;
}

export interface Owned {
  queue: Queue;
  account: string;
}

export const queueKey = (region: string, name: string) => `sqs/queue/${region}/${name}`;

export function queueArn(account: string, region: string, name: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

export function queueUrl(account: string, region: string, name: string): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

export const isFifo = ({ name }: { name: string }) => name.endsWith('.fifo');

export function noQueue(): never {
  return fail('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
}

/** @throws AwsError InvalidAddress, NonExistentQueue */
export function findQueue(call: Call, url: string): Owned {
  const [account, name, ...more] = url.replace(/^https?:\/\/[^/]+\//, '').split('/');
  if (!account || !name || more.length > 0 || !/^\d{12}$/.test(account))
    return fail('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
  const found = call.tx.world.accounts.get(account)?.resources.get(queueKey(call.region, name));
  return found ? { queue: found as Queue, account } : noQueue();
}

export function putQueue(call: Call, account: string, queue: Queue): void {
  call.tx.within(account).put('resources', queueKey(queue.region, queue.name), queue);
}

export function questionOn({ queue, account }: Owned, action: string): Question {
  return {
    action: `sqs:${action}`,
    resource: queueArn(account, queue.region, queue.name),
    account,
    ...(queue.policy ? { policy: queue.policy, policyKind: 'resource' } : {}),
    context: Object.fromEntries(queue.tags.map(({ Key, Value }) => [`aws:ResourceTag/${Key}`, Value])),
  };
}

/** For operations on one queue, asked under an action's name: batches are asked like single messages. */
export const on = (action: string) => ({
  questions: (input: { QueueUrl: string }, call: Call) => [
    questionOn(findQueue(call, input.QueueUrl), action),
  ],
});
