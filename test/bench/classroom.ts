// A class in one room: joining, a question to everyone, answers that are durable before they are acknowledged, and
// coming back after a kill. Server and class share this machine's cores. The peer is Razzia 3.0.0 (MIT), the nearest
// open one in the same language, measured on the same kind of machine (see `peer` below).
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  ask,
  fillRoom,
  newKey,
  quantile,
  type SchoolClass,
  type ServerProcess,
  startServer,
} from '../classroom/load.ts';
import { emptySite, fileSource } from '../classroom/people.ts';
import { startPostgres, type TestPostgres, whyNot } from '../classroom/postgres-server.ts';
import type { Figure } from './figure.ts';

/** Razzia 3.0.0 in November 2026 on two cores, Node 24, loopback: seconds until all had joined, p99 of a question's
 *  way, seconds until all answers were accepted (2,000: cut off after 100 s at 1,735), p99 of an acknowledgement, MB. */
const peer: Readonly<
  Record<number, { join: number; question: number; answers: number; ack: number; memory: number }>
> = {
  500: { join: 2.7, question: 12, answers: 7.6, ack: 7500, memory: 146 },
  1000: { join: 8.2, question: 43, answers: 34.6, ack: 34_200, memory: 231 },
  2000: { join: 34, question: 64, answers: 100, ack: 99_000, memory: 239 },
};
const PEER = 'Razzia 3.0.0';

interface Setting {
  name: string;
  database: () => string;
  nodes: number;
  slow?: number;
}

const folder = emptySite();

async function makeRoom(server: ServerProcess): Promise<{ id: string; teacher: string }> {
  const made = await ask(server.port, 'POST', '/rooms', server.teacherKey, {
    source: fileSource,
    settings: { seconds: null, places: 10_000 },
  });
  const { id, links } = made.body as unknown as { id: string; links: { teacher: string } };
  return { id, teacher: links.teacher };
}

async function press(
  server: ServerProcess,
  room: { id: string; teacher: string },
  command: object,
): Promise<number> {
  const seen = await ask(server.port, 'GET', `/rooms/${room.id}/events?poll=1000&after=-1`, room.teacher);
  const { seq } = (seen.body as unknown as { room: { seq: number } }).room;
  const from = performance.now();
  await ask(server.port, 'POST', `/rooms/${room.id}/commands`, room.teacher, {
    rev: seq,
    command,
  });
  return from;
}

interface Measured {
  join: number;
  questions: number[];
  answers: number;
  acks: number[];
  back?: number;
}

async function lesson(
  servers: readonly ServerProcess[],
  count: number,
): Promise<Measured & { school: SchoolClass; room: { id: string; teacher: string } }> {
  const [first] = servers as [ServerProcess];
  const room = await makeRoom(first);
  const from = performance.now();
  const school = await fillRoom({ ports: servers.map(({ port }) => port), room: room.id, count });
  const joined = performance.now() - from;
  const pressed = await press(first, room, { do: 'next', seconds: null });
  await school.until(({ question }) => question === 0);
  const questions = school.students.map(({ heardAt }) => heardAt - pressed);
  const acks: number[] = [];
  const asked = performance.now();
  await Promise.all(
    school.students.map(async (_, index) => {
      const begun = performance.now();
      const { answer } = await school.post(index, '/answers', {
        question: 0,
        round: 1,
        key: newKey(),
        attempt: 1,
        answer: [index % 4],
      });
      if (answer.body.accepted !== true) throw new Error(JSON.stringify(answer.body));
      acks.push(performance.now() - begun);
    }),
  );
  return { join: joined, questions, answers: performance.now() - asked, acks, school, room };
}

