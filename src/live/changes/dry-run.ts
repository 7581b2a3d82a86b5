// A plan tried in a copy of the account first: whether each call works there, which findings of the checkup go or come,
// and who may do more or less. The real account is asked nothing. Loads the whole cloud: import it lazily.
// Tests: test/live/dry-run.test.ts.
import { type AccountDetails, checkup, collect, type Evidence, type Finding } from '../../checkup/index.ts';
import { type Differences, differencesOf } from '../../inspector/differences.ts';
import { decide } from '../../policy/index.ts';
import { imaginedRequest } from '../../practice/picture.ts';
import { type CopiedCredentials, openCopy } from '../copy.ts';
import { pictureOf } from '../picture.ts';
import type { PlainCall, Plan } from './plan.ts';
import { type KeysLeft, project, refreshed } from './projection.ts';
import type { Json, UserState } from './state.ts';

export interface FindingChange {
  rule: string;
  /** `better`: it goes, or fewer are concerned; `worse`: it comes, or more are. */
  change: 'better' | 'worse';
  /** Whom it no longer, or newly, concerns. */
  who: readonly string[];
  after: Finding;
}

export interface DryRun {
  /** One for each step. `skipped`: the copy has no such thing, a certificate for instance. */
  calls: readonly { outcome: 'done' | 'failed' | 'skipped'; why?: string }[];
  findings: readonly FindingChange[];
  differences: Differences;
  /** Operations that the account's policies do not let the caller do, as far as they can be seen. */
  forbidden: readonly string[];
  /** The copy holds only what the plan touches: the account is large. */
  partial: boolean;
  /** What could not be copied. */
  left: readonly { what: string; why: string }[];
}

