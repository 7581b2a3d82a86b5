// Two tabs, one account: one of them holds it, the others work through that one. Who holds it is decided by a web
// lock, which the browser frees when a tab goes away; where there are none (plain http over a LAN), by asking over
// the channel. Tests: test/practice/election.test.ts.
import { connect, type Port, perform, type RemoteHost, remoteTools, serve } from './remote.ts';
import { type AccountHost, type HostChange, PracticeError } from './types.ts';

/** What two tabs share; BroadcastChannel fits. Messages do not come back to the one that posts them. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

/** The part of `navigator.locks` that is used. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    held: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

export interface SharedOptions {
  key: string;
  /** Opens the account itself; called when this tab comes to hold it. */
  open: () => Promise<AccountHost>;
  channel?: Channel | undefined;
  locks?: Locks | undefined;
  /** Tells this tab from the others. */
  id: string;
  /** How long to wait for a holder's answer where there are no locks, in milliseconds. */
  patience?: number;
}

type Sign = 'who' | 'held' | 'freed';
type Message = { to: string; from: string; body: unknown } | { sign: Sign; from: string };

const gone = (): PracticeError =>
  new PracticeError(
    'The tab that held this account was closed before it answered.',
    'Look whether it was done; if not, do it again.',
    'holder-gone',
  );

