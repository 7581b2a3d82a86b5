// A toy world for tests of the journal and its keeping: names and numbers.
import type { Entry, Journal, KeptEvent, WorldFormat } from '../../src/practice/journal.ts';
import { advance, current } from '../../src/practice/journal.ts';
import type { Store } from '../../src/practice/store.ts';
import { memoryStore } from '../../src/practice/store.ts';

export type Toy = Readonly<Record<string, number>>;

export const toyFormat: WorldFormat<Toy> = {
  diff: (before, after) => ({
    set: Object.entries(after).filter(([name, value]) => before[name] !== value),
    gone: Object.keys(before).filter((name) => !(name in after)),
  }),
  patch(world, patch) {
    const { set, gone } = patch as { set: [string, number][]; gone: string[] };
    const next = { ...world, ...Object.fromEntries(set) };
    return Object.fromEntries(Object.entries(next).filter(([name]) => !gone.includes(name)));
  },
  write: (world) => world,
  read(saved) {
    if (typeof saved !== 'object' || saved === null) throw new Error('no world');
    return saved as Toy;
  },
};

let made = 0;
export function toyEvent(operation: string, changed = true): KeptEvent {
  const id = `event-${++made}`;
  return {
    id,
    event: { eventID: id, eventName: operation } as KeptEvent['event'],
    service: 'toy',
    operation,
    decision: 'allow',
    decidedBy: 'root',
    changed,
    undone: false,
  };
}

/** A request that puts a name to a number. */
export function put(journal: Journal<Toy>, name: string, value: number): Entry {
  const before = current(journal).world;
  return {
    kind: 'request',
    event: toyEvent(`Put ${name}`),
    patch: toyFormat.diff(before, { ...before, [name]: value }),
  };
}

export const read: () => Entry = () => ({ kind: 'request', event: toyEvent('Read', false) });

export function run(journal: Journal<Toy>, ...entries: readonly Entry[]): Journal<Toy> {
  return entries.reduce((now, entry) => advance(now, entry, toyFormat), journal);
}

/** A store whose next operations can be made to fail. */
export function faultyStore(records = new Map<string, unknown>()): Store & {
  fail: (kind: 'get' | 'set' | 'keys' | 'remove', error: Error | null, after?: number) => void;
  records: Map<string, unknown>;
} {
  const inner = memoryStore(records);
  const faults = new Map<string, { error: Error; after: number }>();
  const check = (kind: string): void => {
    const fault = faults.get(kind);
    if (fault && fault.after-- <= 0) throw fault.error;
  };
  return {
    records,
    fail(kind, error, after = 0) {
      if (error) faults.set(kind, { error, after });
      else faults.delete(kind);
    },
    async get(key) {
      check('get');
      return inner.get(key);
    },
    async set(key, value) {
      check('set');
      return inner.set(key, JSON.parse(JSON.stringify(value)));
    },
    async remove(key) {
      check('remove');
      return inner.remove(key);
    },
    async keys(prefix) {
      check('keys');
      return inner.keys(prefix);
    },
  };
}

export const full = (): Error => Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
