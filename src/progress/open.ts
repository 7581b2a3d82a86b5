// The learner's progress in this browser: recording, reading, other tabs, and what happens when storage fails.
// Tests: test/progress/open; with real IndexedDB and two tabs: test/browser.
import { exportFile, type ImportReport, importFile } from './exchange.ts';
import {
  type Fact,
  type Facts,
  join,
  type Kind,
  keyOf,
  kinds,
  merge,
  type NewFact,
  VERSION,
} from './fact.ts';
import { readFact } from './record.ts';
import { memoryStore, type Store } from './store.ts';
import { type Summary, summarize } from './summary.ts';

/** `refused`: the browser keeps nothing for this site; `full`: it has no room left. */
export type Trouble = 'refused' | 'full';

/** A record that stays as it is, because a later version wrote it or because it is damaged. */
export interface SetAside {
  kind: Kind;
  key: string;
  reason: 'newer' | 'damaged';
  value: unknown;
}

export interface Progress {
  /** What is wrong with keeping; null when everything recorded so far is kept. */
  trouble(): Trouble | null;
  record(...facts: NewFact[]): Promise<void>;
  facts(): Promise<Facts>;
  read(): Promise<Summary>;
  setAside(): Promise<readonly SetAside[]>;
  /** Called after every change, in this tab or another, and when trouble starts. Returns the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** Everything as the text of a file. */
  export(): Promise<string>;
  /** Merges a file in and says what was taken. */
  import(text: string): Promise<ImportReport>;
  /** Merges facts in that another device sent; answers how many were new here, or better than what was here. */
  take(facts: readonly Fact[]): Promise<number>;
  /** Deletes everything, what was set aside too. */
  clear(): Promise<void>;
}

export interface ProgressOptions {
  /** Opens the store; a rejection means that the browser refuses. */
  store: () => Promise<Store>;
  now: () => number;
  nonce: () => string;
  /** One writer at a time among the tabs; where the browser has no locks the facts' keys are enough. */
  exclusive: <T>(task: () => Promise<T>) => Promise<T>;
  channel?: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | undefined;
}

/** From so many facts of a kind on, a file's for example, the whole kind is read and written at once. */
const MANY = 20;

