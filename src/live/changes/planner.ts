// Makes the plan of a guided change: reads how those stand whom it touches, and lists the calls with their ways back.
// It calls nothing that changes anything. Tests: test/live/plan.test.ts.

import type { PlainCall, Plan, Planned, Problem, Step, Wanted, Warning } from './plan.ts';
import { mfaPolicy, mfaPolicyName, settings, strongerPolicy } from './settings.ts';
import {
  type Ask,
  type HolderKind,
  type HolderState,
  isMissing,
  type KeyState,
  readHolder,
  readPasswordPolicy,
  readUser,
  type UserState,
} from './state.ts';
import { call, deletingKey, deletingPassword, deletion, last, leaving, removal } from './steps.ts';

/** Thrown inside the planner only: there is no plan, and this says why. */
class NoPlan extends Error {
  readonly problem: Problem;
  constructor(code: string, more: Omit<Problem, 'code'> = {}) {
    super(code);
    this.problem = { code, ...more };
  }
}

interface Draft {
  steps: Step[];
  warnings?: Warning[];
  word: string;
  seen: Partial<Plan['seen']>;
}

export interface PlannerOptions {
  ask: Ask;
  /** Twelve digits. */
  account: string;
  /** ARN of who works: nobody cuts the branch they sit on. */
  caller: string;
  signal?: AbortSignal;
}

