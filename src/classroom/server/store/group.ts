// Group commit: whoever comes while a batch is being written goes into the next one. Two of the same identity never
// share a batch, a failed batch is tried again one by one, and a queue that is too long says so.
// Tests: test/classroom/group.test.ts.
import { AwayError, FullError } from './driver.ts';

export interface GroupOptions<I, O> {
  run(items: readonly I[]): Promise<readonly O[]>;
  identity(item: I): string;
  /** Rows in one batch. */
  most?: number;
  /** Rows that may wait. */
  queue?: number;
  /** Batches side by side. */
  lanes?: number;
}

/** Too many are waiting: come back in a moment. */
export class BusyError extends Error {}

interface Waiting<I, O> {
  item: I;
  resolve(result: O): void;
  reject(error: unknown): void;
}

export function grouped<I, O>(options: GroupOptions<I, O>): (item: I) => Promise<O> {
  const { run, identity, most = 500, queue = 20_000, lanes = 1 } = options;
  let waiting: Waiting<I, O>[] = [];
  const busy = new Set<string>();
  let running = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || running >= lanes || waiting.length === 0) return;
    scheduled = true;
    // Everything that arrives in this turn of the event loop shares the first batch too.
    setImmediate(() => {
      scheduled = false;
      start();
    });
  }

  function start(): void {
    const batch: Waiting<I, O>[] = [];
    const held: Waiting<I, O>[] = [];
    const taken = new Set<string>();
    for (const one of waiting) {
      const name = identity(one.item);
      if (batch.length >= most || busy.has(name) || taken.has(name)) held.push(one);
      else {
        taken.add(name);
        batch.push(one);
      }
    }
    waiting = held;
    if (batch.length === 0) return;
    for (const name of taken) busy.add(name);
    running++;
    void write(batch).finally(() => {
      running--;
      for (const name of taken) busy.delete(name);
      schedule();
    });
    schedule();
  }

  async function write(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach((one, index) => {
        one.resolve(results[index] as O);
      });
    } catch (error) {
      // Where the database itself is the trouble, one by one would only take longer to say the same.
      if (batch.length === 1 || error instanceof AwayError || error instanceof FullError)
        for (const one of batch) one.reject(error);
      else for (const one of batch) await write([one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= queue) {
        reject(new BusyError('too many are waiting'));
        return;
      }
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
