// What the console keeps in this browser: small things that are no part of any account (column preferences, roles
// switched to, the practice authenticator's secrets). A browser that keeps nothing forgets them. Tests: test/console/kept.test.ts.

const PREFIX = 'rootless-console/';

/** Undefined where there is nothing, or nothing that can be read. */
export function readKept(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function writeKept(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: it holds until the page is closed, where the caller keeps it too.
  }
}
