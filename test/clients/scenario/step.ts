// What real clients are made to do, as data: each step is one call, one walk through pages or one wait, with what its
// answer has to hold. Written once for boto3, the AWS CLI and the SDK (doors.ts). May import vitest's matchers.

// biome-ignore lint/suspicious/noExplicitAny: answers of AWS, of any shape
export type Answer = any;

/** Answers kept by name, for the steps that follow; `sent` is the input of the step itself. */
export type Kept = Record<string, Answer>;

/** A value, or what makes it of earlier answers. */
type Late<Value> = Value | ((kept: Kept) => Value);

/** An access key as AWS's answers give it. */
export interface Key {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken?: string;
}

interface Common {
  service: string;
  input: Late<Record<string, unknown>>;
  /** Who calls; without it the account's root. */
  as?: (kept: Kept) => Key;
}

export interface CallStep extends Common {
  kind: 'call';
  operation: string;
  /** A part of the answer, in vitest's matchers. */
  answer?: Late<object>;
  keep?: string;
  /** Code, status and sentence of the refusal. */
  error?: readonly [code: string, status: number, message?: string | RegExp];
}

export interface PagesStep extends Common {
  kind: 'pages';
  operation: string;
  /** Members of the answer whose items come in pages. */
  members: readonly string[];
  /** Items a page; null where an operation takes no such number: the one page is walked all the same. */
  size: number | null;
}

export interface WaitStep extends Common {
  kind: 'wait';
  /** As botocore names it: UserExists. */
  waiter: string;
}

export type Step = CallStep | PagesStep | WaitStep;

type Options = Pick<CallStep, 'as' | 'keep'>;

/** Makers of steps for one service. */
export function steps(service: string) {
  return {
    call: (
      operation: string,
      input: CallStep['input'] = {},
      answer?: CallStep['answer'],
      options: Options = {},
    ): CallStep => ({ kind: 'call', service, operation, input, ...(answer ? { answer } : {}), ...options }),
    refused: (
      operation: string,
      input: CallStep['input'],
      error: NonNullable<CallStep['error']>,
      options: Options = {},
    ): CallStep => ({ kind: 'call', service, operation, input, error, ...options }),
    pages: (
      operation: string,
      members: readonly string[],
      input: PagesStep['input'] = {},
      size: number | null = 1,
    ): PagesStep => ({ kind: 'pages', service, operation, input, members, size }),
    wait: (waiter: string, input: WaitStep['input']): WaitStep => ({ kind: 'wait', service, waiter, input }),
  };
}

export const account = '111122223333';
export const iamArn = (resource: string) => `arn:aws:iam::${account}:${resource}`;
export const tags = [
  { Key: 'team', Value: 'course' },
  { Key: 'cost', Value: '1' },
];

/** A policy of one statement, as text. */
export function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

export const listing = policy({ Action: 'iam:List*', Resource: '*' });
export const trusting = (principal: object) => policy({ Principal: principal, Action: 'sts:AssumeRole' });
