// Many students as one program: each with a stream and a token of their own, as the pages have, over plain sockets.
// Used by the bench and by the tests of faults.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { spread } from '../../src/classroom/client/connection.ts';
import { createWire } from './wire.ts';

export interface ServerProcess {
  readonly port: number;
  readonly teacherKey: string;
  readonly api: string;
  usage(): Promise<{ memory: number; cpu: { user: number; system: number } }>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export async function startServer(
  folder: string,
  database: string,
  port = 0,
  slow?: number,
): Promise<ServerProcess> {
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'server-process.ts'),
    [folder, database, String(port), ...(slow === undefined ? [] : [String(slow)])],
    {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--max-semi-space-size=4',
        '--max-old-space-size=512',
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const ready = await new Promise<{ port: number; teacherKey: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number; teacherKey: string }));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    ...ready,
    api: `http://127.0.0.1:${ready.port}/classroom/api`,
    usage: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as never));
        child.send('usage');
      }),
    kill: (signal = 'SIGKILL') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
  };
}

export interface Answer {
  status: number;
  body: Record<string, unknown> & { error?: { code: string } };
}

/** Rejects when there is no connection. */
export function ask(
  port: number,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
  timeout = 20_000,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const data = body === undefined ? undefined : JSON.stringify(body);
    const asked: ClientRequest = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: `/classroom/api${path}`,
        timeout,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(data !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(data),
          }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text || '{}') }),
        );
        response.on('error', reject);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.end(data);
  });
}

export interface Student {
  token: string;
  name: string;
  /** The room's revision, question and phase as last heard; when it was heard (ms, performance.now). */
  seq: number;
  question: number;
  phase: string;
  heardAt: number;
  live: boolean;
  streams: number;
  close(): void;
}

export interface ClassOptions {
  /** Ports of the nodes; students are spread over them, and come back at another one. */
  ports: readonly number[];
  room: string;
  count: number;
  /** Waits before coming back, as src/classroom/client/connection.ts has them. */
  waits?: readonly number[];
}

export interface SchoolClass {
  readonly students: readonly Student[];
  /** ms each join took. */
  readonly joins: readonly number[];
  /** A student's request, again until it is answered with something that will not change. */
  post(index: number, path: string, body: unknown): Promise<{ answer: Answer; tries: number }>;
  until(condition: (student: Student) => boolean, timeout?: number): Promise<void>;
  close(): void;
}

const usual = [500, 2000, 3000, 5000];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const newKey = (): string => randomBytes(9).toString('base64url');

/** Joins everyone and opens their streams. */
export async function fillRoom({ ports, room, count, waits = usual }: ClassOptions): Promise<SchoolClass> {
  const wire = createWire();
  const students: Student[] = [];
  const joins: number[] = [];
  let closed = false;

  function listen(student: Student, index: number): void {
    let failures = 0;
    let current: ClientRequest | undefined;
    const connect = (): void => {
      if (closed) return;
      const port = ports[(index + student.streams) % ports.length] as number;
      student.streams++;
      const again = (): void => {
        student.live = false;
        const most = waits[Math.min(failures++, waits.length - 1)] ?? 0;
        if (!closed) setTimeout(connect, spread(most));
      };
      let over = false;
      const end = (): void => {
        if (over) return;
        over = true;
        again();
      };
      current = request(
        {
          host: '127.0.0.1',
          port,
          agent: false,
          path: `/classroom/api/rooms/${room}/events?after=${student.seq}`,
          headers: { authorization: `Bearer ${student.token}` },
        },
        (response) => {
          if (response.statusCode !== 200) {
            response.resume();
            end();
            return;
          }
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            const at = performance.now();
            failures = 0;
            student.live = true;
            text += chunk;
            for (let split = text.indexOf('\n\n'); split >= 0; split = text.indexOf('\n\n')) {
              const frame = text.slice(0, split);
              text = text.slice(split + 2);
              if (!frame.includes('event: room')) continue;
              const seq = Number(/^id: (\d+)/m.exec(frame)?.[1]);
              if (seq <= student.seq) continue;
              student.seq = seq;
              student.question = Number(/"question":(-?\d+)/.exec(frame)?.[1]);
              student.phase = /"phase":"(\w+)"/.exec(frame)?.[1] ?? '';
              student.heardAt = at;
            }
          });
          response.on('end', end);
          response.on('error', end);
          response.on('close', end);
        },
      );
      current.on('error', end);
      current.end();
    };
    student.close = () => current?.destroy();
    connect();
  }

  async function post(
    index: number,
    path: string,
    body: unknown,
  ): Promise<{ answer: Answer; tries: number }> {
    const student = students[index] as Student;
    for (let tries = 1; ; tries++) {
      const port = ports[(index + tries - 1) % ports.length] as number;
      try {
        const answer = await wire.post(port, `/rooms/${room}${path}`, student.token, body);
        if (answer.status < 500 && answer.status !== 429) return { answer, tries };
      } catch {
        // The server is away: the same again, with the same key.
      }
      if (closed || tries > 200) throw new Error('given up');
      await pause(50 + Math.random() * 250);
    }
  }

  for (let index = 0; index < count; index++)
    students.push({
      token: `s_${randomBytes(16).toString('base64url')}`,
      name: '',
      seq: -1,
      question: -2,
      phase: '',
      heardAt: 0,
      live: false,
      streams: 0,
      close: () => {},
    });
  const until = async (condition: (student: Student) => boolean, timeout = 60_000): Promise<void> => {
    const end = performance.now() + timeout;
    while (!students.every(condition)) {
      if (performance.now() > end)
        throw new Error(`${students.filter((one) => !condition(one)).length} are not there`);
      await pause(5);
    }
  };
  await Promise.all(
    students.map(async (student, index) => {
      const from = performance.now();
      const { answer } = await post(index, '/join', { token: student.token });
      if (answer.status !== 200) throw new Error(`not joined: ${JSON.stringify(answer.body)}`);
      student.name = String(answer.body.name);
      listen(student, index);
      joins.push(performance.now() - from);
    }),
  );
  await until(({ phase }) => phase !== '');
  return {
    students,
    joins,
    post,
    until,
    close() {
      closed = true;
      for (const student of students) student.close();
      wire.close();
    },
  };
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
