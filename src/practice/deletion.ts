// «Delete everything» in one tab, heard in the others: what is open there must not write back what was deleted. From
// then on it lives in its page only, until that is loaded again. Imports nothing. Tests: test/practice/deletion.test.ts,
// test/browser/storage.test.ts.

const CHANNEL = 'rootless-deleted';

/** How long the other tabs get to hear it before the deleting begins, in milliseconds. */
const PATIENCE = 150;

export interface Deletion {
  /** Whether it has happened since this was made. */
  readonly done: boolean;
  /** Called when it happens; returns a function that stops that. */
  subscribe(listener: () => void): () => void;
}

/** Hears of it from now on. */
export function heedDeletion(): Deletion {
  const listeners = new Set<() => void>();
  let done = false;
  if (typeof BroadcastChannel !== 'undefined') {
    const channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', () => {
      done = true;
      for (const listener of listeners) listener();
    });
    // In Node, tests for example, an open channel would keep the process.
    (channel as { unref?: () => void }).unref?.();
  }
  return {
    get done() {
      return done;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Tells every other tab; resolves when they have had time to stop writing. */
export async function announceDeletion(): Promise<void> {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('deleted');
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  channel.close();
}
