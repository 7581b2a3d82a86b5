// An exercise that a student hands in: the account is read and its goals judged again here, in a thread that is given
// up when it takes too long. What the page said of itself counts for nothing. Tests: test/classroom/sandbox.test.ts.
import { Worker } from 'node:worker_threads';
import type { ExerciseData } from '../../exercise/index.ts';
import { Refusal } from '../refusal.ts';

/** Ids of the tasks that the account fulfils. `account`: what the practice tools export; `events`: its history. */
export type JudgeAccount = (
  exercise: ExerciseData,
  account: string,
  events: unknown,
) => Promise<readonly string[]>;

/** A thread for one account at a time; a class that hands in together waits in line. */
const LONGEST = 10_000;
const LINE = 500;

export interface SandboxJob {
  id: number;
  tasks: readonly { id: string; goal: unknown }[];
  account: string;
  events: unknown;
}
export type SandboxReply = { id: number; done: readonly string[] } | { id: number; trouble: string };

export function createJudge(longest = LONGEST): { judge: JudgeAccount; close(): Promise<void> } {
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let last = 0;

  function thread(): Worker {
    worker ??= new Worker(new URL('./sandbox-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.unref();
    return worker;
  }

  function ask(job: SandboxJob): Promise<readonly string[]> {
    const judge = thread();
    return new Promise((resolve, reject) => {
      const over = (error?: Error): void => {
        clearTimeout(timer);
        judge.off('message', told);
        judge.off('error', broke);
        if (error) reject(error);
      };
      const giveUp = (why: string): void => {
        over(new Refusal('bad-file', why));
        if (worker === judge) worker = undefined;
        void judge.terminate();
      };
      const told = (reply: SandboxReply): void => {
        if (reply.id !== job.id) return;
        if ('trouble' in reply) over(new Refusal('bad-file', reply.trouble));
        else {
          over();
          resolve(reply.done);
        }
      };
      const broke = (error: unknown): void => giveUp(error instanceof Error ? error.message : String(error));
      const timer = setTimeout(() => giveUp('Judging the account took too long.'), longest);
      judge.on('message', told);
      judge.on('error', broke);
      judge.postMessage(job);
    });
  }

  return {
    judge(exercise, account, events) {
      if (waiting >= LINE) return Promise.reject(new Refusal('busy'));
      waiting++;
      const tasks = exercise.tasks.map(({ id, goal }) => ({ id, goal }));
      const turn = line.then(() => ask({ id: ++last, tasks, account, events })).finally(() => waiting--);
      line = turn.catch(() => {});
      return turn;
    },
    async close() {
      await worker?.terminate();
    },
  };
}
