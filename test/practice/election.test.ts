import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Channel, type Locks, openShared } from '../../src/practice/election.ts';
import type { AccountHost, HostChange } from '../../src/practice/types.ts';
import { type FakeHost, fakeHost, settle } from './fake-host.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Waits for something that itself waits for time to pass: messages are delivered before each step of the clock. */
async function inTime<T>(awaited: Promise<T>): Promise<T> {
  let over = false;
  const stop = (): void => {
    over = true;
  };
  awaited.then(stop, stop);
  for (let step = 0; step < 200 && !over; step++) {
    await settle();
    vi.advanceTimersByTime(5);
  }
  return awaited;
}

/** A browser with tabs: one channel, one set of locks, one account's worth of state. */
function browser(withLocks: boolean) {
  const members = new Set<{ hear: (data: unknown) => void }>();
  let held = false;
  const queue: (() => void)[] = [];
  const state = { value: 0 };
  let deaf = false;
  const hosts: FakeHost[] = [];

  function channel(): Channel & { leave: () => void } {
    const listeners: ((event: { data: unknown }) => void)[] = [];
    const member = {
      hear: (data: unknown): void => {
        for (const listener of listeners) listener({ data });
      },
    };
    members.add(member);
    return {
      postMessage(message) {
        if (deaf) return;
        const data = structuredClone(message);
        for (const other of members)
          if (other !== member) setImmediate(() => members.has(other) && other.hear(data));
      },
      addEventListener: (_, listener) => listeners.push(listener),
      close: () => members.delete(member),
      leave: () => members.delete(member),
    };
  }

  const locks: Locks = {
    async request(_, { ifAvailable }, callback) {
      await settle(1);
      if (held && ifAvailable) return callback(null);
      if (held) await new Promise<void>((resolve) => queue.push(resolve));
      held = true;
      const result = await callback({});
      free();
      return result;
    },
  };
  function free(): void {
    held = false;
    queue.shift()?.();
  }

  let tabs = 0;
  async function tab(
    id = `tab-${++tabs}`,
  ): Promise<{ account: AccountHost; heard: HostChange[]; crash: () => void }> {
    const line = channel();
    const account = await inTime(
      openShared({
        key: 'exercise/toy',
        id,
        channel: line,
        locks: withLocks ? locks : undefined,
        patience: 10,
        async open() {
          const host = fakeHost((name) => (name === 'credentials' ? ++state.value : []));
          hosts.push(host);
          return host;
        },
      }),
    );
    const heard: HostChange[] = [];
    account.subscribe((change) => heard.push(change));
    return {
      account,
      heard,
      crash() {
        line.leave();
        free();
      },
    };
  }
  return {
    tab,
    hosts,
    state,
    hush(quiet: boolean) {
      deaf = quiet;
    },
  };
}

describe.each([
  ['with locks', true],
  ['without locks', false],
])('two tabs on one account, %s', (_, withLocks) => {
  it('open it once; the second works through the first and is told so', async () => {
    const { tab, hosts } = browser(withLocks);
    const first = await tab();
    const second = await tab();
    expect(hosts.length).toBe(1);
    expect(await first.account.tools.credentials()).toBe(1);
    expect(await second.account.tools.credentials()).toBe(2);
    expect(second.heard).toEqual([{ kind: 'notice', notice: { code: 'follows' } }]);
    expect(first.heard).toEqual([]);
  });

  it('both hear of each change', async () => {
    const { tab, hosts } = browser(withLocks);
    const first = await tab();
    const second = await tab();
    await second.account.tools.summary();
    hosts[0]?.tell({ kind: 'replaced', reason: 'undo' });
    await settle();
    expect(first.heard).toContainEqual({ kind: 'replaced', reason: 'undo' });
    expect(second.heard).toContainEqual({ kind: 'replaced', reason: 'undo' });
  });

  it('200 calls of two tabs at once are all made, none twice', async () => {
    const { tab, state } = browser(withLocks);
    const tabs = [await tab(), await tab()];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => tabs[index % 2]?.account.tools.credentials()),
    );
    expect(state.value).toBe(200);
    expect(new Set(answers).size).toBe(200);
  });

  it('when the first is closed, the second takes the account over and says so', async () => {
    const { tab, hosts } = browser(withLocks);
    const first = await tab();
    const second = await tab();
    first.account.close();
    await inTime(new Promise((resolve) => setTimeout(resolve, 60)));
    expect(hosts.length).toBe(2);
    expect(hosts[0]?.closed).toBe(true);
    expect(await second.account.tools.credentials()).toBe(1);
    expect(
      second.heard.map((change) => (change.kind === 'notice' ? change.notice.code : change.kind)),
    ).toEqual(['follows', 'leads', 'replaced', 'goals']);
    const third = await tab();
    expect(await third.account.tools.credentials()).toBe(2);
    expect(hosts.length).toBe(2);
  });

  it('when the first crashes in the middle of a call, that call is rejected and the next one works', async () => {
    const { tab, hosts } = browser(withLocks);
    const first = await tab();
    const second = await tab();
    first.crash();
    const lost = second.account.tools.credentials().then(
      () => 'answered',
      (error: Error) => error.message,
    );
    expect(await inTime(lost)).toMatch(
      withLocks ? /closed before it answered|answered/ : /closed before it answered/,
    );
    expect(await second.account.tools.credentials()).toBeGreaterThan(0);
    expect(hosts.length).toBe(2);
  });
});

describe('tabs restored all at once', () => {
  it.each([true, false])('agree on one that holds the account (locks: %s)', async (withLocks) => {
    const { tab, hosts, state } = browser(withLocks);
    const tabs = await Promise.all(['c', 'a', 'b'].map((id) => tab(id)));
    await Promise.all(tabs.map(({ account }) => account.tools.credentials()));
    expect(hosts.length).toBe(1);
    expect(state.value).toBe(3);
  });
});

it('two that began without hearing each other, where there are no locks, end with one', async () => {
  const { tab, hosts, hush } = browser(false);
  hush(true);
  const first = await tab('a');
  const second = await tab('b');
  expect(hosts.length).toBe(2);
  hush(false);
  const third = await tab('c');
  await settle();
  expect(hosts.map(({ closed }) => closed)).toEqual([false, true]);
  await Promise.all([first, second, third].map(({ account }) => inTime(account.tools.credentials())));
  expect(hosts[0]?.calls.filter(({ name }) => name === 'credentials').length).toBe(3);
  expect(hosts.length).toBe(2);
});

it('a browser without channels opens the account itself', async () => {
  const host = fakeHost();
  expect(await openShared({ key: 'k', id: 'a', open: async () => host })).toBe(host);
});
