// `GetAccountAuthorizationDetails`: users, groups, roles and policies of an account, one shape for what the SDK answers
// and for the AWS CLI's file (there documents are JSON, here URL-encoded text). Pages are added as they come.
// Tests: test/checkup/files.test.ts.
import { EvidenceError } from './credential-report.ts';
import { atOnce, type Steps } from './steps.ts';

export interface DetailPolicy {
  name: string;
  text: string;
}

export interface DetailHolder {
  name: string;
  arn: string;
  id: string;
  path: string;
  created: number | null;
  /** ARNs of managed policies. */
  attached: readonly string[];
  inline: readonly DetailPolicy[];
}

export interface DetailPerson extends DetailHolder {
  tags: Readonly<Record<string, string>>;
  boundary: string | null;
}

export interface DetailUser extends DetailPerson {
  groups: readonly string[];
}

export interface DetailRole extends DetailPerson {
  trust: string;
}

export interface AccountDetails {
  users: readonly DetailUser[];
  groups: readonly DetailHolder[];
  roles: readonly DetailRole[];
  /** Managed policies by ARN, with the text of the default version. */
  policies: Readonly<Record<string, DetailPolicy>>;
}

type Json = Readonly<Record<string, unknown>>;
const list = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter((one) => one !== null && typeof one === 'object') : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A policy's text, from JSON or from what IAM sends: URL-encoded. */
export function documentText(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? '' : JSON.stringify(value, null, 2);
  if (/^\s*\{/.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function time(value: unknown): number | null {
  const at = value instanceof Date ? value.getTime() : Date.parse(text(value));
  return Number.isNaN(at) ? null : at;
}

const inlineOf = (value: unknown): DetailPolicy[] =>
  list(value).map((one) => ({ name: text(one.PolicyName), text: documentText(one.PolicyDocument) }));

const holder = (one: Json, kind: 'User' | 'Group' | 'Role'): DetailHolder => ({
  name: text(one[`${kind}Name`]),
  arn: text(one.Arn),
  id: text(one[`${kind}Id`]),
  path: text(one.Path) || '/',
  created: time(one.CreateDate),
  attached: list(one.AttachedManagedPolicies).map((policy) => text(policy.PolicyArn)),
  inline: inlineOf(one[`${kind}PolicyList`]),
});

const person = (one: Json, kind: 'User' | 'Role'): DetailPerson => ({
  ...holder(one, kind),
  tags: Object.fromEntries(list(one.Tags).map((tag) => [text(tag.Key), text(tag.Value)])),
  boundary: text((one.PermissionsBoundary as Json | undefined)?.PermissionsBoundaryArn) || null,
});

export interface DetailsReader {
  add(page: unknown): void;
  counts(): { users: number; groups: number; roles: number; policies: number };
  done(): AccountDetails;
}

/** Takes the answer's pages one by one, so that an account with 5,000 users is never held twice. */
export function createDetailsReader(): DetailsReader {
  const users: DetailUser[] = [];
  const groups: DetailHolder[] = [];
  const roles: DetailRole[] = [];
  const policies: Record<string, DetailPolicy> = {};
  return {
    add(page) {
      const one = (page ?? {}) as Json;
      for (const user of list(one.UserDetailList))
        users.push({
          ...person(user, 'User'),
          groups: Array.isArray(user.GroupList) ? user.GroupList.map(text) : [],
        });
      for (const group of list(one.GroupDetailList)) groups.push(holder(group, 'Group'));
      for (const role of list(one.RoleDetailList))
        roles.push({ ...person(role, 'Role'), trust: documentText(role.AssumeRolePolicyDocument) });
      for (const policy of list(one.Policies)) {
        const versions = list(policy.PolicyVersionList);
        const version =
          versions.find((v) => v.IsDefaultVersion === true || v.VersionId === policy.DefaultVersionId) ??
          versions[0];
        policies[text(policy.Arn)] = {
          name: text(policy.PolicyName),
          text: documentText(version?.Document),
        };
      }
    },
    counts: () => ({
      users: users.length,
      groups: groups.length,
      roles: roles.length,
      policies: Object.keys(policies).length,
    }),
    done: () => ({ users, groups, roles, policies }),
  };
}

const inOneStep = 250;

/**
 * A file of `aws iam get-account-authorization-details`, some hundred users at a time.
 * @throws EvidenceError where it is none
 */
export function* readingDetails(json: unknown): Steps<AccountDetails> {
  const one = (json ?? {}) as Json;
  if (!Array.isArray(one.UserDetailList) && !Array.isArray(one.RoleDetailList))
    throw new EvidenceError('details', 'neither UserDetailList nor RoleDetailList is in it');
  const reader = createDetailsReader();
  for (const name of ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies']) {
    const all = list(one[name]);
    for (let from = 0; from < all.length; from += inOneStep) {
      reader.add({ [name]: all.slice(from, from + inOneStep) });
      yield;
    }
  }
  return reader.done();
}

/** The same at once. */
export const readDetails = (json: unknown): AccountDetails => atOnce(readingDetails(json));

export function accountOfDetails({ users, roles, groups, policies }: AccountDetails): string | null {
  for (const arn of [
    users[0]?.arn,
    groups[0]?.arn,
    ...roles.slice(0, 3).map((role) => role.arn),
    ...Object.keys(policies),
  ]) {
    const found = /^arn:[\w-]+:iam::(\d{12}):/.exec(arn ?? '')?.[1];
    if (found) return found;
  }
  return null;
}
