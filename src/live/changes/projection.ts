// What the checkup would see after a change: the real account's evidence, with whatever the change made different in the
// copy taken from there. What it did not touch stays as it was seen, ages included. Pure. Tests: test/live/dry-run.test.ts.
import { type AccountDetails, type Evidence, seen } from '../../checkup/index.ts';
import type { UserState } from './state.ts';

type Report = Extract<Evidence['report'], { seen: true }>['value'];
type Row = Report['users'][number];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const byName = <T extends { name: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((one) => [one.name, one]));

/** The real ones, without those that went in the copy, with those that changed or came there. */
function projected<T extends { name: string; id: string; created: number | null; path: string }>(
  real: readonly T[],
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const [was, is] = [byName(before), byName(after)];
  const kept = real.flatMap((one) => {
    const [b, a] = [was.get(one.name), is.get(one.name)];
    if (!b) return [one];
    if (!a) return [];
    return [same(b, a) ? one : { ...a, id: one.id, created: one.created }];
  });
  return [...kept, ...after.filter(({ name }) => !was.has(name))];
}

function detailsAfter(real: AccountDetails, before: AccountDetails, after: AccountDetails): AccountDetails {
  const gone = Object.keys(before.policies).filter((arn) => !(arn in after.policies));
  return {
    users: projected(real.users, before.users, after.users),
    groups: projected(real.groups, before.groups, after.groups),
    roles: projected(real.roles, before.roles, after.roles),
    policies: Object.fromEntries(
      Object.entries({ ...after.policies, ...real.policies }).filter(([arn]) => !gone.includes(arn)),
    ),
  };
}

/** Whose keys are left, and which of them work: `left` by user name, of the keys by their real ids. */
export type KeysLeft = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

function rowAfter(row: Row, before: Row, after: Row, keys: Row['keys']): Row {
  return {
    ...row,
    password: before.password === after.password ? row.password : after.password,
    mfa: before.mfa === after.mfa ? row.mfa : after.mfa,
    keys,
  };
}

/**
 * The evidence with the touched users' keys as they stand now: the report may be hours old. Their last use is the
 * report's, where the key can be told by its age.
 */
export function refreshed(evidence: Evidence, users: readonly UserState[]): Evidence {
  if (!evidence.report.seen) return evidence;
  const { value } = evidence.report;
  const fresh = byName(users);
  return {
    ...evidence,
    report: seen({
      ...value,
      users: value.users.map((row) => {
        const user = fresh.get(row.user);
        return user
          ? { ...row, password: user.password, mfa: user.mfa.length > 0, keys: keysOf(row, user) }
          : row;
      }),
    }),
  };
}

/** In the order of the user's keys. */
function keysOf(row: Row, user: UserState): Row['keys'] {
  const left = [...row.keys];
  return user.keys.map(({ active, created }) => {
    const at = left.findIndex(
      ({ rotated }) => rotated !== null && created !== null && Math.abs(rotated - created) < 1_000,
    );
    const [known] = left.splice(Math.max(at, 0), 1);
    return { active, rotated: known?.rotated ?? created, used: known?.used ?? null };
  });
}

/**
 * @param real as `refreshed` gives it
 * @param before of the copy
 * @param after of the copy, once the change was made in it
 * @param keysLeft of the touched users
 */
export function project(
  real: Evidence,
  before: Evidence,
  after: Evidence,
  users: readonly UserState[],
  keysLeft: KeysLeft,
): Evidence {
  const result = { ...real };
  if (real.details.seen && before.details.seen && after.details.seen)
    result.details = seen(detailsAfter(real.details.value, before.details.value, after.details.value));
  if (real.report.seen && before.report.seen && after.report.seen) {
    const rows = (report: Report): Map<string, Row> => new Map(report.users.map((row) => [row.user, row]));
    const [was, is] = [rows(before.report.value), rows(after.report.value)];
    const touched = byName(users);
    result.report = seen({
      ...real.report.value,
      users: [
        ...real.report.value.users.flatMap((row) => {
          const [b, a] = [was.get(row.user), is.get(row.user)];
          if (!b) return [row];
          if (!a) return [];
          const ids = touched.get(row.user)?.keys.map(({ id }) => id) ?? [];
          const left = keysLeft[row.user];
          const keys = left
            ? row.keys.flatMap((key, index) => {
                const active = left[ids[index] ?? ''];
                return active === undefined ? [] : [{ ...key, active }];
              })
            : row.keys;
          return [rowAfter(row, b, a, keys)];
        }),
        ...after.report.value.users.filter(({ user }) => !was.has(user)),
      ],
    });
  }
  const policy = (one: Evidence): unknown => (one.passwordPolicy.seen ? one.passwordPolicy.value : undefined);
  if (!same(policy(before), policy(after))) result.passwordPolicy = after.passwordPolicy;
  return result;
}
