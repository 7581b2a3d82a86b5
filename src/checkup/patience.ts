// Asking AWS with patience: what it refuses because of too many calls, and what fails on the way, is asked again after a
// while. For operations that only read. Pure but for the waiting that is passed in. Tests: test/checkup/patience.test.ts.
import type { SendOperation } from './collect.ts';

// AWS's services have never agreed on a name for it; the list is that of the SDK's own retries.
const throttles = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequests',
  'TooManyRequestsException',
]);
const faults = new Set(['InternalFailure', 'InternalError', 'ServiceFailure', 'ServiceUnavailable']);

interface SdkError {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

export const isThrottle = (error: unknown): boolean => {
  const { name = '', $metadata } = (error ?? {}) as SdkError;
  return throttles.has(name) || $metadata?.httpStatusCode === 429;
};

/** No answer that could be read: the line was cut, or a page may not see what came. */
export const isNetwork = (error: unknown): boolean =>
  ['TypeError', 'NetworkError'].includes((error as SdkError)?.name ?? '');

/** How often an operation is asked at most, by what went wrong; 1: never again. */
function attemptsFor(error: unknown): number {
  const { name = '', $metadata } = (error ?? {}) as SdkError;
  if (isThrottle(error)) return 6;
  if (faults.has(name) || ($metadata?.httpStatusCode ?? 0) >= 500) return 3;
  // A cut line is whole the next time; an answer without CORS headers never is, so once more is enough.
  return isNetwork(error) ? 2 : 1;
}

export interface Patience {
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Before each request. */
  onCall?: (operation: string) => void;
  onWait?: (operation: string, throttled: boolean) => void;
}

/**
 * The same, asked again where that may help: 0.8 s later, then 1.6 s, 3.2 s … Rejects with the last error.
 */
export function patient(send: SendOperation, { wait, onCall, onWait }: Patience): SendOperation {
  return async (service, operation, input, signal) => {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      onCall?.(operation);
      try {
        return await send(service, operation, input, signal);
      } catch (error) {
        if (signal?.aborted || attempt >= attemptsFor(error)) throw error;
        onWait?.(operation, isThrottle(error));
        await wait(Math.min(20_000, 400 * 2 ** attempt), signal);
      }
    }
  };
}
