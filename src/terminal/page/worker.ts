// The worker that the shell runs in: an endless loop stops nothing but itself, and the page can end it. Files, variables
// and history go back to the page after each line, which keeps them.
// Tests: test/browser/terminal.test.ts.
import { completeLine, createShell, type Door, home, type Shell } from '../shell/index.ts';
import type { Asked, FromWorker, ToWorker } from './messages.ts';

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
};

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let last = 0;

function ask(name: Asked, ...args: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    scope.postMessage({ from: 'ask', id: last, name, args });
  });
}

const door: Door = {
  send: (request) => ask('send', request) as ReturnType<Door['send']>,
  signedIn: () => ask('signedIn') as ReturnType<Door['signedIn']>,
  profile: (name) => ask('profile', name) as ReturnType<Door['profile']>,
  whoami: () => ask('whoami') as ReturnType<Door['whoami']>,
  now: () => ask('now') as ReturnType<Door['now']>,
};

let opened: Promise<Shell> | undefined;
let history: readonly string[] = [];
let running: AbortController | undefined;
let kept = '';

/** Changes whenever a file does. */
async function mark(shell: Shell): Promise<string> {
  const parts: string[] = [];
  for (const path of shell.fs.getAllPaths()) {
    if (!/^\/(home|tmp)\//.test(path)) continue;
    const info = await shell.fs.lstat(path).catch(() => undefined);
    if (info) parts.push(`${path}:${info.size}:${info.mtime.getTime()}:${info.mode}`);
  }
  return parts.join('\n');
}

async function freeName(shell: Shell): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `pasted-${number}.txt`;
    if (!(await shell.fs.exists(`${home}/${name}`))) return name;
  }
}

async function run(id: number, line: string): Promise<void> {
  const shell = (await opened) as Shell;
  if (shell.unfinished(line)) {
    scope.postMessage({ from: 'unfinished', id });
    return;
  }
  running = new AbortController();
  const ran = await shell.run(line, running.signal);
  running = undefined;
  const now = await mark(shell);
  const files = now === kept ? undefined : await shell.keep();
  kept = now;
  scope.postMessage({ from: 'ran', id, ran, state: shell.state, files });
}

scope.addEventListener('message', async ({ data }) => {
  switch (data.to) {
    case 'open':
      history = data.history;
      opened = createShell({
        door,
        version: data.version,
        files: data.files,
        state: data.state,
        columns: data.columns,
        wall: Date.now,
        history: () => history,
        ask: (question) => ask('question', question) as Promise<string | undefined>,
      });
      kept = await mark(await opened);
      scope.postMessage({ from: 'opened' });
      return;
    case 'run':
      history = data.history;
      ((await opened) as Shell).columns = data.columns;
      await run(data.id, data.line);
      return;
    case 'complete': {
      const completion = await completeLine((await opened) as Shell, data.line).catch(() => ({
        words: [],
        from: data.line.length,
      }));
      scope.postMessage({ from: 'completed', id: data.id, completion });
      return;
    }
    case 'write': {
      const shell = (await opened) as Shell;
      const file = await freeName(shell);
      await shell.fs.writeFile(`${home}/${file}`, data.text);
      kept = await mark(shell);
      scope.postMessage({
        from: 'written',
        id: data.id,
        file,
        state: shell.state,
        files: await shell.keep(),
      });
      return;
    }
    case 'abort':
      running?.abort();
      return;
    case 'answer': {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.error === undefined) call?.resolve(data.result);
      else call?.reject(new Error(data.error));
      return;
    }
  }
});
