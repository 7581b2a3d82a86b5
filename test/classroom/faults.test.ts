// What goes wrong in a lesson, and how it ends: in the right state, with everyone told. Small classes here; with
// ROOTLESS_FULL the sizes that are promised.
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, fillRoom, newKey, type SchoolClass, type ServerProcess, startServer } from './load.ts';
import { emptySite, fileSource } from './people.ts';
import { startPostgres, type TestPostgres, whyNot } from './postgres-server.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const FULL = process.env.ROOTLESS_FULL !== undefined;
const COUNT = FULL ? 2000 : 60;
const site = emptySite();
const data = mkdtempSync(join(tmpdir(), 'rootless-faults-'));
const running: ServerProcess[] = [];
const classes: SchoolClass[] = [];
afterEach(async () => {
  for (const school of classes.splice(0)) school.close();
  await Promise.all(running.splice(0).map((server) => server.kill()));
});
afterAll(() => {
  for (const folder of [site, data]) rmSync(folder, { recursive: true, force: true });
});

async function serve(database: string, port = 0): Promise<ServerProcess> {
  const server = await startServer(site, database, port);
  running.push(server);
  return server;
}
interface Room {
  id: string;
  teacher: string;
}
async function makeRoom(server: ServerProcess): Promise<Room> {
  const { body } = await ask(server.port, 'POST', '/rooms', server.teacherKey, {
    source: fileSource,
    settings: { seconds: null },
  });
  const { id, links } = body as unknown as { id: string; links: { teacher: string } };
  return { id, teacher: links.teacher };
}
const view = async (port: number, room: Room): Promise<{ seq: number; phase: string; question: number }> => {
  const { body } = await ask(port, 'GET', `/rooms/${room.id}/events?poll=1000&after=-1`, room.teacher);
  return (body as unknown as { room: { seq: number; phase: string; question: number } }).room;
};
async function press(port: number, room: Room, command: object, rev?: number): Promise<number> {
  const seen = rev ?? (await view(port, room)).seq;
  return (await ask(port, 'POST', `/rooms/${room.id}/commands`, room.teacher, { rev: seen, command })).status;
}
async function fill(ports: readonly number[], room: Room, count = COUNT): Promise<SchoolClass> {
  const school = await fillRoom({ ports, room: room.id, count, waits: [300, 1000, 2000] });
  classes.push(school);
  return school;
}
const answerOf = (index: number): number[] => [index % 4];
const submission = (index: number, key = newKey(), answer = answerOf(index)) => ({
  question: 0,
  round: 1,
  key,
  attempt: 1,
  answer,
});
/** What the server says afterwards: each student's one answer. */
async function stored(port: number, room: Room): Promise<Map<string, number[]>> {
  const { body } = await ask(port, 'GET', `/rooms/${room.id}/results`, room.teacher);
  const { rows } = body as unknown as {
    rows: { student: { name: string }; cells: ({ answer: number[] } | null)[] }[];
  };
  return new Map(rows.flatMap(({ student, cells }) => (cells[0] ? [[student.name, cells[0].answer]] : [])));
}

/** Three kills in the middle of a question, a fifth of the class sends twice: none lost, none double, none changed. */
async function threeKills(database: string): Promise<void> {
  let server = await serve(database);
  const { port } = server;
  const room = await makeRoom(server);
  const school = await fill([port], room);
  await press(port, room, { do: 'next', seconds: null });
  await school.until(({ question }) => question === 0);
  const acknowledged = new Map<string, unknown>();
  const spread = FULL ? 3000 : 1200;
  const answers = school.students.map(async ({ name }, index) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * spread));
    const first = submission(index);
    const sent = [school.post(index, '/answers', first)];
    // Impatient: the same once more, and another answer under another key.
    if (index % 5 === 0) sent.push(school.post(index, '/answers', first));
    if (index % 10 === 0)
      sent.push(school.post(index, '/answers', submission(index, newKey(), [(index + 1) % 4])));
    for (const { answer } of await Promise.all(sent)) {
      expect(answer.status).toBe(200);
      const known = acknowledged.get(name);
      // Every acknowledgement, of either try and before or after a kill, names the same answer.
      if (known !== undefined) expect(answer.body.answer).toEqual(known);
      acknowledged.set(name, answer.body.answer);
    }
  });
  for (let kill = 0; kill < 3; kill++) {
    await new Promise((resolve) => setTimeout(resolve, spread / 4));
    await server.kill('SIGKILL');
    server = await serve(database, port);
  }
  await Promise.all(answers);
  await school.until(({ live }) => live);
  const kept = await stored(port, room);
  expect(kept.size).toBe(COUNT);
  for (const [name, answer] of acknowledged) expect(kept.get(name), name).toEqual(answer);
  expect(await view(port, room)).toMatchObject({ phase: 'open', question: 0 });
}

