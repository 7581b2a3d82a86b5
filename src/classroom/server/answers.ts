// The one address that a whole class calls in the same second, straight on Node's request and answer. The layers that
// suit every other address cost this one more than the answer itself: 2,000 at once took half as long again with them.
// Tests: test/classroom/routes.test.ts; figures: npm run bench -- classroom.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Submission } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { readJson } from './body.ts';
import type { Clock } from './clock.ts';
import type { Door } from './door.ts';
import type { Rooms } from './rooms.ts';

export interface AnswersOptions {
  rooms: Rooms;
  clock: Clock;
  door: Door;
}

/** Takes a request to `/rooms/ID/answers` and answers it; never rejects. */
export type TakeAnswer = (room: string, incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

export function answerRoute({ rooms, clock, door }: AnswersOptions): TakeAnswer {
  async function take(id: string, incoming: IncomingMessage): Promise<object> {
    // Stamped before anything waits: what counts is when it came.
    const arrived = { steady: clock.steady(), wall: clock.wall() };
    const live = await door.room(incoming, id);
    const student = await door.student(incoming, live, 1);
    const submission = (await readJson(incoming)) as Submission;
    const { questions, settings } = live.room.setup;
    if (questions[submission.question]?.kind === 'sandbox') throw new Refusal('bad-request');
    const at = settings.mode === 'paced' ? arrived.wall : arrived.steady;
    return rooms.submit(live, student, submission, at);
  }

  return async (id, incoming, outgoing) => {
    try {
      send(outgoing, 200, await take(id, incoming));
    } catch (error) {
      const { status, body, retryAfter } = door.refused(error as Error);
      // What of the body was not read runs into nothing, or the connection could not be used again.
      incoming.resume();
      send(outgoing, status, body, retryAfter);
    }
  };
}

function send(outgoing: ServerResponse, status: number, value: object, retryAfter?: number): void {
  if (outgoing.destroyed) return;
  const text = JSON.stringify(value);
  if (retryAfter !== undefined) outgoing.setHeader('retry-after', retryAfter);
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  outgoing.end(text);
}
