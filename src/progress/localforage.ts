// The browser's store: localforage over IndexedDB, one database with one object store per kind. Test: test/browser,
// with two tabs that open it and write at the same moment.
import localforage from 'localforage';
import { type Kind, kinds } from './fact.ts';
import type { Store } from './store.ts';

/**
 * What fails for a passing reason, such as a connection that another tab's upgrade has closed, is tried again on a new
 * one, after a wait that doubles each time: 20 ms, 40 ms … 640 ms.
 */
const TRIES = 6;

/** Opens it; rejects where the browser refuses IndexedDB. */
export async function localforageStore(name = 'rootless-progress'): Promise<Store> {
  let instances = new Map<Kind, LocalForage>();
  const open = async (): Promise<void> => {
    await createStores(name);
    instances = await openStores(name);
  };

  async function steadily<T>(task: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        if (instances.size === 0) await open();
        return await task();
      } catch (error) {
        if (tried === TRIES || (error as { name?: unknown })?.name === 'QuotaExceededError') throw error;
        instances = new Map();
        await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** tried));
      }
    }
  }
  const on = <T>(kind: Kind, work: (store: LocalForage) => Promise<T>): Promise<T> =>
    steadily(() => work(instances.get(kind) as LocalForage));

  await steadily(async () => {});
  return {
    entries: (kind) =>
      on(kind, async (store) => {
        const list: [string, unknown][] = [];
        await store.iterate((value, key) => {
          list.push([key, value]);
        });
        return list;
      }),
    get: (kind, key) => on(kind, (store) => store.getItem(key)),
    set: (kind, key, value) => on(kind, async (store) => void (await store.setItem(key, value))),
    async clear() {
      for (const kind of kinds) await on(kind, (store) => store.clear());
    },
  };
}

async function openStores(name: string): Promise<Map<Kind, LocalForage>> {
  const instances = new Map<Kind, LocalForage>();
  for (const kind of kinds) {
    const instance = localforage.createInstance({ name, storeName: kind, driver: localforage.INDEXEDDB });
    await instance.ready();
    instances.set(kind, instance);
  }
  return instances;
}

/**
 * Makes the object stores that are missing, all in one upgrade. localforage would raise the version once for each, and
 * two tabs doing so at the same moment leave one of them unable to open at all.
 */
async function createStores(name: string): Promise<void> {
  const existing = await openDatabase(name);
  const missing = kinds.filter((kind) => !existing.objectStoreNames.contains(kind));
  const { version } = existing;
  existing.close();
  if (missing.length > 0) (await openDatabase(name, version + 1)).close();
}

function openDatabase(name: string, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const kind of kinds)
        if (!request.result.objectStoreNames.contains(kind)) request.result.createObjectStore(kind);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
