// An AccountHost on the other side of a message port: worker and page, or two tabs. `serve` answers for a host,
// `connect` is a host that asks. Messages can be structured-cloned. Tests: test/practice/remote.test.ts.
import {
  type AccountHost,
  type HostChange,
  PracticeError,
  type PracticeErrorCode,
  type PracticeTools,
  toolNames,
} from './types.ts';

/** One end of a channel. */
export interface Port {
  post(message: unknown): void;
  /** Returns a function that stops listening. */
  listen(listener: (message: unknown) => void): () => void;
}

type Call = { call: number; name: string; args: unknown[] };
type Answer = { answer: number; result?: unknown; error?: Described };
type Told = { told: HostChange };

/** Answers the port's calls with `host`, and tells it every change. Returns a function that stops. */
export function serve(host: AccountHost, port: Port): () => void {
  const stopTelling = host.subscribe((change) => port.post({ told: change } satisfies Told));
  const stopListening = port.listen(async (message) => {
    const { call, name, args } = message as Call;
    if (typeof call !== 'number') return;
    try {
      const result = await perform(host, name, args);
      port.post({ answer: call, result } satisfies Answer);
    } catch (error) {
      port.post({ answer: call, error: describe(error) } satisfies Answer);
    }
  });
  return () => {
    stopTelling();
    stopListening();
  };
}

/** Calls a host's method by its name: `handle`, or one of `tools`. Rejects a name that does not exist. */
export function perform(host: AccountHost, name: string, args: readonly unknown[]): Promise<unknown> {
  if (name === 'handle') return host.handle(args[0] as Parameters<AccountHost['handle']>[0]);
  if (!(toolNames as readonly string[]).includes(name)) {
    throw new PracticeError(`No practice tool is called «${name}».`, `There are: ${toolNames.join(', ')}.`);
  }
  return (host.tools[name as keyof PracticeTools] as (...args: unknown[]) => Promise<unknown>)(...args);
}

/** An error as plain data: JSON, or across a port. */
export interface Described {
  message: string;
  hint?: string;
  code?: PracticeErrorCode;
}

export function describe(error: unknown): Described {
  if (error instanceof PracticeError) {
    const { message, hint, code } = error;
    return { message, hint, ...(code ? { code } : {}) };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

/** All of `PracticeTools`, each through `ask`. */
export function remoteTools(ask: (name: string, args: unknown[]) => Promise<unknown>): PracticeTools {
  return Object.fromEntries(
    toolNames.map((name) => [name, (...args: unknown[]) => ask(name, args)]),
  ) as unknown as PracticeTools;
}

export interface RemoteHost extends AccountHost {
  /** Rejects what is not answered yet: the other side is gone. */
  abandon(error: Error): void;
}

const shut = (): PracticeError =>
  new PracticeError('The practice account was closed.', 'Open it again.', 'closed');

export function connect(port: Port): RemoteHost {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(change: HostChange) => void>();
  let last = 0;
  let closed = false;
  const stop = port.listen((message) => {
    const { answer, result, error, told } = message as Partial<Answer & Told>;
    if (told) for (const listener of listeners) listener(told);
    if (answer === undefined) return;
    const call = waiting.get(answer);
    waiting.delete(answer);
    if (error) call?.reject(revive(error));
    else call?.resolve(result);
  });
  const ask = (name: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) throw shut();
      const call = ++last;
      waiting.set(call, { resolve, reject });
      port.post({ call, name, args } satisfies Call);
    });
  return {
    handle: (request) => ask('handle', [request]) as ReturnType<AccountHost['handle']>,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tools: remoteTools(ask),
    abandon(error) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
    async close() {
      closed = true;
      stop();
      this.abandon(shut());
    },
  };
}

export function revive({ message, hint, code }: Described): Error {
  return hint === undefined ? new Error(message) : new PracticeError(message, hint, code);
}
