// The practice terminal's shell: bash over files in memory, with `aws` as a command that asks the account through its
// door. Runs in a worker and in Node alike. Tests: test/terminal/shell.test.ts.
import { Bash, InMemoryFs } from 'just-bash';
import type { Environment } from '../aws/environment.ts';
import { createCommands } from './commands.ts';
import type { Door } from './door.ts';
import type { KeptFiles } from './files.ts';
import { awsFiles, keepFiles, restoreFiles } from './files.ts';
import type { ShellState } from './state.ts';
import { endCommand, epilogue, firstState, home, keptVariables, prelude, statusCommand } from './state.ts';
import { isUnfinished, readSyntax } from './syntax.ts';

export interface ShellOptions {
  door: Door;
  /** Which AWS CLI `aws` prints like. */
  version: 1 | 2;
  /** As left by an earlier visit. */
  files?: KeptFiles | undefined;
  state?: ShellState | undefined;
  /** How wide the terminal is, in characters. */
  columns?: number;
  /** The wall clock: milliseconds since 1970. */
  wall: () => number;
  /** Asks who types; undefined when nobody can answer. */
  ask?: (question: string) => Promise<string | undefined>;
  /** Lines typed before, for `history`. */
  history?: () => readonly string[];
}

export interface Ran {
  stdout: string;
  stderr: string;
  exitCode: number;
  /** `stdout` is bytes, one a character: a file that is no text. */
  binary: boolean;
  /** The line ended the shell. */
  exited: boolean;
}

export interface Shell {
  readonly state: ShellState;
  readonly fs: InMemoryFs;
  columns: number;
  /** Runs a line of one's own, and keeps what it leaves: variables, functions, where one is. */
  run(line: string, signal?: AbortSignal): Promise<Ran>;
  /** Runs a script as `bash -c` does. */
  script(text: string, signal?: AbortSignal, stdin?: string): Promise<Ran>;
  /** Whether more must be typed before the line can run. */
  unfinished(line: string): boolean;
  keep(): Promise<KeptFiles>;
  /** What aws commands see of the world, for completion. */
  environment(): Environment;
}

/** What a line leaves behind. */
interface Handed {
  status: number;
  variables: string;
  exported: Record<string, string>;
  cwd: string;
  env: ReadonlyMap<string, string>;
}

const limits = {
  maxExecutionTimeMs: 10 * 60_000,
  maxSourceBytes: 4 * 1024 * 1024,
  maxOutputSize: 16 * 1024 * 1024,
  maxFileSystemBytes: 64 * 1024 * 1024,
};

/** What just-bash says where a limit ends a script, in words that help. */
function explained(stderr: string): string {
  return stderr
    .replace(
      /too many commands executed \(>(\d+)\), increase executionLimits\.\w+/g,
      'stopped after $1 commands: this looks like a loop without an end',
    )
    .replace(
      /(\w[\w ]*): too many iterations \((\d+)\), increase executionLimits\.\w+/g,
      'stopped after $2 rounds of a loop: this looks like a loop without an end',
    )
    .replace(/,? increase executionLimits\.\w+/g, '');
}

