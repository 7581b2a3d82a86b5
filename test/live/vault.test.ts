// Credentials go: when told to, after idle time, at their expiry.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createVault } from '../../src/live/vault.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const gone: string[] = [];
  const vault = createVault({
    idle: 600_000,
    now: Date.now,
    later: (run, milliseconds) => setTimeout(run, milliseconds),
    never: (timer) => clearTimeout(timer as never),
    onGone: (why) => gone.push(why),
  });
  return { vault, gone };
}
const credentials = { accessKeyId: 'AKIA', secretAccessKey: 's' };

it('forgets after idle time, which each use begins anew', () => {
  const { vault, gone } = open();
  vault.keep(credentials);
  vi.advanceTimersByTime(500_000);
  expect(vault.use()).toBeDefined();
  vi.advanceTimersByTime(500_000);
  expect(vault.held).toBe(true);
  vi.advanceTimersByTime(100_000);
  expect([vault.use(), gone]).toEqual([undefined, ['idle']]);
});

it('forgets at expiry, in use or not, and when told to', () => {
  const { vault, gone } = open();
  vault.keep({ ...credentials, expires: Date.now() + 60_000 });
  vi.advanceTimersByTime(30_000);
  vault.use();
  vi.advanceTimersByTime(30_000);
  vault.keep(credentials);
  vault.forget();
  vault.forget();
  expect([vault.held, gone]).toEqual([false, ['expired', 'forgotten']]);
});

it('forgets after a laptop’s sleep, in which timers stood still', () => {
  const { vault, gone } = open();
  vault.keep(credentials);
  vi.setSystemTime(Date.now() + 601_000);
  expect([vault.use(), gone]).toEqual([undefined, ['idle']]);
});