export interface DryRunOptions {
  evidence: Evidence;
  details: AccountDetails;
  account: string;
  /** ARN of who works. */
  caller: string;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/** More than this many users, groups and roles are not copied for one change. */
const whole = 400;

function sliceFor(plan: Plan, details: AccountDetails): { details: AccountDetails; partial: boolean } {
  const count = details.users.length + details.groups.length + details.roles.length;
  if (count <= whole) return { details, partial: false };
  const named = new Set([
    ...plan.seen.users.map(({ name }) => name),
    ...plan.seen.holders.map(({ name }) => name),
  ]);
  const users = details.users.filter((user) => named.has(user.name));
  const theirs = new Set(users.flatMap((user) => user.groups));
  const groups = details.groups.filter(({ name }) => named.has(name) || theirs.has(name));
  const roles = details.roles.filter(({ name }) => named.has(name));
  const used = new Set(
    [...users, ...groups, ...roles].flatMap((one) => [
      ...one.attached,
      'boundary' in one ? one.boundary : null,
    ]),
  );
  return {
    partial: true,
    details: {
      users,
      groups,
      roles,
      policies: Object.fromEntries(Object.entries(details.policies).filter(([arn]) => used.has(arn))),
    },
  };
}

const byAge = (user: UserState) => [...user.keys].sort((a, b) => (a.created ?? 0) - (b.created ?? 0));

const credentialsFor = (users: readonly UserState[]): Readonly<Record<string, CopiedCredentials>> =>
  Object.fromEntries(
    users.map((user) => [
      user.name,
      {
        password: user.password,
        mfa: user.mfa.length > 0,
        keys: byAge(user).map(({ active, created }) => ({ active, since: created })),
      },
    ]),
  );

/** What the copy has no counterpart of. */
const beyondCopy = /SigningCertificate|SSHPublicKey|ServiceSpecificCredential/;

export async function dryRun(plan: Plan, options: DryRunOptions): Promise<DryRun> {
  const { account, signal, onProgress } = options;
  const { details, partial } = sliceFor(plan, options.details);
  const { users } = plan.seen;
  const { host, send, left } = await openCopy(details, account, {
    credentials: credentialsFor(users),
    passwordPolicy: options.evidence.passwordPolicy,
    ...(onProgress ? { onProgress } : {}),
    ...(signal ? { signal } : {}),
  });
  try {
    const keysIn = async (user: UserState): Promise<{ AccessKeyId: string; Status: string }[]> =>
      ((await send('iam', 'ListAccessKeys', { UserName: user.name })).AccessKeyMetadata ?? []) as never;
    const look = async (): Promise<Evidence> =>
      (
        await collect({
          send,
          now: Date.now,
          wait: () => Promise.resolve(),
          only: ['details', 'report', 'passwordPolicy'],
        })
      ).evidence;

    // The copy's own ids in place of the real ones.
    const ids = new Map<string, string>();
    for (const user of users) {
      const copies = await keysIn(user);
      for (const [index, { id }] of byAge(user).entries()) ids.set(id, copies[index]?.AccessKeyId ?? '');
      if (user.mfa[0]) ids.set(user.mfa[0], `arn:aws:iam::${account}:mfa/${user.name}`);
    }
    const inCopy = ({ operation, input }: PlainCall): Json | null => {
      if (beyondCopy.test(operation)) return null;
      const mapped: Record<string, unknown> = { ...input };
      for (const name of ['AccessKeyId', 'SerialNumber'])
        if (name in mapped) {
          const id = ids.get(String(mapped[name]));
          if (!id) return null;
          mapped[name] = id;
        }
      return mapped;
    };

    const before = { evidence: await look(), picture: await host.tools.picture() };
    const calls: DryRun['calls'][number][] = [];
    for (const step of plan.steps) {
      signal?.throwIfAborted();
      const input = inCopy(step);
      if (!input) calls.push({ outcome: 'skipped' });
      else
        calls.push(
          await send('iam', step.operation, input).then(
            () => ({ outcome: 'done' as const }),
            (error: Error) => ({ outcome: 'failed' as const, why: error.message }),
          ),
        );
    }
    // A report is made anew only after four hours.
    await host.tools.setClock(5 * 3_600_000);
    const after = { evidence: await look(), picture: await host.tools.picture() };
    const keysLeft: Record<string, Record<string, boolean>> = {};
    for (const user of users) {
      const copies = new Map(
        (await keysIn(user).catch(() => [])).map(({ AccessKeyId, Status }) => [
          AccessKeyId,
          Status === 'Active',
        ]),
      );
      keysLeft[user.name] = Object.fromEntries(
        user.keys.flatMap(({ id }) => {
          const active = copies.get(ids.get(id) ?? '');
          return active === undefined ? [] : [[id, active]];
        }),
      );
    }
    const real = refreshed(options.evidence, users);
    const projected = project(real, before.evidence, after.evidence, users, keysLeft as KeysLeft);
    if (!before.picture || !after.picture) throw new Error('the copy has no picture');
    return {
      calls,
      findings: changesBetween(checkup(real), checkup(projected)),
      differences: await differencesOf(before.picture, after.picture),
      forbidden: forbiddenTo(options, plan),
      partial,
      left,
    };
  } finally {
    await host.close();
  }
}

export function changesBetween(before: readonly Finding[], after: readonly Finding[]): FindingChange[] {
  const was = new Map(before.map((one) => [one.rule, one]));
  return after.flatMap((now): FindingChange[] => {
    const then = was.get(now.rule);
    if (!then) return [];
    const [old, fresh] = [then, now].map((one) => (one.status === 'fail' ? (one.subjects ?? []) : []));
    const key = (subject: object): string => JSON.stringify(subject);
    const only = (these: typeof old = [], those: typeof old = []): string[] => {
      const known = new Set(those.map(key));
      return [...new Set(these.filter((one) => !known.has(key(one))).map(({ name }) => name))];
    };
    const failed = then.status === 'fail';
    const fails = now.status === 'fail';
    const fewer = (old?.length ?? 0) - (fresh?.length ?? 0);
    if (failed && (!fails || fewer > 0))
      return [{ rule: now.rule, change: 'better', who: only(old, fresh), after: now }];
    if (fails && (!failed || fewer < 0))
      return [{ rule: now.rule, change: 'worse', who: only(fresh, old), after: now }];
    return [];
  });
}

function resourceOf({ input }: PlainCall, details: AccountDetails, account: string): string {
  const arn = (kind: string, name: unknown, known?: { name: string; arn: string }[]): string =>
    known?.find((one) => one.name === name)?.arn ?? `arn:aws:iam::${account}:${kind}/${String(name)}`;
  // DeactivateMFADevice and its like are decided on the user; a virtual device by itself has an ARN.
  if (input.UserName !== undefined && input.GroupName === undefined)
    return arn('user', input.UserName, [...details.users]);
  if (input.GroupName !== undefined) return arn('group', input.GroupName, [...details.groups]);
  if (input.RoleName !== undefined) return arn('role', input.RoleName, [...details.roles]);
  if (input.PolicyArn !== undefined) return String(input.PolicyArn);
  if (input.PolicyName !== undefined) return arn('policy', input.PolicyName);
  return input.SerialNumber === undefined ? '*' : String(input.SerialNumber);
}

/** Every permission of a policy that the caller was not given; service control policies are out of sight. */
function forbiddenTo({ details, account, caller, evidence }: DryRunOptions, plan: Plan): string[] {
  const picture = pictureOf(details, account, evidence.alias, evidence.taken);
  const denied = plan.steps.filter((step) => {
    const request = imaginedRequest(picture, {
      principal: caller,
      action: `iam:${step.operation}`,
      resource: resourceOf(step, details, account),
    });
    return request !== null && decide(request).decision !== 'allow';
  });
  return [...new Set(denied.map(({ operation }) => operation))];
}
