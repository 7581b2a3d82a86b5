// The terminal's aws beside the real AWS CLI (version 1): the same commands in the same order, in accounts of the same seed
// and time, compared byte for byte. The data says which, and why a part of some cannot be compared.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { search } from '@jmespath-community/jmespath';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { freshAccount } from '../../src/cli/serve.ts';
import { createCloud, issuePracticeCredentials } from '../../src/cloud/index.ts';
import { runAws } from '../../src/terminal/aws/aws.ts';
import type { Environment } from '../../src/terminal/aws/environment.ts';
import { memoryFiles } from '../terminal/files.ts';
import { clientEnvironment, endpoint, has } from './support.ts';

interface Command {
  run: string;
  keep?: Record<string, string>;
  stdin?: string;
  env?: Record<string, string>;
  differs?: string;
}
interface Group {
  group: string;
  files?: Record<string, string>;
  commands: (string | Command)[];
}
interface Result {
  stdout: string;
  stderr: string;
  code: number;
}

const groups = parse(readFileSync(join(import.meta.dirname, 'terminal/commands.yaml'), 'utf8')) as Group[];
/** Today, because sessions must not have ended for the real clock; a whole minute, as `--now` is written. */
const now = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
const there = has('aws', '--version') && has('python3', '-c', 'import awscli.clidriver');
const home = '/home/learner';

/** Words as a POSIX shell reads them: quotation marks, no variables. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"(?:\\.|[^"\\])*"|'[^']*')+/g)].map(([word]) =>
    word.replace(
      /"((?:\\.|[^"\\])*)"|'([^']*)'/g,
      (_, double?: string, single?: string) => single ?? (double as string).replace(/\\(.)/g, '$1'),
    ),
  );
}

/** The real one, in one process. */
function realCli(running: RunningEndpoint, folder: string) {
  const child = spawn('python3', [join(import.meta.dirname, 'terminal/drive.py')], {
    env: {
      ...clientEnvironment(running),
      HOME: folder,
      AWS_CONFIG_FILE: undefined,
      AWS_SHARED_CREDENTIALS_FILE: undefined,
      PYTHONIOENCODING: 'utf-8',
      AWS_MAX_ATTEMPTS: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(
      args: readonly string[],
      { stdin = '', env = {} }: { stdin?: string | undefined; env?: Record<string, string> | undefined },
    ): Promise<Result> {
      child.stdin.write(`${JSON.stringify({ args, stdin, env, cwd: folder })}\n`);
      return JSON.parse((await lines.next()).value as string) as Result;
    },
    close: () => child.stdin.end(),
  };
}

describe('the terminal’s aws prints what the AWS CLI prints', () => {
  beforeEach((test) => test.skip(!there, 'the AWS CLI is not installed'));
  let running: RunningEndpoint;
  let real: ReturnType<typeof realCli>;
  const folder = mkdtempSync(join(tmpdir(), 'rootless-terminal-'));
  const files = memoryFiles();
  const kept: Record<string, string> = {};
  let environment: Environment;

  beforeAll(async () => {
    if (!there) return;
    // Time stands still for both; only clocks are held, not timers.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    running = await endpoint('--now', now);
    real = realCli(running, folder);
    kept.ENDPOINT = `http://127.0.0.1:${running.port}`;
    const { world, clock } = await freshAccount({
      account: undefined,
      scenario: undefined,
      seed: 'clients',
      now: Date.parse(now),
    });
    const cloud = createCloud({ world, seed: 'clients', authentication: 'on' });
    const { credentials } = issuePracticeCredentials(world, `arn:aws:iam::${world.home}:root`);
    environment = {
      version: 1,
      env: {
        HOME: home,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
      cwd: home,
      files,
      stdin: new Uint8Array(),
      send: (request) => cloud.handle(request, { wall: Date.now(), now: clock() }),
      signedIn: async () => undefined,
      wall: Date.now,
      columns: 80,
      sleep: async () => {},
      ask: async () => undefined,
    };
  });
  afterAll(async () => {
    real?.close();
    await running?.close();
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  });

  const fill = (text: string): string =>
    text.replace(/\{([A-Z]+)\}/g, (whole, name: string) => kept[name] ?? whole);

  it('runs at least 150 commands', () => {
    expect(groups.flatMap(({ commands }) => commands).length).toBeGreaterThanOrEqual(150);
  });

  for (const { group, files: given = {}, commands } of groups) {
    describe(group, () => {
      beforeAll(async () => {
        for (const [name, text] of Object.entries(given)) {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), fill(text));
          await files.write(`${home}/${name}`, new TextEncoder().encode(fill(text)));
        }
      });
      for (const entry of commands) {
        const command: Command = typeof entry === 'string' ? { run: entry } : entry;
        it(`aws ${command.run}${command.differs ? ` (but ${command.differs})` : ''}`, async () => {
          const args = words(fill(command.run));
          const env = Object.fromEntries(
            Object.entries(command.env ?? {}).map(([name, value]) => [name, fill(value)]),
          );
          const wanted = await real.run(args, { stdin: command.stdin, env });
          const outcome = await runAws(args, {
            ...environment,
            env: { ...environment.env, ...env },
            stdin: new TextEncoder().encode(command.stdin ?? ''),
          });
          const text =
            typeof outcome.stdout === 'string' ? outcome.stdout : new TextDecoder().decode(outcome.stdout);
          const got: Result = { stdout: text, stderr: outcome.stderr, code: outcome.exitCode };
          const shown = { ...wanted, stdout: Buffer.from(wanted.stdout, 'latin1').toString('utf8') };
          if (command.differs) expect(got.code).toBe(wanted.code);
          else expect(got).toEqual(shown);
          for (const [name, path] of Object.entries(command.keep ?? {}))
            kept[name] = String(search(JSON.parse(text), path));
        });
      }
    });
  }
});