describe('SQLite', () => {
  it('loses, doubles and changes no answer in three kills', async () => {
    await threeKills(join(data, 'kills.sqlite'));
  });

  it('goes on after ten seconds without network, and nobody has to do anything', async () => {
    const server = await serve(join(data, 'network.sqlite'));
    const room = await makeRoom(server);
    const wire = await cable(server.port);
    const school = await fill([wire.port], room);
    wire.cut();
    await press(server.port, room, { do: 'next', seconds: null });
    const answers = school.students.map((_, index) => school.post(index, '/answers', submission(index)));
    await new Promise((resolve) => setTimeout(resolve, FULL ? 10_000 : 1500));
    await wire.mend();
    await school.until(({ question, live }) => live && question === 0);
    for (const { answer } of await Promise.all(answers)) expect(answer.body.accepted).toBe(true);
    expect((await stored(server.port, room)).size).toBe(COUNT);
    wire.close();
  });

  it('cuts off a client that never reads, and the others notice nothing', async () => {
    const server = await serve(join(data, 'deaf.sqlite'));
    const room = await makeRoom(server);
    const school = await fill([server.port], room, 5);
    const deaf: Socket = createConnection(server.port, '127.0.0.1');
    deaf.on('error', () => {});
    deaf.pause();
    deaf.write(
      `GET /classroom/api/rooms/${room.id}/events?after=-1 HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${room.teacher}\r\n\r\n`,
    );
    const before = (await server.usage()).memory;
    const presses = FULL ? 5000 : 400;
    for (let count = 0; count < presses; count++)
      await press(server.port, room, { do: 'lock', on: count % 2 === 0 });
    const last = await view(server.port, room);
    await school.until(({ seq }) => seq === last.seq);
    expect((await server.usage()).memory - before).toBeLessThan(80e6);
    deaf.destroy();
  });
});

describe.skipIf(whyNot !== undefined)(`PostgreSQL${whyNot ? `: ${whyNot}` : ''}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());

  it('loses, doubles and changes no answer in three kills', async () => {
    await threeKills(postgres.database());
  });

  it('moves on once when two nodes press, and tells both nodes’ students', async () => {
    const database = postgres.database();
    const [one, two] = [await serve(database), await serve(database)];
    const room = await makeRoom(one);
    const school = await fill([one.port, two.port], room);
    const { seq } = await view(one.port, room);
    await view(two.port, room);
    const statuses = await Promise.all([
      press(one.port, room, { do: 'next', seconds: null }, seq),
      press(two.port, room, { do: 'next', seconds: null }, seq),
    ]);
    expect(statuses.sort()).toEqual([200, 409]);
    await school.until(({ question }) => question === 0);
    // The same student at both nodes: one answer, the same acknowledgement.
    const agreed = await Promise.all(
      [one, two].map(({ port }, index) =>
        ask(port, 'POST', `/rooms/${room.id}/answers`, school.students[0]?.token, submission(index)),
      ),
    );
    expect(agreed[0]?.body.answer).toEqual(agreed[1]?.body.answer);
    expect(agreed.filter(({ body }) => body.accepted)).toHaveLength(1);
  });

  it('goes on with the other node when one is killed, and when the database restarts', async () => {
    const database = postgres.database();
    const [one, two] = [await serve(database), await serve(database)];
    const room = await makeRoom(one);
    const school = await fill([one.port, two.port], room);
    await press(one.port, room, { do: 'next', seconds: null });
    await school.until(({ question }) => question === 0);
    const answers = school.students.map(async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500));
      return school.post(index, '/answers', submission(index));
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await one.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 300));
    postgres.restart('immediate');
    for (const { answer } of await Promise.all(answers)) expect(answer.body.accepted).toBe(true);
    expect((await stored(two.port, room)).size).toBe(COUNT);
    await expect
      .poll(() => press(two.port, room, { do: 'reveal' }).catch(() => 0), { timeout: 20_000 })
      .toBe(200);
    await school.until(({ phase, live }) => live && phase === 'revealed');
  });
});

/** A cable between class and server that can be pulled out. */
async function cable(
  target: number,
): Promise<{ port: number; cut(): void; mend(): Promise<void>; close(): void }> {
  const sockets = new Set<Socket>();
  const open = (): Promise<Server> =>
    new Promise((resolve) => {
      const made = createServer((from) => {
        const to = createConnection(target, '127.0.0.1');
        for (const socket of [from, to]) {
          sockets.add(socket);
          socket.on('error', () => {});
          socket.on('close', () => {
            sockets.delete(socket);
            from.destroy();
            to.destroy();
          });
        }
        from.pipe(to).pipe(from);
      }).listen(port, '127.0.0.1', 4096, () => resolve(made));
    });
  let port = 0;
  let server = await open();
  port = (server.address() as { port: number }).port;
  const cut = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    async mend() {
      server = await open();
    },
    close: cut,
  };
}