export async function createShell(options: ShellOptions): Promise<Shell> {
  const { door, version, wall } = options;
  let state =
    options.state ??
    firstState({ AWS_DEFAULT_REGION: 'us-east-1', ...(version === 2 ? { AWS_PAGER: '' } : {}) });
  const fs = new InMemoryFs();
  let columns = options.columns ?? 80;
  const handed: Handed[] = [];

  const environment = (
    env: Readonly<Record<string, string>>,
    cwd: string,
    stdin: Uint8Array,
    signal?: AbortSignal,
  ): Environment => ({
    version,
    env,
    cwd,
    stdin,
    files: awsFiles(fs),
    send: (request) => door.send(request),
    signedIn: () => door.signedIn(),
    // Version 1 is compared with the AWS CLI: it knows only the profiles its files name.
    ...(version === 2 ? { profile: (name: string) => door.profile(name) } : {}),
    wall,
    columns,
    sleep: (milliseconds) => sleep(milliseconds, signal),
    ask: async (question) => (signal?.aborted ? undefined : options.ask?.(question)),
  });

  const bash = new Bash({
    fs,
    cwd: home,
    env: { HOME: home, USER: 'learner' },
    executionLimits: limits,
    // It guards Node against scripts of strangers, at a price; here a learner runs their own, and aws is ours.
    defenseInDepth: false,
    processInfo: { pid: 1000, ppid: 1, uid: 1000, gid: 1000 },
    customCommands: [
      ...createCommands({ door, environment, history: options.history ?? (() => []) }),
      {
        name: statusCommand,
        execute: async ([status]) => ({ stdout: '', stderr: '', exitCode: Number(status) }),
      },
      {
        name: endCommand,
        async execute([status, variables = ''], { exportedEnv = {}, cwd, env }) {
          handed.push({
            status: Number(status),
            variables,
            exported: { ...exportedEnv },
            cwd,
            env: new Map(env),
          });
          return { stdout: '', stderr: '', exitCode: Number(status) };
        },
      },
    ],
  });
  for (const folder of [home, '/tmp']) await fs.mkdir(folder, { recursive: true });
  if (options.files) await restoreFiles(fs, options.files);

  async function exec(
    text: string,
    cwd: string,
    env: Record<string, string>,
    signal?: AbortSignal,
    stdin?: string,
  ) {
    const result = await bash.exec(text, {
      rawScript: true,
      cwd,
      env,
      replaceEnv: true,
      ...(signal ? { signal } : {}),
      ...(stdin === undefined ? {} : { stdin }),
    });
    return {
      stdout: result.stdout,
      stderr: explained(result.stderr),
      exitCode: result.exitCode,
      binary: result.stdoutKind === 'bytes' || result.stdoutEncoding === 'binary',
    };
  }

  const shell: Shell = {
    get state() {
      return state;
    },
    fs,
    get columns() {
      return columns;
    },
    set columns(value) {
      columns = value;
    },
    async run(line, signal) {
      const read = readSyntax(line);
      if (read.error !== undefined) {
        state = { ...state, status: 2 };
        return { stdout: '', stderr: `bash: ${read.error}\n`, exitCode: 2, binary: false, exited: false };
      }
      handed.length = 0;
      const cwd = (await fs.exists(state.cwd)) ? state.cwd : home;
      const text = `${prelude(state)}\n${line}\n${epilogue}`;
      const result = await exec(text, cwd, { OLDPWD: state.previous }, signal);
      const ended = handed[0];
      if (!ended) {
        state = { ...state, cwd, status: result.exitCode };
        const stopped = signal?.aborted === true || result.exitCode === 126;
        return { ...result, exited: !stopped && /(^|[;&|\s])exit\b/.test(line) };
      }
      const { status, variables, exported, env } = ended;
      const { PWD, OLDPWD, ...others } = exported;
      const aliases = Object.fromEntries(
        [...env]
          .filter(([name]) => name.startsWith('BASH_ALIAS_'))
          .map(([name, value]) => [name.slice('BASH_ALIAS_'.length), value]),
      );
      state = {
        cwd: ended.cwd,
        previous: OLDPWD ?? state.previous,
        status,
        variables: keptVariables(variables),
        functions: withFunctions(state.functions, read.functions),
        aliases,
        exported: others,
      };
      return { ...result, exitCode: status, exited: false };
    },
    async script(text, signal, stdin) {
      return { ...(await exec(text, state.cwd, { ...state.exported }, signal, stdin)), exited: true };
    },
    unfinished: (line) => isUnfinished(line),
    keep: () => keepFiles(fs),
    environment: () => environment(state.exported, state.cwd, new Uint8Array()),
  };
  return shell;
}

/** Later definitions stand later, because they are read again in this order. */
function withFunctions(
  before: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(found, name));
  return { ...Object.fromEntries(kept), ...found };
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('stopped'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
