// The way down: one open answer per client, written to directly (a stream object around it costs twice the memory).
// A client that does not read is cut off and comes back with what it last saw; the same address also answers at once
// or after a while (long poll), for networks that hold streams back. Tests: test/classroom/faults.test.ts.
import type { ServerResponse } from 'node:http';
import type { Role } from '../model.ts';

/** `time`: the server's clock, which a room's message that was made earlier cannot tell. */
export type Part = 'room' | 'me' | 'progress' | 'gone' | 'time';

export interface Stream {
  readonly role: Role | 'student';
  readonly student: string | undefined;
  /** One text for many streams is made once. */
  write(part: Part, message: Message): void;
  /** Something now and then, so that both ends know that the other is there. */
  beat(time: Message): void;
  close(): void;
}

/** A message in the forms that streams need, each made at its first use. */
export interface Message {
  readonly value: unknown;
  readonly frame: Buffer;
}

/** @param id the revision that the client will name when it comes back */
export function message(part: Part, value: unknown, id?: number): Message {
  let frame: Buffer | undefined;
  return {
    value,
    get frame() {
      frame ??= Buffer.from(
        `${id === undefined ? '' : `id: ${id}\n`}event: ${part}\ndata: ${JSON.stringify(value)}\n\n`,
      );
      return frame;
    },
  };
}

/** More than this in a client's buffer, and it is cut off (bytes). */
const MOST_UNREAD = 256 * 1024;

export interface StreamOptions {
  role: Role | 'student';
  student?: string | undefined;
  onClose: () => void;
}

export function eventStream(response: ServerResponse, options: StreamOptions): Stream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  response.socket?.setNoDelay(true);
  response.socket?.setKeepAlive(true, 20_000);
  response.once('close', options.onClose);
  // A client that goes away in the middle of a write is no error of ours.
  response.on('error', () => {});
  let corked = false;
  const push = (frame: Buffer): void => {
    if (response.writableLength > MOST_UNREAD) {
      response.destroy();
      return;
    }
    // What is written in one turn goes out as one piece: a write to the system costs more than what is in it.
    if (!corked) {
      corked = true;
      response.cork();
      process.nextTick(uncork);
    }
    response.write(frame);
  };
  function uncork(): void {
    if (!corked) return;
    corked = false;
    response.uncork();
  }
  return {
    role: options.role,
    student: options.student,
    write: (_, { frame }) => push(frame),
    beat: ({ frame }) => push(frame),
    close() {
      // Node writes an answer's end before what is still held back.
      uncork();
      response.end();
    },
  };
}

/** Collects what would be written and answers once, at the first part or after the wait. */
export function longPoll(response: ServerResponse, options: StreamOptions & { wait: number }): Stream {
  const parts: Partial<Record<Part, unknown>> = {};
  let done = false;
  let soon: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => finish(), options.wait);
  response.once('close', () => {
    done = true;
    clearTimeout(timer);
    if (soon) clearImmediate(soon);
    options.onClose();
  });
  response.on('error', () => {});
  function finish(): void {
    if (done) return;
    done = true;
    const body = Buffer.from(JSON.stringify(parts));
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  }
  return {
    role: options.role,
    student: options.student,
    write(part, { value }) {
      parts[part] = value;
      if (part === 'time') return;
      // What else is written in this turn goes along.
      soon ??= setImmediate(finish);
    },
    beat() {},
    close: finish,
  };
}
