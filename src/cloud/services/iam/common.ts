// What IAM's operations share: finding entities, paging, tags, quotas, and the condition keys of an entity.
import type { Map as Table } from 'immutable';
import { fromBase64, toBase64 } from '../../wire/schema.ts';
import { iamArn } from '../../world/arn.ts';
import type {
  CredentialHolder,
  Group,
  ManagedPolicy,
  PolicyUse,
  Role,
  Tag,
  User,
} from '../../world/entities.ts';
import { isAwsManaged, isServicePolicy, managedPolicy } from '../../world/managed-policies.ts';
import { nameKey } from '../../world/world.ts';
import { groupArn, roleArn, userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Context } from '../service.ts';

/** IAM's quotas as a new account has them (IAM user guide, «IAM and AWS STS quotas»). */
export const quotas = {
  UsersPerAccount: 5000,
  GroupsPerAccount: 300,
  RolesPerAccount: 1000,
  PoliciesPerAccount: 1500,
  InstanceProfilesPerAccount: 1000,
  ServerCertificatesPerAccount: 20,
  SAMLProvidersPerAccount: 100,
  OpenIdConnectProvidersPerAccount: 100,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  MfaDevicesPerUser: 8,
  SigningCertificatesPerUser: 2,
  SSHPublicKeysPerUser: 5,
  ServiceSpecificCredentialsPerUser: 2,
  PoliciesPerUser: 10,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 20,
  VersionsPerPolicy: 5,
  TagsPerEntity: 50,
  PolicySize: 6144,
  UserInline: 2048,
  GroupInline: 5120,
  RoleInline: 10240,
  TrustPolicySize: 2048,
} as const;

export function quota(name: keyof typeof quotas, count: number): void {
  if (count >= quotas[name]) fail('LimitExceeded', `Cannot exceed quota for ${name}: ${quotas[name]}`);
}

export function findUser(call: Call, name: string): User {
  return (
    call.tx.account.users.get(nameKey(name)) ??
    fail('NoSuchEntity', `The user with name ${name} cannot be found.`)
  );
}

export function findGroup(call: Call, name: string): Group {
  return (
    call.tx.account.groups.get(nameKey(name)) ??
    fail('NoSuchEntity', `The group with name ${name} cannot be found.`)
  );
}

export function findRole(call: Call, name: string): Role {
  return (
    call.tx.account.roles.get(nameKey(name)) ??
    fail('NoSuchEntity', `The role with name ${name} cannot be found.`)
  );
}

/** Only AWS changes the roles its services link. */
export function changeableRole(call: Call, name: string): Role {
  const role = findRole(call, name);
  if (role.linkedService)
    fail(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
    );
  return role;
}

export function findPolicy(call: Call, arn: string): ManagedPolicy {
  return call.tx.account.policies.get(arn) ?? fail('NoSuchEntity', `Policy ${arn} was not found.`);
}

export function putUser(call: Call, user: User): void {
  call.tx.put('users', nameKey(user.name), user);
}

export function putRole(call: Call, role: Role): void {
  call.tx.put('roles', nameKey(role.name), role);
}

/** The user a request means when it names none: the caller. */
export function callerName(call: Call): string {
  if (call.caller.kind === 'user' && call.caller.user) return call.caller.user.name;
  return fail('ValidationError', 'Must specify userName when calling with non-User credentials');
}

/** Root counts as a holder of credentials when root itself asks without a name. */
export interface Holder {
  /** nameKey of the user; '' is root. */
  readonly key: string;
  readonly name: string;
  readonly credentials: CredentialHolder;
  change(change: Partial<CredentialHolder>): void;
}

export function holderOf(call: Call, name: string | undefined): Holder {
  if (name === undefined && call.caller.kind === 'root') {
    return {
      key: '',
      name: '<root_account>',
      credentials: call.tx.account.settings.root,
      change: (change) => call.tx.settings({ root: { ...call.tx.account.settings.root, ...change } }),
    };
  }
  const user = findUser(call, name ?? callerName(call));
  return {
    key: nameKey(user.name),
    name: user.name,
    credentials: user,
    change: (change) => putUser(call, { ...findUser(call, user.name), ...change }),
  };
}

// What authorisation asks about.

export function userResource(call: Call, name: string | undefined): string {
  if (name === undefined) {
    if (call.caller.kind === 'root') return iamArn(call.tx.accountId, 'root');
    if (call.caller.kind !== 'user') return iamArn(call.tx.accountId, 'user/*');
  }
  const wanted = name ?? callerName(call);
  const user = call.tx.account.users.get(nameKey(wanted));
  return user ? userArn(call.tx.accountId, user) : iamArn(call.tx.accountId, `user/${wanted}`);
}

export function groupResource(call: Call, name: string): string {
  const group = call.tx.account.groups.get(nameKey(name));
  return group ? groupArn(call.tx.accountId, group) : iamArn(call.tx.accountId, `group/${name}`);
}

export function roleResource(call: Call, name: string): string {
  const role = call.tx.account.roles.get(nameKey(name));
  return role ? roleArn(call.tx.accountId, role) : iamArn(call.tx.accountId, `role/${name}`);
}

/** Operations on the user they name. */
export const onUser = {
  resource: (input: { UserName?: string | undefined }, call: Call) => userResource(call, input.UserName),
  context: (input: { UserName?: string | undefined }, call: Call): Context => {
    const name = input.UserName ?? call.caller.user?.name;
    return name === undefined ? {} : entityKeys(call.tx.account.users.get(nameKey(name)));
  },
};

export const onGroup = {
  resource: (input: { GroupName: string }, call: Call) => groupResource(call, input.GroupName),
};

