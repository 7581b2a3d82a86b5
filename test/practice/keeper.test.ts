import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, type Entry, type Journal, startJournal } from '../../src/practice/journal.ts';
import { entriesPerSnapshot, type Keeper, openKeeper } from '../../src/practice/keeper.ts';
import type { HostNotice } from '../../src/practice/types.ts';
import { faultyStore, full, put, read, type Toy, toyFormat } from './toy.ts';

type Faulty = ReturnType<typeof faultyStore>;

async function open(store: Faulty): Promise<{ keeper: Keeper<Toy>; notices: HostNotice[] }> {
  const notices: HostNotice[] = [];
  const keeper = await openKeeper<Toy>({
    store,
    key: 'exercise/toy',
    format: toyFormat,
    fresh: async () => startJournal<Toy>({ a: 0 }),
    notify: (notice) => notices.push(notice),
  });
  return { keeper, notices };
}

function enter(keeper: Keeper<Toy>, entry: Entry): void {
  keeper.append([entry], advance(keeper.journal, entry, toyFormat));
}

async function puts(keeper: Keeper<Toy>, count: number): Promise<Journal<Toy>> {
  for (let value = 0; value < count; value++) {
    enter(keeper, put(keeper.journal, 'b', value + 1));
    await keeper.flush();
  }
  return keeper.journal;
}

describe('keeping', () => {
  it('writes a record per change, not a snapshot per change', async () => {
    const store = faultyStore();
    const { keeper } = await open(store);
    await keeper.flush();
    await puts(keeper, 5);
    expect([...store.records.keys()].sort()).toEqual([
      'exercise/toy/1/base/0',
      'exercise/toy/1/head',
      ...[0, 1, 2, 3, 4].map((at) => `exercise/toy/1/log/${at}`),
    ]);
  });

  it('restores exactly, before and after a new snapshot', async () => {
    const store = faultyStore();
    const { keeper } = await open(store);
    for (const count of [3, entriesPerSnapshot, 7]) {
      const journal = await puts(keeper, count);
      expect((await open(store)).keeper.journal).toEqual(journal);
    }
    expect([...store.records.keys()].filter((key) => key.includes('/base/')).length).toBe(1);
    expect(store.records.size).toBeLessThan(entriesPerSnapshot);
  });

  it('stores what arrives during a write with the next one', async () => {
    const store = faultyStore();
    const { keeper } = await open(store);
    await keeper.flush();
    const flushes = Array.from({ length: 20 }, (_, value) => {
      enter(keeper, put(keeper.journal, 'b', value + 1));
      return keeper.flush();
    });
    await Promise.all(flushes);
    expect((await open(store)).keeper.journal).toEqual(keeper.journal);
    expect([...store.records.keys()].filter((key) => key.includes('/log/')).length).toBeLessThan(20);
  });
});

