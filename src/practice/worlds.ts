// What this room asks of the cloud's worlds: saved form, differences, who is in the account, and the credentials that
// pages and CLIs work with. The only file here that knows what a world looks like inside.
// Tests: test/practice.
import {
  type Account,
  accountOf,
  applyPatch,
  type CloudTrailEvent,
  createEventLog,
  type EventLog,
  isAwsManaged,
  issuePracticeCredentials,
  type KeyOwner,
  loadManagedPolicies,
  managedPolicyReady,
  type Patch,
  type PatchEntry,
  restoreWorld,
  type SavedWorld,
  seedNumber,
  serializeWorld,
  type Times,
  type World,
} from '../cloud/index.ts';
import { readAccountFile, writeAccountFile } from './file.ts';
import type { KeptEvent, WorldFormat } from './journal.ts';
import type { Credentials, Identity } from './types.ts';

interface Table<V> extends Iterable<[string, V]> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): Table<V>;
}

export const readWorld = (saved: SavedWorld): World => restoreWorld(saved);
export const writeWorld = (world: World): SavedWorld => serializeWorld(world);

export const worldFormat: WorldFormat<World> = {
  diff: (before, after) =>
    patchable(before, after) ? diffWorlds(before, after) : { whole: writeWorld(after) },
  patch: (world, patch) => {
    const { whole } = patch as { whole?: SavedWorld };
    return whole ? readWorld(whole) : applyPatch(world, patch as Patch);
  },
  write: writeWorld,
  read: (saved) => readWorld(saved as SavedWorld),
};

/** The account in a file that `exportAccount` or `exportAside` wrote. Throws a PracticeError. */
export function readAccount(text: string): World {
  return readAccountFile(text, worldFormat);
}

/** The same file of a world that no host holds. `exported`: milliseconds since 1970. */
export function writeAccount(world: World, exported: number): string {
  return writeAccountFile(world, worldFormat, exported);
}

/** Fetches the AWS managed policies that decisions in this world need, where they are not at hand yet. */
export async function readyWorld(world: World): Promise<World> {
  for (const account of world.accounts.values()) {
    for (const arn of account.policyUse.keys()) {
      if (isAwsManaged(arn) && !managedPolicyReady(arn)) await loadManagedPolicies();
    }
  }
  return world;
}

/** A patch can neither take an account away nor name another home: an imported account is kept whole. */
function patchable(before: World, after: World): boolean {
  return (
    before.home === after.home &&
    before.seed === after.seed &&
    [...before.accounts.keys()].every((id) => after.accounts.has(id))
  );
}

/** A patch from one world to another with the same accounts. Tables and rows are compared by identity: they are never changed in place. */
export function diffWorlds(before: World, after: World): Patch {
  const entries: PatchEntry[] = [];
  const compare = (
    old: Table<unknown>,
    next: Table<unknown>,
    enter: (key: string, value: unknown) => void,
  ): void => {
    if (old === next) return;
    for (const [key, value] of next) if (old.get(key) !== value) enter(key, value);
    for (const [key] of old) if (!next.has(key)) enter(key, undefined);
  };
  for (const [id, account] of after.accounts) {
    const old = before.accounts.get(id);
    if (old === account) continue;
    if (old?.settings !== account.settings) {
      entries.push({ account: id, table: 'settings', value: account.settings });
    }
    const { settings: _, ...tables } = account;
    for (const [table, rows] of Object.entries(tables) as [
      Exclude<keyof typeof tables, 'settings'>,
      Table<unknown>,
    ][]) {
      compare(old?.[table] ?? none, rows, (key, value) => entries.push({ account: id, table, key, value }));
    }
  }
  for (const table of ['keys', 'buckets', 'organizations'] as const) {
    compare(before[table], after[table], (key, value) => entries.push({ table, key, value }));
  }
  return { drawn: after.drawn, entries };
}

const none: Table<never> = {
  get: () => undefined,
  has: () => false,
  set: () => none,
  [Symbol.iterator]: () => [][Symbol.iterator](),
};

/**
 * `target` as the account goes on from `before`: the practice credentials and the sessions under way keep working (a
 * terminal's exported keys and a console outlive undo and reset) as long as whose they are is there, and ids that were
 * drawn once are not drawn again.
 */
export function carryOver(before: World, target: World): World {
  let keys = target.keys;
  for (const [id, key] of before.keys) {
    if (!(key.practice || key.session) || target.keys.has(id)) continue;
    // An imported account may have another id: its root takes over the keys of the one before.
    const account = key.account === before.home ? target.home : key.account;
    if (target.accounts.has(account) && hasOwner(accountOf(target, account), key.owner))
      keys = keys.set(id, { ...key, account });
  }
  const drawn = Math.max(before.drawn, target.drawn);
  return keys === target.keys && drawn === target.drawn ? target : { ...target, keys, drawn };
}

function hasOwner({ users, roles }: Account, owner: KeyOwner): boolean {
  switch (owner.kind) {
    case 'root':
      return true;
    case 'user':
      return users.has(owner.user);
    case 'role':
      return roles.get(owner.role)?.id === owner.roleId;
    case 'federated':
      return owner.user === '' || users.has(owner.user);
  }
}

/** The world without the practice tools' keys: they belong to a host, not to a scenario. */
export function withoutPracticeKeys(world: World): World {
  return { ...world, keys: world.keys.filter((key) => !key.practice) };
}

/** The world with another seed, so that two accounts of one scenario do not have the same keys. */
export function reseed(world: World, seed: string): World {
  return { ...world, seed: seedNumber(seed) };
}

export function rootArn(world: World): string {
  return `arn:aws:iam::${world.home}:root`;
}

function userArn(world: World, { path, name }: { path: string; name: string }): string {
  return `arn:aws:iam::${world.home}:user${path}${name}`;
}

/** The ARN of 'root' or a user's name in the home account; an ARN is itself. Undefined where there is none. */
export function principalArn(world: World, who: string): string | undefined {
  if (who.startsWith('arn:')) return who;
  if (who === 'root') return rootArn(world);
  const user = accountOf(world, world.home).users.get(who.toLowerCase());
  return user && userArn(world, user);
}

export function identities(world: World): {
  account: string;
  alias: string | null;
  email: string;
  identities: readonly Identity[];
} {
  const { settings, users } = accountOf(world, world.home);
  return {
    account: world.home,
    alias: settings.alias ?? null,
    email: settings.root.email,
    identities: [
      { arn: rootArn(world), kind: 'root', name: 'root' },
      ...[...users.values()]
        .map((user): Identity => ({ arn: userArn(world, user), kind: 'user', name: user.name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ],
  };
}

/** Null where there is no such principal. The same principal gets the same credentials again. */
export function issueCredentials(
  world: World,
  arn: string,
  times: Times,
): { world: World; credentials: Credentials } | null {
  if (!identities(world).identities.some((identity) => identity.arn === arn)) return null;
  return issuePracticeCredentials(world, arn, { now: times.now });
}

/** CloudTrail's log for the account itself: what happened before it was opened, and the requests that still count. */
export function eventLog(events: readonly KeptEvent[], history: readonly CloudTrailEvent[] = []): EventLog {
  const log = createEventLog();
  for (const event of history) log.append(event);
  for (const { event } of events) log.append(event);
  return log;
}
