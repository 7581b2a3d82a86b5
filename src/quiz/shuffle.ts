// Chance from a seed: the same seed gives the same order, in the build and in the page, so that hydration finds what
// was drawn; and the hash of a content. Tests: test/quiz/kinds.

/** 32-bit FNV-1a of a text. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A source of numbers from 0 up to, not including, 1 (mulberry32). */
export function chance(seed: string): () => number {
  let state = hash32(seed);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let drawn = Math.imul(state ^ (state >>> 15), state | 1);
    drawn ^= drawn + Math.imul(drawn ^ (drawn >>> 7), drawn | 61);
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A copy in an order drawn from the seed (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const copy = [...list];
  const next = chance(seed);
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}

/** 16 hex digits for a content: two FNV-1a runs over its JSON. Enough to notice an edit; not for secrets. */
export function contentHash(content: unknown): string {
  const text = JSON.stringify(content);
  const half = (salt: string): string =>
    hash32(salt + text)
      .toString(16)
      .padStart(8, '0');
  return half('') + half('\n');
}
