// The page host, the page's end: an account in a Web Worker. Kept free of the account itself, which only the worker's
// end (worker-host.ts) brings. Tests: test/practice/remote.test.ts, test/browser.
import { connect, type Described, revive } from './remote.ts';
import type { SavedStart } from './start.ts';
import { portOf } from './thread.ts';
import type { AccountHost } from './types.ts';

/** The first message to the worker. */
export interface OpenMessage<Goals = unknown> {
  open: { key: string; world: SavedStart; seed: string; goals: Goals };
}

export type Opened = { opened: true } | { opened: false; error: Described };

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
    async close() {
      stopEarly();
      await host.close();
      // The worker stores what is pending, frees its lock and ends itself.
      thread.postMessage({ close: true });
    },
  };
}
