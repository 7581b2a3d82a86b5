// The page's end of the shell's worker: runs lines, answers what the shell asks of the account, stops what does not stop,
// and keeps the files outside, so that ending the worker loses none of them. Tests: test/terminal/page.test.ts.
import type { HttpResponse } from '../../practice/index.ts';
import type { Completion, Door, KeptFiles, Ran, ShellState } from '../shell/index.ts';
import type { FromWorker, ToWorker } from './messages.ts';

export interface Kept {
  files: KeptFiles;
  state: ShellState | undefined;
  history: readonly string[];
}

export interface RunnerOptions {
  start: () => Worker;
  door: Door;
  version: 1 | 2;
  kept: Kept;
  /** Asks who types; undefined when they stop the command instead. */
  question: (text: string) => Promise<string | undefined>;
  /** Called when files, variables or the place have changed. */
  onKeep: (kept: Pick<Kept, 'files' | 'state'>) => void;
}

/** `stopped`: the command had to be ended together with its worker. */
export type Outcome = (Ran & { denied: string | undefined }) | 'unfinished' | 'stopped';

export interface Runner {
  run(line: string, columns: number, history: readonly string[]): Promise<Outcome>;
  complete(line: string): Promise<Completion>;
  /** Writes a file of the text into the home folder; its name. */
  write(text: string): Promise<string>;
  /** Stops what is running; where it does not answer in time, its worker ends. */
  stop(): void;
  close(): void;
}

/** How long a command may take to stop by itself, in milliseconds. */
export const patience = 300;

/** AWS's id of a request that nothing allowed; undefined where it was let, or failed otherwise. */
function refusedId({ status, headers, body }: HttpResponse): string | undefined {
  if (status !== 403 && status !== 400) return undefined;
  const text = `${headers['x-amzn-errortype'] ?? ''} ${new TextDecoder().decode(body.subarray(0, 2000))}`;
  if (!/AccessDenied|UnauthorizedOperation/.test(text)) return undefined;
  return headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
}

export function createRunner(options: RunnerOptions): Runner {
  const { door, version } = options;
  let { files, state } = options.kept;
  let history = options.kept.history;
  let columns = 80;
  let worker: Worker | undefined;
  let running: { id: number; resolve: (outcome: Outcome) => void } | undefined;
  const writing = new Map<number, (file: string) => void>();
  const completing = new Map<number, (completion: Completion) => void>();
  let last = 0;
  /** Id of the last request of this line that was refused. */
  let denied: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const post = (message: ToWorker): void => worker?.postMessage(message);

  function open(): void {
    const started = options.start();
    worker = started;
    started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (worker === started) void take(data);
    });
    started.addEventListener('error', () => {
      if (worker === started) end();
    });
    post({ to: 'open', files, state, history, columns, version });
  }

  async function take(message: FromWorker): Promise<void> {
    switch (message.from) {
      case 'ask': {
        const { id, name, args } = message;
        const from = worker;
        try {
          const result =
            name === 'question'
              ? await options.question(String(args[0]))
              : await (door[name] as (...given: unknown[]) => Promise<unknown>)(...args);
          if (name === 'send') denied = refusedId(result as HttpResponse) ?? denied;
          if (worker === from) post({ to: 'answer', id, result });
        } catch (error) {
          if (worker === from)
            post({ to: 'answer', id, error: error instanceof Error ? error.message : String(error) });
        }
        return;
      }
      case 'unfinished':
        settle(message.id, 'unfinished');
        return;
      case 'ran':
        state = message.state;
        if (message.files) files = message.files;
        options.onKeep({ files, state });
        settle(message.id, { ...message.ran, denied });
        return;
      case 'written':
        state = message.state;
        files = message.files;
        options.onKeep({ files, state });
        writing.get(message.id)?.(message.file);
        writing.delete(message.id);
        return;
      case 'completed':
        completing.get(message.id)?.(message.completion);
        completing.delete(message.id);
        return;
    }
  }

  function settle(id: number, outcome: Outcome): void {
    if (running?.id !== id) return;
    clearTimeout(timer);
    const { resolve } = running;
    running = undefined;
    resolve(outcome);
  }

  /** Ends the worker; the next one starts from what was kept. */
  function end(): void {
    worker?.terminate();
    worker = undefined;
    for (const done of completing.values()) done({ words: [], from: 0 });
    completing.clear();
    if (running) settle(running.id, 'stopped');
  }

  open();
  return {
    run(line, wide, lines) {
      columns = wide;
      history = lines;
      if (!worker) open();
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        running = { id, resolve };
        denied = undefined;
        post({ to: 'run', id, line, columns, history });
      });
    },
    complete(line) {
      if (!worker) open();
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        completing.set(id, resolve);
        post({ to: 'complete', id, line });
      });
    },
    write(text) {
      if (!worker) open();
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        writing.set(id, resolve);
        post({ to: 'write', id, text });
      });
    },
    stop() {
      if (!running) return;
      post({ to: 'abort' });
      clearTimeout(timer);
      timer = setTimeout(end, patience);
    },
    close: end,
  };
}
