// The page host: an account in a Web Worker. The worker's own file stands in src/exercise (it knows goals); this room
// gives both ends of the line. Tests: test/practice/remote.test.ts, test/browser.
import type { SavedWorld } from '../cloud/index.ts';
import { type Channel, type Locks, openShared } from './election.ts';
import { createHost, type Watcher } from './host.ts';
import { connect, describe, type Port, revive, serve } from './remote.ts';
import { forageStore, memoryStore, type Store } from './store.ts';
import type { AccountHost, HostNotice } from './types.ts';
import { readWorld } from './worlds.ts';

/** The first message to the worker. */
export interface OpenMessage<Goals = unknown> {
  open: { key: string; world: SavedWorld; seed: string; goals: Goals };
}

type Opened = { opened: true } | { opened: false; error: { message: string; hint?: string } };

/** The page's end. `worker` makes the worker, so that the bundler sees its address where it is written. */
export async function openWorkerHost(worker: () => Worker, open: OpenMessage['open']): Promise<AccountHost> {
  const thread = worker();
  const port = portOf(thread);
  const opened = Promise.withResolvers<void>();
  thread.addEventListener('error', (event) => opened.reject(new Error(event.message || 'the worker failed')));
  const stop = port.listen((message) => {
    const answer = message as Partial<Opened>;
    if (answer.opened === true) opened.resolve();
    else if (answer.opened === false) {
      opened.reject(revive((answer as Extract<Opened, { opened: false }>).error));
    }
  });
  const host = connect(port);
  // What arrives before the first listener (notices of opening) is kept for it.
  const early: Parameters<Parameters<AccountHost['subscribe']>[0]>[0][] = [];
  const stopEarly = host.subscribe((change) => change.kind === 'notice' && early.push(change));
  thread.postMessage({ open } satisfies OpenMessage);
  try {
    await opened.promise;
  } finally {
    stop();
  }
  return {
    ...host,
    subscribe(listener) {
      for (const change of early) listener(change);
      return host.subscribe(listener);
    },
    close() {
      stopEarly();
      host.close();
      // The worker stores what is pending, frees its lock and ends itself.
      thread.postMessage({ close: true });
    },
  };
}

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

/** The worker's end: waits for the first message, opens the account, answers for it. */
export function runWorkerHost<Goals>(scope: WorkerScope, watch: (goals: Goals) => Watcher): void {
  const port = portOf(scope);
  let host: AccountHost | undefined;
  port.listen(async (message) => {
    const { open, close } = message as Partial<OpenMessage<Goals>> & { close?: true };
    if (close) {
      await host?.tools.summary().catch(() => {});
      host?.close();
      // Leaves the store a moment for what `close` still writes.
      setTimeout(() => scope.close(), 500);
    }
    if (!open) return;
    try {
      host = await openPageAccount(open, watch(open.goals));
      serve(host, port);
      port.post({ opened: true } satisfies Opened);
    } catch (error) {
      port.post({ opened: false, error: describe(error) } satisfies Opened);
    }
  });
}

/** Store, lock and channel of this browser around `createHost`. */
async function openPageAccount(open: OpenMessage['open'], watcher: Watcher): Promise<AccountHost> {
  const { key, world, seed } = open;
  return openShared({
    key,
    id: crypto.randomUUID?.() ?? String(Math.random()),
    channel:
      typeof BroadcastChannel === 'undefined'
        ? undefined
        : (new BroadcastChannel(`rootless/${key}`) as Channel),
    locks: (navigator as { locks?: Locks }).locks,
    async open() {
      const { store, notice } = await browserStore();
      const host = await createHost({
        key,
        store,
        seed,
        watcher,
        fresh: () => readWorld(world),
        clock: Date.now,
      });
      return notice ? withNotice(host, notice) : host;
    },
  });
}

/** Memory, with a notice, where the browser refuses storage. */
async function browserStore(): Promise<{ store: Store; notice?: HostNotice }> {
  try {
    return { store: await forageStore() };
  } catch {
    return { store: memoryStore(), notice: { code: 'storage-refused' } };
  }
}

function withNotice(host: AccountHost, notice: HostNotice): AccountHost {
  return {
    ...host,
    subscribe(listener) {
      listener({ kind: 'notice', notice });
      return host.subscribe(listener);
    },
  };
}

function portOf(end: WorkerScope | Worker): Port {
  return {
    post: (message) => end.postMessage(message),
    listen(listener) {
      const take = (event: { data: unknown }): void => listener(event.data);
      end.addEventListener('message', take as never);
      return () => end.removeEventListener('message', take as never);
    },
  };
}
