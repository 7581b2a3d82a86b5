// What a benchmark answers: one figure, and where there is a peer, the peer's in the same run.

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The peer measured beside it, same inputs, same run. */
  against?: { name: string; value: number };
  /** Ours over the peer's, oriented so that more is better. */
  ratio?: number;
}

/** The middle of the values: these machines are noisy, so one run says little. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
