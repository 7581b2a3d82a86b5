// What the account's clock does to keys, passwords, sessions and reports. Pure. Tests: test/inspector/account.test.ts
import type { AccountPicture, PicturedAge } from '../practice/picture.ts';

export const DAY = 86_400_000;
/** After so many days a key should be changed, and one that nobody uses be taken away. */
const OLD_KEY = 90;
const UNUSED = 45;

export interface Aged extends PicturedAge {
  /** Whole days. */
  days: number;
  /** What there is to say: the sentences are in strings.ts. */
  state: 'fresh' | 'old' | 'unused' | 'expired' | 'ended' | 'stale' | 'inactive';
}

export function agesAt({ ages }: AccountPicture, now: number): Aged[] {
  return ages
    .map((one) => ({
      ...one,
      days: Math.max(0, Math.floor((now - one.since) / DAY)),
      state: stateOf(one, now),
    }))
    .sort((a, b) => order(a) - order(b) || b.days - a.days);
}

function stateOf({ kind, since, expires, lastUsed, active }: PicturedAge, now: number): Aged['state'] {
  if (expires !== undefined && expires <= now)
    return kind === 'session' ? 'ended' : kind === 'report' ? 'stale' : 'expired';
  if (kind !== 'key') return 'fresh';
  if (!active) return 'inactive';
  if (now - since >= OLD_KEY * DAY) return 'old';
  if (now - (lastUsed ?? since) >= UNUSED * DAY) return 'unused';
  return 'fresh';
}

const order = ({ state }: Aged): number => (state === 'fresh' ? 2 : state === 'inactive' ? 1 : 0);