/** Rejects with AWS's error where the account cannot be read; says itself why there is nothing to do. */
export async function planChange(wanted: Wanted, options: PlannerOptions): Promise<Planned> {
  const ask: Ask = (operation, input) => options.ask(operation, input, options.signal);
  try {
    const draft = await drafts[wanted.task]({ ...options, ask }, wanted);
    if (draft.steps.length === 0) throw new NoPlan('nothing');
    const seen = { users: [], holders: [], absent: [], ...draft.seen };
    await besidesOneself(seen, options.caller, ask);
    return { ok: true, plan: { wanted, warnings: [], ...draft, seen } };
  } catch (error) {
    if (error instanceof NoPlan) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Nobody saws at the branch they sit on: a mistake there could not be taken back. */
async function besidesOneself({ users, holders }: Plan['seen'], caller: string, ask: Ask): Promise<void> {
  // arn:aws:iam::ACCOUNT:user/PATH/NAME, arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION
  const [kind = '', ...path] = (caller.split(':')[5] ?? '').split('/');
  const own = (kind === 'assumed-role' ? path[0] : path.at(-1)) ?? '';
  for (const { arn, name } of users) if (arn === caller) throw new NoPlan('oneself', { params: { name } });
  for (const holder of holders) {
    if (holder.kind === 'role' && kind === 'assumed-role' && holder.name === own)
      throw new NoPlan('oneself', { params: { name: own } });
    if (holder.kind !== 'group' || kind !== 'user') continue;
    const groups = (await ask('ListGroupsForUser', { UserName: own })).Groups as { GroupName: string }[];
    if (groups.some(({ GroupName }) => GroupName === holder.name))
      throw new NoPlan('onesGroup', { params: { name: own, group: holder.name } });
  }
}

/** The same reads once more: whether everybody stands as they did when it was planned. */
export async function standsAsPlanned({ seen, wanted }: Plan, ask: Ask): Promise<boolean> {
  try {
    for (const one of seen.users)
      if (differs(one, await readUser(ask, one.name, needsWhole(wanted.task)))) return false;
    for (const one of seen.holders) if (differs(one, await readHolder(ask, one.kind, one.name))) return false;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  for (const GroupName of seen.absent)
    if (await ask('GetGroup', { GroupName, MaxItems: 1 }).then(() => true, isOther)) return false;
  return seen.passwordPolicy === undefined || !differs(seen.passwordPolicy, await readPasswordPolicy(ask));
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
function isOther(error: unknown): false {
  if (isMissing(error)) return false;
  throw error;
}

const needsWhole = (task: Wanted['task']): boolean => task === 'deleteUser';

async function userOf({ ask }: PlannerOptions, { name = '', task }: Wanted): Promise<UserState> {
  if (name.trim() === '') throw new NoPlan('noName');
  try {
    return await readUser(ask, name.trim(), needsWhole(task));
  } catch (error) {
    if (isMissing(error) || (error as Error).name === 'ValidationError')
      throw new NoPlan('noUser', { params: { name } });
    throw error;
  }
}

async function holderOf({ ask }: PlannerOptions, kind: HolderKind, name: string): Promise<HolderState> {
  if (name.trim() === '') throw new NoPlan('noName');
  try {
    return await readHolder(ask, kind, name.trim());
  } catch (error) {
    if (isMissing(error) || (error as Error).name === 'ValidationError')
      throw new NoPlan(`no_${kind}`, { params: { name } });
    throw error;
  }
}

function keyOf(user: UserState, fits: (key: KeyState) => boolean, which: string | undefined): KeyState {
  const keys = user.keys.filter(fits);
  if (which) {
    const key = keys.find(({ id }) => id === which);
    if (key) return key;
  }
  if (keys.length === 0) throw new NoPlan('noKey', { params: { name: user.name } });
  if (keys.length > 1)
    throw new NoPlan('which', {
      choices: keys.map(({ id, active, created }) => ({
        value: id,
        label: `${id}${created === null ? '' : ` (${new Date(created).toISOString().slice(0, 10)})`}`,
        code: active ? 'active' : 'inactive',
      })),
    });
  return keys[0] as KeyState;
}

const drafts: Readonly<Record<Wanted['task'], (options: PlannerOptions, wanted: Wanted) => Promise<Draft>>> =
  {
    async deactivateKey(options, wanted) {
      const user = await userOf(options, wanted);
      const key = keyOf(user, ({ active }) => active, wanted.which);
      const to = (Status: string): PlainCall =>
        call('UpdateAccessKey', { UserName: user.name, AccessKeyId: key.id, Status });
      return {
        word: user.name,
        seen: { users: [user] },
        steps: [
          {
            ...to('Inactive'),
            says: 'deactivateKey',
            params: { name: user.name, key: key.id },
            undo: [to('Active')],
          },
        ],
        warnings: [{ code: 'programs' }],
      };
    },

    async deleteKey(options, wanted) {
      const user = await userOf(options, wanted);
      const key = keyOf(user, () => true, wanted.which);
      return {
        word: user.name,
        seen: { users: [user] },
        steps: [deletingKey(user.name, key)],
        ...(key.active ? { warnings: [{ code: 'activeKey' }] } : {}),
      };
    },

    async deleteLoginProfile(options, wanted) {
      const user = await userOf(options, wanted);
      if (!user.password) throw new NoPlan('noPassword', { params: { name: user.name } });
      return {
        word: user.name,
        seen: { users: [user] },
        steps: [deletingPassword(user.name)],
        ...(user.keys.some(({ active }) => active) ? { warnings: [{ code: 'keysStay' }] } : {}),
      };
    },

    async detachPolicy(options, { kind = 'user', name = '', which }) {
      const holder = await holderOf(options, kind, name);
      const policies = [
        ...holder.attached.map((arn) => ({
          value: arn,
          label: last(arn),
          code: 'attached',
          policy: { arn },
        })),
        ...holder.inline.map((one) => ({ value: one.name, label: one.name, code: 'inline', policy: one })),
      ];
      if (policies.length === 0) throw new NoPlan('noPolicy', { params: { name: holder.name } });
      const chosen = which
        ? policies.filter(({ value, label }) => value === which || label === which)
        : policies;
      if (chosen.length !== 1)
        throw new NoPlan('which', {
          choices: policies.map(({ value, label, code }) => ({ value, label, code })),
        });
      const users =
        kind === 'user' ? [await userOf(options, { task: 'detachPolicy', name: holder.name })] : [];
      return {
        word: holder.name,
        seen: { users, holders: kind === 'user' ? [] : [holder] },
        steps: [removal(holder, (chosen[0] as (typeof policies)[number]).policy)],
        ...(kind === 'user'
          ? {}
          : { warnings: [{ code: `everyone_${kind}`, params: { name: holder.name } }] }),
      };
    },

    async toGroup(options, wanted) {
      const user = await userOf(options, wanted);
      const GroupName = wanted.group?.trim() ?? '';
      if (GroupName === '') throw new NoPlan('noGroupName');
      const attached = user.attached.filter((arn) => !/:aws:policy\/IAMUserChangePassword$/.test(arn));
      if (attached.length + user.inline.length === 0)
        throw new NoPlan('noDirect', { params: { name: user.name } });
      const group = await readHolder(options.ask, 'group', GroupName).catch((error: unknown) => {
        if (isMissing(error)) return null;
        if ((error as Error).name === 'ValidationError')
          throw new NoPlan('badGroup', { params: { name: GroupName } });
        throw error;
      });
      const who = { GroupName };
      const steps: Step[] = [];
      if (!group)
        steps.push({
          ...call('CreateGroup', { ...who, Path: user.path }),
          says: 'createGroup',
          params: { group: GroupName },
          undo: [call('DeleteGroup', who)],
        });
      // First everything is given, then it is taken: at no moment does the user have less than before.
      for (const PolicyArn of attached)
        if (!group?.attached.includes(PolicyArn))
          steps.push({
            ...call('AttachGroupPolicy', { ...who, PolicyArn }),
            says: 'attach_group',
            params: { policy: last(PolicyArn), name: GroupName },
            undo: [call('DetachGroupPolicy', { ...who, PolicyArn })],
          });
      for (const { name, text } of user.inline) {
        const same = group?.inline.find((one) => one.name === name);
        if (same?.text === text) continue;
        if (same) throw new NoPlan('sameName', { params: { policy: name, group: GroupName } });
        steps.push({
          ...call('PutGroupPolicy', { ...who, PolicyName: name, PolicyDocument: text }),
          says: 'putInline_group',
          params: { policy: name, name: GroupName },
          undo: [call('DeleteGroupPolicy', { ...who, PolicyName: name })],
        });
      }
      if (!user.groups.includes(group?.name ?? GroupName))
        steps.push({
          ...call('AddUserToGroup', { ...who, UserName: user.name }),
          says: 'joinGroup',
          params: { name: user.name, group: GroupName },
          undo: [call('RemoveUserFromGroup', { ...who, UserName: user.name })],
        });
      for (const arn of attached) steps.push(removal(user, { arn }));
      for (const one of user.inline) steps.push(removal(user, one));
      return {
        word: user.name,
        seen: { users: [user], holders: group ? [group] : [], absent: group ? [] : [GroupName] },
        steps,
        ...(group ? { warnings: [{ code: 'everyone_group', params: { name: GroupName } }] } : {}),
      };
    },

    async leaveGroup(options, wanted) {
      const user = await userOf(options, wanted);
      const group =
        user.groups.length === 1 ? user.groups[0] : user.groups.find((one) => one === wanted.which);
      if (user.groups.length === 0) throw new NoPlan('noGroup', { params: { name: user.name } });
      if (group === undefined)
        throw new NoPlan('which', {
          choices: user.groups.map((name) => ({ value: name, label: name, code: 'group' })),
        });
      return { word: user.name, seen: { users: [user] }, steps: [leaving(user.name, group)] };
    },

    async passwordPolicy({ ask, account }) {
      const present = await readPasswordPolicy(ask);
      const next = strongerPolicy(present);
      if (!next) throw new NoPlan('policyGood');
      return {
        word: account,
        seen: { passwordPolicy: present },
        steps: [
          {
            ...call('UpdateAccountPasswordPolicy', next),
            says: 'passwordPolicy',
            params: {
              length: Number(next.MinimumPasswordLength),
              count: Number(next.PasswordReusePrevention),
            },
            undo: [
              present
                ? call('UpdateAccountPasswordPolicy', settings(present))
                : call('DeleteAccountPasswordPolicy', {}),
            ],
          },
        ],
        warnings: [{ code: 'nextPassword' }],
      };
    },

    async requireMfa({ ask, account }, wanted) {
      const GroupName = wanted.group?.trim() ?? '';
      if (GroupName === '') throw new NoPlan('noGroupName');
      const group = await holderOf({ ask, account, caller: '' }, 'group', GroupName);
      const arn = `arn:aws:iam::${account}:policy/${mfaPolicyName}`;
      if (group.attached.includes(arn)) throw new NoPlan('mfaThere', { params: { name: GroupName } });
      const there = await ask('GetPolicy', { PolicyArn: arn }).then(() => true, isOther);
      const steps: Step[] = [];
      if (!there)
        steps.push({
          ...call('CreatePolicy', {
            PolicyName: mfaPolicyName,
            PolicyDocument: mfaPolicy(account),
            Description: 'Nothing but setting up MFA until one has signed in with it',
          }),
          says: 'createPolicy',
          params: { policy: mfaPolicyName },
          undo: [call('DeletePolicy', { PolicyArn: arn })],
        });
      steps.push({
        ...call('AttachGroupPolicy', { GroupName, PolicyArn: arn }),
        says: 'attach_group',
        params: { policy: mfaPolicyName, name: GroupName },
        undo: [call('DetachGroupPolicy', { GroupName, PolicyArn: arn })],
      });
      return {
        word: group.name,
        seen: { holders: [group] },
        steps,
        warnings: [
          { code: 'mfaPrograms', params: { name: group.name } } as Warning,
          ...(there ? [{ code: 'mfaPolicyThere', params: { policy: mfaPolicyName } }] : []),
        ],
      };
    },

    async deleteUser(options, wanted) {
      const user = await userOf(options, wanted);
      return {
        word: user.name,
        seen: { users: [user] },
        steps: deletion(user),
        warnings: [
          { code: 'userGone', params: { name: user.name } },
          ...(user.keys.some(({ active }) => active) ? [{ code: 'activeKey' }] : []),
        ],
      };
    },
  };
