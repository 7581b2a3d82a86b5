// The tables and statements, in the SQL that SQLite and PostgreSQL have in common. Times are ms since 1970, JSON is text.
import type { HotStatement } from './driver.ts';

export const VERSION = 1;

export const tables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS classroom (version BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS room (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, setup TEXT NOT NULL, keys TEXT NOT NULL, state TEXT NOT NULL,
    accepts BIGINT NOT NULL, question BIGINT NOT NULL, round BIGINT NOT NULL, closes BIGINT, changes BIGINT NOT NULL,
    locked BIGINT NOT NULL, rev BIGINT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS student (
    room TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, fold TEXT NOT NULL, team BIGINT NOT NULL,
    extra BIGINT NOT NULL, removed BIGINT NOT NULL, outside TEXT, joined BIGINT NOT NULL, rev BIGINT NOT NULL,
    PRIMARY KEY (room, id), UNIQUE (room, fold))`,
  `CREATE TABLE IF NOT EXISTS answer (
    room TEXT NOT NULL, question BIGINT NOT NULL, round BIGINT NOT NULL, student TEXT NOT NULL, idem TEXT NOT NULL,
    attempt BIGINT NOT NULL, body TEXT NOT NULL, sure BIGINT, score BIGINT NOT NULL, outof BIGINT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (room, question, round, student))`,
  // A whole class that comes back asks for its own answers: each must find them without reading everyone's.
  `CREATE INDEX IF NOT EXISTS answer_student ON answer (room, student)`,
  `CREATE TABLE IF NOT EXISTS outbox (
    id TEXT PRIMARY KEY, room TEXT NOT NULL, body TEXT NOT NULL, due BIGINT NOT NULL, tries BIGINT NOT NULL,
    trouble TEXT)`,
  `CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, expires BIGINT, PRIMARY KEY (kind, id))`,
];

/**
 * An answer lands only where the room takes it at this moment, from somebody who is in it: a node that knows an older
 * state cannot let a late one in. `x.extra` is the grace and the student's extra time.
 */
export const answerStatement: HotStatement = {
  name: 'answer',
  columns: [
    ['room', 'text'],
    ['question', 'bigint'],
    ['round', 'bigint'],
    ['student', 'text'],
    ['idem', 'text'],
    ['attempt', 'bigint'],
    ['body', 'text'],
    ['sure', 'bigint'],
    ['score', 'bigint'],
    ['outof', 'bigint'],
    ['at', 'bigint'],
    ['extra', 'bigint'],
  ],
  insert: `INSERT INTO answer (room, question, round, student, idem, attempt, body, sure, score, outof, at)
    SELECT x.room, x.question, x.round, x.student, x.idem, x.attempt, x.body, x.sure, x.score, x.outof, x.at
    FROM {x} JOIN room r ON r.id = x.room JOIN student s ON s.room = x.room AND s.id = x.student
    WHERE r.accepts = 1 AND s.removed = 0 AND r.round = x.round AND (r.question = x.question OR r.question = -1)
      AND (r.closes IS NULL OR x.at <= r.closes + x.extra)
    ON CONFLICT (room, question, round, student) DO UPDATE SET idem = excluded.idem, attempt = excluded.attempt,
      body = excluded.body, sure = excluded.sure, score = excluded.score, outof = excluded.outof, at = excluded.at
    WHERE excluded.attempt > answer.attempt
      AND EXISTS (SELECT 1 FROM room r WHERE r.id = excluded.room AND r.changes = 1)
    RETURNING room, question, round, student, idem, attempt, body, at`,
  standing: `SELECT a.room, a.question, a.round, a.student, a.idem, a.attempt, a.body, a.at FROM {x}
    JOIN answer a ON a.room = x.room AND a.question = x.question AND a.round = x.round AND a.student = x.student`,
  identity: ['room', 'question', 'round', 'student'],
};

/** A student joins unless the room is locked, the name taken, or they are there already (the same token again). */
export const joinStatement: HotStatement = {
  name: 'join',
  columns: [
    ['room', 'text'],
    ['id', 'text'],
    ['name', 'text'],
    ['fold', 'text'],
    ['team', 'bigint'],
    ['outside', 'text'],
    ['joined', 'bigint'],
  ],
  insert: `INSERT INTO student (room, id, name, fold, team, extra, removed, outside, joined, rev)
    SELECT x.room, x.id, x.name, x.fold, x.team, 0, 0, x.outside, x.joined, 0 FROM {x} JOIN room r ON r.id = x.room
    WHERE r.locked = 0
    ON CONFLICT DO NOTHING
    RETURNING room, id, name, team, extra, removed, outside, joined, rev`,
  standing: `SELECT s.room, s.id, s.name, s.team, s.extra, s.removed, s.outside, s.joined, s.rev FROM {x}
    JOIN student s ON s.room = x.room AND s.id = x.id`,
  identity: ['room', 'id'],
};
