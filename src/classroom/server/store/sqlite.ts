// The driver for one process and one file: SQLite in a thread of its own (sqlite-worker.ts). Durable at the answer:
// WAL with synchronous=FULL. Tests: test/classroom/store.test.ts.
import { mkdirSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AwayError, type Driver, FullError, type HotOutcome, type Row } from './driver.ts';
import type { Job, Reply, WorkerSettings } from './sqlite-worker.ts';

export interface SqliteOptions {
  /** A path; ':memory:' keeps nothing. */
  file: string;
  /** See sqlite-worker.ts. */
  slow?: number;
}

export interface SqliteDriver extends Driver {
  /** For tests: how many pages the file may have, as on a disk that runs full. */
  limitPages(most: number): Promise<void>;
}

type Asked = Job extends infer J ? (J extends { id: number } ? Omit<J, 'id'> : never) : never;

/** @throws Error with what to do, when another process has the file or it is something else */
export async function openSqlite({ file, slow }: SqliteOptions): Promise<SqliteDriver> {
  const path = file === ':memory:' ? file : resolve(file);
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const settings: WorkerSettings = { file: path, ...(slow !== undefined && { slow }) };
  const compiled = getCompileCacheDir();
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
    workerData: settings,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // A thread that finds its code compiled does not load the machinery that strips types: 20 MB.
    env: { ...process.env, ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }) },
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let gone: Error | undefined;

  const fail = (error: Error): void => {
    gone = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    // A process may end while nothing is asked, never in the middle of it.
    if (waiting.size === 0) worker.unref();
    if (reply.ok) asked?.resolve(reply.result);
    else asked?.reject(storageError(reply.message));
  });
  worker.on('error', (error) => fail(new AwayError(error instanceof Error ? error.message : String(error))));
  worker.on('exit', () => fail(gone ?? new AwayError('the database is closed')));

  const await0 = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (gone) reject(gone);
      else {
        waiting.set(id, { resolve, reject });
        worker.ref();
      }
    });
  const ask = (job: Asked): Promise<unknown> => {
    const id = ++last;
    const answer = await0(id);
    if (!gone) worker.postMessage({ ...job, id });
    return answer;
  };

  await await0(0).catch((error: Error) => {
    if (/locked|busy/i.test(error.message))
      throw new Error(
        `${file} is in use by another process. Stop that one, or give another file with --database.`,
      );
    throw new Error(
      `${file} is no classroom of Rootless (${error.message}). Give another file with --database.`,
    );
  });

  return {
    shared: false,
    lanes: 1,
    run: (steps) => ask({ kind: 'run', steps }) as Promise<Row[][] | undefined>,
    many: (statement, rows) => ask({ kind: 'many', statement, rows }) as Promise<HotOutcome[]>,
    announce: () => [],
    watch: async () => {},
    now: async () => Date.now(),
    limitPages: async (most) => void (await ask({ kind: 'pages', most })),
    async close() {
      if (gone) return;
      await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}

function storageError(message: string): Error {
  return /full/i.test(message) ? new FullError(message) : new Error(message);
}
