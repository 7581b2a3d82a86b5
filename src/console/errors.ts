// An answer that was a refusal, in the form the console shows: AWS's own code and sentence, and the request's id
// for «Why?». Pure. Tests: test/console/errors.test.ts.

export interface Failure {
  /** AWS's error code, e.g. `AccessDenied`, or the name of a failure on the way (`TypeError`). */
  code: string;
  /** AWS's sentence, untouched. */
  message: string;
  requestId?: string | undefined;
  status?: number | undefined;
}

/** Reads an exception of the SDK, or any other. */
export function toFailure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { code: 'Error', message: String(error) };
  const { name, message, $metadata } = error as {
    name?: string;
    message?: string;
    $metadata?: { requestId?: string; httpStatusCode?: number };
  };
  return {
    // The SDK names modelled exceptions `NoSuchEntityException`, while AWS's code is `NoSuchEntity`.
    code: (name ?? 'Error').replace(/Exception$/, ''),
    message: message === undefined || message === '' ? (name ?? 'Error') : message,
    requestId: $metadata?.requestId,
    status: $metadata?.httpStatusCode,
  };
}

export const isDenied = (failure: Failure): boolean =>
  failure.code === 'AccessDenied' || failure.code === 'AccessDeniedException';

/** What the account does not simulate (or, on AWS, an operation that does not exist). */
export const isNotSimulated = (failure: Failure): boolean =>
  failure.code === 'NotImplemented' ||
  failure.code === 'InvalidAction' ||
  failure.code === 'UnknownOperation' ||
  failure.status === 501;

export const isMissing = (failure: Failure): boolean => failure.code === 'NoSuchEntity';

/** The value of a read, or `fallback` where AWS answers NoSuchEntity (no password, no policy of its own). */
export async function orMissing<T, F>(read: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await read;
  } catch (error) {
    if (isMissing(toFailure(error))) return fallback;
    throw error;
  }
}

/** The value of a read, or `fallback` where the account does not simulate the operation at all. */
export async function orNotSimulated<T, F>(read: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await read;
  } catch (error) {
    if (isNotSimulated(toFailure(error))) return fallback;
    throw error;
  }
}

/** The credentials are no longer good: they ran out, or whoever gave them took them back. */
export const isSessionOver = (failure: Failure): boolean =>
  failure.code === 'ExpiredToken' ||
  failure.code === 'RequestExpired' ||
  failure.code === 'InvalidClientTokenId' ||
  failure.code === 'InvalidAccessKeyId' ||
  failure.code === 'UnrecognizedClient' ||
  failure.code === 'AuthFailure';
