// Plans run against a simulated account: taken back, the account stands as before; a failure in the middle stops it and
// says what was done; the record holds no secret.
import { expect, it } from 'vitest';
import type { Plan, Wanted } from '../../src/live/changes/plan.ts';
import { planChange } from '../../src/live/changes/planner.ts';
import {
  type ChangeRecord,
  leftToUndo,
  lost,
  type RunOptions,
  runPlan,
  undoChange,
  writeRecord,
} from '../../src/live/changes/run.ts';
import type { Ask } from '../../src/live/changes/state.ts';
import { FenceError } from '../../src/live/fence.ts';
import { account, busyAccount, caller, standing } from './live-account.ts';

async function planned(ask: Ask, wanted: Wanted): Promise<Plan> {
  const found = await planChange(wanted, { ask, account, caller });
  if (!found.ok) throw new Error(`no plan: ${found.problem.code}`);
  return found.plan;
}
const options = (ask: Ask, more: Partial<RunOptions> = {}): RunOptions => ({
  ask,
  account,
  by: caller,
  now: () => Date.parse('2026-11-20T09:00:00Z'),
  wait: () => Promise.resolve(),
  ...more,
});
const outcomes = ({ calls }: ChangeRecord): string[] => calls.map(({ outcome }) => outcome);
const error = (name: string) =>
  Object.assign(new Error(`${name}.`), { name, $metadata: { requestId: 'r-1' } });

/** Answers as the account does, and with an error at one operation. */
const failingAt =
  (ask: Ask, operation: string, problem: Error, done = false): Ask =>
  async (asked, input, signal) => {
    if (asked !== operation) return ask(asked, input, signal);
    if (done) await ask(asked, input, signal);
    throw problem;
  };

it.each<[string, Wanted]>([
  ['a key deactivated', { task: 'deactivateKey', name: 'anna' }],
  ['a managed policy detached', { task: 'detachPolicy', name: 'anna', which: 'Team' }],
  ['an inline policy deleted', { task: 'detachPolicy', name: 'anna', which: 'All' }],
  ['grants moved to a new group', { task: 'toGroup', name: 'anna', group: 'Shop' }],
  ['grants moved to a group', { task: 'toGroup', name: 'anna', group: 'Developers' }],
  ['a group left', { task: 'leaveGroup', name: 'anna' }],
  ['a password policy set', { task: 'passwordPolicy' }],
  ['MFA asked for', { task: 'requireMfa', group: 'Developers' }],
])('%s and taken back leaves the account as it was', async (_name, wanted) => {
  const { host, ask } = await busyAccount();
  const before = await standing(host);
  const plan = await planned(ask, wanted);
  const record = await runPlan(plan, options(ask));
  expect(outcomes(record)).toEqual(plan.steps.map(() => 'done'));
  expect(await standing(host)).not.toEqual(before);
  const back = await undoChange(record, options(ask));
  expect(back.undone?.map(({ outcome }) => outcome)).toEqual(leftToUndo(record).map(() => 'done'));
  expect(await standing(host)).toEqual(before);
  expect(leftToUndo(back)).toEqual([]);
});

it('a password policy that was there comes back whole', async () => {
  const { host, ask, run } = await busyAccount();
  await run('UpdateAccountPasswordPolicy', {
    MinimumPasswordLength: 9,
    RequireNumbers: true,
    MaxPasswordAge: 60,
    HardExpiry: true,
  });
  const before = await standing(host);
  const record = await runPlan(await planned(ask, { task: 'passwordPolicy' }), options(ask));
  await undoChange(record, options(ask));
  expect(await standing(host)).toEqual(before);
});

it('deletes a user wholly; what AWS keeps no way back for is named, the rest comes back', async () => {
  const { host, ask, run } = await busyAccount();
  const before = (await run('GetAccountAuthorizationDetails', { Filter: ['User'] })) as {
    UserDetailList: object[];
  };
  const record = await runPlan(await planned(ask, { task: 'deleteUser', name: 'anna' }), options(ask));
  expect(JSON.stringify(await standing(host))).not.toContain('anna');
  expect(lost(record).map(({ never }) => never)).toEqual(['password', 'key', 'mfa', 'mfa']);
  await undoChange(record, options(ask));
  const after = (await run('GetAccountAuthorizationDetails', { Filter: ['User'] })) as {
    UserDetailList: object[];
  };
  const anna = ({ UserDetailList }: typeof before) => {
    const one = UserDetailList.find((user) => (user as { UserName: string }).UserName === 'anna');
    const { UserId, CreateDate, ...rest } = one as Record<string, unknown>;
    return rest;
  };
  expect(anna(after)).toEqual(anna(before));
  await expect(run('GetLoginProfile', { UserName: 'anna' })).rejects.toMatchObject({
    code: 'NoSuchEntityException',
  });
});

