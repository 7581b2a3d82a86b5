// A plan tried in the copy: the findings that go, the people who may do less, what the caller may not do; and the real
// account is asked nothing.
import { beforeAll, expect, it } from 'vitest';
import { collect, type Evidence } from '../../src/checkup/index.ts';
import { type DryRun, dryRun } from '../../src/live/changes/dry-run.ts';
import type { Wanted } from '../../src/live/changes/plan.ts';
import { planChange } from '../../src/live/changes/planner.ts';
import { sendOf } from '../../src/live/copy.ts';
import { callerOf } from '../practice/account.ts';
import { account, busyAccount, caller, standing } from './live-account.ts';

let busy: Awaited<ReturnType<typeof busyAccount>>;
let evidence: Evidence;
beforeAll(async () => {
  busy = await busyAccount();
  const found = await collect({
    send: sendOf(callerOf(busy.host)),
    now: Date.now,
    wait: () => Promise.resolve(),
  });
  evidence = { ...found.evidence, account };
}, 60_000);

async function tried(wanted: Wanted, by = caller): Promise<DryRun> {
  const found = await planChange(wanted, { ask: busy.ask, account, caller });
  if (!found.ok || !evidence.details.seen) throw new Error('no plan');
  return dryRun(found.plan, { evidence, details: evidence.details.value, account, caller: by });
}
const rules = ({ findings }: DryRun, change: string): string[] =>
  findings.filter((one) => one.change === change).map(({ rule }) => rule);

it('shows that full access goes, and who loses it', async () => {
  const before = await standing(busy.host);
  const run = await tried({ task: 'detachPolicy', name: 'anna', which: 'All' });
  expect(run.calls).toEqual([{ outcome: 'done' }]);
  expect(rules(run, 'better')).toContain('no-full-access');
  expect(run.findings.find(({ rule }) => rule === 'no-full-access')?.who).toEqual(['anna']);
  expect(rules(run, 'worse')).toEqual([]);
  expect(
    run.differences.effects.some(({ change, people }) => change === 'removed' && people.includes('anna')),
  ).toBe(true);
  expect(run.differences.effects.some(({ people }) => people.includes('boss'))).toBe(false);
  expect([run.left, run.partial, run.forbidden]).toEqual([[], false, []]);
  expect(await standing(busy.host)).toEqual(before);
}, 30_000);

it('shows that moving grants to a group gives nobody more or less', async () => {
  const run = await tried({ task: 'toGroup', name: 'anna', group: 'Shop' });
  expect(run.calls.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(run.differences.effects).toEqual([]);
  expect(run.findings.find(({ rule }) => rule === 'groups-only')?.who).toEqual(['anna']);
}, 30_000);

it('goes through a user’s end in the order in which IAM lets go', async () => {
  const run = await tried({ task: 'deleteUser', name: 'anna' });
  expect(run.calls.map(({ outcome }) => outcome)).toEqual(Array(8).fill('done'));
  expect(rules(run, 'better')).toEqual(expect.arrayContaining(['no-full-access', 'login-over-keys']));
  expect(run.differences.things).toContainEqual({ kind: 'user', name: 'anna', change: 'removed' });
}, 30_000);

it.each<[Wanted, string]>([
  [{ task: 'deactivateKey', name: 'anna' }, 'login-over-keys'],
  [{ task: 'deleteKey', name: 'anna' }, 'login-over-keys'],
  [{ task: 'deleteLoginProfile', name: 'anna' }, 'login-over-keys'],
  [{ task: 'passwordPolicy' }, 'password-length'],
])(
  'knows what $task does to the checkup',
  async (wanted, rule) => {
    const run = await tried(wanted);
    expect(run.calls).toEqual([{ outcome: 'done' }]);
    expect(rules(run, 'better')).toContain(rule);
  },
  30_000,
);

it('says what the caller may not do', async () => {
  const run = await tried({ task: 'leaveGroup', name: 'anna' }, `arn:aws:iam::${account}:user/people/anna`);
  // anna may do everything; somebody without a policy may not.
  expect(run.forbidden).toEqual([]);
  await busy.run('CreateUser', { UserName: 'nobody' });
  const details = evidence.details.seen ? evidence.details.value : undefined;
  const found = await planChange({ task: 'leaveGroup', name: 'anna' }, { ask: busy.ask, account, caller });
  if (!found.ok || !details) throw new Error('no plan');
  const nobody = {
    ...(details.users[0] as (typeof details.users)[number]),
    name: 'nobody',
    arn: `arn:aws:iam::${account}:user/nobody`,
    groups: [],
    attached: [],
    inline: [],
  };
  const other = await dryRun(found.plan, {
    evidence,
    details: { ...details, users: [...details.users, nobody] },
    account,
    caller: nobody.arn,
  });
  expect(other.forbidden).toEqual(['RemoveUserFromGroup']);
}, 30_000);

it('copies only what a plan touches where the account is large', async () => {
  if (!evidence.details.seen) throw new Error('not seen');
  const { value } = evidence.details;
  const filler = Array.from({ length: 2_000 }, (_, n) => ({
    ...(value.users[0] as (typeof value.users)[number]),
    name: `user-${n}`,
    arn: `arn:aws:iam::${account}:user/user-${n}`,
    groups: [],
    attached: [],
    inline: [],
  }));
  const found = await planChange({ task: 'leaveGroup', name: 'anna' }, { ask: busy.ask, account, caller });
  if (!found.ok) throw new Error('no plan');
  const run = await dryRun(found.plan, {
    evidence,
    details: { ...value, users: [...value.users, ...filler] },
    account,
    caller,
  });
  expect([run.partial, run.calls]).toEqual([true, [{ outcome: 'done' }]]);
}, 30_000);
