// Plans of every kind, made of what a simulated account answers: the calls in their order, what takes them back, and why
// there is none. Planning changes nothing.
import { beforeAll, expect, it } from 'vitest';
import { rules } from '../../src/checkup/index.ts';
import { offered, offersOf } from '../../src/live/changes/offers.ts';
import { type Plan, tasks, undoOf, type Wanted } from '../../src/live/changes/plan.ts';
import { planChange, standsAsPlanned } from '../../src/live/changes/planner.ts';
import { mfaPolicyName } from '../../src/live/changes/settings.ts';
import { parse } from '../../src/policy/index.ts';
import { account, askOver, busyAccount, caller, standing } from './live-account.ts';

let busy: Awaited<ReturnType<typeof busyAccount>>;
beforeAll(async () => {
  busy = await busyAccount();
}, 60_000);

const plan = (wanted: Wanted, by = caller) => planChange(wanted, { ask: busy.ask, account, caller: by });
async function planned(wanted: Wanted): Promise<Plan> {
  const found = await plan(wanted);
  if (!found.ok) throw new Error(`no plan: ${found.problem.code}`);
  return found.plan;
}
const operations = ({ steps }: Plan): string[] => steps.map(({ operation }) => operation);
const problem = async (wanted: Wanted, by?: string) => {
  const found = await plan(wanted, by);
  return found.ok ? 'a plan' : found.problem.code;
};