export const onRole = {
  resource: (input: { RoleName: string }, call: Call) => roleResource(call, input.RoleName),
  context: (input: { RoleName: string }, call: Call): Context =>
    entityKeys(call.tx.account.roles.get(nameKey(input.RoleName))),
};

/** Tags of what is acted on, and its permissions boundary. */
export function entityKeys(
  entity: { tags: readonly Tag[]; boundary?: string | undefined } | undefined,
): Context {
  if (!entity) return {};
  const context: Record<string, string> = {};
  for (const { Key, Value } of entity.tags) {
    context[`aws:ResourceTag/${Key}`] = Value;
    context[`iam:ResourceTag/${Key}`] = Value;
  }
  if (entity.boundary) context['iam:PermissionsBoundary'] = entity.boundary;
  return context;
}

/** Tags that the request brings. */
export function requestTagKeys(tags: readonly { Key: string; Value: string }[] | undefined): Context {
  if (!tags?.length) return {};
  const context: Record<string, string | string[]> = { 'aws:TagKeys': tags.map(({ Key }) => Key) };
  for (const { Key, Value } of tags) context[`aws:RequestTag/${Key}`] = Value;
  return context;
}

export function boundaryKey(arn: string | undefined): Context {
  return arn === undefined ? {} : { 'iam:PermissionsBoundary': arn };
}

// Tags.

export function newTags(tags: readonly Tag[] | undefined): readonly Tag[] {
  return tags ? mergedTags([], tags) : [];
}

export function mergedTags(before: readonly Tag[], tags: readonly Tag[]): readonly Tag[] {
  const keys = tags.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length)
    fail('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (keys.some((key) => key.startsWith('aws:')))
    fail('InvalidInput', 'Tag keys cannot start with aws:, which is reserved for AWS use.');
  const merged = [...before.filter(({ Key }) => !keys.includes(Key.toLowerCase())), ...tags];
  if (merged.length > quotas.TagsPerEntity)
    fail('LimitExceeded', `The number of tags has reached the maximum limit: ${quotas.TagsPerEntity}`);
  return merged.map(({ Key, Value }) => ({ Key, Value }));
}

export function withoutTags(before: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return before.filter(({ Key }) => !gone.has(Key.toLowerCase()));
}

/** Tags are told only where there are some. */
export function toldTags(tags: readonly Tag[]): Tag[] | undefined {
  return tags.length > 0 ? [...tags] : undefined;
}

export function toldBoundary(arn: string | undefined) {
  // The model's enum says PermissionsBoundaryPolicy, the service answers Policy.
  const type = 'Policy' as unknown as 'PermissionsBoundaryPolicy';
  return arn === undefined ? undefined : { PermissionsBoundaryType: type, PermissionsBoundaryArn: arn };
}

// Paging.

export interface PageInput {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

export interface Page<Item> {
  items: Item[];
  rest: { IsTruncated: boolean; Marker?: string };
}

/** @param items in an order that does not change between pages; `key` names the place */
export function page<Item>(
  input: PageInput,
  items: readonly Item[],
  key: (item: Item) => string,
): Page<Item> {
  let from = 0;
  if (input.Marker !== undefined) {
    const last = readMarker(input.Marker);
    from = items.findIndex((item) => key(item) === last) + 1;
    // The item may have gone since: go on after where it stood.
    if (from === 0) from = items.findIndex((item) => key(item) > last);
    if (from === -1) from = items.length;
  }
  const to = from + (input.MaxItems ?? 100);
  const found = items.slice(from, to);
  if (to >= items.length) return { items: found, rest: { IsTruncated: false } };
  return { items: found, rest: { IsTruncated: true, Marker: writeMarker(key(found.at(-1) as Item)) } };
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

function writeMarker(key: string): string {
  return toBase64(utf8.encode(`1|${key}`));
}

function readMarker(marker: string): string {
  try {
    const text = fromUtf8.decode(fromBase64(marker));
    if (text.startsWith('1|')) return text.slice(2);
  } catch {
    // told below
  }
  return fail('ValidationError', 'Invalid Marker.');
}

const sorted = new WeakMap<object, readonly unknown[]>();

/** A table's rows in order of their keys; sorted once for each state of the table. */
export function inOrder<Item>(table: Table<string, Item>): readonly Item[] {
  let rows = sorted.get(table) as readonly Item[] | undefined;
  if (!rows) {
    rows = [...table.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    sorted.set(table, rows);
  }
  return rows;
}

export function underPath<Item extends { path: string }>(
  items: readonly Item[],
  prefix: string | undefined,
): readonly Item[] {
  return prefix === undefined || prefix === '/' ? items : items.filter(({ path }) => path.startsWith(prefix));
}

/** Policies in answers are percent-encoded (RFC 3986). */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

// How often a managed policy is attached.

const noUse: PolicyUse = { attached: 0, boundaries: 0 };

export function policyUse(call: Call, arn: string): PolicyUse {
  return call.tx.account.policyUse.get(arn) ?? noUse;
}

export function countUse(call: Call, arn: string, attached: number, boundaries: number): void {
  const use = policyUse(call, arn);
  const next = { attached: use.attached + attached, boundaries: use.boundaries + boundaries };
  if (next.attached === 0 && next.boundaries === 0) call.tx.remove('policyUse', arn);
  else call.tx.put('policyUse', arn, next);
}

/** A boundary must be a managed policy that exists. */
export function checkBoundary(call: Call, arn: string): void {
  const there = isAwsManaged(arn) ? managedPolicy(arn) : call.tx.account.policies.get(arn);
  if (there) return;
  if (isServicePolicy(arn))
    fail('PolicyNotAttachable', `Scope ARN: ${arn} is a service-linked role's policy.`);
  fail('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`);
}

export function date(time: number): Date {
  return new Date(time);
}
