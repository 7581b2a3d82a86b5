// An account kept in a file (`serve --state FILE`): SQLite in exclusive mode. What changes the account is on the disk
// before it is answered; events of reading requests may lag a second. A kill at any moment loses nothing acknowledged.
// Tests: test/clients/kills.test.ts
import { DatabaseSync } from 'node:sqlite';
import type { CloudTrailEvent, EventLog, Patch, RequestRecord, SavedWorld, World } from '../cloud/index.ts';
import { applyPatch, createEventLog, restoreWorld, serializeWorld } from '../cloud/index.ts';

export interface StateFile {
  /** What the file held, or undefined for a new one. */
  readonly world: World | undefined;
  readonly events: EventLog;
  /** To be called for each request, before it is answered. */
  record(record: RequestRecord): void;
  /** Starts over with this world, and what happened in it before. */
  begin(world: World, history?: readonly CloudTrailEvent[]): void;
  close(): void;
}

/** Patches after which a new snapshot is made. */
const snapshotEvery = 5000;
const keptEvents = 100_000;
const lag = 1000;

const schema = `
  CREATE TABLE IF NOT EXISTS snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), world TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS patch (number INTEGER PRIMARY KEY AUTOINCREMENT, patch TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, event TEXT NOT NULL);
`;

/** @throws Error with what to do, when another process has the file or it holds something else */
export function openStateFile(file: string): StateFile {
  const database = open(file);
  const { world: saved } = (database.prepare('SELECT world FROM snapshot').get() ?? {}) as { world?: string };
  let world = saved === undefined ? undefined : restoreWorld(JSON.parse(saved) as SavedWorld);
  let patches = 0;
  if (world)
    for (const row of database.prepare('SELECT patch FROM patch ORDER BY number').iterate()) {
      world = applyPatch(world, JSON.parse((row as { patch: string }).patch) as Patch);
      patches++;
    }
  const events = createEventLog();
  for (const row of database.prepare('SELECT event FROM event ORDER BY number').iterate())
    events.append(JSON.parse((row as { event: string }).event) as CloudTrailEvent);
  // Numbers in the file go on where it stopped; the log in memory counts from nothing.
  let next =
    Number(
      (database.prepare('SELECT max(number) AS last FROM event').get() as { last: number | null }).last ?? -1,
    ) + 1;

  const addPatch = database.prepare('INSERT INTO patch (patch) VALUES (?)');
  const addEvent = database.prepare('INSERT INTO event (number, event) VALUES (?, ?)');
  let waiting: RequestRecord[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function transaction(work: () => void): void {
    database.exec('BEGIN');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const records = waiting;
    waiting = [];
    const last = records.at(-1);
    if (!last) return;
    transaction(() => {
      for (const { patch, event } of records) {
        if (patch.entries.length > 0) {
          addPatch.run(JSON.stringify(patch));
          patches++;
        }
        addEvent.run(next++, JSON.stringify(event));
      }
    });
    if (patches >= snapshotEvery) snapshot(last.after);
  }

  function snapshot(whole: World): void {
    transaction(() => {
      database
        .prepare('INSERT OR REPLACE INTO snapshot (id, world) VALUES (1, ?)')
        .run(JSON.stringify(serializeWorld(whole)));
      database.exec('DELETE FROM patch');
      database.prepare('DELETE FROM event WHERE number < ?').run(next - keptEvents);
    });
    patches = 0;
  }

  return {
    world,
    events,
    record(record) {
      waiting.push(record);
      if (record.changed) flush();
      else timer ??= setTimeout(flush, lag);
    },
    begin(fresh, history = []) {
      waiting = [];
      transaction(() => {
        database.exec('DELETE FROM event');
        next = 0;
        for (const event of history) addEvent.run(next++, JSON.stringify(event));
      });
      snapshot(fresh);
    },
    close() {
      flush();
      database.close();
    },
  };
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(file);
  } catch (error) {
    throw new Error(`${file} cannot be opened: ${(error as Error).message}. Give another file with --state.`);
  }
  try {
    // Exclusive from the first write on, and without a shared-memory file beside it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    const told = (error as Error).message;
    if (/locked|busy/i.test(told))
      throw new Error(
        `${file} is in use by another process. Stop that one, or give another file with --state.`,
      );
    throw new Error(`${file} is no account saved by Rootless (${told}). Give another file with --state.`);
  }
}
