// What an aws command can end with other than an answer. What is printed, and the exit code, differ between the AWS
// CLI's versions 1 and 2: report.ts knows how.

/** Decides the exit code of version 2; version 1 ends with 255 for everything but `arguments`. */
export type ErrorKind =
  | 'arguments' // the command line cannot be read: argparse
  | 'unknown-options'
  | 'parameters' // a parameter's value
  | 'configuration' // credentials, region, profile
  | 'service' // AWS answered with an error
  | 'other';

export class CliError extends Error {
  readonly kind: ErrorKind;
  /** The service's code, where AWS answered with an error. */
  readonly code: string | undefined;
  constructor(kind: ErrorKind, message: string, code?: string) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

export function fail(kind: ErrorKind, message: string): never {
  throw new CliError(kind, message);
}

/** A parameter's value cannot be read. */
export function parameterError(name: string, message: string): never {
  throw new CliError('parameters', `Error parsing parameter '${name}': ${message}`);
}
