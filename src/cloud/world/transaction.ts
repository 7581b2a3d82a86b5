// What a request may do to the world: reads and puts through here, and all of it becomes one patch. The world itself is
// never changed in place, so a request that fails leaves nothing behind. Tests: test/cloud/save.test.ts
import type { AccountSettings, KeyRecord } from './entities.ts';
import type { Identifiers } from './identifiers.ts';
import { identifiers } from './identifiers.ts';
import type { Patch, PatchEntry } from './patch.ts';
import { applyEntry } from './patch.ts';
import type { Account, AccountTables, OrganizationNode, TableName, World } from './world.ts';
import { accountOf } from './world.ts';

export interface Transaction {
  readonly world: World;
  /** The account the request works in. */
  readonly account: Account;
  readonly accountId: string;
  readonly ids: Identifiers;
  put<Name extends TableName>(table: Name, key: string, value: AccountTables[Name]): void;
  remove(table: TableName, key: string): void;
  settings(change: Partial<AccountSettings>): void;
  putKey(key: KeyRecord): void;
  removeKey(id: string): void;
  putBucket(name: string, account: string | undefined): void;
  putOrganization(id: string, node: OrganizationNode | undefined): void;
  /** Opens an account that was not there. */
  open(settings: AccountSettings): void;
  /** The same transaction, in another account. */
  within(accountId: string): Transaction;
  patch(): Patch;
}

export function beginTransaction(world: World, accountId: string): Transaction {
  let current = world;
  const entries: PatchEntry[] = [];
  const ids = identifiers(world.seed, world.drawn);
  const enter = (entry: PatchEntry) => {
    entries.push(entry);
    current = applyEntry(current, entry);
  };
  const at = (account: string): Transaction => ({
    get world() {
      return ids.drawn === current.drawn ? current : { ...current, drawn: ids.drawn };
    },
    get account() {
      return accountOf(current, account);
    },
    accountId: account,
    ids,
    put: (table, key, value) => enter({ account, table, key, value }),
    remove: (table, key) => enter({ account, table, key }),
    settings: (change) =>
      enter({ account, table: 'settings', value: { ...accountOf(current, account).settings, ...change } }),
    putKey: (key) => enter({ table: 'keys', key: key.id, value: key }),
    removeKey: (id) => enter({ table: 'keys', key: id }),
    putBucket: (name, owner) => enter({ table: 'buckets', key: name, value: owner }),
    putOrganization: (id, node) => enter({ table: 'organizations', key: id, value: node }),
    open: (settings) => enter({ account: settings.id, table: 'settings', value: settings }),
    within: at,
    patch: () => ({ drawn: ids.drawn, entries }),
  });
  return at(accountId);
}