it('stops at the first failure, says what was not done, and takes back what was', async () => {
  const { host, ask } = await busyAccount();
  const before = await standing(host);
  const plan = await planned(ask, { task: 'toGroup', name: 'anna', group: 'Shop' });
  const record = await runPlan(plan, options(failingAt(ask, 'AddUserToGroup', error('AccessDenied'))));
  expect(outcomes(record)).toEqual(['done', 'done', 'done', 'failed', 'notRun', 'notRun']);
  expect(record.calls[3]).toMatchObject({ code: 'AccessDenied', message: 'AccessDenied.', requestId: 'r-1' });
  const back = await undoChange(record, options(ask));
  expect(back.undone).toHaveLength(3);
  expect(await standing(host)).toEqual(before);
});

it('does not send again what went silent, and takes it back whether it was done or not', async () => {
  for (const reallyDone of [true, false]) {
    const { host, ask } = await busyAccount();
    const before = await standing(host);
    const plan = await planned(ask, { task: 'toGroup', name: 'anna', group: 'Shop' });
    const record = await runPlan(
      plan,
      options(failingAt(ask, 'CreateGroup', error('NetworkError'), reallyDone)),
    );
    expect(outcomes(record)[0]).toBe('unknown');
    const back = await undoChange(record, options(ask));
    expect(back.undone?.map(({ outcome }) => outcome)).toEqual(['done']);
    expect(await standing(host)).toEqual(before);
  }
});

it('waits when AWS says «slower», and never asks again what a fence refused', async () => {
  const { ask } = await busyAccount();
  const plan = await planned(ask, { task: 'deactivateKey', name: 'anna' });
  let refusals = 3;
  const waits: number[] = [];
  const record = await runPlan(
    plan,
    options(
      async (operation, input) => {
        if (refusals-- > 0) throw error('Throttling');
        return ask(operation, input);
      },
      { wait: async (milliseconds) => void waits.push(milliseconds) },
    ),
  );
  expect([outcomes(record), waits]).toEqual([['done'], [800, 1600, 3200]]);
  const fenced = await runPlan(plan, options(failingAt(ask, 'UpdateAccessKey', new FenceError('no'))));
  expect(outcomes(fenced)).toEqual(['failed']);
  expect(leftToUndo(fenced)).toEqual([]);
});

it('goes on with an undo that stopped', async () => {
  const { host, ask } = await busyAccount();
  const before = await standing(host);
  const record = await runPlan(
    await planned(ask, { task: 'toGroup', name: 'anna', group: 'Shop' }),
    options(ask),
  );
  const half = await undoChange(
    record,
    options(failingAt(ask, 'RemoveUserFromGroup', error('AccessDenied'))),
  );
  expect(half.undone?.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'failed']);
  const whole = await undoChange(half, options(ask));
  expect(whole.undone?.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(await standing(host)).toEqual(before);
});

it('is called off between two calls', async () => {
  const { ask } = await busyAccount();
  const plan = await planned(ask, { task: 'deleteUser', name: 'anna' });
  const stop = new AbortController();
  const record = await runPlan(
    plan,
    options(ask, { signal: stop.signal, onProgress: (done) => done === 1 && stop.abort() }),
  );
  expect(outcomes(record).slice(0, 3)).toEqual(['done', 'done', 'notRun']);
});

it('keeps a record without secrets', async () => {
  const { host, ask } = await busyAccount();
  const record = await runPlan(await planned(ask, { task: 'deleteUser', name: 'anna' }), options(ask));
  const text = writeRecord(record);
  const { secretAccessKey } = await host.tools.credentials(caller);
  expect(text).not.toContain(secretAccessKey);
  expect(text).not.toContain('Correct-Horse-9');
  expect(JSON.parse(text)).toMatchObject({
    rootless: 'change',
    v: 1,
    account,
    by: caller,
    task: 'deleteUser',
  });
  expect(record.calls.every(({ at, requestId }) => at && requestId)).toBe(true);
  const { calls } = await runPlan(
    {
      wanted: { task: 'deleteUser' },
      steps: [
        {
          operation: 'CreateLoginProfile',
          input: { UserName: 'x', Password: 'secret' },
          says: '',
          params: {},
          undo: [],
        },
      ],
    },
    options(async () => ({})),
  );
  expect(JSON.stringify(calls)).not.toContain('secret"');
});
