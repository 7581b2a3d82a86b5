// Walks an IAM list that answers in pages. IAM may answer fewer than asked for with IsTruncated, so only that counts.
// Tests: test/console/pages.test.ts.

export interface ListAnswer {
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}

/** `Marker` and `MaxItems` of the next request. */
export interface ListInput {
  Marker?: string;
  MaxItems?: number;
}

/**
 * Everything a list operation has to give. The first request asks for few so that something can be shown at once, the
 * others for the most IAM gives (1,000).
 * @param onPart called after each page but the last with what there is so far
 */
export async function collect<A extends ListAnswer, T>(
  ask: (input: ListInput) => Promise<A>,
  items: (answer: A) => readonly T[] | undefined,
  onPart?: (soFar: readonly T[]) => void,
): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  for (;;) {
    const answer = await ask(
      marker === undefined ? { MaxItems: onPart ? 100 : 1000 } : { Marker: marker, MaxItems: 1000 },
    );
    all.push(...(items(answer) ?? []));
    if (answer.IsTruncated !== true || answer.Marker === undefined) return all;
    marker = answer.Marker;
    onPart?.([...all]);
  }
}

/** Runs `work` over the items, `width` at a time (IAM throttles), results in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  width = 4,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
