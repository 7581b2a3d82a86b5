// The clock that questions run on: it goes steadily, so that a corrected wall clock, a time zone or a laptop's sleep
// neither ends a question nor lengthens it. Nodes that share a database begin with its time.
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** For countdowns and answers: ms since 1970 at the start, then steady. */
  steady(): number;
  /** For due dates and retention. */
  wall(): number;
}

/** @param start ms since 1970 that all nodes agree on */
export function createClock(start: number): Clock {
  const anchor = start - performance.now();
  return { steady: () => Math.round(anchor + performance.now()), wall: Date.now };
}