describe('a store that fails', () => {
  it('is told once when full, loses nothing, and is told when there is room again', async () => {
    const store = faultyStore();
    const { keeper, notices } = await open(store);
    await puts(keeper, 2);
    store.fail('set', full());
    await puts(keeper, 3);
    expect(notices).toEqual([{ code: 'storage-full' }]);
    expect(keeper.journal.length).toBe(5);
    // What was stored before the trouble is still whole.
    expect((await open(faultyStore(store.records))).keeper.journal.length).toBe(2);
    store.fail('set', null);
    await puts(keeper, 1);
    expect(notices).toEqual([{ code: 'storage-full' }, { code: 'storage-back' }]);
    expect((await open(store)).keeper.journal).toEqual(keeper.journal);
  });

  it('loses nothing wherever in a new snapshot the room runs out', async () => {
    for (let after = 0; after < 4; after++) {
      const store = faultyStore();
      const { keeper } = await open(store);
      await puts(keeper, entriesPerSnapshot - 1);
      store.fail('set', full(), after);
      store.fail('remove', new Error('interrupted'), after);
      await puts(keeper, 3);
      store.fail('set', null);
      store.fail('remove', null);
      await keeper.flush();
      expect((await open(store)).keeper.journal, `failing after ${after} writes`).toEqual(keeper.journal);
    }
  });

  it('works in memory where the browser refuses, and says so', async () => {
    const store = faultyStore();
    store.fail('keys', new Error('denied'));
    const { keeper, notices } = await open(store);
    expect(notices).toEqual([{ code: 'storage-refused' }]);
    await puts(keeper, 3);
    expect(keeper.journal.length).toBe(3);
    expect(store.records.size).toBe(0);
  });

  it('cut off at any write, opens with everything that was answered before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 10 }), async (cut, count) => {
        const store = faultyStore();
        const { keeper, notices } = await open(store);
        store.fail('set', new Error('killed'), cut);
        let answered = 0;
        for (let value = 0; value < count; value++) {
          enter(keeper, value % 3 === 2 ? read() : put(keeper.journal, 'b', value + 1));
          await keeper.flush();
          if (notices.length === 0) answered = keeper.journal.length;
        }
        const restored = (await open(faultyStore(store.records))).keeper.journal;
        expect(restored.length).toBe(answered);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what cannot be read', () => {
  const damage: [string, (records: Map<string, unknown>) => void][] = [
    ['a snapshot that is gone', (records) => records.delete('exercise/toy/1/base/0')],
    ['a gap in the log', (records) => records.delete('exercise/toy/1/log/1')],
    ['a head without version', (records) => records.set('exercise/toy/1/head', { base: 0 })],
    ['a head that is gone', (records) => records.delete('exercise/toy/1/head')],
    ['a log of something else', (records) => records.set('exercise/toy/1/log/1', { damaged: true })],
    [
      'an entry of unknown kind',
      (records) => records.set('exercise/toy/1/log/1', { v: 1, entries: [{ kind: 'eh' }] }),
    ],
    [
      'an undo too many',
      (records) => records.set('exercise/toy/1/log/0', { v: 1, entries: [{ kind: 'undo' }] }),
    ],
  ];
  it.each(damage)('%s is kept untouched beside a fresh account', async (_, hurt) => {
    const store = faultyStore();
    const first = await open(store);
    await first.keeper.flush();
    await puts(first.keeper, 3);
    hurt(store.records);
    const found = new Map(store.records);
    const { keeper, notices } = await open(store);
    expect(notices).toEqual([{ code: 'damaged', aside: '1' }]);
    expect(keeper.journal.length).toBe(0);
    await puts(keeper, 2);
    for (const [key, value] of found) expect(store.records.get(key)).toEqual(value);
    expect(await keeper.exportAside('1')).toEqual(
      Object.fromEntries([...found].map(([key, value]) => [key.replace('exercise/toy/1/', ''), value])),
    );

    // The next time the fresh one goes on without another word, and the old one is still there to be had.
    const later = await open(store);
    expect(later.notices).toEqual([]);
    expect(later.keeper.journal).toEqual(keeper.journal);
    expect(later.keeper.asides.map(({ id, reason }) => [id, reason])).toEqual([['1', 'damaged']]);
    await later.keeper.removeAside('1');
    expect([...store.records.keys()].every((key) => key.startsWith('exercise/toy/2/'))).toBe(true);
    expect(later.keeper.asides).toEqual([]);
  });

  it('of a newer version is kept untouched, and offered again once it can be read', async () => {
    const store = faultyStore();
    await puts((await open(store)).keeper, 3);
    const head = store.records.get('exercise/toy/1/head') as object;
    store.records.set('exercise/toy/1/head', { ...head, v: 99 });
    const { keeper, notices } = await open(store);
    expect(notices).toEqual([{ code: 'newer', aside: '1' }]);
    await puts(keeper, 1);
    store.records.set('exercise/toy/1/head', head);
    const later = await open(store);
    expect(later.keeper.asides.map(({ id, reason }) => [id, reason])).toEqual([['1', 'older']]);
    expect(later.keeper.journal).toEqual(keeper.journal);
  });

  it('does not take a store that fails for a damaged account', async () => {
    const store = faultyStore();
    await puts((await open(store)).keeper, 3);
    const before = new Map(store.records);
    store.fail('get', new Error('busy'));
    const { keeper, notices } = await open(store);
    expect(notices).toEqual([{ code: 'storage-refused' }]);
    await puts(keeper, 2);
    expect(store.records).toEqual(before);
  });
});
