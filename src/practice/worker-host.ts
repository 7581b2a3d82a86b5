// The page host, the worker's end: opens the account with this browser's store, lock and channel, and answers for it.
// The worker's own file stands in src/exercise, because it knows goals. Tests: test/browser.
import { type Deletion, heedDeletion } from './deletion.ts';
import { type Channel, type Locks, openShared } from './election.ts';
import { createHost, type Watcher } from './host.ts';
import type { Opened, OpenMessage } from './page-host.ts';
import { describe, serve } from './remote.ts';
import { readStart } from './start.ts';
import { forageStore, memoryStore, type Store } from './store.ts';
import { portOf, type WorkerScope } from './thread.ts';
import type { AccountHost, HostNotice } from './types.ts';

/** The worker's end: waits for the first message, opens the account, answers for it. */
export function runWorkerHost<Goals>(scope: WorkerScope, watch: (goals: Goals) => Watcher): void {
  const port = portOf(scope);
  let host: AccountHost | undefined;
  port.listen(async (message) => {
    const { open, close } = message as Partial<OpenMessage<Goals>> & { close?: true };
    if (close) {
      await host?.close();
      scope.close();
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
  const { key, seed } = open;
  const { world, ...start } = readStart(open.world);
  return openShared({
    key,
    id: crypto.randomUUID?.() ?? String(Math.random()),
    channel:
      typeof BroadcastChannel === 'undefined'
        ? undefined
        : (new BroadcastChannel(`rootless/${key}`) as Channel),
    locks: (navigator as { locks?: Locks }).locks,
    async open() {
      const deletion = heedDeletion();
      const { store, notice } = await browserStore();
      const host = await createHost({
        key,
        store: untilDeletion(store, deletion),
        seed,
        watcher,
        ...start,
        fresh: () => world,
        clock: Date.now,
      });
      return withNotices(host, notice, deletion);
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

/** Writes nothing more once everything was deleted; what the account does goes on in memory. */
function untilDeletion(store: Store, deletion: Deletion): Store {
  return {
    ...store,
    async set(key, value) {
      if (!deletion.done) await store.set(key, value);
    },
  };
}

function withNotices(host: AccountHost, notice: HostNotice | undefined, deletion: Deletion): AccountHost {
  return {
    ...host,
    subscribe(listener) {
      const deleted = (): void => listener({ kind: 'notice', notice: { code: 'deleted' } });
      if (notice) listener({ kind: 'notice', notice });
      if (deletion.done) deleted();
      const stops = [host.subscribe(listener), deletion.subscribe(deleted)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
