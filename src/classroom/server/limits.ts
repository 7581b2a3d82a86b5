// How often somebody may ask: a bucket that fills again with time. By token and by room, because a school is one
// address; only wrong guesses are counted by address. Tests: test/classroom/limits.test.ts.

export interface Limiter {
  /** Whether one more is allowed now; counts it. */
  allow(who: string): boolean;
}

/** @param burst at once · @param perSecond in the long run */
export function limiter(burst: number, perSecond: number, now: () => number, most = 50_000): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    allow(who) {
      const at = now();
      const bucket = buckets.get(who) ?? { left: burst, at };
      bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
      bucket.at = at;
      buckets.delete(who);
      buckets.set(who, bucket);
      // The oldest goes: the map is in the order of use.
      if (buckets.size > most) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      if (bucket.left < 1) return false;
      bucket.left--;
      return true;
    },
  };
}
