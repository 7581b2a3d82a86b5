// An account's state as goals speak of it. The only file here that knows what a world looks like inside.
// Tests: test/exercise/judge.test.ts.
import { accountOf, type World } from '../cloud/index.ts';

export interface UserFacts {
  name: string;
  arn: string;
  password: boolean;
  mustChangePassword: boolean;
  mfa: boolean;
  accessKeys: number;
  /** Keys of groups. */
  groups: readonly string[];
  ownPolicies: number;
  boundary: boolean;
  tags: Readonly<Record<string, string>>;
}

export interface GroupFacts {
  key: string;
  name: string;
  policies: number;
}

export interface Facts {
  root: { accessKeys: number; mfa: boolean };
  users: readonly UserFacts[];
  groups: readonly GroupFacts[];
}

/** Of the home account; kept as long as the world is, because worlds do not change. */
export function factsOf(world: World): Facts {
  const known = memory.get(world);
  if (known) return known;
  const { settings, users, groups } = accountOf(world, world.home);
  const facts: Facts = {
    root: { accessKeys: settings.root.accessKeys.length, mfa: settings.root.mfaDevices.length > 0 },
    users: [...users.values()].map((user) => ({
      name: user.name,
      arn: `arn:aws:iam::${world.home}:user${user.path}${user.name}`,
      password: user.password !== undefined,
      mustChangePassword: user.password?.resetRequired ?? false,
      mfa: user.mfaDevices.length > 0,
      accessKeys: user.accessKeys.length,
      groups: user.groups,
      ownPolicies: user.attached.length + user.inline.length,
      boundary: user.boundary !== undefined,
      tags: Object.fromEntries(user.tags.map(({ Key, Value }) => [Key, Value])),
    })),
    groups: [...groups.entries()].map(([key, group]) => ({
      key,
      name: group.name,
      policies: group.attached.length + group.inline.length,
    })),
  };
  memory.set(world, facts);
  return facts;
}

const memory = new WeakMap<World, Facts>();

/** A copy of the account with somebody in it who is in this group and has nothing else. */
export function withMember(world: World, group: string): { world: World; arn: string } {
  const account = accountOf(world, world.home);
  const name = '=somebody=';
  const users = account.users.set(name, {
    id: 'AIDAAAAAAAAAAAAAAAAAA',
    name,
    path: '/',
    created: 0,
    tags: [],
    groups: [group],
    attached: [],
    inline: [],
    accessKeys: [],
    mfaDevices: [],
    certificates: [],
    sshKeys: [],
    serviceCredentials: [],
  });
  return {
    world: { ...world, accounts: world.accounts.set(world.home, { ...account, users }) },
    arn: `arn:aws:iam::${world.home}:user/${name}`,
  };
}
