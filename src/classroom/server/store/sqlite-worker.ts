// The thread that writes: a commit waits for the disk, and on the server's own thread nobody could connect meanwhile.
// Started by sqlite.ts; tests: test/classroom/store.test.ts.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { HotOutcome, HotStatement, Row, Step, Value } from './driver.ts';
import { tables, VERSION } from './schema.ts';

export interface WorkerSettings {
  file: string;
  /** For tests and figures: milliseconds that every commit takes longer, as on a slow disk. */
  slow?: number;
}

export type Job =
  | { id: number; kind: 'run'; steps: readonly Step[] }
  | { id: number; kind: 'many'; statement: HotStatement; rows: readonly (readonly Value[])[] }
  | { id: number; kind: 'pages'; most: number }
  | { id: number; kind: 'close' };

export type Reply = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };

const { file, slow = 0 } = workerData as WorkerSettings;
const port = parentPort;
const pause = new Int32Array(new SharedArrayBuffer(4));

function open(): DatabaseSync {
  const database = new DatabaseSync(file);
  // Alone with the file, without a shared-memory file beside it; what is deleted is overwritten.
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA fullfsync = ON;',
  );
  database.exec('BEGIN EXCLUSIVE');
  for (const table of tables) database.exec(table);
  const found = database.prepare('SELECT version FROM classroom').get() as { version: number } | undefined;
  if (!found) database.prepare('INSERT INTO classroom (version) VALUES (?)').run(VERSION);
  else if (found.version > VERSION) throw new Error('written by a newer version of Rootless');
  database.exec('COMMIT');
  return database;
}

const database = open();
const prepared = new Map<string, StatementSync>();
function prepare(sql: string): StatementSync {
  let statement = prepared.get(sql);
  if (!statement) {
    statement = database.prepare(sql);
    prepared.set(sql, statement);
  }
  return statement;
}

function transaction<T>(work: () => T | undefined): T | undefined {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    if (result === undefined) database.exec('ROLLBACK');
    else {
      if (slow > 0) Atomics.wait(pause, 0, 0, slow);
      database.exec('COMMIT');
    }
    return result;
  } catch (error) {
    // A full disk has rolled back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const all = (sql: string, values: readonly Value[]): Row[] => prepare(sql).all(...values) as unknown as Row[];

function run(steps: readonly Step[]): Row[][] | undefined {
  const [only] = steps;
  if (steps.length === 1 && only && /^\s*(SELECT|PRAGMA)/i.test(only.sql))
    return [all(only.sql, only.values)];
  return transaction(() => {
    const results: Row[][] = [];
    for (const { sql, values, must } of steps) {
      const rows = all(sql, values);
      if (must && rows.length === 0) return undefined;
      results.push(rows);
    }
    return results;
  });
}

const sources = new Map<string, { insert: string; standing: string }>();
function sourced({ name, columns, insert, standing }: HotStatement): { insert: string; standing: string } {
  let texts = sources.get(name);
  if (!texts) {
    const x = `(SELECT ${columns.map(([column]) => `? AS ${column}`).join(', ')}) AS x`;
    texts = { insert: insert.replace('{x}', x), standing: standing.replace('{x}', x) };
    sources.set(name, texts);
  }
  return texts;
}

function many(statement: HotStatement, rows: readonly (readonly Value[])[]): HotOutcome[] | undefined {
  const { insert, standing } = sourced(statement);
  return transaction(() =>
    rows.map((row): HotOutcome => {
      const [fresh] = all(insert, row);
      return { fresh, standing: fresh ? [] : all(standing, row) };
    }),
  );
}

function perform(job: Job): unknown {
  switch (job.kind) {
    case 'run':
      return run(job.steps);
    case 'many':
      return many(job.statement, job.rows);
    case 'pages':
      return database.prepare(`PRAGMA max_page_count = ${Math.trunc(job.most)}`).get();
    case 'close':
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      return null;
  }
}

port?.on('message', (job: Job) => {
  let reply: Reply;
  try {
    reply = { id: job.id, ok: true, result: perform(job) };
  } catch (error) {
    reply = { id: job.id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
  if (job.kind === 'close') port.close();
});
port?.postMessage({ id: 0, ok: true, result: null } satisfies Reply);
