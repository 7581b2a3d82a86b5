// Where facts are kept: one small interface; IndexedDB in the browser (its own chunk), memory where that is refused.
import type { Kind } from './fact.ts';

/** One store per kind, one record per fact. Any of these may reject: storage can be refused, full or gone. */
export interface Store {
  entries(kind: Kind): Promise<[key: string, value: unknown][]>;
  get(kind: Kind, key: string): Promise<unknown>;
  set(kind: Kind, key: string, value: unknown): Promise<void>;
  /** Many at once: all of them, or none. */
  setAll(kind: Kind, entries: readonly (readonly [key: string, value: unknown])[]): Promise<void>;
  clear(): Promise<void>;
}

export function memoryStore(): Store {
  const kept = new Map<string, Map<string, unknown>>();
  const of = (kind: Kind): Map<string, unknown> => {
    const map = kept.get(kind) ?? new Map<string, unknown>();
    kept.set(kind, map);
    return map;
  };
  return {
    entries: async (kind) => [...of(kind)],
    get: async (kind, key) => of(kind).get(key),
    set: async (kind, key, value) => {
      of(kind).set(key, value);
    },
    setAll: async (kind, entries) => {
      for (const [key, value] of entries) of(kind).set(key, value);
    },
    clear: async () => kept.clear(),
  };
}
