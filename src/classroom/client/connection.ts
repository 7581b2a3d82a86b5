// Listening to a room: events as they come; after sleep, another network or a restart of the server, again from what
// was seen last. A watchdog notices streams that are held back on the way and asks the same address by long poll.
// Tests: test/classroom/connection.test.ts.
import { Refused, send } from './api.ts';
import { eventsOf } from './events.ts';

export type ConnectionState = 'connecting' | 'live' | 'lost';

export interface ConnectionOptions {
  /** The room's address for events, without a query. */
  address: string;
  token: string;
  hear(part: string, value: unknown): void;
  state(state: ConnectionState): void;
  /** A refusal that no waiting will change. */
  refused(error: Refused): void;
  /** For tests. */
  times?: Partial<Times>;
}

interface Times {
  /** Longer without a sign of life, and the stream is given up (ms). The server's comes every 12 s. */
  mute: number;
  /** A long poll waits so long at most. */
  poll: number;
  /** Limits of the waits before the first, second, … new try: at random between a third of it and all of it. */
  waits: readonly number[];
}

const usual: Times = { mute: 30_000, poll: 20_000, waits: [500, 2000, 3000, 5000] };
/** So many streams that never said a word, and streams are given up on this network. */
const MUTE_STREAMS = 2;

/** @returns stops listening */
export function connect(options: ConnectionOptions): () => void {
  const times = { ...usual, ...options.times };
  let after = -1;
  let failures = 0;
  let muteStreams = 0;
  let stopped = false;
  let wake: (() => void) | undefined;
  let controller = new AbortController();

  function hear(part: string, value: unknown): void {
    if (part === 'room') {
      const { seq } = value as { seq: number };
      // Two ways down may overlap: nothing old comes after something new.
      if (seq < after) return;
      after = seq;
    }
    options.hear(part, value);
  }

  async function stream(): Promise<void> {
    controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), times.mute);
    };
    let spoke = false;
    try {
      watch();
      const { signal } = controller;
      const response = await send(`${options.address}?after=${after}`, { token: options.token, signal });
      if (!response.body) throw new Refused('offline');
      for await (const { event, data } of eventsOf(response.body)) {
        watch();
        if (!spoke) {
          spoke = true;
          muteStreams = 0;
          failures = 0;
          options.state('live');
        }
        hear(event, JSON.parse(data));
      }
    } finally {
      clearTimeout(timer);
      if (!spoke && controller.signal.aborted && !stopped) muteStreams++;
    }
  }

  async function poll(): Promise<void> {
    controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), times.poll + 10_000);
    try {
      const { signal } = controller;
      const address = `${options.address}?after=${after}&poll=${times.poll}`;
      const parts = (await (await send(address, { token: options.token, signal })).json()) as Record<
        string,
        unknown
      >;
      failures = 0;
      options.state('live');
      for (const [part, value] of Object.entries(parts)) hear(part, value);
    } finally {
      clearTimeout(timer);
    }
  }

  function pause(): Promise<void> {
    const most = times.waits[Math.min(failures, times.waits.length - 1)] ?? 0;
    failures++;
    // A whole class comes back spread out, not all at once.
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, spread(most));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    options.state('connecting');
    while (!stopped) {
      try {
        if (muteStreams >= MUTE_STREAMS) await poll();
        else await stream();
        if (muteStreams >= MUTE_STREAMS) continue;
      } catch (error) {
        if (stopped) return;
        if (error instanceof Refused && !error.passing) {
          options.refused(error);
          return;
        }
      }
      if (stopped) return;
      options.state('lost');
      await pause();
    }
  }

  // The phone wakes up, the network is back: no need to wait for the next try.
  const online = (): void => {
    failures = 0;
    wake?.();
  };
  const seen = (): void => {
    if (document.visibilityState === 'visible') wake?.();
  };
  globalThis.addEventListener?.('online', online);
  globalThis.document?.addEventListener('visibilitychange', seen);
  void run();

  return () => {
    stopped = true;
    controller.abort();
    wake?.();
    globalThis.removeEventListener?.('online', online);
    globalThis.document?.removeEventListener('visibilitychange', seen);
  };
}

/**
 * A class that comes back must not come in one moment, and must not use up its tries while the server still starts:
 * with waits from zero on, the unlucky waited three times and took a second longer.
 */
export const spread = (most: number): number => (most * (1 + 2 * Math.random())) / 3;
