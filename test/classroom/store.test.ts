// The promises of the store, held for both drivers: what was answered is durable, an answer lands once, a room moves
// on once, what is deleted is gone.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomState } from '../../src/classroom/model.ts';
import { openStore, type Store, type StoredRoom } from '../../src/classroom/server/store/index.ts';
import { openSqlite } from '../../src/classroom/server/store/sqlite.ts';
import { createStore } from '../../src/classroom/server/store/store.ts';
import { makeAnswer, makeRoom, makeSetup, makeStudent } from './make.ts';
import { startPostgres, type TestPostgres, whyNot } from './postgres-server.ts';

// A machine that does other things too takes its time to start a database.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'rootless-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open: Partial<RoomState> = { phase: 'open', question: 0, opened: 500, closes: 20_000 };

function promises(address: () => string): void {
  let store: Store;
  let room: StoredRoom;
  beforeEach(async () => {
    if (address() === '') return;
    store = await openStore(address());
    room = makeRoom();
    expect(await store.createRoom(room)).toBe(true);
  });
  afterEach(() => store?.close());

  /** The room with its question open. */
  async function opened(change: Partial<RoomState> = {}): Promise<number> {
    const rev = await store.changeRoom(room.id, room.rev, { ...room.state, ...open, ...change });
    return rev ?? 0;
  }
  async function joined(name: string): Promise<string> {
    const outcome = await store.join(makeStudent(room.id, name));
    if (outcome.kind !== 'joined') throw new Error(outcome.kind);
    return outcome.student.id;
  }

  it('keeps a room and finds it by id and code; a code is given once', async () => {
    expect(await store.room(room.id)).toEqual(room);
    expect(await store.roomByCode(room.code)).toEqual(room);
    expect(await store.roomByCode('000000')).toBeUndefined();
    expect(await store.createRoom({ ...makeRoom(), code: room.code })).toBe(false);
  });

  it('moves a room on once, however many press at the same time', async () => {
    const done = await Promise.all(
      Array.from({ length: 5 }, () => store.changeRoom(room.id, 1, { ...room.state, ...open })),
    );
    expect(done.filter((rev) => rev === 2)).toHaveLength(1);
    expect(done.filter((rev) => rev === undefined)).toHaveLength(4);
    expect((await store.room(room.id))?.state.phase).toBe('open');
    expect(await store.revisions([room.id, 'none'])).toEqual(new Map([[room.id, 2]]));
  });

  it('lets a name in once, and the same token again', async () => {
    const anna = makeStudent(room.id, 'Anna');
    expect((await store.join(anna)).kind).toBe('joined');
    expect((await store.join(anna)).kind).toBe('again');
    expect((await store.join({ ...makeStudent(room.id, 'other'), fold: anna.fold })).kind).toBe('taken');
    expect(await store.countStudents(room.id)).toBe(1);
    await store.changeRoom(room.id, 1, { ...room.state, locked: true });
    expect((await store.join(makeStudent(room.id, 'Ben'))).kind).toBe('locked');
    expect((await store.join(anna)).kind).toBe('again');
  });

  it('takes many joins at once, each with its own outcome', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `Student ${index % 250}`);
    const kinds = await Promise.all(
      names.map((name, index) => store.join({ ...makeStudent(room.id, name), id: `id${index}` })),
    );
    expect(kinds.filter(({ kind }) => kind === 'joined')).toHaveLength(250);
    expect(kinds.filter(({ kind }) => kind === 'taken')).toHaveLength(50);
  });

  it('takes an answer once: the same key again is the same answer, another try meets the first', async () => {
    const anna = await joined('Anna');
    await opened();
    const first = makeAnswer(room.id, anna);
    const again = { ...first, at: 1500 };
    const other = makeAnswer(room.id, anna, { body: '[2]', attempt: 2 });
    const stands = { idem: first.idem, attempt: 1, body: '[1]', at: 1000 };
    expect(await store.answer(first, 2000)).toEqual({ kind: 'accepted', answer: stands });
    expect(await Promise.all([store.answer(again, 2000), store.answer(other, 2000)])).toEqual([
      { kind: 'accepted', answer: stands },
      { kind: 'standing', answer: stands },
    ]);
    // Even when the question is long over, a repetition gets the answer it missed.
    expect((await store.answer({ ...first, at: 99_000 }, 2000)).kind).toBe('accepted');
    expect(await store.answers(room.id)).toHaveLength(1);
  });

  it('lets an answer be changed where the room allows it, never back by a late repetition', async () => {
    const changing = makeRoom(makeSetup({ changes: true }));
    await store.createRoom(changing);
    await store.changeRoom(changing.id, 1, { ...changing.state, ...open });
    await store.join(makeStudent(changing.id, 'Anna'));
    const { id } = makeStudent(changing.id, 'Anna');
    const first = makeAnswer(changing.id, id);
    const second = makeAnswer(changing.id, id, { body: '[2]', attempt: 2, at: 1200 });
    await store.answer(first, 2000);
    expect(await store.answer(second, 2000)).toMatchObject({ kind: 'accepted', answer: { body: '[2]' } });
    expect(await store.answer(first, 2000)).toMatchObject({ kind: 'standing', answer: { body: '[2]' } });
  });

  it('refuses what comes late, to another question, from nobody, or to a closed room', async () => {
    const anna = await joined('Anna');
    expect((await store.answer(makeAnswer(room.id, anna), 2000)).kind).toBe('refused');
    const rev = await opened();
    const refusedOnes = [
      makeAnswer(room.id, anna, { at: 22_001 }),
      makeAnswer(room.id, anna, { question: 1 }),
      makeAnswer(room.id, anna, { round: 2 }),
      makeAnswer(room.id, 'nobody'),
    ];
    for (const answer of refusedOnes) expect((await store.answer(answer, 2000)).kind).toBe('refused');
    expect((await store.answer(makeAnswer(room.id, anna, { at: 22_000 }), 2000)).kind).toBe('accepted');
    const ben = await joined('Ben');
    expect((await store.answer(makeAnswer(room.id, ben, { at: 30_000 }), 12_000)).kind).toBe('accepted');
    await store.changeRoom(room.id, rev, { ...room.state, ...open, phase: 'revealed' });
    const cleo = await joined('Cleo');
    expect((await store.answer(makeAnswer(room.id, cleo), 2000)).kind).toBe('refused');
  });

  it('refuses answers of a student who was removed', async () => {
    const anna = await joined('Anna');
    const rev = await opened();
    await store.changeRoom(room.id, rev, { ...room.state, ...open }, { id: anna, removed: true, extra: 0.5 });
    expect(await store.students(room.id, rev)).toMatchObject([{ id: anna, removed: true, extra: 0.5 }]);
    expect((await store.answer(makeAnswer(room.id, anna), 2000)).kind).toBe('refused');
    expect(await store.countStudents(room.id)).toBe(0);
  });

  it('changes neither room nor student where the student is not there', async () => {
    expect(await store.changeRoom(room.id, 1, room.state, { id: 'nobody', removed: true })).toBeUndefined();
    expect((await store.room(room.id))?.rev).toBe(1);
  });

  it('takes many answers at once and counts those alike together', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Student ${index}`);
    const ids = await Promise.all(names.map(joined));
    await opened();
    const answers = ids.map((id, index) =>
      makeAnswer(room.id, id, { body: `[${index % 3}]`, score: index % 3 === 1 ? 1 : 0 }),
    );
    const twice = await Promise.all([...answers, ...answers].map((answer) => store.answer(answer, 2000)));
    expect(twice.every(({ kind }) => kind === 'accepted')).toBe(true);
    const counted = await store.counted(room.id, 0, 1);
    expect(counted.map(({ body, count, score }) => [body, count, score]).sort()).toEqual([
      ['[0]', 40, 0],
      ['[1]', 40, 1],
      ['[2]', 40, 0],
    ]);
    expect(await store.answersOf(room.id, ids[0] ?? '')).toHaveLength(1);
  });

  it('keeps all of it over a restart', async () => {
    const anna = await joined('Anna');
    await opened();
    await store.answer(makeAnswer(room.id, anna), 2000);
    const before = [await store.room(room.id), await store.students(room.id), await store.answers(room.id)];
    await store.close();
    store = await openStore(address());
    expect([await store.room(room.id), await store.students(room.id), await store.answers(room.id)]).toEqual(
      before,
    );
  });

  it('deletes a room with everything in it, and leaves others alone', async () => {
    const other = makeRoom();
    await store.createRoom(other);
    await store.join(makeStudent(other.id, 'Ben'));
    const anna = await joined('Anna');
    await opened();
    await store.answer(makeAnswer(room.id, anna), 2000);
    await store.post({ id: 'grade', room: room.id, body: '{}', due: 1, tries: 0, trouble: null });
    expect(await store.expired(999_999)).toEqual([]);
    expect((await store.expired(1_000_000)).sort()).toEqual([room.id, other.id].sort());
    await store.deleteRoom(room.id);
    expect(await store.room(room.id)).toBeUndefined();
    expect(await store.students(room.id)).toEqual([]);
    expect(await store.answers(room.id)).toEqual([]);
    expect(await store.outbox(room.id)).toEqual([]);
    expect(await store.students(other.id)).toHaveLength(1);
    await store.deleteRoom(other.id);
  });

  it('gives what is due in the outbox to one caller, and again later', async () => {
    await store.post({ id: `${room.id}-1`, room: room.id, body: '{}', due: 10, tries: 0, trouble: null });
    const claimed = (await Promise.all([store.claim(10, 50), store.claim(10, 50)])).flat();
    expect(claimed.map(({ id }) => id)).toEqual([`${room.id}-1`]);
    await store.postponed(`${room.id}-1`, 80, 'the platform is away');
    expect(await store.claim(79, 100)).toEqual([]);
    expect(await store.claim(80, 100)).toMatchObject([{ tries: 2, trouble: 'the platform is away' }]);
    await store.drop(`${room.id}-1`);
    expect(await store.outbox(room.id)).toEqual([]);
  });

  it('keeps small records; one that is taken is gone', async () => {
    await store.keep('nonce', 'n', 'x', 100);
    await store.keep('nonce', 'n', 'y', 100);
    expect(await store.kept('nonce', 'n')).toBe('y');
    const taken = await Promise.all([store.take('nonce', 'n', 50), store.take('nonce', 'n', 50)]);
    expect(taken.sort()).toEqual(['y', undefined]);
    await store.keep('nonce', 'late', 'x', 100);
    expect(await store.take('nonce', 'late', 100)).toBeUndefined();
  });
}

describe('SQLite', () => {
  let count = 0;
  let file = '';
  beforeEach(() => {
    file = join(folder, `store-${count++}.sqlite`);
  });
  describe('keeps its promises', () => promises(() => file));

  it('refuses a second process at the same file, and a file that is something else', async () => {
    const store = await openStore(file);
    await expect(openStore(file)).rejects.toThrow(/in use by another process.*--database/);
    await store.close();
    await expect(openStore(import.meta.filename)).rejects.toThrow(/no classroom of Rootless.*--database/);
  });

  it('leaves nothing of a deleted room in the file', async () => {
    const store = await openStore(file);
    const room = makeRoom(makeSetup());
    await store.createRoom(room);
    await store.join(makeStudent(room.id, 'Zebulon the Unmistakable'));
    const bytes = (): string =>
      readdirSync(folder)
        .filter((name) => join(folder, name).startsWith(file))
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('');
    expect(bytes()).toContain('Zebulon');
    await store.deleteRoom(room.id);
    expect(bytes()).not.toContain('Zebulon');
    await store.close();
  });

  it('says when the disk is full, loses nothing, and goes on when there is room', async () => {
    const driver = await openSqlite({ file });
    const store = createStore(driver);
    const room = makeRoom();
    await store.createRoom(room);
    await driver.limitPages(1);
    const names = Array.from({ length: 400 }, (_, index) => `A student with a long name ${index}`);
    const outcomes = await Promise.allSettled(names.map((name) => store.join(makeStudent(room.id, name))));
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    expect(String((failed[0] as PromiseRejectedResult).reason)).toMatch(/full/);
    expect(await store.countStudents(room.id)).toBe(400 - failed.length);
    await driver.limitPages(1_000_000);
    for (const name of names) await store.join(makeStudent(room.id, name));
    expect(await store.countStudents(room.id)).toBe(400);
    await store.close();
  });
});

describe('PostgreSQL', () => {
  let server: TestPostgres;
  let url = '';
  beforeAll(async () => {
    if (whyNot) return;
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.close());
  beforeEach((test) => {
    test.skip(whyNot !== undefined, whyNot);
    url = server.database();
  });
  describe('keeps its promises', () => promises(() => url));

  it('tells other nodes that a room has changed, and has one clock', async () => {
    const [here, there] = await Promise.all([openStore(url), openStore(url)]);
    const heard: string[] = [];
    await there.watch((room) => heard.push(room));
    const room = makeRoom();
    await here.createRoom(room);
    await here.changeRoom(room.id, 1, { ...room.state, ...open });
    await expect.poll(() => heard).toContain(room.id);
    expect(Math.abs((await here.now()) - (await there.now()))).toBeLessThan(5000);
    await Promise.all([here.close(), there.close()]);
  });

  it('is there again after the server was restarted', async () => {
    const store = await openStore(url);
    const room = makeRoom();
    await store.createRoom(room);
    const heard: string[] = [];
    await store.watch((id) => heard.push(id));
    server.restart('immediate');
    await expect.poll(() => store.room(room.id).catch(() => undefined), { timeout: 15_000 }).toEqual(room);
    let rev = 1;
    await expect
      .poll(
        async () => {
          rev = (await store.changeRoom(room.id, rev, { ...room.state, ...open })) ?? rev;
          return heard;
        },
        { timeout: 15_000 },
      )
      .toContain(room.id);
    await store.close();
  });

  it('says what to do when there is no server', async () => {
    await expect(openStore('postgres://postgres@127.0.0.1:1/none')).rejects.toThrow(/--database/);
  });
});
