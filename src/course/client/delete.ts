// «Delete everything»: every database and key of this site, whichever room wrote it. Their names all begin alike, so a
// new kind of thing that is kept is deleted without being known here. Test: test/browser/storage.test.ts.
import { openDB } from 'idb';
import { announceDeletion } from '../../practice/deletion.ts';
import type { Progress } from '../../progress/index.ts';

const OURS = 'rootless';

/** Rejects when something could not be deleted. */
export async function deleteEverything(progress: Progress): Promise<void> {
  await announceDeletion();
  // By itself, so that other tabs show it.
  await progress.clear();
  // Where the browser has no such storage, nothing was ever kept in it.
  if (globalThis.indexedDB)
    for (const { name } of await indexedDB.databases()) if (name?.startsWith(OURS)) await empty(name);
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(OURS)) localStorage.removeItem(key);
  } catch {
    // Refused as well.
  }
  delete document.documentElement.dataset.theme;
}

/** Emptied, not dropped, so that other tabs need not be closed first. */
async function empty(name: string): Promise<void> {
  const database = await openDB(name, undefined, {
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return;
    const transaction = database.transaction(stores, 'readwrite');
    await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  } finally {
    database.close();
  }
}