async function* measure(
  { name, database, nodes, slow }: Setting,
  count: number,
  kill: boolean,
): AsyncGenerator<Figure> {
  const address = database();
  const servers = [];
  for (let node = 0; node < nodes; node++) servers.push(await startServer(folder, address, 0, slow));
  const { school, join: joined, questions, answers, acks } = await lesson(servers, count);
  try {
    const label = `classroom, ${count} students, ${name}`;
    const theirs = name.startsWith('SQLite') && slow === undefined ? peer[count] : undefined;
    const figure = (what: string, value: number, unit: string, other?: number): Figure => ({
      name: `${label}: ${what}`,
      value: Math.round(value * 100) / 100,
      unit,
      ...(other !== undefined && { against: { name: PEER, value: other }, ratio: other / value }),
    });
    yield figure('all joined', joined / 1000, 's', theirs?.join);
    yield figure('question at everyone, p50', quantile(questions, 0.5), 'ms');
    yield figure('question at everyone, p99', quantile(questions, 0.99), 'ms', theirs?.question);
    yield figure('all answers durable', answers / 1000, 's', theirs?.answers);
    yield figure('acknowledgement, p50', quantile(acks, 0.5), 'ms');
    yield figure('acknowledgement, p99', quantile(acks, 0.99), 'ms', theirs?.ack);
    const usages = await Promise.all(servers.map((server) => server.usage()));
    yield figure(
      'memory of the largest node',
      Math.max(...usages.map(({ memory }) => memory)) / 1e6,
      'MB',
      theirs?.memory,
    );
    if (kill) {
      const [first] = servers as [ServerProcess];
      await first.kill();
      const from = performance.now();
      servers[0] = await startServer(folder, address, first.port, slow);
      await school.until(({ live }) => live);
      yield figure('all back after a kill -9', (performance.now() - from) / 1000, 's');
    }
  } finally {
    school.close();
    await Promise.all(servers.map((server) => server.kill()));
  }
}

/** Many rooms at once are many small classes, one after the other in nothing. */
async function* rooms(setting: Setting, count: number, size: number): AsyncGenerator<Figure> {
  const server = await startServer(folder, setting.database(), 0, setting.slow);
  const lessons = await Promise.all(Array.from({ length: count }, () => lesson([server], size)));
  const label = `classroom, ${count} rooms of ${size}, ${setting.name}`;
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  yield {
    name: `${label}: all joined`,
    value: rounded(Math.max(...lessons.map((one) => one.join)) / 1000),
    unit: 's',
  };
  yield {
    name: `${label}: question at everyone, p99`,
    value: rounded(
      quantile(
        lessons.flatMap((one) => one.questions),
        0.99,
      ),
    ),
    unit: 'ms',
  };
  yield {
    name: `${label}: answers of a room durable`,
    value: rounded(Math.max(...lessons.map((one) => one.answers)) / 1000),
    unit: 's',
  };
  yield {
    name: `${label}: acknowledgement, p99`,
    value: rounded(
      quantile(
        lessons.flatMap((one) => one.acks),
        0.99,
      ),
    ),
    unit: 'ms',
  };
  for (const { school } of lessons) school.close();
  await server.kill();
}

/** ROOTLESS_CLASSROOM=2000 measures this size only. */
const sizes = (process.env.ROOTLESS_CLASSROOM ?? '500,1000,2000,5000').split(',').map(Number);

export async function* figures(): AsyncGenerator<Figure> {
  const files = mkdtempSync(join(tmpdir(), 'rootless-bench-'));
  let count = 0;
  const file = (): string => join(files, `${count++}.sqlite`);
  let postgres: TestPostgres | undefined;
  let slowPostgres: TestPostgres | undefined;
  try {
    yield { name: 'load of the machine before', value: loadavg()[0] ?? 0, unit: 'processes' };
    const sqlite: Setting = { name: 'SQLite', database: file, nodes: 1 };
    for (const size of sizes) yield* measure(sqlite, size, size === 2000);
    yield* measure({ ...sqlite, name: 'SQLite, fsync + 20 ms', slow: 20 }, 2000, false);
    yield* rooms(sqlite, 50, 40);
    if (whyNot) return;
    postgres = await startPostgres();
    const { database } = postgres;
    for (const size of sizes)
      yield* measure({ name: 'PostgreSQL, 2 nodes', database, nodes: 2 }, size, size === 2000);
    slowPostgres = await startPostgres({ commit_delay: '20000', commit_siblings: '0' });
    yield* measure(
      { name: 'PostgreSQL, 2 nodes, commit + 20 ms', database: slowPostgres.database, nodes: 2 },
      2000,
      false,
    );
    yield { name: 'load of the machine after', value: loadavg()[0] ?? 0, unit: 'processes' };
  } finally {
    postgres?.close();
    slowPostgres?.close();
    rmSync(files, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
