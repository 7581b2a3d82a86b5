// Finds what exercises made, after a crash too, by path and tag, and takes all of it away in the order in which IAM lets
// it go: users, then groups, then policies. What is below the path without the tag is somebody else's: it is named and
// left. Tests: test/live/exercises.test.ts.
import type { Step } from '../changes/plan.ts';
import { type Ask, isMissing, type Json, readHolder, readUser } from '../changes/state.ts';
import { call, deletion, last, leaving, removal } from '../changes/steps.ts';
import { exercisePath, exerciseTag, type Made } from './place.ts';

export interface Found {
  ours: readonly Made[];
  /** Below the path, and not made by an exercise. */
  others: readonly Made[];
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

async function all(ask: Ask, operation: string, input: Json, member: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  let marker: unknown;
  do {
    const page = await ask(operation, { ...input, ...(marker === undefined ? {} : { Marker: marker }) });
    found.push(...list(page[member]));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

export async function findMade(ask: Ask): Promise<Found> {
  const below = { PathPrefix: exercisePath };
  const users = await all(ask, 'ListUsers', below, 'Users');
  const groups = await all(ask, 'ListGroups', below, 'Groups');
  const policies = await all(ask, 'ListPolicies', { ...below, Scope: 'Local' }, 'Policies');
  const tagged = async (operation: string, input: Json): Promise<boolean> =>
    (await all(ask, operation, input, 'Tags')).some(
      ({ Key, Value }) => Key === exerciseTag.Key && Value === exerciseTag.Value,
    );
  const ours: Made[] = [];
  const others: Made[] = [];
  for (const { UserName, Arn } of users)
    ((await tagged('ListUserTags', { UserName })) ? ours : others).push({
      kind: 'user',
      name: String(UserName),
      arn: String(Arn),
    });
  // Groups take no tags: an exercise's are known by path and by the beginning of their names.
  for (const { GroupName, Arn } of groups)
    (/^rootless-/.test(String(GroupName)) ? ours : others).push({
      kind: 'group',
      name: String(GroupName),
      arn: String(Arn),
    });
  for (const { PolicyName, Arn } of policies)
    ((await tagged('ListPolicyTags', { PolicyArn: Arn })) ? ours : others).push({
      kind: 'policy',
      name: String(PolicyName),
      arn: String(Arn),
    });
  return { ours, others };
}

async function groupSteps(ask: Ask, GroupName: string): Promise<Step[]> {
  const group = await readHolder(ask, 'group', GroupName);
  const members = await all(ask, 'GetGroup', { GroupName }, 'Users');
  return [
    ...members.map(({ UserName }) => leaving(String(UserName), GroupName)),
    ...group.attached.map((arn) => removal(group, { arn })),
    ...group.inline.map((one) => removal(group, one)),
    {
      ...call('DeleteGroup', { GroupName }),
      says: 'deleteGroup',
      params: { group: GroupName },
      undo: [],
    },
  ];
}

async function policySteps(ask: Ask, PolicyArn: string): Promise<Step[]> {
  const detaching: Step[] = [];
  for (const Kind of ['User', 'Group', 'Role'] as const) {
    // As a boundary it cannot be detached.
    const holders = await all(
      ask,
      'ListEntitiesForPolicy',
      { PolicyArn, EntityFilter: Kind, PolicyUsageFilter: 'PermissionsPolicy' },
      `Policy${Kind}s`,
    );
    for (const one of holders) {
      const name = String(one[`${Kind}Name`]);
      detaching.push({
        ...call(`Detach${Kind}Policy`, { [`${Kind}Name`]: name, PolicyArn }),
        says: `detach_${Kind.toLowerCase()}`,
        params: { policy: last(PolicyArn), name },
        undo: [],
      });
    }
  }
  const versions = await all(ask, 'ListPolicyVersions', { PolicyArn }, 'Versions');
  return [
    ...detaching,
    ...versions
      .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
      .map(({ VersionId }) => ({
        ...call('DeletePolicyVersion', { PolicyArn, VersionId }),
        says: 'deletePolicy',
        params: { policy: last(PolicyArn) },
        undo: [],
      })),
    {
      ...call('DeletePolicy', { PolicyArn }),
      says: 'deletePolicy',
      params: { policy: last(PolicyArn) },
      undo: [],
    },
  ];
}

/** Nothing of an exercise is worth bringing back, so no step has a way back. */
const forGood = (steps: readonly Step[]): Step[] =>
  steps.map(({ loses: _, ...step }) => ({ ...step, undo: [] }));

async function userSteps(ask: Ask, name: string): Promise<Step[]> {
  const user = await readUser(ask, name, true);
  const unbound: Step = {
    ...call('DeleteUserPermissionsBoundary', { UserName: name }),
    says: 'deleteUser',
    params: { name },
    undo: [],
  };
  return [...(user.boundary === null ? [] : [unbound]), ...deletion(user)];
}

/** The calls that take away everything that was made. Each is read when those before it are gone. */
export async function* cleaning(ask: Ask, made: readonly Made[]): AsyncGenerator<readonly Step[]> {
  for (const wanted of ['user', 'group', 'policy'] as const)
    for (const { kind, name, arn } of made) {
      if (kind !== wanted) continue;
      try {
        if (kind === 'user') yield forGood(await userSteps(ask, name));
        else if (kind === 'group') yield forGood(await groupSteps(ask, name));
        else yield await policySteps(ask, arn);
      } catch (error) {
        // Somebody was faster.
        if (!isMissing(error)) throw error;
      }
    }
}
