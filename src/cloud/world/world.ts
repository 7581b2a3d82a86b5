// The state of the simulated AWS: one immutable value. Tables are persistent maps (package immutable), what is in them
// is plain data. Nothing here changes a world in place; see transaction.ts for how a request makes the next one.
// Tests: test/cloud/save.test.ts

import { Map as Table } from 'immutable';
import type {
  AccessRecord,
  AccountSettings,
  Group,
  InstanceProfile,
  Job,
  KeyRecord,
  ManagedPolicy,
  MfaDevice,
  OidcProvider,
  PolicyUse,
  Role,
  SamlProvider,
  ServerCertificate,
  SigningCertificate,
  User,
} from './entities.ts';
import { seedNumber } from './identifiers.ts';
import { hashPassword } from './password.ts';
import { practiceRootPassword } from './practice-root.ts';

/** The tables of one account. Other services' tables (buckets, instances …) hold their own plain data. */
export interface AccountTables {
  users: User;
  groups: Group;
  roles: Role;
  policies: ManagedPolicy;
  policyUse: PolicyUse;
  instanceProfiles: InstanceProfile;
  mfaDevices: MfaDevice;
  certificates: SigningCertificate;
  serverCertificates: ServerCertificate;
  samlProviders: SamlProvider;
  oidcProviders: OidcProvider;
  jobs: Job;
  accessed: AccessRecord;
  /** Resources of services other than IAM, by «service/kind/key». */
  resources: Resource;
}

export interface Resource {
  readonly kind: string;
  readonly [property: string]: unknown;
}

export const accountTables = [
  'users',
  'groups',
  'roles',
  'policies',
  'policyUse',
  'instanceProfiles',
  'mfaDevices',
  'certificates',
  'serverCertificates',
  'samlProviders',
  'oidcProviders',
  'jobs',
  'accessed',
  'resources',
] as const satisfies readonly (keyof AccountTables)[];

export type TableName = keyof AccountTables;

export type Account = { readonly settings: AccountSettings } & {
  readonly [Name in TableName]: Table<string, AccountTables[Name]>;
};

export interface OrganizationNode {
  readonly id: string;
  readonly kind: 'organization' | 'root' | 'unit' | 'account' | 'policy' | 'handshake';
  readonly [property: string]: unknown;
}

export interface World {
  readonly seed: number;
  /** How many ids and secrets were drawn so far. */
  readonly drawn: number;
  /** The account a host opens; others belong to organizations. */
  readonly home: string;
  readonly accounts: Table<string, Account>;
  readonly keys: Table<string, KeyRecord>;
  /** Bucket name → account: bucket names are unique everywhere. */
  readonly buckets: Table<string, string>;
  /** Organizations, their roots, units, policies and places of accounts, by id. */
  readonly organizations: Table<string, OrganizationNode>;
}

export interface AccountOptions {
  account: string;
  name?: string;
  email?: string;
  /** ms since 1970; default 0. */
  created?: number;
  /** Root's console password; default `practiceRootPassword`. */
  rootPassword?: string;
}

/** The key under which a name is found: AWS's names differ in case only by mistake. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

export function newAccount(options: AccountOptions): Account {
  const created = options.created ?? 0;
  const salt = options.account;
  const settings: AccountSettings = {
    id: options.account,
    name: options.name ?? 'practice',
    created,
    root: {
      email: options.email ?? 'root@example.com',
      accessKeys: [],
      mfaDevices: [],
      certificates: [],
      password: {
        created,
        changed: created,
        salt,
        passwordHash: hashPassword(salt, options.rootPassword ?? practiceRootPassword),
        resetRequired: false,
        earlier: [],
      },
    },
  };
  const tables = Object.fromEntries(accountTables.map((name) => [name, Table()]));
  return { settings, ...tables } as unknown as Account;
}

/** A world of one account with its root user and nothing else. AWS managed policies belong to no world. */
export function emptyWorld(options: AccountOptions & { seed?: number | string }): World {
  return {
    seed: seedNumber(options.seed ?? 0),
    drawn: 0,
    home: options.account,
    accounts: Table([[options.account, newAccount(options)]]),
    keys: Table(),
    buckets: Table(),
    organizations: Table(),
  };
}

export function accountOf(world: World, id: string): Account {
  const account = world.accounts.get(id);
  if (!account) throw new Error(`no account ${id}`);
  return account;
}
