// What the classroom keeps, and the promises about it: what was answered is durable, an answer lands once, a room moves
// on once. The same over both drivers. Tests: test/classroom/store.test.ts.
import type { RoomState, Setup } from '../../model.ts';
import { accepts } from '../../state.ts';
import type { Driver, Row, Step, Value } from './driver.ts';
import { grouped } from './group.ts';
import { answerStatement, joinStatement } from './schema.ts';

/** Who may do what with a room: hashes of their tokens. */
export interface RoomKeys {
  teacher: string;
  assistant: string;
  projector: string;
}

export interface StoredRoom {
  id: string;
  code: string;
  setup: Setup;
  keys: RoomKeys;
  state: RoomState;
  /** Counts every change of the room: clients know by it what they have not seen. */
  rev: number;
  created: number;
  expires: number;
}

export interface StoredStudent {
  room: string;
  /** A digest of room and token: whoever has the token is this student. */
  id: string;
  name: string;
  team: number;
  /** Share of extra time; -1: no limit. */
  extra: number;
  removed: boolean;
  /** Who it is in the school's learning platform (JSON). */
  outside: string | null;
  joined: number;
  /** The room's revision at which the teacher changed something about this student. */
  rev: number;
}

export interface StoredAnswer {
  room: string;
  question: number;
  round: number;
  student: string;
  /** The try's own key: the same one again is the same answer. */
  idem: string;
  attempt: number;
  /** JSON. */
  body: string;
  /** 1 guessed, 2 fairly sure, 3 certain; null: not asked. */
  sure: number | null;
  score: number;
  outOf: number;
  at: number;
}

export type JoinOutcome =
  | { kind: 'joined' | 'again'; student: StoredStudent }
  | { kind: 'taken' }
  | { kind: 'locked' };
/** `standing`: another try's answer stands there. */
export type AnswerOutcome =
  | { kind: 'accepted' | 'standing'; answer: Pick<StoredAnswer, 'idem' | 'attempt' | 'body' | 'at'> }
  | { kind: 'refused' };

export interface Counted {
  body: string;
  /** 1 guessed, 2 fairly sure, 3 certain; null: not asked. */
  sure: number | null;
  score: number;
  outOf: number;
  count: number;
}

export interface OutboxEntry {
  id: string;
  room: string;
  body: string;
  due: number;
  tries: number;
  trouble: string | null;
}

/** Changes to one student that go with a change of the room. */
export type StudentChange = Partial<Pick<StoredStudent, 'name' | 'team' | 'extra' | 'removed'>> & {
  id: string;
  fold?: string;
};

export interface Store {
  readonly shared: boolean;
  /** False where the code is taken. */
  createRoom(room: StoredRoom): Promise<boolean>;
  room(id: string): Promise<StoredRoom | undefined>;
  roomByCode(code: string): Promise<StoredRoom | undefined>;
  rooms(): Promise<StoredRoom[]>;
  /** Revisions of those that are there, to see what changed elsewhere. */
  revisions(ids: readonly string[]): Promise<Map<string, number>>;
  /** Moves the room on from `rev`; undefined when somebody else has, or the room is gone. */
  changeRoom(id: string, rev: number, state: RoomState, student?: StudentChange): Promise<number | undefined>;
  /** The room, its students, answers and grades on their way: all gone. */
  deleteRoom(id: string): Promise<void>;
  expired(now: number): Promise<string[]>;
  keepUntil(id: string, expires: number): Promise<void>;
  join(student: StoredStudent & { fold: string }): Promise<JoinOutcome>;
  student(room: string, id: string): Promise<StoredStudent | undefined>;
  /** Those whose revision is later. */
  students(room: string, since?: number): Promise<StoredStudent[]>;
  countStudents(room: string): Promise<number>;
  /** `allowance`: milliseconds after the question's end in which this one still counts. */
  answer(answer: StoredAnswer, allowance: number): Promise<AnswerOutcome>;
  answersOf(room: string, student: string): Promise<StoredAnswer[]>;
  answers(room: string): Promise<StoredAnswer[]>;
  /** Answers to one question, those alike counted together. */
  counted(room: string, question: number, round: number): Promise<Counted[]>;
  /** How many have answered each question, whichever round. */
  answered(room: string): Promise<Map<number, number>>;
  /** A small record for the server itself; undefined takes it away. */
  keep(kind: string, id: string, body: string | undefined, expires?: number): Promise<void>;
  /** The body that stands there after all: this one, or whoever came first. */
  keepFirst(kind: string, id: string, body: string): Promise<string>;
  kept(kind: string, id: string): Promise<string | undefined>;
  keptAll(kind: string): Promise<{ id: string; body: string }[]>;
  /** Takes the record away and answers it: only one caller gets it. */
  take(kind: string, id: string, now: number): Promise<string | undefined>;
  post(entry: OutboxEntry): Promise<void>;
  /** What is due, for one caller only: it comes again at `again` unless it is dropped. */
  claim(now: number, again: number): Promise<OutboxEntry[]>;
  postponed(id: string, due: number, trouble: string): Promise<void>;
  drop(id: string): Promise<void>;
  outbox(room: string): Promise<OutboxEntry[]>;
  watch(listener: (room: string) => void): Promise<void>;
  now(): Promise<number>;
  close(): Promise<void>;
}

