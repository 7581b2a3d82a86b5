// Keeps a journal in a Store: a snapshot and a log of entries after it, never a whole snapshot per request.
//
//   KEY/GENERATION/head       { v, base }      which snapshot counts; written last, so that it switches at once
//   KEY/GENERATION/base/SEQ   saved.ts         the journal after SEQ entries
//   KEY/GENERATION/log/SEQ    { v, entries }   entries SEQ + 1, SEQ + 2, …
//
// A generation that cannot be read (damaged, or of a newer Rootless) stays as it is, and the next one is started
// beside it. Tests: test/practice/keeper.test.ts.
import { advance, type Entry, type Journal, type WorldFormat } from './journal.ts';
import { NewerError, readJournal, savedVersion, upgrade, writeJournal } from './saved.ts';
import { isFull, type Store } from './store.ts';
import type { Aside, HostNotice } from './types.ts';

/** A new snapshot after this many entries. */
export const entriesPerSnapshot = 256;

export interface Keeper<W> {
  readonly journal: Journal<W>;
  readonly asides: readonly Aside[];
  /** Adds entries to be kept. They are in `journal` at once; `flush` says when they are stored. */
  append(entries: readonly Entry[], journal: Journal<W>): void;
  /** Resolves when everything appended so far is stored, or could not be (the notice has said so). */
  flush(): Promise<void>;
  exportAside(id: string): Promise<Record<string, unknown>>;
  removeAside(id: string): Promise<void>;
}

export interface KeeperOptions<W> {
  store: Store;
  key: string;
  format: WorldFormat<W>;
  fresh: () => Promise<Journal<W>>;
  notify: (notice: HostNotice) => void;
}

/** Opens what is kept under `key`, or starts afresh. Never rejects for a store that fails: then memory has to do. */
export async function openKeeper<W>(options: KeeperOptions<W>): Promise<Keeper<W>> {
  const { store, key, format, notify } = options;
  const asides: Aside[] = [];
  let generation = 1;
  let journal: Journal<W> | undefined;
  let refused = false;
  /** Length of the journal that the newest snapshot holds, and of what is stored altogether. */
  let base = -1;
  let stored = 0;

  try {
    const [newest, ...older] = await generations(store, key);
    if (newest !== undefined) {
      generation = newest;
      const found = await readGeneration(store, `${key}/${newest}`, format);
      if ('journal' in found) {
        ({ journal, base } = found);
        stored = journal.length;
      } else if (found.reason !== 'empty') {
        asides.push({ id: String(newest), reason: found.reason, message: found.message });
        generation = newest + 1;
        notify({ code: found.reason, aside: String(newest) });
      }
    }
    for (const number of older) {
      const found = await readGeneration(store, `${key}/${number}`, format);
      if ('journal' in found) asides.push({ id: String(number), reason: 'older', message: '' });
      else if (found.reason !== 'empty') {
        asides.push({ id: String(number), reason: found.reason, message: found.message });
      }
    }
  } catch (error) {
    refused = true;
    notify({ code: isFull(error) ? 'storage-full' : 'storage-refused' });
  }
  const place = `${key}/${generation}`;
  journal ??= await options.fresh();

  let pending: Entry[] = [];
  let full = false;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    if (refused) return;
    try {
      if (base < 0) {
        await snapshot();
      } else if (pending.length > 0) {
        const batch = [...pending];
        const after = stored;
        await store.set(`${place}/log/${after}`, { v: savedVersion, entries: batch });
        stored = after + batch.length;
        pending = pending.slice(batch.length);
        if (stored - base >= entriesPerSnapshot && pending.length === 0) await snapshot().catch(() => {});
      }
      if (full) {
        full = false;
        notify({ code: 'storage-back' });
      }
    } catch (error) {
      if (!full) notify({ code: isFull(error) ? 'storage-full' : 'storage-refused' });
      full = true;
    }
  }

  /** Head last: a failure before it leaves the old snapshot and its whole log in force. */
  async function snapshot(): Promise<void> {
    const whole = journal as Journal<W>;
    const length = whole.length;
    await store.set(`${place}/base/${length}`, writeJournal(whole, format));
    await store.set(`${place}/head`, { v: savedVersion, base: length });
    const first = base < 0;
    base = length;
    if (first) {
      stored = length;
      pending = pending.slice(pending.length - (((journal as Journal<W>).length - length) as number));
    }
    for (const old of await store.keys(`${place}/`)) {
      const [, kind, at] = /\/(base|log)\/(\d+)$/.exec(old) ?? [];
      if (kind && Number(at) < length) await store.remove(old);
    }
  }

  const keeper: Keeper<W> = {
    get journal() {
      return journal as Journal<W>;
    },
    asides,
    append(entries, next) {
      journal = next;
      pending.push(...entries);
    },
    flush() {
      // One writer at a time; what arrives meanwhile goes into the next record together.
      writing ??= write().finally(() => {
        writing = undefined;
      });
      const target = (journal as Journal<W>).length;
      return writing.then(() => (!refused && !full && stored < target ? keeper.flush() : undefined));
    },
    async exportAside(id) {
      const records: Record<string, unknown> = {};
      for (const name of await store.keys(`${key}/${id}/`)) {
        records[name.slice(`${key}/${id}/`.length)] = await store.get(name);
      }
      return records;
    },
    async removeAside(id) {
      const index = asides.findIndex((one) => one.id === id);
      if (index < 0) return;
      for (const name of await store.keys(`${key}/${id}/`)) await store.remove(name);
      asides.splice(index, 1);
    },
  };
  return keeper;
}

