// What the AWS CLI prints for an error, and its exit code, in version 1 and in version 2 (its user guide: «Structured
// error output», «Understanding return codes»). Pure. Tests: test/terminal/aws.test.ts.
import { CliError, type ErrorKind } from './errors.ts';

const note =
  'Note: AWS CLI version 2, the latest major version of the AWS CLI, is now stable and recommended for general use. For more information, see the AWS CLI version 2 installation instructions at: https://docs.aws.amazon.com/cli/latest/userguide/install-cliv2.html';

const howTo = `To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

const synopsis = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\n`;

/** Version 1 puts the advice to move on into every usage. */
const usage = { 1: `usage: \r${note}\n\n${synopsis}${howTo}`, 2: `\n${synopsis}${howTo}` } as const;

const exitCodes: Record<ErrorKind, { 1: number; 2: number }> = {
  arguments: { 1: 2, 2: 252 },
  'unknown-options': { 1: 255, 2: 252 },
  parameters: { 1: 255, 2: 252 },
  configuration: { 1: 255, 2: 253 },
  service: { 1: 255, 2: 254 },
  other: { 1: 255, 2: 255 },
};

export function report(error: unknown, version: 1 | 2): { stderr: string; exitCode: number } {
  const kind = error instanceof CliError ? error.kind : 'other';
  const message = error instanceof Error ? error.message : String(error);
  return { stderr: textOf(kind, message, version), exitCode: exitCodes[kind][version] };
}

function textOf(kind: ErrorKind, message: string, version: 1 | 2): string {
  if (version === 1) {
    if (kind === 'arguments') return `${usage[1]}aws: error: ${message}\n`;
    if (kind === 'unknown-options') return `${usage[1]}\n${message}\n`;
    // Missing credentials and regions are told without the empty line before them.
    if (/^(Unable to locate credentials|You must specify a region)\./.test(message)) return `${message}\n`;
    return `\n${message}\n`;
  }
  const said = `aws: [ERROR]: ${message}`;
  if (kind === 'arguments' || kind === 'unknown-options') return `${usage[2]}\n${said}\n`;
  return `\n${said}\n`;
}
