// The only place that holds credentials: a variable in memory. They go when the learner says so, after idle time, at
// their expiry, and with the page. Nothing here writes anywhere. Tests: test/live/vault.test.ts.
import type { LiveCredentials } from './credentials.ts';

export type Gone = 'forgotten' | 'idle' | 'expired';

export interface Vault {
  keep(credentials: LiveCredentials): void;
  /** Undefined once they are gone. Each use begins the idle time anew. */
  use(): LiveCredentials | undefined;
  readonly held: boolean;
  forget(why?: Gone): void;
}

export interface VaultOptions {
  /** Milliseconds without use after which they go. */
  idle: number;
  now: () => number;
  later: (run: () => void, milliseconds: number) => unknown;
  never: (timer: unknown) => void;
  onGone: (why: Gone) => void;
}

export function createVault({ idle, now, later, never, onGone }: VaultOptions): Vault {
  let held: LiveCredentials | undefined;
  let timer: unknown;
  let used = 0;
  function forget(why: Gone = 'forgotten'): void {
    never(timer);
    if (!held) return;
    held = undefined;
    onGone(why);
  }
  function arm(): void {
    never(timer);
    if (!held) return;
    const left = (held.expires ?? Number.POSITIVE_INFINITY) - now();
    if (left <= 0) {
      forget('expired');
      return;
    }
    // Timers stand still while a laptop sleeps; the clock does not.
    if (now() - used >= idle) {
      forget('idle');
      return;
    }
    used = now();
    timer = later(() => forget(left < idle ? 'expired' : 'idle'), Math.min(left, idle));
  }
  return {
    keep(credentials) {
      held = credentials;
      used = now();
      arm();
    },
    use() {
      arm();
      return held;
    },
    get held() {
      return held !== undefined;
    },
    forget,
  };
}