export async function openProgressWith(options: ProgressOptions): Promise<Progress> {
  const listeners = new Set<() => void>();
  let trouble: Trouble | null = null;
  /** Facts that could not be kept: they count until the page is closed, and are tried again with the next one. */
  let unkept: Map<string, Fact> = new Map();
  let read: Promise<{ facts: Facts; aside: SetAside[] }> | undefined;
  let store: Store;
  let inMemory = false;
  try {
    store = await options.store();
  } catch {
    store = memoryStore();
    inMemory = true;
    trouble = 'refused';
  }
  /** One writer at a time in this tab, and, where the browser has locks, among all. */
  let turn: Promise<unknown> = Promise.resolve();
  function exclusive(task: () => Promise<void>): Promise<void> {
    const done = turn.then(() => (inMemory ? task() : options.exclusive(task)));
    turn = done.catch(() => {});
    return done;
  }

  const changed = (elsewhere: boolean): void => {
    read = undefined;
    if (!elsewhere) options.channel?.postMessage('changed');
    for (const listener of [...listeners]) listener();
  };
  options.channel?.addEventListener('message', () => changed(true));

  async function readAll(): Promise<{ facts: Facts; aside: SetAside[] }> {
    const kept: Fact[] = [];
    const aside: SetAside[] = [];
    const all = await Promise.all(
      kinds.map((kind) =>
        store.entries(kind).catch(() => {
          trouble = 'refused';
          return [];
        }),
      ),
    );
    for (const [index, kind] of kinds.entries()) {
      for (const [key, value] of all[index] ?? []) {
        const reading = readFact(value);
        if (reading.ok) kept.push(reading.fact);
        else aside.push({ kind, key, reason: reading.reason, value });
      }
    }
    return { facts: merge(merge(new Map(), kept), unkept.values()), aside };
  }
  const current = (): Promise<{ facts: Facts; aside: SetAside[] }> => {
    read ??= readAll();
    return read;
  };

  /** Writes beside what it cannot read, never over it. */
  async function keep(fact: Fact): Promise<void> {
    const key = keyOf(fact);
    for (let copy = 0; ; copy++) {
      const place = copy === 0 ? key : `${key}~${copy}`;
      const known = await store.get(fact.kind, place);
      const reading = known === undefined || known === null ? undefined : readFact(known);
      if (reading && !reading.ok) continue;
      const winner = reading ? join(reading.fact, fact) : fact;
      if (!reading || JSON.stringify(winner) !== JSON.stringify(reading.fact))
        await store.set(fact.kind, place, winner);
      return;
    }
  }

  /** The same for many: each kind is read once and written once. */
  async function keepMany(kind: Kind, facts: readonly Fact[]): Promise<void> {
    const known = new Map(await store.entries(kind));
    const writes = new Map<string, Fact>();
    for (const fact of facts) {
      const key = keyOf(fact);
      for (let copy = 0; ; copy++) {
        const place = copy === 0 ? key : `${key}~${copy}`;
        const value = known.get(place);
        const reading = value === undefined ? undefined : readFact(value);
        if (reading && !reading.ok) continue;
        const winner = reading ? join(reading.fact, fact) : fact;
        if (!reading || JSON.stringify(winner) !== JSON.stringify(reading.fact)) {
          writes.set(place, winner);
          known.set(place, winner);
        }
        break;
      }
    }
    await store.setAll(kind, [...writes]);
  }

  async function keepAll(facts: readonly Fact[]): Promise<void> {
    unkept = merge(unkept, facts);
    await exclusive(async () => {
      for (const kind of kinds) {
        const waiting = [...unkept].filter(([, fact]) => fact.kind === kind);
        const batches = waiting.length > MANY ? [waiting] : waiting.map((one) => [one]);
        for (const batch of batches) {
          const [[, only] = []] = batch;
          try {
            if (batch.length === 1 && only) await keep(only);
            else
              await keepMany(
                kind,
                batch.map(([, fact]) => fact),
              );
            for (const [key, fact] of batch) if (unkept.get(key) === fact) unkept.delete(key);
          } catch (error) {
            trouble = (error as { name?: unknown })?.name === 'QuotaExceededError' ? 'full' : 'refused';
          }
        }
      }
    });
    if (unkept.size === 0 && !inMemory) trouble = null;
    changed(false);
  }

  return {
    trouble: () => trouble,
    record: (...facts) =>
      keepAll(
        facts.map((fact) => {
          const reading = readFact({ at: options.now(), ...fact, v: VERSION, nonce: options.nonce() });
          if (!reading.ok) throw new TypeError(`Not a fact: ${reading.field} of ${JSON.stringify(fact)}`);
          return reading.fact;
        }),
      ),
    facts: async () => (await current()).facts,
    read: async () => summarize((await current()).facts.values()),
    setAside: async () => (await current()).aside,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    export: async () => exportFile((await current()).facts, options.now()),
    async import(text) {
      const { facts, report } = importFile(text, (await current()).facts);
      if (facts.length > 0) await keepAll(facts);
      return report;
    },
    async take(sent) {
      const before = (await current()).facts;
      const after = merge(before, sent);
      const news = [...after].filter(([key, fact]) => before.get(key) !== fact).map(([, fact]) => fact);
      if (news.length > 0) await keepAll(news);
      return news.length;
    },
    async clear() {
      unkept = new Map();
      await exclusive(() => store.clear());
      changed(false);
    },
  };
}

let opened: Promise<Progress> | undefined;

/**
 * The progress of this browser; every caller on a page shares it. The store comes as its own chunk.
 * Never rejects: where nothing can be kept it works in memory, and `trouble()` says so.
 */
export function openProgress(): Promise<Progress> {
  opened ??= openProgressWith({
    store: async () => (await import('./indexeddb.ts')).indexedDbStore(),
    now: () => Date.now(),
    nonce: () => crypto.getRandomValues(new Uint32Array(2)).join('-'),
    // Absent on plain http over a LAN.
    exclusive: async (task) =>
      navigator.locks ? await navigator.locks.request('rootless-progress', task) : task(),
    channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('rootless-progress'),
  });
  return opened;
}

/** Asks the browser not to evict what is kept; worth asking once a first lesson is finished. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
