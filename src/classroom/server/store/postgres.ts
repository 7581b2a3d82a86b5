// The driver for any number of processes: PostgreSQL. NOTIFY comes once per change of a room and is only a hint; it
// needs a connection of its own, straight to the server (not through pgbouncer's transaction mode).
// Tests: test/classroom/store.test.ts.
import pg from 'pg';
import {
  AwayError,
  type Driver,
  FullError,
  type HotOutcome,
  type HotStatement,
  type Row,
  type Value,
} from './driver.ts';
import { tables, VERSION } from './schema.ts';

const CHANNEL = 'rootless_room';
/** A lost connection for hints is tried again after this (ms). */
const AGAIN = 500;

// Every number here fits a double: times, counts, scores.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** `?` in the common SQL becomes `$1`, `$2`, … */
const texts = new Map<string, string>();
function numbered(sql: string): string {
  let text = texts.get(sql);
  if (text === undefined) {
    let count = 0;
    text = sql.replace(/\?/g, () => `$${++count}`);
    texts.set(sql, text);
  }
  return text;
}

/** @throws Error with what to do, when the server cannot be reached or the schema is newer */
export async function openPostgres(url: string): Promise<Driver> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    types,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next use.
  pool.on('error', () => {});
  // One that breaks while it is used says so to its query, and as an event that nobody else hears.
  pool.on('connect', (client) => client.on('error', () => {}));
  let closed = false;
  let listening: pg.Client | undefined;

  async function using<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      throw new AwayError((error as Error).message);
    }
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      const failure = storageError(error as Error & { code?: string });
      if (failure instanceof AwayError) broken = failure;
      throw failure;
    } finally {
      client.release(broken);
    }
  }

  async function transaction<T>(
    client: pg.PoolClient,
    work: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    await client.query('BEGIN');
    try {
      const result = await work();
      await client.query(result === undefined ? 'ROLLBACK' : 'COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  const ask = async (client: pg.PoolClient, sql: string, values: readonly Value[]): Promise<Row[]> =>
    (await client.query(numbered(sql), values as Value[])).rows as Row[];

  await using((client) =>
    transaction(client, async () => {
      // Several nodes may start at once.
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('rootless classroom'))`);
      for (const table of tables) await client.query(table);
      const [found] = await ask(client, 'SELECT version FROM classroom', []);
      if (!found) await ask(client, 'INSERT INTO classroom (version) VALUES (?)', [VERSION]);
      else if (Number(found.version) > VERSION)
        throw new Error('its tables are of a newer version of Rootless');
      return true;
    }),
  ).catch(async (error: Error) => {
    await pool.end();
    throw new Error(
      `The PostgreSQL database cannot be used: ${error.message}. Look at the address after --database.`,
    );
  });

  async function many(statement: HotStatement, rows: readonly (readonly Value[])[]): Promise<HotOutcome[]> {
    const { columns, identity } = statement;
    const x = `(SELECT * FROM unnest(${columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')}) AS u(${columns.map(([name]) => name).join(', ')})) AS x`;
    const values = columns.map((_, at) => rows.map((row) => row[at] ?? null));
    const positions = identity.map((name) => columns.findIndex(([column]) => column === name));
    const nameOf = (row: Row): string => JSON.stringify(identity.map((name) => row[name]));
    const sourceName = (row: readonly Value[]): string => JSON.stringify(positions.map((at) => row[at]));
    return using(async (client) => {
      // One statement is a transaction of its own.
      const inserted = await client.query({
        name: `${statement.name}-insert`,
        text: statement.insert.replace('{x}', x),
        values,
      });
      const fresh = new Map((inserted.rows as Row[]).map((row) => [nameOf(row), row]));
      const standing = new Map<string, Row[]>();
      if (fresh.size < rows.length) {
        const found = await client.query({
          name: `${statement.name}-standing`,
          text: statement.standing.replace('{x}', x),
          values,
        });
        for (const row of found.rows as Row[]) {
          const name = nameOf(row);
          if (!fresh.has(name)) standing.set(name, [...(standing.get(name) ?? []), row]);
        }
      }
      return rows.map((row) => ({
        fresh: fresh.get(sourceName(row)),
        standing: standing.get(sourceName(row)) ?? [],
      }));
    });
  }

  async function listen(listener: (room: string) => void): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    let over = false;
    const again = (): void => {
      if (over) return;
      over = true;
      if (listening === client) listening = undefined;
      if (!closed) setTimeout(() => void listen(listener).catch(() => {}), AGAIN).unref();
    };
    client.on('error', () => {});
    client.on('end', again);
    client.on('notification', ({ payload }) => payload && listener(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      listening = client;
    } catch {
      // Not awaited: the end of a connection that never began may not come.
      void client.end().catch(() => {});
      again();
    }
  }

  return {
    shared: true,
    lanes: 2,
    run: (steps) =>
      using(async (client) => {
        const [only] = steps;
        if (steps.length === 1 && only && !only.must) return [await ask(client, only.sql, only.values)];
        return transaction(client, async () => {
          const results: Row[][] = [];
          for (const { sql, values, must } of steps) {
            const rows = await ask(client, sql, values);
            if (must && rows.length === 0) return undefined;
            results.push(rows);
          }
          return results;
        });
      }),
    many,
    announce: (room) => [{ sql: `SELECT pg_notify('${CHANNEL}', ?)`, values: [room] }],
    watch: listen,
    now: () =>
      using(async (client) => {
        const [row] = await ask(
          client,
          'SELECT floor(extract(epoch from clock_timestamp()) * 1000) AS now',
          [],
        );
        return Number(row?.now);
      }),
    async close() {
      closed = true;
      await listening?.end().catch(() => {});
      await pool.end();
    },
  };
}

/** SQLSTATE classes: 53 no resources (53100 disk full), 57P the server goes down, 08 and no code: the connection. */
function storageError(error: Error & { code?: string }): Error {
  const { code = '' } = error;
  if (code === '53100') return new FullError(error.message);
  if (error instanceof AwayError) return error;
  if (/^(08|57P|53)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code))
    return new AwayError(error.message);
  if (/terminated|Connection ended|not queryable|timeout/i.test(error.message))
    return new AwayError(error.message);
  return error;
}
