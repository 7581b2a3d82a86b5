// One step from a world to the next: what was put where. A request makes one; a saved account is a snapshot and the
// patches after it. Pure; tests: test/cloud/save.test.ts
import type { Account, TableName, World } from './world.ts';
import { newAccount } from './world.ts';

/** A global table, an account's table or its settings; without value: the row is gone. */
export type PatchEntry =
  | { readonly table: 'keys' | 'buckets' | 'organizations'; readonly key: string; readonly value?: unknown }
  | { readonly account: string; readonly table: TableName; readonly key: string; readonly value?: unknown }
  | { readonly account: string; readonly table: 'settings'; readonly value: unknown };

export interface Patch {
  readonly drawn: number;
  readonly entries: readonly PatchEntry[];
}

export function applyPatch(world: World, patch: Patch): World {
  let next = world;
  for (const entry of patch.entries) next = applyEntry(next, entry);
  return { ...next, drawn: patch.drawn };
}

export function applyEntry(world: World, entry: PatchEntry): World {
  if (!('account' in entry)) {
    const table = world[entry.table] as unknown as GenericTable;
    return { ...world, [entry.table]: changed(table, entry.key, entry.value) };
  }
  const account = world.accounts.get(entry.account);
  if (entry.table === 'settings') {
    const before = account ?? newAccount({ account: entry.account });
    return put(world, { ...before, settings: entry.value as Account['settings'] });
  }
  if (!account) throw new Error(`patch for an unknown account ${entry.account}`);
  const table = account[entry.table] as unknown as GenericTable;
  return put(world, { ...account, [entry.table]: changed(table, entry.key, entry.value) } as Account);
}

interface GenericTable {
  set(key: string, value: unknown): GenericTable;
  delete(key: string): GenericTable;
}

function changed(table: GenericTable, key: string, value: unknown): GenericTable {
  return value === undefined ? table.delete(key) : table.set(key, value);
}

function put(world: World, account: Account): World {
  return { ...world, accounts: world.accounts.set(account.settings.id, account) };
}
