// The browser's store: localforage over IndexedDB, one database with one object store per kind.
import localforage from 'localforage';
import { type Kind, kinds } from './fact.ts';
import type { Store } from './store.ts';

/** Opens it; rejects where the browser refuses IndexedDB. */
export async function localforageStore(name = 'rootless-progress'): Promise<Store> {
  const instances = new Map<Kind, LocalForage>();
  // One after the other: every new object store raises the database's version, and upgrades wait for each other.
  for (const kind of kinds) {
    const instance = localforage.createInstance({ name, storeName: kind, driver: localforage.INDEXEDDB });
    await instance.ready();
    instances.set(kind, instance);
  }
  const of = (kind: Kind): LocalForage => instances.get(kind) as LocalForage;
  return {
    async entries(kind) {
      const list: [string, unknown][] = [];
      await of(kind).iterate((value, key) => {
        list.push([key, value]);
      });
      return list;
    },
    get: (kind, key) => of(kind).getItem(key),
    async set(kind, key, value) {
      await of(kind).setItem(key, value);
    },
    async clear() {
      for (const instance of instances.values()) await instance.clear();
    },
  };
}
