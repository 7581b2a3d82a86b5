// An account's state as goals speak of it. The only file here that knows what a world looks like inside.
// Tests: test/exercise/judge.test.ts.
import { accountOf, nameKey, type User, type World } from '../cloud/index.ts';

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
  arn: string;
  policies: number;
}

export interface Facts {
  root: { accessKeys: number; mfa: boolean };
  /** The user of this name, or all of them: only what is asked for is looked at, an account may have thousands. */
  users: (name?: string) => Iterable<UserFacts>;
  groups: (name?: string) => Iterable<GroupFacts>;
  group: (key: string) => GroupFacts | undefined;
  membersOf: (key: string) => number;
}

/** Of the home account. */
export function factsOf(world: World): Facts {
  const { settings, users, groups } = accountOf(world, world.home);
  const group = (key: string): GroupFacts | undefined => {
    const found = groups.get(key);
    return (
      found && {
        key,
        name: found.name,
        arn: `arn:aws:iam::${world.home}:group${found.path}${found.name}`,
        policies: found.attached.length + found.inline.length,
      }
    );
  };
  return {
    root: { accessKeys: settings.root.accessKeys.length, mfa: settings.root.mfaDevices.length > 0 },
    *users(name) {
      const found = name === undefined ? users.values() : [users.get(nameKey(name))];
      for (const user of found) if (user) yield userFacts(world, user);
    },
    *groups(name) {
      for (const key of name === undefined ? groups.keys() : [nameKey(name)]) {
        const found = group(key);
        if (found) yield found;
      }
    },
    group,
    membersOf(key) {
      let count = 0;
      for (const user of users.values()) if (user.groups.includes(key)) count++;
      return count;
    },
  };
}

function userFacts(world: World, user: User): UserFacts {
  return {
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
  };
}

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