it('takes a user apart in the order in which IAM lets go, and says what never comes back', async () => {
  const whole = await planned({ task: 'deleteUser', name: 'anna' });
  expect(operations(whole)).toEqual([
    'DeleteLoginProfile',
    'DeleteAccessKey',
    'DeactivateMFADevice',
    'DeleteVirtualMFADevice',
    'DeleteUserPolicy',
    'DetachUserPolicy',
    'RemoveUserFromGroup',
    'DeleteUser',
  ]);
  expect(whole.steps.map(({ never, loses }) => never ?? loses ?? '')).toEqual([
    'password',
    'key',
    'mfa',
    'mfa',
    '',
    '',
    '',
    'userId',
  ]);
  expect(undoOf(whole.steps).map(({ operation }) => operation)).toEqual([
    'CreateUser',
    'AddUserToGroup',
    'AttachUserPolicy',
    'PutUserPolicy',
  ]);
  expect(undoOf(whole.steps)[0]?.input).toEqual({
    UserName: 'anna',
    Path: '/people/',
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
});

it('gives a group everything before it takes anything from the user', async () => {
  expect(operations(await planned({ task: 'toGroup', name: 'anna', group: 'Shop' }))).toEqual([
    'CreateGroup',
    'AttachGroupPolicy',
    'PutGroupPolicy',
    'AddUserToGroup',
    'DetachUserPolicy',
    'DeleteUserPolicy',
  ]);
  expect(operations(await planned({ task: 'toGroup', name: 'anna', group: 'Developers' }))).toEqual([
    'AttachGroupPolicy',
    'PutGroupPolicy',
    'DetachUserPolicy',
    'DeleteUserPolicy',
  ]);
});

it('keeps what is stricter in a password policy, and says back what was there', async () => {
  const none = await planned({ task: 'passwordPolicy' });
  expect(none.steps[0]).toMatchObject({
    operation: 'UpdateAccountPasswordPolicy',
    input: { MinimumPasswordLength: 14, PasswordReusePrevention: 24, AllowUsersToChangePassword: true },
    undo: [{ operation: 'DeleteAccountPasswordPolicy' }],
  });
  const other = await busyAccount();
  await other.run('UpdateAccountPasswordPolicy', {
    MinimumPasswordLength: 20,
    RequireSymbols: true,
    MaxPasswordAge: 90,
  });
  const found = await planChange({ task: 'passwordPolicy' }, { ask: other.ask, account, caller });
  expect(found.ok && found.plan.steps[0]).toMatchObject({
    input: {
      MinimumPasswordLength: 20,
      RequireSymbols: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
    },
    undo: [
      { operation: 'UpdateAccountPasswordPolicy', input: { MinimumPasswordLength: 20, MaxPasswordAge: 90 } },
    ],
  });
});

it('asks for MFA by a policy that can be read, and takes it off again', async () => {
  const asked = await planned({ task: 'requireMfa', group: 'Developers' });
  expect(operations(asked)).toEqual(['CreatePolicy', 'AttachGroupPolicy']);
  expect(parse(String(asked.steps[0]?.input.PolicyDocument)).ok).toBe(true);
  expect(undoOf(asked.steps)).toEqual([
    {
      operation: 'DetachGroupPolicy',
      input: { GroupName: 'Developers', PolicyArn: `arn:aws:iam::${account}:policy/${mfaPolicyName}` },
    },
    { operation: 'DeletePolicy', input: { PolicyArn: `arn:aws:iam::${account}:policy/${mfaPolicyName}` } },
  ]);
});

it('asks which one, where there are several', async () => {
  const found = await plan({ task: 'detachPolicy', name: 'anna', kind: 'user' });
  expect(found).toMatchObject({ ok: false, problem: { code: 'which' } });
  expect(!found.ok && found.problem.choices?.map(({ label }) => label)).toEqual(['Team', 'All']);
  const chosen = await planned({ task: 'detachPolicy', name: 'anna', kind: 'user', which: 'Team' });
  expect(chosen.steps[0]).toMatchObject({
    operation: 'DetachUserPolicy',
    undo: [
      { operation: 'AttachUserPolicy', input: { PolicyArn: `arn:aws:iam::${account}:policy/team/Team` } },
    ],
  });
});

it.each<[string, Wanted, string?]>([
  ['noName', { task: 'deleteUser' }],
  ['noUser', { task: 'deleteUser', name: 'nobody' }],
  ['noUser', { task: 'deleteUser', name: '<script>' }],
  ['no_group', { task: 'requireMfa', group: 'Nobody' }],
  ['noGroupName', { task: 'toGroup', name: 'anna' }],
  ['badGroup', { task: 'toGroup', name: 'anna', group: 'a group!' }],
  ['noPassword', { task: 'deleteLoginProfile', name: 'looker' }],
  ['noKey', { task: 'deleteKey', name: 'looker' }],
  ['noGroup', { task: 'leaveGroup', name: 'looker' }],
  ['noPolicy', { task: 'detachPolicy', name: 'looker' }],
  ['noDirect', { task: 'toGroup', name: 'looker', group: 'Developers' }],
  ['oneself', { task: 'deleteUser', name: 'boss' }],
  ['oneself', { task: 'deleteUser', name: 'anna' }, `arn:aws:iam::${account}:user/people/anna`],
  ['onesGroup', { task: 'requireMfa', group: 'Developers' }, `arn:aws:iam::${account}:user/people/anna`],
])('says why there is no plan: %s', async (code, wanted, by) => {
  if (wanted.name === 'looker') await busy.run('CreateUser', { UserName: 'looker' }).catch(() => {});
  expect(await problem(wanted, by)).toBe(code);
});

it('sees when somebody else has changed what was planned for', async () => {
  const whole = await planned({ task: 'deleteUser', name: 'anna' });
  const fresh = await planned({ task: 'toGroup', name: 'anna', group: 'Fresh' });
  expect([await standsAsPlanned(whole, busy.ask), await standsAsPlanned(fresh, busy.ask)]).toEqual([
    true,
    true,
  ]);
  await busy.run('CreateGroup', { GroupName: 'Fresh' });
  await busy.run('AttachUserPolicy', {
    UserName: 'anna',
    PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  });
  expect([await standsAsPlanned(whole, busy.ask), await standsAsPlanned(fresh, busy.ask)]).toEqual([
    false,
    false,
  ]);
});

it('asks no more than a task needs to know', async () => {
  const asked: string[] = [];
  await planChange(
    { task: 'deactivateKey', name: 'anna' },
    {
      ask: (operation, input) => {
        asked.push(operation);
        return busy.ask(operation, input);
      },
      account,
      caller,
    },
  );
  expect(asked.filter((one) => /Certificate|SSH|ServiceSpecific/.test(one))).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(12);
});

it('changes nothing, and rejects with AWS’s word where it may not read', async () => {
  const before = await standing(busy.host);
  for (const task of tasks) await plan({ task, name: 'anna', kind: 'user', group: 'Developers' });
  expect(await standing(busy.host)).toEqual(before);
  await busy.run('CreateUser', { UserName: 'blind' });
  const ask = await askOver(busy.host, 'blind');
  await expect(
    planChange({ task: 'deleteUser', name: 'anna' }, { ask, account, caller }),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

it('offers changes for rules that exist, by what their subjects say', () => {
  const known = rules.map(({ id }) => id);
  expect(offered.filter((id) => !known.includes(id))).toEqual([]);
  const offers = (rule: string, subject?: object) =>
    offersOf({ rule, status: 'fail' }, subject as never).map(({ task }) => task);
  expect(offers('unused-credentials', { name: 'anna', code: 'passwordNever' })).toEqual([
    'deleteLoginProfile',
    'deleteUser',
  ]);
  expect(offers('unused-credentials', { name: 'anna', code: 'key' })).toEqual([
    'deactivateKey',
    'deleteUser',
  ]);
  expect(
    offers('few-administrators', { name: 'anna', code: 'byGroup', params: { group: 'Admins' } }),
  ).toEqual(['leaveGroup']);
  expect(
    offersOf(
      { rule: 'no-full-access', status: 'fail' },
      { name: 'Deploy', code: 'roleCondition', params: { policy: 'All' } },
    ),
  ).toEqual([{ task: 'detachPolicy', name: 'Deploy', kind: 'role', which: 'All' }]);
  expect(offersOf({ rule: 'password-length', status: 'pass' })).toEqual([]);
  expect(offers('root-mfa')).toEqual([]);
});
