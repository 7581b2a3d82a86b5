// Requests over kept sockets, written and read by hand. A class of thousands is one program here, on the cores that the
// server needs too: with Node's own client it took as much of them as what is measured.
import { createConnection, type Socket } from 'node:net';
import type { Answer } from './load.ts';

export interface Wire {
  /** Rejects when the connection ends before the answer. */
  post(port: number, path: string, token: string, body: unknown): Promise<Answer>;
  close(): void;
}

interface Line {
  socket: Socket;
  read: Buffer | undefined;
  waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
}

const LONGEST = 20_000;

export function createWire(): Wire {
  const idle = new Map<number, Line[]>();
  const all = new Set<Line>();

  function open(port: number): Line {
    const socket = createConnection(port, '127.0.0.1');
    const line: Line = { socket, read: undefined, waiting: undefined };
    all.add(line);
    socket.setNoDelay(true);
    socket.setTimeout(LONGEST, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part) => {
      line.read = line.read ? Buffer.concat([line.read, part]) : part;
      const answer = whole(line.read);
      if (!answer) return;
      line.read = undefined;
      const { waiting } = line;
      line.waiting = undefined;
      idle.get(port)?.push(line);
      waiting?.resolve(answer);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      all.delete(line);
      const free = idle.get(port);
      const at = free?.indexOf(line) ?? -1;
      if (at >= 0) free?.splice(at, 1);
      line.waiting?.reject(new Error('the connection has ended'));
      line.waiting = undefined;
    });
    return line;
  }

  return {
    post(port, path, token, body) {
      let free = idle.get(port);
      if (!free) {
        free = [];
        idle.set(port, free);
      }
      const line = free.pop() ?? open(port);
      const text = JSON.stringify(body);
      return new Promise((resolve, reject) => {
        line.waiting = { resolve, reject };
        line.socket.write(
          `POST /classroom/api${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        );
      });
    },
    close() {
      for (const { socket } of all) socket.destroy();
    },
  };
}

/** The answer, when all of it is there. */
function whole(read: Buffer): Answer | undefined {
  const end = read.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = read.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`an answer without a length:\n${head}`);
  if (read.length < end + 4 + length) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    body: JSON.parse(read.toString('utf8', end + 4, end + 4 + length)),
  };
}
