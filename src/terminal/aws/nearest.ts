// Which known words a mistyped one is close to (Ratcliff and Obershelp's similarity, as Python's difflib has it). Pure.
// Tests: test/terminal/words.test.ts.

/** At most three words, the closest first. */
export function nearest(word: string, known: readonly string[], cutoff = 0.8): string[] {
  return known
    .map((other) => ({ other, ratio: similarity(word, other) }))
    .filter(({ ratio }) => ratio >= cutoff)
    .sort((a, b) => b.ratio - a.ratio || (a.other < b.other ? 1 : -1))
    .slice(0, 3)
    .map(({ other }) => other);
}

/** 1 for equal words, 0 for words that share nothing. */
export function similarity(a: string, b: string): number {
  return a.length + b.length === 0 ? 1 : (2 * matching(a, b)) / (a.length + b.length);
}

/** Characters in common: the longest block, and then what is left and right of it. */
function matching(a: string, b: string): number {
  let [size, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      let count = 0;
      while (i + count < a.length && a[i + count] === b[j + count]) count++;
      if (count > size) [size, left, right] = [count, i, j];
    }
  if (size === 0) return 0;
  return (
    size +
    matching(a.slice(0, left), b.slice(0, right)) +
    matching(a.slice(left + size), b.slice(right + size))
  );
}
