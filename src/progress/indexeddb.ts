// The browser's store: IndexedDB through `idb`, one database with one object store per kind. A whole store is read by
// one request, which is what makes thousands of attempts cheap. Test: test/browser, with two tabs that open it and
// write at the same moment.
import { type IDBPDatabase, openDB } from 'idb';
import { type Kind, kinds } from './fact.ts';
import type { Store } from './store.ts';

/**
 * What fails for a passing reason, such as a connection that another tab's upgrade has closed, is tried again on a new
 * one, after a wait that doubles each time: 20 ms, 40 ms … 640 ms.
 */
const TRIES = 6;

/** Opens it; rejects where the browser refuses IndexedDB. */
export async function indexedDbStore(name = 'rootless-progress'): Promise<Store> {
  let database: IDBPDatabase | undefined;

  async function steadily<T>(task: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        database ??= await open(name, () => {
          database = undefined;
        });
        return await task(database);
      } catch (error) {
        if (tried === TRIES || (error as { name?: unknown })?.name === 'QuotaExceededError') throw error;
        database?.close();
        database = undefined;
        await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** tried));
      }
    }
  }

  await steadily(async () => {});
  return {
    entries: (kind) =>
      steadily(async (database) => {
        const store = database.transaction(kind).store;
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return keys.map((key, index) => [String(key), values[index]]);
      }),
    get: (kind, key) => steadily((database) => database.get(kind, key)),
    set: (kind, key, value) => steadily(async (database) => void (await database.put(kind, value, key))),
    setAll: (kind, entries) =>
      steadily(async (database) => {
        const transaction = database.transaction(kind, 'readwrite');
        await Promise.all([
          ...entries.map(([key, value]) => transaction.store.put(value, key)),
          transaction.done,
        ]);
      }),
    async clear() {
      await steadily(async (database) => {
        const transaction = database.transaction([...kinds], 'readwrite');
        await Promise.all([...kinds.map((kind) => transaction.objectStore(kind).clear()), transaction.done]);
      });
    },
  };
}

/**
 * The version that is there, and one more where a kind has no object store yet: what an earlier version of this site
 * kept stays where it is. A connection steps aside when another tab needs a newer version.
 */
async function open(name: string, gone: () => void): Promise<IDBPDatabase> {
  const existing = await openDB(name, undefined, { upgrade, blocking, terminated: gone });
  if (!missing(existing)) return existing;
  const { version } = existing;
  existing.close();
  return openDB(name, version + 1, { upgrade, blocking, terminated: gone });

  function blocking(_from: number, _to: number | null, event: IDBVersionChangeEvent): void {
    (event.target as IDBDatabase).close();
    gone();
  }
}

const missing = (database: IDBPDatabase): boolean =>
  kinds.some((kind) => !database.objectStoreNames.contains(kind));

function upgrade(database: IDBPDatabase): void {
  for (const kind of kinds as readonly Kind[])
    if (!database.objectStoreNames.contains(kind)) database.createObjectStore(kind);
}
