// Who stands at the door: the token of a request, the room and the student it belongs to, how often they may knock, and
// what those hear who may not come in. Nothing here writes down who somebody is. Tests: test/classroom/routes.test.ts,
// test/classroom/limits.test.ts.
import type { IncomingMessage } from 'node:http';
import { Refusal, statusOf } from '../refusal.ts';
import type { Clock } from './clock.ts';
import { limiter } from './limits.ts';
import type { Live } from './live.ts';
import type { Rooms } from './rooms.ts';
import { AwayError, BusyError, FullError, type StoredStudent } from './store/index.ts';

export interface Refused {
  status: number;
  body: { error: { code: string; detail?: string } };
  /** Seconds after which it is worth another try. */
  retryAfter?: number;
}

export interface Door {
  token(incoming: IncomingMessage): string;
  /** Whoever asks for a room that is not there, or with a token of nobody, may be guessing: not too often. */
  guessing<T>(incoming: IncomingMessage, work: () => Promise<T>): Promise<T>;
  room(incoming: IncomingMessage, id: string): Promise<Live>;
  /** @param cost how much of what one student may ask this request takes */
  student(incoming: IncomingMessage, live: Live, cost: number): Promise<StoredStudent>;
  /** What a thrown thing is answered with; counted for the log. */
  refused(error: Error): Refused;
}

export function createDoor({
  rooms,
  clock,
  log,
}: {
  rooms: Rooms;
  clock: Clock;
  log: (line: string) => void;
}): Door {
  /** By token: a class answers together, one student does not answer fifty times a second. */
  const perToken = limiter(60, 5, clock.steady);
  /** By address, and only for guesses that were wrong. */
  const guesses = limiter(60, 1, clock.steady);
  const refusals = new Map<string, number>();
  const report = setInterval(() => {
    if (refusals.size === 0) return;
    log(
      `Refused in the last minute: ${[...refusals].map(([code, count]) => `${count} × ${code}`).join(', ')}.`,
    );
    refusals.clear();
  }, 60_000);
  report.unref();

  const token = (incoming: IncomingMessage): string =>
    /^Bearer ([\w-]{1,80})$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';

  async function guessing<T>(incoming: IncomingMessage, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const guess = error instanceof Refusal && (error.code === 'no-room' || error.code === 'no-key');
      if (guess && !guesses.allow(incoming.socket.remoteAddress ?? '')) throw new Refusal('too-fast');
      throw error;
    }
  }

  return {
    token,
    guessing,
    room: (incoming, id) => guessing(incoming, () => rooms.get(id)),
    async student(incoming, live, cost) {
      const given = token(incoming);
      const student = await guessing(incoming, () => rooms.student(live, given));
      for (let left = cost; left > 0; left--) if (!perToken.allow(student.id)) throw new Refusal('too-fast');
      return student;
    },
    refused(error) {
      const refusal = refusalOf(error);
      if (!refusal) {
        log(`An error of ours: ${error.stack ?? error.message}`);
        return { status: 500, body: { error: { code: 'storage' } } };
      }
      const { code, detail } = refusal;
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
      const later = ['busy', 'storage', 'storage-full', 'too-fast'].includes(code);
      return {
        status: statusOf[code],
        body: { error: { code, ...(detail && { detail }) } },
        ...(later && { retryAfter: 1 }),
      };
    },
  };
}

function refusalOf(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof BusyError) return new Refusal('busy');
  if (error instanceof FullError) return new Refusal('storage-full');
  if (error instanceof AwayError) return new Refusal('storage');
  return undefined;
}
