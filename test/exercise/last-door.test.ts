import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastDoor, openLast, rememberDoor } from '../../src/exercise/last-door.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const openers = (served: boolean, fails = false) => ({
  browser: async () => ({ host: 'browser' as never }),
  server: async () => {
    if (fails) throw new Error('no such exercise');
    return { host: 'server' as never };
  },
  served: async () => served,
});

describe('the last door', () => {
  it('is the browser at first, and then the one that was used, for each exercise', () => {
    expect(lastDoor('users')).toBe('browser');
    rememberDoor('users', 'server');
    expect(lastDoor('users')).toBe('server');
    expect(lastDoor('groups')).toBe('browser');
    rememberDoor('users', 'browser');
    expect(lastDoor('users')).toBe('browser');
    // What «delete everything» takes away begins with this word.
    expect([...kept.keys()]).toEqual(['rootless-door/users']);
  });

  it('opens again after a reload', async () => {
    expect(await openLast('users', '/', openers(true))).toEqual({ host: 'browser', away: false });
    rememberDoor('users', 'server');
    expect(await openLast('users', '/', openers(true))).toEqual({ host: 'server', away: false });
  });

  it.each([
    ['is no server any more', openers(false)],
    ['is a server that does not open it', openers(true, true)],
  ])('gives way to the browser where there %s, says so and is not forgotten', async (_, given) => {
    rememberDoor('users', 'server');
    expect(await openLast('users', '/', given)).toEqual({ host: 'browser', away: true });
    expect(lastDoor('users')).toBe('server');
  });

  it('is the browser where nothing can be kept', async () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    rememberDoor('users', 'server');
    expect(lastDoor('users')).toBe('browser');
  });
});
