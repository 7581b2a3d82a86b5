// Runs a plan against the account: one call after the other, stopping at the first that fails, with a record of what was
// called, when, and what AWS answered; and takes back what was done. Tests: test/live/changes.test.ts.
import { isThrottle } from '../../checkup/index.ts';
import { FenceError } from '../fence.ts';
import { type Loss, type Never, type PlainCall, type Plan, undoOf, withoutSecrets } from './plan.ts';
import type { Ask, Json } from './state.ts';

/** `unknown`: no answer came, so AWS may have done it or not. */
export type Outcome = 'done' | 'failed' | 'unknown' | 'notRun';

export interface RecordedCall extends PlainCall {
  outcome: Outcome;
  /** ISO 8601; absent: not run. */
  at?: string;
  requestId?: string;
  /** AWS's code and sentence. */
  code?: string;
  message?: string;
}

export interface RecordedStep extends RecordedCall {
  undo: readonly PlainCall[];
  never?: Never;
  loses?: Loss;
}

/** What is downloaded. It holds no secret: see `withoutSecrets`. */
export interface ChangeRecord {
  rootless: 'change';
  v: 1;
  account: string;
  /** ARN of who did it. */
  by: string;
  task: string;
  calls: readonly RecordedStep[];
  /** Calls that took it back, the last first; absent: nobody did. */
  undone?: readonly RecordedCall[];
}

export interface RunOptions {
  ask: Ask;
  account: string;
  by: string;
  /** Milliseconds since 1970. */
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  /** Before each call: how many are done, of how many. */
  onProgress?: (done: number, of: number) => void;
  /** Stops before the next call; the one under way is let go to its end. */
  signal?: AbortSignal;
}

const attempts = 5;
/** Nothing was sent, or AWS answered: all else leaves open whether it was done. */
const silent = new Set(['NetworkError', 'TimeoutError', 'TypeError', 'AbortError', 'StrangerError']);
/** What a way back may find: the call that it takes back was never done, or it is back already. */
const already = /^(?:NoSuchEntity|EntityAlreadyExists)/;

const idOf = (answer: unknown): string | undefined =>
  (answer as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId;

async function send({ operation, input }: PlainCall, options: RunOptions): Promise<RecordedCall> {
  const at = new Date(options.now()).toISOString();
  const said = (outcome: Outcome, answer: unknown, more: object = {}): RecordedCall => {
    const requestId = idOf(answer);
    return {
      operation,
      input: withoutSecrets(input),
      outcome,
      at,
      ...(requestId ? { requestId } : {}),
      ...more,
    };
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return said('done', await options.ask(operation, input));
    } catch (error) {
      // What was throttled was not done, so it may be asked again; what went silent may not.
      if (isThrottle(error) && attempt < attempts) {
        await options.wait(400 * 2 ** attempt);
        continue;
      }
      const { name, message } = error as Error;
      const unknown = silent.has(name) && !(error instanceof FenceError);
      return said(unknown ? 'unknown' : 'failed', error, { code: name, message });
    }
  }
}

/** Never rejects: what went wrong stands in the record. */
export async function runPlan(
  plan: Pick<Plan, 'steps'> & { wanted: { task: string } },
  options: RunOptions,
): Promise<ChangeRecord> {
  const calls: RecordedStep[] = [];
  let stopped = false;
  for (const [index, { operation, input, undo, never, loses }] of plan.steps.entries()) {
    const back = { undo, ...(never ? { never } : {}), ...(loses ? { loses } : {}) };
    stopped ||= options.signal?.aborted === true;
    if (stopped) {
      calls.push({ operation, input: withoutSecrets(input), outcome: 'notRun', ...back });
      continue;
    }
    options.onProgress?.(index, plan.steps.length);
    const call = await send({ operation, input }, options);
    calls.push({ ...call, ...back });
    stopped = call.outcome !== 'done';
  }
  return {
    rootless: 'change',
    v: 1,
    account: options.account,
    by: options.by,
    task: plan.wanted.task,
    calls,
  };
}

/** The steps that were done, or perhaps done. */
const reached = ({ calls }: ChangeRecord): readonly RecordedStep[] =>
  calls.filter(({ outcome }) => outcome === 'done' || outcome === 'unknown');

/** The calls that would take back what is not taken back yet, the last first. */
export function leftToUndo(record: ChangeRecord): readonly PlainCall[] {
  const back = (record.undone ?? []).filter(({ outcome }) => outcome === 'done').length;
  return undoOf(reached(record) as never).slice(back);
}

/** What was done and never comes back. */
export const lost = (record: ChangeRecord): readonly RecordedStep[] =>
  reached(record).filter(({ never }) => never !== undefined);

/** Goes on where an earlier attempt stopped. Never rejects. */
export async function undoChange(record: ChangeRecord, options: RunOptions): Promise<ChangeRecord> {
  const undone = (record.undone ?? []).filter(({ outcome }) => outcome === 'done');
  const left = leftToUndo(record);
  for (const [index, call] of left.entries()) {
    options.onProgress?.(index, left.length);
    const answer = await send(call, options);
    const fine = answer.outcome === 'done' || already.test(answer.code ?? '');
    undone.push(fine ? { ...answer, outcome: 'done' } : answer);
    if (!fine) break;
  }
  return { ...record, undone };
}

export const writeRecord = (record: ChangeRecord): string => `${JSON.stringify(record, null, 2)}\n`;

/** An asker from the live page's sender. */
export const askOf =
  (send: (service: 'iam', operation: string, input: Json, signal?: AbortSignal) => Promise<Json>): Ask =>
  (operation, input, signal) =>
    send('iam', operation, input, signal);