export function createStore(driver: Driver): Store {
  const one = async (sql: string, ...values: Value[]): Promise<Row | undefined> =>
    (await driver.run([{ sql, values }]))?.[0]?.[0];
  const all = async (sql: string, ...values: Value[]): Promise<readonly Row[]> =>
    (await driver.run([{ sql, values }]))?.[0] ?? [];
  const write = async (...steps: Step[]): Promise<readonly Row[][] | undefined> => driver.run(steps);

  const joinRow = grouped({
    identity: (row: readonly Value[]) => `${row[0]}/${row[1]}`,
    run: (rows) => driver.many(joinStatement, rows),
    lanes: driver.lanes,
  });
  const answerRow = grouped({
    identity: (row: readonly Value[]) => `${row[0]}/${row[1]}/${row[2]}/${row[3]}`,
    run: (rows) => driver.many(answerStatement, rows),
    lanes: driver.lanes,
  });

  /** Many who ask at the same time are answered by one query. */
  const found = (table: 'student' | 'answer', column: 'id' | 'student') =>
    grouped({
      identity: ([room, id]: readonly [string, string]) => `${room}/${id}`,
      lanes: driver.lanes,
      most: 200,
      async run(wanted) {
        const rows = await all(
          `SELECT * FROM ${table} WHERE (room, ${column}) IN (VALUES ${wanted.map(() => '(?, ?)').join(', ')})`,
          ...wanted.flat(),
        );
        const byOwner = new Map<string, Row[]>();
        for (const row of rows) {
          const name = `${row.room}/${row[column]}`;
          byOwner.set(name, [...(byOwner.get(name) ?? []), row]);
        }
        return wanted.map(([room, id]) => byOwner.get(`${room}/${id}`) ?? []);
      },
    });
  const studentRows = found('student', 'id');
  const ownAnswers = found('answer', 'student');

  return {
    shared: driver.shared,
    async createRoom(room) {
      const { accepts: open, ...columns } = columnsOf(room.state);
      const done = await write({
        sql: `INSERT INTO room (id, code, setup, keys, state, accepts, question, round, closes, changes, locked, rev,
          created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
        values: [
          room.id,
          room.code,
          JSON.stringify(room.setup),
          JSON.stringify(room.keys),
          JSON.stringify(room.state),
          open,
          columns.question,
          columns.round,
          columns.closes,
          room.setup.settings.changes ? 1 : 0,
          columns.locked,
          room.rev,
          room.created,
          room.expires,
        ],
        must: true,
      });
      return done !== undefined;
    },
    async room(id) {
      return readRoom(await one('SELECT * FROM room WHERE id = ?', id));
    },
    async roomByCode(code) {
      return readRoom(await one('SELECT * FROM room WHERE code = ?', code));
    },
    async rooms() {
      return (await all('SELECT * FROM room ORDER BY created DESC')).map(
        (row) => readRoom(row) as StoredRoom,
      );
    },
    async revisions(ids) {
      const found = new Map<string, number>();
      for (let at = 0; at < ids.length; at += 200) {
        const some = ids.slice(at, at + 200);
        const rows = await all(
          `SELECT id, rev FROM room WHERE id IN (${some.map(() => '?').join(', ')})`,
          ...some,
        );
        for (const { id, rev } of rows) found.set(String(id), Number(rev));
      }
      return found;
    },
    async changeRoom(id, rev, state, student) {
      const columns = columnsOf(state);
      const steps: Step[] = [
        {
          sql: `UPDATE room SET state = ?, accepts = ?, question = ?, round = ?, closes = ?, locked = ?, rev = rev + 1
            WHERE id = ? AND rev = ? RETURNING rev`,
          values: [
            JSON.stringify(state),
            columns.accepts,
            columns.question,
            columns.round,
            columns.closes,
            columns.locked,
            id,
            rev,
          ],
          must: true,
        },
      ];
      if (student) {
        const { id: who, ...change } = student;
        const sets = Object.entries(change).map(([name, value]) => ({
          name,
          // Extra time is kept in hundredths: the common SQL has whole numbers only.
          value:
            name === 'removed'
              ? value
                ? 1
                : 0
              : name === 'extra'
                ? Math.round(Number(value) * 100)
                : (value as Value),
        }));
        steps.push({
          sql: `UPDATE student SET ${sets.map(({ name }) => `${name} = ?, `).join('')}rev = ? WHERE room = ? AND id = ? RETURNING id`,
          values: [...sets.map(({ value }) => value), rev + 1, id, who],
          must: true,
        });
      }
      const done = await write(...steps, ...driver.announce(id));
      return done && rev + 1;
    },
    async deleteRoom(id) {
      await write(
        { sql: 'DELETE FROM answer WHERE room = ?', values: [id] },
        { sql: 'DELETE FROM student WHERE room = ?', values: [id] },
        { sql: 'DELETE FROM outbox WHERE room = ?', values: [id] },
        { sql: 'DELETE FROM kept WHERE kind = ? AND id = ?', values: ['lti-room', id] },
        { sql: 'DELETE FROM room WHERE id = ?', values: [id] },
        ...driver.announce(id),
      );
      // What is deleted stands no longer in the log beside the file either.
      if (!driver.shared) await driver.run([{ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', values: [] }]);
    },
    async expired(now) {
      const rows = await all('SELECT id FROM room WHERE expires <= ?', now);
      await write({ sql: 'DELETE FROM kept WHERE expires IS NOT NULL AND expires <= ?', values: [now] });
      return rows.map(({ id }) => String(id));
    },
    async keepUntil(id, expires) {
      await write({ sql: 'UPDATE room SET expires = ? WHERE id = ?', values: [expires, id] });
    },
    async join({ room, id, name, fold, team, outside, joined }) {
      const { fresh, standing } = await joinRow([room, id, name, fold, team, outside, joined]);
      if (fresh) return { kind: 'joined', student: readStudent(fresh) };
      if (standing[0]) return { kind: 'again', student: readStudent(standing[0]) };
      const named = await one('SELECT id FROM student WHERE room = ? AND fold = ?', room, fold);
      return { kind: named ? 'taken' : 'locked' };
    },
    async student(room, id) {
      const [row] = await studentRows([room, id]);
      return row && readStudent(row);
    },
    async students(room, since = -1) {
      const rows = await all('SELECT * FROM student WHERE room = ? AND rev > ? ORDER BY joined', room, since);
      return rows.map(readStudent);
    },
    async countStudents(room) {
      const row = await one('SELECT count(*) AS count FROM student WHERE room = ? AND removed = 0', room);
      return Number(row?.count ?? 0);
    },
    async answer(answer, allowance) {
      const { room, question, round, student, idem, attempt, body, sure, score, outOf, at } = answer;
      const { fresh, standing } = await answerRow([
        room,
        question,
        round,
        student,
        idem,
        attempt,
        body,
        sure,
        score,
        outOf,
        at,
        allowance,
      ]);
      const row = fresh ?? standing[0];
      if (!row) return { kind: 'refused' };
      return {
        kind: row.idem === idem ? 'accepted' : 'standing',
        answer: {
          idem: String(row.idem),
          attempt: Number(row.attempt),
          body: String(row.body),
          at: Number(row.at),
        },
      };
    },
    async answersOf(room, student) {
      return (await ownAnswers([room, student])).map(readAnswer);
    },
    async answers(room) {
      return (await all('SELECT * FROM answer WHERE room = ?', room)).map(readAnswer);
    },
    async counted(room, question, round) {
      const rows = await all(
        `SELECT a.body, a.sure, a.score, a.outof, count(*) AS count FROM answer a
          JOIN student s ON s.room = a.room AND s.id = a.student AND s.removed = 0
          WHERE a.room = ? AND a.question = ? AND a.round = ? GROUP BY a.body, a.sure, a.score, a.outof`,
        room,
        question,
        round,
      );
      return rows.map((row) => ({
        body: String(row.body),
        sure: row.sure === null ? null : Number(row.sure),
        score: Number(row.score),
        outOf: Number(row.outof),
        count: Number(row.count),
      }));
    },
    async answered(room) {
      const rows = await all(
        `SELECT a.question, count(DISTINCT a.student) AS count FROM answer a
          JOIN student s ON s.room = a.room AND s.id = a.student AND s.removed = 0
          WHERE a.room = ? GROUP BY a.question`,
        room,
      );
      return new Map(rows.map(({ question, count }) => [Number(question), Number(count)]));
    },
    async keep(kind, id, body, expires) {
      await write(
        body === undefined
          ? { sql: 'DELETE FROM kept WHERE kind = ? AND id = ?', values: [kind, id] }
          : {
              sql: `INSERT INTO kept (kind, id, body, expires) VALUES (?, ?, ?, ?)
                ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, expires = excluded.expires`,
              values: [kind, id, body, expires ?? null],
            },
      );
    },
    async keepFirst(kind, id, body) {
      const rows = await write(
        {
          sql: 'INSERT INTO kept (kind, id, body, expires) VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING',
          values: [kind, id, body],
        },
        { sql: 'SELECT body FROM kept WHERE kind = ? AND id = ?', values: [kind, id] },
      );
      return String(rows?.[1]?.[0]?.body);
    },
    async kept(kind, id) {
      return (await one('SELECT body FROM kept WHERE kind = ? AND id = ?', kind, id))?.body as
        | string
        | undefined;
    },
    async keptAll(kind) {
      return (await all('SELECT id, body FROM kept WHERE kind = ?', kind)) as unknown as {
        id: string;
        body: string;
      }[];
    },
    async take(kind, id, now) {
      const done = await write({
        sql: 'DELETE FROM kept WHERE kind = ? AND id = ? AND (expires IS NULL OR expires > ?) RETURNING body',
        values: [kind, id, now],
        must: true,
      });
      return done?.[0]?.[0]?.body as string | undefined;
    },
    async post({ id, room, body, due, tries, trouble }) {
      await write({
        sql: `INSERT INTO outbox (id, room, body, due, tries, trouble) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET body = excluded.body, due = excluded.due, tries = 0, trouble = NULL`,
        values: [id, room, body, due, tries, trouble],
      });
    },
    async claim(now, again) {
      const done = await write({
        sql: 'UPDATE outbox SET due = ?, tries = tries + 1 WHERE due <= ? RETURNING *',
        values: [again, now],
      });
      return (done?.[0] ?? []) as unknown as OutboxEntry[];
    },
    async postponed(id, due, trouble) {
      await write({ sql: 'UPDATE outbox SET due = ?, trouble = ? WHERE id = ?', values: [due, trouble, id] });
    },
    async drop(id) {
      await write({ sql: 'DELETE FROM outbox WHERE id = ?', values: [id] });
    },
    async outbox(room) {
      return (await all('SELECT * FROM outbox WHERE room = ?', room)) as unknown as OutboxEntry[];
    },
    watch: (listener) => driver.watch(listener),
    now: () => driver.now(),
    close: () => driver.close(),
  };
}

/** What the answers' statement must know of the state, beside the whole of it. */
function columnsOf(state: RoomState) {
  return {
    accepts: accepts(state) ? 1 : 0,
    question: state.question,
    round: state.round,
    closes: state.closes,
    locked: state.locked || state.phase === 'ended' ? 1 : 0,
  };
}

function readRoom(row: Row | undefined): StoredRoom | undefined {
  return (
    row && {
      id: String(row.id),
      code: String(row.code),
      setup: JSON.parse(String(row.setup)) as Setup,
      keys: JSON.parse(String(row.keys)) as RoomKeys,
      state: JSON.parse(String(row.state)) as RoomState,
      rev: Number(row.rev),
      created: Number(row.created),
      expires: Number(row.expires),
    }
  );
}

function readStudent(row: Row): StoredStudent {
  return {
    room: String(row.room),
    id: String(row.id),
    name: String(row.name),
    team: Number(row.team),
    extra: Number(row.extra) / 100,
    removed: row.removed === 1,
    outside: row.outside === null ? null : String(row.outside),
    joined: Number(row.joined),
    rev: Number(row.rev),
  };
}

function readAnswer(row: Row): StoredAnswer {
  return {
    room: String(row.room),
    question: Number(row.question),
    round: Number(row.round),
    student: String(row.student),
    idem: String(row.idem),
    attempt: Number(row.attempt),
    body: String(row.body),
    sure: row.sure === null ? null : Number(row.sure),
    score: Number(row.score),
    outOf: Number(row.outof),
    at: Number(row.at),
  };
}
