// The commands of the practice terminal beside bash's own: aws, attempt, whoami, help, history, clear, date.
// Tests: test/terminal/shell.test.ts.
import type { CustomCommand, ResolvedCommandContext } from 'just-bash';
import { defineCommand } from 'just-bash';
import { runAws } from '../aws/aws.ts';
import type { Environment } from '../aws/environment.ts';
import { shellMessages } from '../strings.ts';
import { attemptCommand } from './attempt.ts';
import type { Door } from './door.ts';
import { clearScreen } from './screen.ts';

export interface CommandOptions {
  door: Door;
  environment: (
    env: Readonly<Record<string, string>>,
    cwd: string,
    stdin: Uint8Array,
    signal?: AbortSignal,
  ) => Environment;
  history: () => readonly string[];
}

const done = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });

export function createCommands({ door, environment, history }: CommandOptions): CustomCommand[] {
  return [
    defineCommand('aws', async (args, context) => {
      const { stdout, stderr, exitCode } = await runAws(args, surroundings(context));
      if (typeof stdout === 'string') return { stdout, stderr, exitCode, stdoutKind: 'text' };
      return { stdout: latin1(stdout), stderr, exitCode, stdoutKind: 'bytes' };
    }),
    defineCommand('attempt', (args, context) => attemptCommand(args, surroundings(context))),
    defineCommand('whoami', async () => {
      const { arn } = await door.whoami();
      return done(`${arn}\n`);
    }),
    defineCommand('help', async (args, { origCommand }) =>
      args.length > 0 && origCommand ? origCommand(args) : done(shellMessages.help),
    ),
    defineCommand('history', async ([option]) => {
      const lines = history();
      const count = Number(option);
      const shown = Number.isInteger(count) && count > 0 ? lines.slice(-count) : lines;
      const start = lines.length - shown.length;
      return done(shown.map((line, index) => `${String(start + index + 1).padStart(5)}  ${line}\n`).join(''));
    }),
    defineCommand('clear', async () => done(clearScreen)),
    defineCommand('date', async (args, { origCommand }) => {
      // By the account's clock, which may have been moved; a date that is named is that date.
      const named = args.some((arg) => /^(-d|-r|-s|--date|--reference|--set|--help|--version)/.test(arg));
      if (!origCommand) return done('');
      return origCommand(named ? args : ['-d', `@${Math.floor((await door.now()) / 1000)}`, ...args]);
    }),
  ];

  function surroundings({ exportedEnv = {}, cwd, stdin, signal }: ResolvedCommandContext): Environment {
    return environment(exportedEnv, cwd, bytesOf(String(stdin)), signal);
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 0x2000) out += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return out;
}
