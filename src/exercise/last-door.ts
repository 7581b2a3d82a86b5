// Through which door an exercise's account was opened last: after a reload the learner goes on in the same account.
// A key of its own, because the progress holds what was learnt. Tests: test/exercise/last-door.test.ts.
import { type AccountHost, hasServer } from '../practice/index.ts';

/** In this browser, or on the server that the learner's own terminal reaches. */
export type Door = 'browser' | 'server';

const keyOf = (exercise: string): string => `rootless-door/${exercise}`;

export function rememberDoor(exercise: string, door: Door): void {
  try {
    localStorage.setItem(keyOf(exercise), door);
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}

export function lastDoor(exercise: string): Door {
  try {
    return localStorage.getItem(keyOf(exercise)) === 'server' ? 'server' : 'browser';
  } catch {
    return 'browser';
  }
}

export interface Openers<T> {
  browser: () => Promise<T>;
  server: () => Promise<T>;
  /** Whether there is a server to ask. */
  served?: (base: string) => Promise<boolean>;
}

/**
 * Opens the account that was worked in last. Where the server is gone, the browser's account, and `away` says so; the
 * door stays remembered for the day when the server is back.
 */
export async function openLast<T extends { host: AccountHost }>(
  exercise: string,
  base: string,
  { browser, server, served = hasServer }: Openers<T>,
): Promise<T & { away: boolean }> {
  if (lastDoor(exercise) === 'browser') return { ...(await browser()), away: false };
  if (await served(base)) {
    try {
      return { ...(await server()), away: false };
    } catch {
      // It stopped in this very moment, or does not know the exercise: the browser's account still opens.
    }
  }
  return { ...(await browser()), away: true };
}