/** An account that several tabs may open at once. */
export async function openShared(options: SharedOptions): Promise<AccountHost> {
  const { channel, locks, key, id } = options;
  if (!channel) return options.open();
  const patience = options.patience ?? 250;

  const listeners = new Set<(change: HostChange) => void>();
  const notices: HostChange[] = [];
  const tell = (change: HostChange): void => {
    if (change.kind === 'notice') notices.push(change);
    for (const listener of listeners) listener(change);
  };
  const post = (message: Message): void => channel.postMessage(message);
  const sign = (what: Sign): void => post({ sign: what, from: id });
  const inbox = new Set<(message: Message) => void>();
  channel.addEventListener('message', ({ data }) => {
    for (const listener of [...inbox]) listener(data as Message);
  });

  /** The account where this tab holds it, else the way to the one that does. */
  let own: AccountHost | undefined;
  let leading = false;
  let stopLeading = (): void => {};
  let remote: RemoteHost | undefined;
  /** Id of the tab that holds it. */
  let holder = '';
  let host = Promise.withResolvers<AccountHost>();
  let closed = false;
  const stops: (() => void)[] = [];

  async function lead(): Promise<void> {
    // Said before the account is open, so that nobody else begins; what followers ask meanwhile waits.
    leading = true;
    const early: Message[] = [];
    const wait = (message: Message): void => {
      if ('to' in message) {
        if (message.to === id) early.push(message);
      } else if (message.sign === 'who') sign('held');
    };
    inbox.add(wait);
    sign('held');
    const opened = await options.open().finally(() => inbox.delete(wait));
    if (closed) {
      await opened.close();
      return;
    }
    const followed = remote;
    remote = undefined;
    own = opened;
    const stopTelling = own.subscribe(tell);
    const stopServing = serveFollowers(own, early);
    stopLeading = () => {
      stopTelling();
      stopServing();
    };
    if (!followed) {
      host.resolve(own);
      return;
    }
    host = Promise.withResolvers();
    host.resolve(own);
    followed.abandon(gone());
    void followed.close();
    tell({ kind: 'notice', notice: { code: 'leads' } });
    tell({ kind: 'replaced', reason: 'moved' });
    tell({ kind: 'goals', goals: await own.tools.goals() });
  }

  /** Only without locks can two tabs have begun at once: the one with the higher id gives way. */
  async function stepDown(to: string): Promise<void> {
    stopLeading();
    const mine = own;
    own = undefined;
    leading = false;
    host = Promise.withResolvers();
    await mine?.close();
    holder = to;
    follow();
  }

  /** One line to each tab that says hello. */
  function serveFollowers(account: AccountHost, early: readonly Message[]): () => void {
    const lines = new Map<string, { hear: (message: unknown) => void; stop: () => void }>();
    const take = (message: Message): void => {
      if ('sign' in message) {
        if (message.sign === 'who') sign('held');
        return;
      }
      if (message.to !== id) return;
      let line = lines.get(message.from);
      if (!line) {
        let hear = (_: unknown): void => {};
        const stop = serve(account, {
          post: (body) => post({ to: message.from, from: id, body }),
          listen(listener) {
            hear = listener;
            return () => {};
          },
        });
        line = { hear, stop };
        lines.set(message.from, line);
      }
      line.hear(message.body);
    };
    for (const message of early) take(message);
    inbox.add(take);
    return () => {
      inbox.delete(take);
      for (const { stop } of lines.values()) stop();
    };
  }

  /** To the tab that has just said that it holds the account. */
  function follow(): void {
    const first = remote === undefined;
    if (remote) {
      remote.abandon(gone());
      void remote.close();
      host = Promise.withResolvers();
    }
    const port: Port = {
      post: (body) => post({ to: holder, from: id, body }),
      listen(listener) {
        const take = (message: Message): void => {
          if ('to' in message && message.to === id) listener(message.body);
        };
        inbox.add(take);
        return () => inbox.delete(take);
      },
    };
    remote = connect(port);
    remote.subscribe(tell);
    port.post({ hello: true });
    host.resolve(remote);
    if (first) tell({ kind: 'notice', notice: { code: 'follows' } });
    else tell({ kind: 'replaced', reason: 'moved' });
  }

  const heed = (message: Message): void => {
    if (closed || !('sign' in message)) return;
    if (own && message.sign === 'held') {
      if (message.from < id) void stepDown(message.from);
      else sign('held');
    }
    if (leading) return;
    if (message.sign === 'held' && message.from !== holder) {
      holder = message.from;
      follow();
    }
    if (message.sign === 'freed' && !locks) void candidate();
  };
  inbox.add(heed);
  stops.push(() => inbox.delete(heed));

  /** Where there are no locks: leads unless somebody says within `patience` that they do, or may sooner. */
  async function candidate(): Promise<void> {
    let yielded = false;
    const watch = (message: Message): void => {
      if (!('sign' in message)) return;
      if (message.sign === 'held' || message.from < id) yielded = true;
      // It may have come too late to hear that this tab asked too.
      else if (message.sign === 'who') sign('who');
    };
    inbox.add(watch);
    sign('who');
    await new Promise((resolve) => setTimeout(resolve, patience));
    inbox.delete(watch);
    if (!yielded && !leading && !closed) await lead();
  }

  let release = (): void => {};
  if (locks) {
    const name = `rootless/account/${key}`;
    const hold = async (): Promise<void> => {
      if (closed) return;
      await lead();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const taken = Promise.withResolvers<boolean>();
    void locks
      .request(name, { ifAvailable: true }, (lock) => {
        taken.resolve(lock !== null);
        return lock === null ? undefined : hold();
      })
      .catch(host.reject);
    if (!(await taken.promise)) {
      // The browser hands the lock on when the holder goes away, however it goes.
      void locks.request(name, {}, hold).catch(() => {});
      sign('who');
    }
  } else {
    await candidate();
  }
  await host.promise;

  /** Without locks nobody says that a tab has crashed: ask when an answer takes long. */
  async function ask<T>(call: (account: AccountHost) => Promise<T>): Promise<T> {
    const answer = call(await host.promise);
    if (locks || own) return answer;
    const timer = setTimeout(() => void candidate(), 20 * patience);
    return answer.finally(() => clearTimeout(timer));
  }

  return {
    handle: (request) => ask((account) => account.handle(request)),
    subscribe(listener) {
      listeners.add(listener);
      for (const notice of notices) listener(notice);
      return () => listeners.delete(listener);
    },
    tools: remoteTools((name, args) => ask((account) => perform(account, name, args))),
    async close() {
      closed = true;
      for (const stop of stops) stop();
      stopLeading();
      await remote?.close();
      // Nobody may take the account over before the last of it is stored.
      await own?.close();
      sign('freed');
      release();
      channel.close();
    },
  };
}
