// Attempting any of AWS's actions, for terminal and inspector: the account's policies decide and the event history
// records it, nothing is done. Brings no cloud along. Tests: test/practice/attempt.test.ts
import type { AttemptRequest, AttemptResponse } from '../cloud/index.ts';
import { jsonClient } from './console-services.ts';
import type { AccountHost, Credentials } from './types.ts';

export interface AttemptOptions {
  host: Pick<AccountHost, 'handle'>;
  /** Who attempts it. */
  credentials: Credentials;
  /** Where the request is signed for; where it would go is `input.region`. */
  region?: string | undefined;
}

/** As `AttemptRequest`, in the words of our own tools. */
export interface AttemptInput {
  /** s3:GetObject */
  action: string;
  /** ARN; absent: «*». */
  resource?: string | undefined;
  region?: string | undefined;
  /** Condition keys that the request would bring. */
  context?: Readonly<Record<string, readonly string[]>> | undefined;
}

export type AttemptResult =
  | { outcome: 'allowed'; message: string; requestId: string | undefined; answer: AttemptResponse }
  /** `message` is AWS's sentence: `readAccessDenied` of the policy room takes it apart. */
  | { outcome: 'denied'; message: string; requestId: string | undefined }
  /** No such action, or a resource that it does not work on. */
  | { outcome: 'mistyped'; message: string; suggestion: string | undefined };

/** @throws Error named after AWS's code, for whatever else is wrong: credentials that are no longer valid … */
export async function attempt(options: AttemptOptions, input: AttemptInput): Promise<AttemptResult> {
  const { host, credentials, region = 'us-east-1' } = options;
  const { action: Action, resource: Resource, region: Region, context: Context } = input;
  const request = { Action, Resource, Region, Context } as AttemptRequest;
  try {
    const send = jsonClient('portal', { host, credentials, region });
    const output = await send({ operation: 'Attempt' }, { ...request });
    const { $metadata, ...answer } = output as unknown as AttemptResponse & Metadata;
    return { outcome: 'allowed', message: answer.Message, requestId: $metadata?.requestId, answer };
  } catch (error) {
    const { name, message, Suggestion, $metadata } = error as Error & Metadata & { Suggestion?: string };
    if (name === 'AccessDeniedException')
      return { outcome: 'denied', message, requestId: $metadata?.requestId };
    if (name === 'ValidationException') return { outcome: 'mistyped', message, suggestion: Suggestion };
    throw error;
  }
}

interface Metadata {
  $metadata?: { requestId?: string };
}
