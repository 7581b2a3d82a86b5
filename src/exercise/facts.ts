// An account's state as goals speak of it. The only file here that knows what a world looks like inside.
// Tests: test/exercise/judge.test.ts.
import {
  type Account,
  accountOf,
  nameKey,
  policyByArn,
  type Role,
  type User,
  type World,
} from '../cloud/index.ts';

export interface UserFacts {
  name: string;
  arn: string;
  password: boolean;
  mustChangePassword: boolean;
  mfa: boolean;
  accessKeys: number;
  /** When each key was made that works. */
  activeKeys: readonly number[];
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

export interface RoleFacts {
  name: string;
  arn: string;
  policies: number;
  boundary: boolean;
}

export interface RootFacts {
  accessKeys: number;
  password: boolean;
  mfa: boolean;
  email: string;
}

export interface AccountFacts {
  name: string;
  passwordLength: number;
  passwordReuse: number;
  usersChangePasswords: boolean;
  billingForIam: boolean;
  trail: boolean;
  rootFeatures: readonly string[];
}

export interface Facts {
  /** Of the home account, or another one; undefined where there is none. */
  root: (account?: string) => RootFacts | undefined;
  account: () => AccountFacts;
  /** The role of this name, or all of them but those AWS made for its services. */
  roles: (name?: string) => Iterable<RoleFacts>;
  /** The user of this name, or all of them: only what is asked for is looked at, an account may have thousands. */
  users: (name?: string) => Iterable<UserFacts>;
  groups: (name?: string) => Iterable<GroupFacts>;
  group: (key: string) => GroupFacts | undefined;
  membersOf: (key: string) => number;
  /** All policies that the user has, attached or inline, own or through groups: their texts. */
  documentsOf: (user: UserFacts) => string[];
}

/** Of the home account. */
export function factsOf(world: World): Facts {
  const { users, groups, roles } = accountOf(world, world.home);
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
    root(id = world.home) {
      const root = world.accounts.get(id)?.settings.root;
      return (
        root && {
          accessKeys: root.accessKeys.length,
          password: root.password !== undefined,
          mfa: root.mfaDevices.length > 0,
          email: root.email,
        }
      );
    },
    account: () => accountFacts(world, accountOf(world, world.home)),
    *roles(name) {
      const found = name === undefined ? roles.values() : [roles.get(nameKey(name))];
      for (const role of found) if (role && !role.linkedService) yield roleFacts(world, role);
    },
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
    documentsOf({ name, groups: keys }) {
      const holders = [users.get(nameKey(name)), ...keys.map((key) => groups.get(key))];
      return holders
        .flatMap((holder) => [
          ...(holder?.inline ?? []).map(({ document }) => document),
          ...(holder?.attached ?? []).map((arn) => policyByArn(accountOf(world, world.home), arn)?.document),
        ])
        .filter((document) => document !== undefined);
    },
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
    activeKeys: user.accessKeys
      .map((id) => world.keys.get(id))
      .filter((key) => key?.status === 'Active')
      .map((key) => key?.created ?? 0),
    groups: user.groups,
    ownPolicies: user.attached.length + user.inline.length,
    boundary: user.boundary !== undefined,
    tags: Object.fromEntries(user.tags.map(({ Key, Value }) => [Key, Value])),
  };
}

function roleFacts(world: World, role: Role): RoleFacts {
  return {
    name: role.name,
    arn: `arn:aws:iam::${world.home}:role${role.path}${role.name}`,
    policies: role.attached.length + role.inline.length,
    boundary: role.boundary !== undefined,
  };
}

/** Where the account has no password policy, AWS's default holds («Default password policy», IAM user guide). */
function accountFacts(world: World, { settings, resources }: Account): AccountFacts {
  const policy = settings.passwordPolicy;
  const features = [...world.organizations.values()].find(
    (node) => node.kind === 'organization' && 'management' in node && node.management === world.home,
  ) as { rootFeatures?: readonly string[] } | undefined;
  return {
    name: settings.name,
    passwordLength: policy?.MinimumPasswordLength ?? 8,
    passwordReuse: policy?.PasswordReusePrevention ?? 0,
    usersChangePasswords: policy?.AllowUsersToChangePassword ?? false,
    billingForIam: settings.billingForIam === true,
    trail: [...resources.values()].some(
      (one) =>
        one.kind === 'cloudtrail/trail' &&
        'logging' in one &&
        one.logging === true &&
        'multiRegion' in one &&
        one.multiRegion === true,
    ),
    rootFeatures: features?.rootFeatures ?? [],
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
