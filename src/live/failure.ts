// What went wrong between here and AWS, by one name wherever it runs: fetch in a page says only «TypeError», Node says
// ECONNRESET, and AWS has several names for a clock that is wrong. Pure. Tests: test/live/faults.test.ts.
import { isExpiry, isThrottle } from '../checkup/index.ts';

interface Thrown {
  name?: string;
  message?: string;
  code?: string;
  cause?: Thrown;
  $metadata?: { httpStatusCode?: number };
  /** The relay's own refusals. */
  relay?: boolean;
}

const cut = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
]);

/** AWS refused the signature because of its time, not because of the secret. */
export function isSkewed(error: unknown): boolean {
  const { name = '', message = '' } = (error ?? {}) as Thrown;
  if (name === 'ClockError' || name === 'RequestTimeTooSkewed' || name === 'RequestInTheFuture') return true;
  if (name === 'RequestExpired') return true;
  return /^(?:SignatureDoesNotMatch|InvalidSignature)/.test(name) && /expired|not yet current/i.test(message);
}

/** The same error with its name made one of ours, where AWS has none for it. */
export function named(error: unknown, late: boolean): Error {
  const thrown = (error ?? {}) as Thrown;
  const rename = (name: string, message: string): Error =>
    Object.assign(new Error(message, { cause: error }), { name });
  if (late) return rename('TimeoutError', 'no answer in time');
  if (isSkewed(error)) return rename('ClockError', thrown.message ?? '');
  const code = thrown.code ?? thrown.cause?.code;
  if (thrown.name === 'TypeError' || (code && cut.has(code)) || thrown.message === 'socket hang up')
    return rename('NetworkError', thrown.message ?? '');
  return error instanceof Error ? error : new Error(String(error));
}

/** What a page says of it, one sentence each. */
export type Failure =
  | 'credentials'
  | 'clock'
  | 'network'
  | 'timeout'
  | 'throttled'
  | 'stranger'
  | 'relay'
  | 'other';

export function failureOf(error: unknown): Failure {
  const { name = '', relay } = (error ?? {}) as Thrown;
  if (relay) return 'relay';
  if (isSkewed(error)) return 'clock';
  if (isExpiry(error) || name === 'SignatureDoesNotMatch') return 'credentials';
  if (isThrottle(error)) return 'throttled';
  if (name === 'NetworkError' || name === 'TypeError') return 'network';
  if (name === 'TimeoutError') return 'timeout';
  if (name === 'StrangerError') return 'stranger';
  return 'other';
}
