// An error as AWS answers it: code and sentence; the HTTP status comes from the service's schemas, else from here.

export interface AwsErrorOptions {
  status?: number;
  /** Further members of the error's structure, written beside Code and Message. */
  details?: Record<string, string>;
}

/** Thrown by any step of a request; the pipeline turns it into the answer and into the event's errorCode. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  readonly details: Record<string, string>;
  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status;
    this.details = options.details ?? {};
  }
}

export function fail(code: string, message: string, options?: AwsErrorOptions): never {
  throw new AwsError(code, message, options);
}

/** Statuses of the errors common to all services, which no service's schemas list. */
const commonStatus: Record<string, number> = {
  AccessDenied: 403,
  AccessDeniedException: 403,
  ExpiredToken: 403,
  ExpiredTokenException: 403,
  IncompleteSignature: 400,
  InternalFailure: 500,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  NotImplemented: 501,
  OptInRequired: 403,
  RequestExpired: 400,
  SignatureDoesNotMatch: 403,
  UnrecognizedClientException: 403,
};

export function statusOf(error: AwsError, registry: ReadonlyMap<string, number>): number {
  return error.status ?? registry.get(error.code) ?? commonStatus[error.code] ?? 400;
}
