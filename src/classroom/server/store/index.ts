// The classroom's store by address: a file's path or postgres://…
import { openPostgres } from './postgres.ts';
import { openSqlite, type SqliteOptions } from './sqlite.ts';
import { createStore, type Store } from './store.ts';

export { AwayError, FullError } from './driver.ts';
export { BusyError } from './group.ts';
export * from './store.ts';

/** @throws Error with what to do when the database cannot be used */
export async function openStore(address: string, options: Omit<SqliteOptions, 'file'> = {}): Promise<Store> {
  return createStore(
    /^postgres(ql)?:\/\//.test(address)
      ? await openPostgres(address)
      : await openSqlite({ file: address, ...options }),
  );
}
