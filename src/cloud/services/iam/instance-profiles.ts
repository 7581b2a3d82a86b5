// Instance profiles: how an EC2 instance gets a role.
import type * as sdk from '@aws-sdk/client-iam';
import { iamArn, pathArn } from '../../world/arn.ts';
import type { InstanceProfile } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  changeableRole,
  date,
  entityKeys,
  inOrder,
  newTags,
  onRole,
  page,
  quota,
  requestTagKeys,
  roleResource,
  toldTags,
  underPath,
} from './common.ts';
import { toldRole } from './roles.ts';
import { tagOperations } from './tagging.ts';

function find(call: Call, name: string): InstanceProfile {
  return (
    call.tx.account.instanceProfiles.get(nameKey(name)) ??
    fail('NoSuchEntity', `Instance Profile ${name} cannot be found.`)
  );
}

function put(call: Call, profile: InstanceProfile): void {
  call.tx.put('instanceProfiles', nameKey(profile.name), profile);
}

export function profileArn(account: string, profile: InstanceProfile): string {
  return pathArn(account, 'instance-profile', profile.path, profile.name);
}

export function toldProfile(call: Call, profile: InstanceProfile): sdk.InstanceProfile {
  const role = profile.role === undefined ? undefined : call.tx.account.roles.get(profile.role);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profileArn(call.tx.accountId, profile),
    CreateDate: date(profile.created),
    Roles: role ? [toldRole(call, role)] : [],
    Tags: toldTags(profile.tags),
  };
}

const onProfile = {
  resource(input: { InstanceProfileName: string }, call: Call) {
    const profile = call.tx.account.instanceProfiles.get(nameKey(input.InstanceProfileName));
    return profile
      ? profileArn(call.tx.accountId, profile)
      : iamArn(call.tx.accountId, `instance-profile/${input.InstanceProfileName}`);
  },
  context: (input: { InstanceProfileName: string }, call: Call): Context =>
    entityKeys(call.tx.account.instanceProfiles.get(nameKey(input.InstanceProfileName))),
};

const create = operation<sdk.CreateInstanceProfileRequest, sdk.CreateInstanceProfileResponse>({
  resource: (input, call) =>
    pathArn(call.tx.accountId, 'instance-profile', input.Path ?? '/', input.InstanceProfileName),
  context: (input) => requestTagKeys(input.Tags),
  run(input, call) {
    const { instanceProfiles } = call.tx.account;
    if (instanceProfiles.has(nameKey(input.InstanceProfileName)))
      fail('EntityAlreadyExists', `Instance Profile ${input.InstanceProfileName} already exists.`);
    quota('InstanceProfilesPerAccount', instanceProfiles.size);
    const profile: InstanceProfile = {
      id: call.tx.ids.entity('AIPA'),
      name: input.InstanceProfileName,
      path: input.Path ?? '/',
      created: call.times.now,
      tags: newTags(input.Tags),
    };
    put(call, profile);
    return { InstanceProfile: toldProfile(call, profile) };
  },
});

const get = operation<sdk.GetInstanceProfileRequest, sdk.GetInstanceProfileResponse>({
  ...onProfile,
  run: (input, call) => ({ InstanceProfile: toldProfile(call, find(call, input.InstanceProfileName)) }),
});

const list = operation<sdk.ListInstanceProfilesRequest, sdk.ListInstanceProfilesResponse>({
  resource: (input, call) => `arn:aws:iam::${call.tx.accountId}:instance-profile${input.PathPrefix ?? '/'}`,
  run(input, call) {
    const profiles = underPath(inOrder(call.tx.account.instanceProfiles), input.PathPrefix);
    const { items, rest } = page(input, profiles, ({ name }) => nameKey(name));
    return {
      InstanceProfiles: items.map((profile) => ({ ...toldProfile(call, profile), Tags: undefined })),
      ...rest,
    };
  },
});

const listForRole = operation<
  sdk.ListInstanceProfilesForRoleRequest,
  sdk.ListInstanceProfilesForRoleResponse
>({
  ...onRole,
  run(input, call) {
    const key = nameKey(changeableRole(call, input.RoleName).name);
    const profiles = inOrder(call.tx.account.instanceProfiles).filter(({ role }) => role === key);
    const { items, rest } = page(input, profiles, ({ name }) => nameKey(name));
    return {
      InstanceProfiles: items.map((profile) => ({ ...toldProfile(call, profile), Tags: undefined })),
      ...rest,
    };
  },
});

const remove = operation<sdk.DeleteInstanceProfileRequest, void>({
  ...onProfile,
  run(input, call) {
    const profile = find(call, input.InstanceProfileName);
    if (profile.role !== undefined)
      fail('DeleteConflict', 'Cannot delete entity, must remove roles from instance profile first.');
    call.tx.remove('instanceProfiles', nameKey(profile.name));
  },
});

/** Putting a role into a profile hands it to EC2: that is iam:PassRole on the role. */
const addRole = operation<sdk.AddRoleToInstanceProfileRequest, void>({
  questions: (input, call) => [
    {
      action: 'iam:AddRoleToInstanceProfile',
      resource: onProfile.resource(input, call),
      context: onProfile.context(input, call),
    },
    {
      action: 'iam:PassRole',
      resource: roleResource(call, input.RoleName),
      context: { ...onRole.context(input, call), 'iam:PassedToService': 'ec2.amazonaws.com' },
    },
  ],
  run(input, call) {
    const profile = find(call, input.InstanceProfileName);
    const role = changeableRole(call, input.RoleName);
    if (profile.role !== undefined)
      fail('LimitExceeded', 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    put(call, { ...profile, role: nameKey(role.name) });
  },
});

const removeRole = operation<sdk.RemoveRoleFromInstanceProfileRequest, void>({
  ...onProfile,
  run(input, call) {
    const { role, ...profile } = find(call, input.InstanceProfileName);
    if (role !== nameKey(changeableRole(call, input.RoleName).name))
      fail('NoSuchEntity', `Role ${input.RoleName} in instance profile ${profile.name} cannot be found.`);
    put(call, profile);
  },
});

export const instanceProfiles: Operations = {
  CreateInstanceProfile: create,
  GetInstanceProfile: get,
  ListInstanceProfiles: list,
  ListInstanceProfilesForRole: listForRole,
  DeleteInstanceProfile: remove,
  AddRoleToInstanceProfile: addRole,
  RemoveRoleFromInstanceProfile: removeRole,
  ...tagOperations('InstanceProfile', {
    ...onProfile,
    find: (input: { InstanceProfileName: string }, call) => find(call, input.InstanceProfileName),
    put: (profile, _input, call) => put(call, profile),
  }),
};
