// What the ways of taking on a role have in common: finding it, asking its trust policy, the session's length.
import { lastName, parseArn } from '../../world/arn.ts';
import type { Role, SessionRecord, Tag } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { entityKeys } from '../iam/common.ts';
import type { Call, Context, Question } from '../service.ts';
import { issueSession } from './session.ts';

export interface Found {
  role: Role;
  account: string;
}

/** The role of an ARN, in any account of this world. */
export function findRole(call: Call, arn: string): Found | undefined {
  const parsed = parseArn(arn);
  const account = parsed && call.tx.world.accounts.get(parsed.account);
  const role = account?.roles.get(nameKey(lastName(parsed?.resource ?? '')));
  if (!role || !parsed || `role${role.path}${role.name}` !== parsed.resource) return undefined;
  return { role, account: parsed.account };
}

/** AWS does not tell a role that is not there from one that is closed. */
export function denied(call: Call, action: string, arn: string): never {
  if (call.caller.kind === 'anonymous') return fail('AccessDenied', `Not authorized to perform ${action}`);
  return fail(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${arn}`,
  );
}

export function tagContext(
  tags: readonly Tag[] | undefined,
  transitive: readonly string[] | undefined,
): Context {
  if (!tags?.length) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': tags.map(({ Key }) => Key),
    ...(transitive?.length ? { 'sts:TransitiveTagKeys': [...transitive] } : {}),
  };
}

export function checkDuration(call: Call, role: Role, seconds: number): void {
  if (seconds > role.maxSession)
    fail(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  if (call.caller.kind === 'role' && seconds > 3600)
    fail(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
}

/** Session tags that the calling session hands on. */
export function inherited(call: Call, tags: readonly Tag[]): readonly Tag[] {
  const session = call.caller.key?.session;
  const keys = new Set(session?.transitiveKeys ?? []);
  const handed = (session?.tags ?? []).filter(({ Key }) => keys.has(Key));
  const clash = handed.find(({ Key }) => tags.some((tag) => tag.Key.toLowerCase() === Key.toLowerCase()));
  if (clash)
    fail(
      'InvalidParameterValue',
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`,
    );
  return [...handed, ...tags];
}

export function trustQuestion(
  { role, account }: Found,
  arn: string,
  action: string,
  context: Context,
): Question {
  return {
    action,
    resource: arn,
    context: { ...entityKeys(role), ...context },
    policy: role.trust,
    policyKind: 'trust',
    account,
  };
}

export interface RoleSession {
  found: Found;
  name: string;
  seconds: number;
  session: Omit<SessionRecord, 'token' | 'expires' | 'issued'>;
}

/** Credentials of the role, and who one is with them. */
export function takeOn(call: Call, { found, name, seconds, session }: RoleSession) {
  const { role, account } = found;
  return {
    Credentials: issueSession(
      call,
      call.tx.within(account),
      { kind: 'role', role: nameKey(role.name), roleId: role.id, session: name },
      seconds,
      session,
    ),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${name}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${name}`,
    },
  };
}
