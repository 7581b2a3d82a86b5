// The saved form of a world: plain JSON with a version, the same for a browser's store, a file and Node. A store keeps
// one snapshot and the patches since (patch.ts), and makes a new snapshot when they are many. Pure.
// Tests: test/cloud/save.test.ts
import { Map as Table } from 'immutable';
import type { Account, World } from './world.ts';
import { accountTables } from './world.ts';

export const saveFormat = 'rootless-world';
export const saveVersion = 1;

export interface SavedWorld {
  format: typeof saveFormat;
  version: number;
  seed: number;
  drawn: number;
  home: string;
  accounts: Record<string, { settings: unknown } & Record<string, unknown>>;
  keys: Record<string, unknown>;
  buckets: Record<string, string>;
  organizations: Record<string, unknown>;
}

/** Why a saved world cannot be opened; the saved text itself is never touched. */
export class SaveError extends Error {
  readonly code: 'newer' | 'damaged';
  readonly hint: string;
  constructor(code: 'newer' | 'damaged', message: string, hint: string) {
    super(message);
    this.name = 'SaveError';
    this.code = code;
    this.hint = hint;
  }
}

/** From each version to the next; the last makes `saveVersion`. */
const migrations: Record<number, (saved: Record<string, unknown>) => Record<string, unknown>> = {};

/** Not `toObject`, which assigns: a user may be called __proto__. */
function plain<Row>(table: { entries(): Iterable<[string, Row]> }): Record<string, Row> {
  return Object.fromEntries(table.entries());
}

export function serializeWorld(world: World): SavedWorld {
  const accounts: SavedWorld['accounts'] = {};
  for (const [id, account] of world.accounts) {
    const tables = accountTables.filter((name) => account[name].size > 0);
    accounts[id] = {
      settings: account.settings,
      ...Object.fromEntries(tables.map((name) => [name, plain<unknown>(account[name])])),
    };
  }
  return {
    format: saveFormat,
    version: saveVersion,
    seed: world.seed,
    drawn: world.drawn,
    home: world.home,
    accounts,
    keys: plain(world.keys),
    buckets: plain(world.buckets),
    organizations: plain(world.organizations),
  };
}

/**
 * @param saved what `serializeWorld` gave, in this or an earlier version
 * @throws SaveError 'newer' | 'damaged'
 */
export function restoreWorld(saved: unknown): World {
  const current = migrate(saved) as unknown as SavedWorld;
  try {
    const accounts = Object.entries(current.accounts).map(([id, tables]): [string, Account] => [
      id,
      {
        settings: required(tables.settings),
        ...Object.fromEntries(accountTables.map((name) => [name, Table(tables[name] ?? {})])),
      } as unknown as Account,
    ]);
    const world: World = {
      seed: Number(current.seed),
      drawn: Number(current.drawn),
      home: String(current.home),
      accounts: Table(accounts),
      keys: Table(current.keys as never),
      buckets: Table(current.buckets),
      organizations: Table(current.organizations as never),
    };
    if (!world.accounts.has(world.home)) throw new Error(`account ${world.home} is missing`);
    return world;
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

function migrate(saved: unknown): Record<string, unknown> {
  if (typeof saved !== 'object' || saved === null) throw damaged('it is not an object');
  let current = saved as Record<string, unknown>;
  if (current.format !== saveFormat) throw damaged('it is not a saved Rootless account');
  const version = current.version;
  if (typeof version !== 'number' || version < 1) throw damaged('its version is missing');
  if (version > saveVersion)
    throw new SaveError(
      'newer',
      `This account was saved by a newer version of Rootless (format ${version}, this one reads ${saveVersion}).`,
      'Reload the page to get the newer Rootless, or download the saved account and start a fresh one.',
    );
  for (let from = version; from < saveVersion; from++) {
    const step = migrations[from];
    if (!step) throw damaged(`no way from format ${from} to ${from + 1}`);
    current = step(current);
  }
  return current;
}

function required<T>(value: T | undefined): T {
  if (value === undefined || value === null) throw new Error('a part is missing');
  return value;
}

function damaged(why: string): SaveError {
  return new SaveError(
    'damaged',
    `The saved account cannot be read: ${why}.`,
    'Download it to keep it, and start a fresh account beside it.',
  );
}
