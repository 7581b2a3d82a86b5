import { expect, test } from 'vitest';
import { openProgressWith, type ProgressOptions } from '../../src/progress/open.ts';
import { memoryStore, type Store } from '../../src/progress/store.ts';

/** Every storage call takes a turn of the event loop, so that two tabs interleave as they do in a browser. */
function slow(store: Store): Store {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    entries: (kind) => turn().then(() => store.entries(kind)),
    get: (kind, key) => turn().then(() => store.get(kind, key)),
    set: (kind, key, value) => turn().then(() => store.set(kind, key, value)),
    setAll: (kind, entries) => turn().then(() => store.setAll(kind, entries)),
    clear: () => turn().then(() => store.clear()),
  };
}

let nonces = 0;
function tab(store: Store, more: Partial<ProgressOptions> = {}) {
  let now = 0;
  return openProgressWith({
    store: async () => store,
    now: () => now++,
    nonce: () => `n${nonces++}`,
    exclusive: (task) => task(),
    ...more,
  });
}

const attempt = (item: string) =>
  ({ kind: 'attempt', quiz: 'q', item, hash: 'h', right: true, gaveUp: false, answer: '0' }) as const;

test('what is recorded is read again by the next page', async () => {
  const store = memoryStore();
  const first = await tab(store);
  await first.record(
    { kind: 'lesson', what: 'opened', lesson: 'a' },
    { kind: 'exercise', what: 'solved', exercise: 'a' },
  );
  const summary = await (await tab(store)).read();
  expect(summary.lessons.a).toEqual({ opened: 0 });
  expect(summary.exercises.a?.solved).toBe(1);
  expect(summary.latest).toEqual({ lesson: 'a', at: 0 });
});

test('two tabs without locks lose none of 200 attempts', async () => {
  const store = slow(memoryStore());
  const tabs = await Promise.all([tab(store), tab(store)]);
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => tabs.map((one) => one.record(attempt(`i${index % 7}`)))).flat(),
  );
  for (const one of [...tabs, await tab(store)])
    expect([...(await one.facts()).values()].filter((fact) => fact.kind === 'attempt')).toHaveLength(200);
});

test('a fact that is true already is not written again', async () => {
  const store = memoryStore();
  let writes = 0;
  const counting = {
    ...store,
    set: (...args: Parameters<Store['set']>) => {
      writes++;
      return store.set(...args);
    },
  };
  const progress = await tab(counting);
  for (let time = 0; time < 3; time++) await progress.record({ kind: 'lesson', what: 'read', lesson: 'a' });
  expect(writes).toBe(1);
  expect((await progress.read()).lessons.a).toEqual({ read: 0 });
});

test('a refused store is replaced by memory, with trouble said', async () => {
  const progress = await tab(memoryStore(), {
    store: () => Promise.reject(new DOMException('no', 'SecurityError')),
  });
  expect(progress.trouble()).toBe('refused');
  await progress.record({ kind: 'lesson', what: 'read', lesson: 'a' });
  expect((await progress.read()).lessons.a).toEqual({ read: 0 });
  expect(progress.trouble()).toBe('refused');
});

test('a full store keeps counting in memory, says so, and catches up when there is room', async () => {
  const store = memoryStore();
  let full = true;
  const set: Store['set'] = (...args) =>
    full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.set(...args);
  const progress = await tab({ ...store, set });
  await progress.record(attempt('a'));
  expect(progress.trouble()).toBe('full');
  expect((await progress.read()).quizzes.q?.a?.right).toBe(true);
  full = false;
  await progress.record(attempt('b'));
  expect(progress.trouble()).toBeNull();
  expect(Object.keys((await (await tab(store)).read()).quizzes.q ?? {}).sort()).toEqual(['a', 'b']);
});

test('records of a newer version and damaged ones stay untouched, and work goes on beside them', async () => {
  const store = memoryStore();
  const newer = { v: 99, kind: 'lesson', what: 'read', lesson: 'a', stars: 5 };
  await store.set('lesson', 'lesson/a/read', newer);
  await store.set('exercise', 'exercise/a/solved', 'rubbish');
  const progress = await tab(store);
  await progress.record(
    { kind: 'lesson', what: 'read', lesson: 'a' },
    { kind: 'exercise', what: 'solved', exercise: 'a' },
  );
  const again = await tab(store);
  expect((await again.read()).lessons.a).toEqual({ read: 0 });
  expect((await again.read()).exercises.a?.solved).toBe(1);
  expect(await store.get('lesson', 'lesson/a/read')).toBe(newer);
  expect(await store.get('exercise', 'exercise/a/solved')).toBe('rubbish');
  expect((await again.setAside()).map(({ reason }) => reason)).toEqual(['newer', 'damaged']);
});

test('other tabs hear of a change', async () => {
  const store = memoryStore();
  const listeners = new Set<() => void>();
  const channel = () => {
    let own: (() => void) | undefined;
    return {
      postMessage: () => {
        for (const listener of listeners) if (listener !== own) listener();
      },
      addEventListener: (_: string, listener: () => void) => {
        own = listener;
        listeners.add(listener);
      },
    } as unknown as BroadcastChannel;
  };
  const one = await tab(store, { channel: channel() });
  const two = await tab(store, { channel: channel() });
  expect((await two.read()).lessons).toEqual({});
  let heard = 0;
  two.subscribe(() => heard++);
  await one.record({ kind: 'lesson', what: 'read', lesson: 'a' });
  expect(heard).toBe(1);
  expect((await two.read()).lessons.a).toEqual({ read: 0 });
});

test('deleting leaves nothing, not even what was set aside', async () => {
  const store = memoryStore();
  await store.set('lesson', 'x', 'rubbish');
  const progress = await tab(store);
  await progress.record(attempt('a'));
  await progress.clear();
  expect((await progress.facts()).size).toBe(0);
  expect(await progress.setAside()).toEqual([]);
});

test('a fact with a bad id is a mistake of the page and is refused', async () => {
  const progress = await tab(memoryStore());
  await expect(async () => progress.record({ kind: 'lesson', what: 'read', lesson: 'a b' })).rejects.toThrow(
    'lesson',
  );
});