/** Newest first. */
async function generations(store: Store, key: string): Promise<number[]> {
  const found = new Set<number>();
  for (const name of await store.keys(`${key}/`)) {
    const [, number] = /^(\d+)\//.exec(name.slice(key.length + 1)) ?? [];
    if (number) found.add(Number(number));
  }
  return [...found].sort((a, b) => b - a);
}

type Found<W> =
  | { journal: Journal<W>; base: number }
  | { reason: 'damaged' | 'newer' | 'empty'; message: string };

async function readGeneration<W>(store: Store, place: string, format: WorldFormat<W>): Promise<Found<W>> {
  const records = new Map<string, unknown>();
  // A store that fails here is not a damaged account: that error goes through.
  for (const name of await store.keys(`${place}/`)) {
    records.set(name.slice(place.length + 1), await store.get(name));
  }
  try {
    // Empty: the generation's very first write was cut short.
    return readRecords(records, format) ?? { reason: 'empty', message: '' };
  } catch (error) {
    return {
      reason: error instanceof NewerError ? 'newer' : 'damaged',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The journal that a generation's records hold, null where it never came to have a head. Throws NewerError, or another error where they are damaged. */
export function readRecords<W>(
  records: ReadonlyMap<string, unknown>,
  format: WorldFormat<W>,
): { journal: Journal<W>; base: number } | null {
  if (!records.has('head')) {
    if ([...records.keys()].some((name) => name.startsWith('log/'))) throw new Error('the head is missing');
    return null;
  }
  const base = Number(upgrade(records.get('head')).base);
  let journal = readJournal(records.get(`base/${base}`), format);
  if (journal.length !== base) throw new Error('the snapshot is another one than the head says');
  const logs = [...records.keys()]
    .map((name) => Number(/^log\/(\d+)$/.exec(name)?.[1] ?? Number.NaN))
    .filter((at) => at >= base)
    .sort((a, b) => a - b);
  for (const at of logs) {
    if (at !== journal.length) throw new Error(`entries ${journal.length + 1} to ${at} are missing`);
    const { entries } = upgrade(records.get(`log/${at}`));
    if (!Array.isArray(entries)) throw new Error(`log ${at} has no entries`);
    for (const entry of entries as Entry[]) journal = advance(journal, entry, format);
  }
  return { journal, base };
}
