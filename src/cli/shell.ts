// rootless shell: the practice terminal in Node, the very shell of the browser's. With -c it runs the commands as the
// account's root and is quiet otherwise; without, it talks. Tests: test/clients/shell.test.ts
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createCloud, issuePracticeCredentials } from '../cloud/index.ts';
import { completeLine, createShell, type Door, type Ran, type Shell } from '../terminal/shell/index.ts';
import { readOptions, UsageError } from './options.ts';
import { eventsOf, freshAccount, readTime } from './serve.ts';

export async function shellCommand(args: string[]): Promise<number> {
  const values = readOptions(args, {
    command: { type: 'string', short: 'c' },
    scenario: { type: 'string' },
    seed: { type: 'string' },
    now: { type: 'string' },
    cli: { type: 'string', default: '1' },
  });
  if (values.cli !== '1' && values.cli !== '2')
    throw new UsageError(
      `--cli ${values.cli} is not known. Write 1 or 2: which AWS CLI the terminal prints like.`,
    );
  const door = await openDoor({
    scenario: values.scenario,
    seed: values.seed ?? randomBytes(8).toString('hex'),
    now: readTime(values.now),
  });
  const version = values.cli === '1' ? 1 : 2;
  const columns = process.stdout.columns ?? 80;
  if (values.command !== undefined || !process.stdin.isTTY) {
    const shell = await createShell({ door, version, columns, wall: Date.now });
    const script = values.command ?? (await readAll());
    return write(await shell.script(script));
  }
  return talk(door, version, columns);
}

async function openDoor(options: {
  scenario: string | undefined;
  seed: string;
  now: number | undefined;
}): Promise<Door> {
  const { world, history, clock: now } = await freshAccount(options);
  const cloud = createCloud({ world, events: eventsOf(history), seed: options.seed, authentication: 'on' });
  const arn = `arn:aws:iam::${world.home}:root`;
  const { credentials } = issuePracticeCredentials(world, arn);
  return {
    send: (request) => cloud.handle(request, { wall: Date.now(), now: now() }),
    signedIn: async () => credentials,
    profile: async () => undefined,
    whoami: async () => ({ account: world.home, arn, name: 'root' }),
    now: async () => now(),
  };
}

async function readAll(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function write({ stdout, stderr, exitCode, binary }: Ran): Promise<number> {
  const flushed = (stream: NodeJS.WriteStream, text: string | Buffer): Promise<void> =>
    new Promise((resolve) => stream.write(text, () => resolve()));
  await flushed(process.stdout, binary ? Buffer.from(stdout, 'latin1') : stdout);
  await flushed(process.stderr, stderr);
  return exitCode;
}

async function talk(door: Door, version: 1 | 2, columns: number): Promise<number> {
  const { account, name } = await door.whoami();
  const input = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: true,
    historySize: 1000,
    completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
      void completeLine(shell, line).then(({ words, from }) =>
        done(null, [words.map(({ text }) => text), line.slice(from)]),
      );
    },
  });
  const history: string[] = [];
  const shell: Shell = await createShell({
    door,
    version,
    columns,
    wall: Date.now,
    history: () => history,
    ask: (question) => new Promise((resolve) => input.question(question, resolve)),
  });
  let running: AbortController | undefined;
  input.on('SIGINT', () => {
    if (running) running.abort();
    else {
      pending = '';
      process.stdout.write('^C\n');
      prompt();
    }
  });
  let pending = '';
  const prompt = (): void => {
    const place = shell.state.cwd.replace(shell.state.exported.HOME ?? '\0', '~');
    input.setPrompt(pending === '' ? `${account} ${name} ${place} $ ` : '> ');
    input.prompt();
  };
  prompt();
  for await (const line of input) {
    pending = pending === '' ? line : `${pending}\n${line}`;
    if (shell.unfinished(pending)) {
      prompt();
      continue;
    }
    const text = pending;
    pending = '';
    if (text.trim() !== '') {
      history.push(text);
      running = new AbortController();
      const ran = await shell.run(text, running.signal);
      running = undefined;
      await write(ran);
      if (ran.exited) {
        input.close();
        return ran.exitCode;
      }
    }
    prompt();
  }
  return shell.state.status;
}
