// What a terminal keeps between visits: files, variables, history; one record for each account, in this browser.
// Tests: test/browser/terminal.test.ts.
import { heedDeletion } from '../../practice/deletion.ts';
import type { Kept } from './runner.ts';

interface Kind {
  v: 1;
}

export interface Keeper {
  /** What was kept; empty where there is nothing, or it cannot be read. */
  kept: Kept;
  /** Writes soon; later calls replace earlier ones. Resolves false where there is no room, or nothing can be kept. */
  keep(kept: Kept): Promise<boolean>;
  /** Calls `listener` when another tab has kept something here; returns a function that stops it. */
  onOther(listener: () => void): () => void;
}

const nothing: Kept = { files: {}, state: undefined, history: [] };

export async function openKeeper(key: string): Promise<Keeper> {
  const deletion = heedDeletion();
  try {
    const { default: localforage } = await import('localforage');
    const forage = localforage.createInstance({
      name: 'rootless-terminal',
      storeName: 'terminals',
      driver: localforage.INDEXEDDB,
    });
    await forage.ready();
    const found = (await forage.getItem(key)) as (Kept & Kind) | null;
    let queue: Promise<boolean> = Promise.resolve(true);
    const channel =
      typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`rootless-terminal/${key}`);
    return {
      kept: found?.v === 1 ? { files: found.files, state: found.state, history: found.history } : nothing,
      keep(kept) {
        queue = queue.then(async () => {
          // The account's own notice says that nothing is kept any more.
          if (deletion.done) return true;
          try {
            await forage.setItem(key, { v: 1, ...kept });
            channel?.postMessage('kept');
            return true;
          } catch {
            return false;
          }
        });
        return queue;
      },
      onOther(listener) {
        channel?.addEventListener('message', listener);
        return () => channel?.removeEventListener('message', listener);
      },
    };
  } catch {
    return { kept: nothing, keep: async () => false, onOther: () => () => {} };
  }
}
