// The aws command: reads its words as the AWS CLI does, asks the account through its one door, prints what the AWS CLI
// would. Version 1 byte for byte; version 2 where it differs. Tests: test/terminal, test/clients/terminal.test.ts.
import { parseArguments } from './argparse.ts';
import { scoped, setting } from './config.ts';
import { configure } from './configure.ts';
import type { Environment, Outcome } from './environment.ts';
import { fail } from './errors.ts';
import type { Globals } from './globals.ts';
import { globalOptions } from './globals.ts';
import { commandHelp, operationHelp, rootHelp } from './help.ts';
import { commands, loadModel, type Model } from './model.ts';
import { dashed } from './names.ts';
import { readCall, runCall } from './operation.ts';
import type { Printer } from './output/index.ts';
import { compileQuery } from './query.ts';
import { report } from './report.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import { wait } from './wait.ts';

/** What `aws --version` says: which AWS CLI's words these are, and that it is not that one. */
export const versions = {
  1: 'aws-cli/1.45.11 (Rootless practice terminal, prints as AWS CLI version 1)',
  2: 'aws-cli/2.34.0 (Rootless practice terminal, prints as AWS CLI version 2)',
} as const;

export async function runAws(words: readonly string[], environment: Environment): Promise<Outcome> {
  const parts: (string | Uint8Array)[] = [];
  let stderr = '';
  const out = {
    print: (text: string | Uint8Array) => void parts.push(text),
    warn: (text: string) => {
      stderr += text;
    },
  };
  let exitCode = 0;
  try {
    exitCode = await run(words, environment, out);
  } catch (error) {
    const told = report(error, environment.version);
    stderr += told.stderr;
    exitCode = told.exitCode;
  }
  return { stdout: joined(parts), stderr, exitCode };
}

export interface Out {
  print(part: string | Uint8Array): void;
  warn(text: string): void;
}

function joined(parts: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  const encoder = new TextEncoder();
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  const whole = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function run(words: readonly string[], environment: Environment, out: Out): Promise<number> {
  const { version } = environment;
  if (words.includes('--version')) {
    out.print(`${versions[version]}\n`);
    return 0;
  }
  const names = [...Object.keys(commands), 's3', 'configure', 'help'];
  const { values, rest } = parseArguments(
    globalOptions(version),
    [{ dest: 'command', choices: names }],
    words,
  );
  const globals = readGlobals(values);
  const command = values.command as string;
  if (command === 'help') {
    out.print(rootHelp(version));
    return 0;
  }
  const session = await openSession(environment, globals);
  if (command === 'configure') return configure(session, rest, out);
  if (command === 's3') {
    const { runS3 } = await import('./s3/s3.ts');
    return runS3(session, rest, out);
  }
  const model = await loadModel(commands[command] as string);
  return runService(session, model, command, rest, out);
}

function readGlobals(values: Record<string, unknown>): Globals {
  const { query, endpointUrl } = values as { query?: string; endpointUrl?: string };
  if (endpointUrl !== undefined && !/^[a-z][a-z\d+.-]*:/i.test(endpointUrl))
    fail(
      'other',
      `Bad value for --endpoint-url "${endpointUrl}": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`,
    );
  return {
    endpointUrl,
    paginate: values.paginate !== false,
    output: values.output as string | undefined,
    query: query === undefined ? undefined : compileQuery(query),
    profile: values.profile as string | undefined,
    region: values.region as string | undefined,
    sign: values.sign !== false,
  };
}

async function runService(
  session: Session,
  model: Model,
  command: string,
  words: readonly string[],
  out: Out,
): Promise<number> {
  const waits = Object.keys(model.table.waiters).length > 0 ? ['wait'] : [];
  const { values, rest } = parseArguments(
    [],
    [{ dest: 'operation', choices: [...model.operations.keys(), ...waits, 'help'] }],
    words,
  );
  const chosen = values.operation as string;
  if (chosen === 'help') {
    out.print(await commandHelp(model, command));
    return 0;
  }
  if (chosen === 'wait') return runWaiter(session, model, command, rest);
  const operation = model.operations.get(chosen) as string;
  const call = await readCall(session, model, command, operation, rest);
  if (call === 'help') {
    out.print(await operationHelp(model, command, operation));
    return 0;
  }
  await runCall(session, call, printerOf(session, out));
  return 0;
}

async function runWaiter(
  session: Session,
  model: Model,
  command: string,
  words: readonly string[],
): Promise<number> {
  const waiters = new Map(Object.keys(model.table.waiters).map((name) => [dashed(name), name]));
  const { values, rest } = parseArguments([], [{ dest: 'subcommand', choices: [...waiters.keys()] }], words);
  const name = waiters.get(values.subcommand as string) as string;
  const waiter = model.table.waiters[name];
  if (!waiter) return 255;
  const call = await readCall(session, model, command, waiter.operation, rest);
  if (call !== 'help') await wait(session, name, waiter, call);
  return 0;
}

function printerOf(session: Session, out: Out): Printer {
  const { environment, globals } = session;
  const profile = session.config.profiles[session.config.profile ?? 'default'] ? scoped(session.config) : {};
  const times = setting(profile, 'cli_timestamp_format');
  const fallback = environment.version === 2 ? 'iso8601' : 'wire';
  return {
    print: out.print,
    warn: out.warn,
    format: globals.output ?? environment.env.AWS_DEFAULT_OUTPUT ?? setting(profile, 'output') ?? 'json',
    query: globals.query,
    environment,
    isoTimes: (times ?? fallback) === 'iso8601',
  };
}
