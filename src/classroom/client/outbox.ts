// Answers on their way: kept on the device with their key until the server has acknowledged them, through reloads and
// times without network. Tests: test/classroom/connection.test.ts.
import type { Ack, Submission } from '../model.ts';
import { ask, Refused } from './api.ts';
import { keepWaiting, waitingIn } from './keep.ts';

export interface OutboxOptions {
  room: string;
  /** The room's address. */
  address: string;
  token: string;
  acknowledged(ack: Ack, submission: Submission): void;
  refused(error: Refused, submission: Submission): void;
  /** Whether something waits, and could not be sent at the last try. */
  waiting(submissions: readonly Submission[], troubled: boolean): void;
  pause?: (attempt: number) => Promise<void>;
}

export interface Outbox {
  put(submission: Submission): void;
  /** Tries at once. */
  wake(): void;
  stop(): void;
}

export function openOutbox(options: OutboxOptions): Outbox {
  const { room, address, token } = options;
  let stopped = false;
  let running = false;
  let wake = (): void => {};
  const pause =
    options.pause ??
    ((attempt: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 300 + Math.random() * Math.min(5000, 500 * 2 ** attempt));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }));

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    let attempt = 0;
    while (!stopped) {
      const [submission, ...rest] = waitingIn<Submission>(room);
      if (!submission) break;
      options.waiting([submission, ...rest], attempt > 0);
      try {
        const ack = await ask<Ack>(`${address}/answers`, { token, body: submission });
        drop(submission);
        attempt = 0;
        options.acknowledged(ack, submission);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (!error.passing) {
          drop(submission);
          options.refused(error, submission);
        } else {
          options.waiting(waitingIn<Submission>(room), true);
          await pause(attempt++);
        }
      }
    }
    running = false;
    if (!stopped) options.waiting([], false);
  }

  function drop({ key }: Submission): void {
    keepWaiting(
      room,
      waitingIn<Submission>(room).filter((one) => one.key !== key),
    );
  }

  if (waitingIn(room).length > 0) void run();
  return {
    put(submission) {
      keepWaiting(room, [...waitingIn<Submission>(room), submission]);
      void run();
    },
    wake: () => wake(),
    stop() {
      stopped = true;
      wake();
    },
  };
}
