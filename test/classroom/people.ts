// A classroom on a free port, and the people in it: a teacher and students who speak HTTP as the pages do.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type {
  Ack,
  Command,
  Me,
  Progress,
  PublicRoom,
  Settings,
  TeacherRoom,
} from '../../src/classroom/model.ts';
import type { Answer } from '../../src/quiz/index.ts';
import { type RunningClassroom, startClassroom } from '../../src/server/classroom.ts';

export interface TestClassroom extends RunningClassroom {
  api: string;
  folder: string;
  lines: string[];
  restart(): Promise<void>;
}

/** A built site with nothing in it but what rooms read. */
export function emptySite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rootless-site-'));
  mkdirSync(join(folder, 'data', 'exercises'), { recursive: true });
  mkdirSync(join(folder, 'classroom'));
  writeFileSync(join(folder, 'classroom', 'index.html'), '<title>Classroom</title>');
  return folder;
}

export async function openTestClassroom(
  options: { database?: string; slow?: number; url?: string; lti?: string; gradesEvery?: number } = {},
): Promise<TestClassroom> {
  const folder = emptySite();
  const lines: string[] = [];
  const database = options.database ?? join(folder, 'rooms.sqlite');
  const start = (port: number): Promise<RunningClassroom> =>
    startClassroom({
      folder,
      database,
      port,
      hostname: '127.0.0.1',
      log: (line) => lines.push(line),
      ...(options.slow !== undefined && { slow: options.slow }),
      ...(options.url !== undefined && { url: options.url }),
      ...(options.lti !== undefined && { lti: options.lti }),
      ...(options.gradesEvery !== undefined && { gradesEvery: options.gradesEvery }),
    });
  let running = await start(0);
  const api = `http://127.0.0.1:${running.port}/classroom/api`;
  return {
    ...running,
    api,
    folder,
    lines,
    async restart() {
      const { port } = running;
      await running.close();
      running = await start(port);
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Answered<T = Record<string, unknown>> {
  status: number;
  body: T & { error?: { code: string; detail?: string } };
}

export async function call<T = Record<string, unknown>>(
  api: string,
  method: string,
  path: string,
  { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered<T>> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { text }) as never,
  };
}

export interface Heard {
  room?: PublicRoom & Partial<TeacherRoom>;
  me?: Me;
  progress?: Progress;
  gone?: object;
}

/** Listens to a room as the pages do, until it is stopped. */
export function listen(
  api: string,
  room: string,
  token: string,
): { heard: Heard; all: [string, unknown][]; stop(): void } {
  const heard: Heard = {};
  const all: [string, unknown][] = [];
  const controller = new AbortController();
  void (async () => {
    const response = await fetch(`${api}/rooms/${room}/events?after=-1`, {
      headers: { authorization: `Bearer ${token}` },
      signal: controller.signal,
    });
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        const part = /^event: (.*)$/m.exec(frame)?.[1] ?? '';
        const value = JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? 'null') as never;
        heard[part as keyof Heard] = value;
        all.push([part, value]);
      }
    }
  })().catch(() => {});
  return { heard, all, stop: () => controller.abort() };
}

export const studentToken = (): string => `s_${randomBytes(16).toString('base64url')}`;
export const newKey = (): string => randomBytes(9).toString('base64url');

export interface TestStudent {
  token: string;
  id: string;
  name: string;
  answer(answer: Answer, change?: Record<string, unknown>): Promise<Answered<Ack>>;
}

export interface TestRoom {
  id: string;
  code: string;
  links: { teacher: string; assistant: string; projector: string };
  /** Presses what the teacher sees now. */
  press(command: Command, rev?: number): Promise<Answered<{ seq: number }>>;
  view(token?: string): Promise<Heard>;
  join(name?: string): Promise<TestStudent>;
}

const quiz = readFileSync(resolve(import.meta.dirname, 'quiz.json'), 'utf8');
export const fileSource = { kind: 'file', name: 'quiz.json', text: quiz } as const;

export async function makeRoomAt(
  api: string,
  settings: Partial<Settings> = {},
  source: unknown = fileSource,
): Promise<TestRoom> {
  const made = await call<{ id: string; code: string; links: TestRoom['links'] }>(api, 'POST', '/rooms', {
    body: { source, settings: { ownNames: true, ...settings } },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const { id, code, links } = made.body;
  const view = async (token = links.teacher): Promise<Heard> =>
    (await call<Heard>(api, 'GET', `/rooms/${id}/events?poll=1000&after=-1`, { token })).body;
  return {
    id,
    code,
    links,
    view,
    async press(command, rev) {
      const seen = rev ?? (await view()).room?.seq;
      return call(api, 'POST', `/rooms/${id}/commands`, {
        token: links.teacher,
        body: { rev: seen, command },
      });
    },
    async join(name) {
      const token = studentToken();
      const joined = await call<{ id: string; name: string }>(api, 'POST', `/rooms/${id}/join`, {
        body: { token, name },
      });
      if (joined.status !== 200) throw new Error(JSON.stringify(joined.body));
      return {
        token,
        id: joined.body.id,
        name: joined.body.name,
        answer: (answer, change = {}) =>
          call<Ack>(api, 'POST', `/rooms/${id}/answers`, {
            token,
            body: { question: 0, round: 1, key: newKey(), attempt: 1, answer, ...change },
          }),
      };
    },
  };
}
