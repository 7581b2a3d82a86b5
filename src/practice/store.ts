// Where accounts are kept: a few records by key. `localforage` in pages and workers, files in Node (src/server gives
// its own), memory where nothing can be kept. Values are plain JSON. Tests: test/practice.

/** Each `set` lands wholly or not at all. Any method may reject; what is stored then is what was stored before. */
export interface Store {
  /** Undefined where there is none. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
}

/** For tests, and for browsers that refuse storage. */
export function memoryStore(records: Map<string, unknown> = new Map()): Store {
  return {
    get: async (key) => structuredClone(records.get(key)),
    set: async (key, value) => void records.set(key, structuredClone(value)),
    remove: async (key) => void records.delete(key),
    keys: async (prefix) => [...records.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/**
 * IndexedDB through localforage: one database, one store for accounts. Works in a page and in a worker. Rejects
 * where the browser refuses storage.
 */
export async function forageStore(): Promise<Store> {
  const { default: localforage } = await import('localforage');
  const forage = localforage.createInstance({
    name: 'rootless',
    storeName: 'accounts',
    driver: localforage.INDEXEDDB,
  });
  await forage.ready();
  return {
    get: async (key) => (await forage.getItem(key)) ?? undefined,
    set: async (key, value) => void (await forage.setItem(key, value)),
    remove: (key) => forage.removeItem(key),
    keys: async (prefix) => (await forage.keys()).filter((key) => key.startsWith(prefix)),
  };
}

/** Whether an error says that there is no room left, in any browser's or file system's words. */
export function isFull(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: string; code?: unknown };
  return (
    name === 'QuotaExceededError' ||
    name === 'NS_ERROR_DOM_QUOTA_REACHED' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT'
  );
}
