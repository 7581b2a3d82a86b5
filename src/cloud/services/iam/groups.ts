// IAM groups and who is in them.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn } from '../../world/arn.ts';
import type { Group } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { groupArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  date,
  findGroup,
  findUser,
  inOrder,
  onGroup,
  onUser,
  page,
  putUser,
  quota,
  underPath,
} from './common.ts';
import { toldUser } from './users.ts';

export function toldGroup(call: Call, group: Group): sdk.Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: groupArn(call.tx.accountId, group),
    CreateDate: date(group.created),
  };
}

const createGroup = operation<sdk.CreateGroupRequest, sdk.CreateGroupResponse>({
  resource: (input, call) => pathArn(call.tx.accountId, 'group', input.Path ?? '/', input.GroupName),
  run(input, call) {
    const { groups } = call.tx.account;
    if (groups.has(nameKey(input.GroupName)))
      fail('EntityAlreadyExists', `Group with name ${input.GroupName} already exists.`);
    quota('GroupsPerAccount', groups.size);
    const group: Group = {
      id: call.tx.ids.entity('AGPA'),
      name: input.GroupName,
      path: input.Path ?? '/',
      created: call.times.now,
      attached: [],
      inline: [],
    };
    call.tx.put('groups', nameKey(group.name), group);
    return { Group: toldGroup(call, group) };
  },
});

const getGroup = operation<sdk.GetGroupRequest, sdk.GetGroupResponse>({
  ...onGroup,
  run(input, call) {
    const group = findGroup(call, input.GroupName);
    const key = nameKey(group.name);
    const members = inOrder(call.tx.account.users).filter((user) => user.groups.includes(key));
    const { items, rest } = page(input, members, (user) => nameKey(user.name));
    return { Group: toldGroup(call, group), Users: items.map((user) => toldUser(call, user)), ...rest };
  },
});

const listGroups = operation<sdk.ListGroupsRequest, sdk.ListGroupsResponse>({
  resource: (input, call) => `arn:aws:iam::${call.tx.accountId}:group${input.PathPrefix ?? '/'}`,
  run(input, call) {
    const groups = underPath(inOrder(call.tx.account.groups), input.PathPrefix);
    const { items, rest } = page(input, groups, (group) => nameKey(group.name));
    return { Groups: items.map((group) => toldGroup(call, group)), ...rest };
  },
});

const listGroupsForUser = operation<sdk.ListGroupsForUserRequest, sdk.ListGroupsForUserResponse>({
  ...onUser,
  run(input, call) {
    const groups = findUser(call, input.UserName)
      .groups.map((key) => call.tx.account.groups.get(key))
      .filter((group): group is Group => group !== undefined);
    const { items, rest } = page(input, groups, (group) => nameKey(group.name));
    return { Groups: items.map((group) => toldGroup(call, group)), ...rest };
  },
});

const updateGroup = operation<sdk.UpdateGroupRequest, void>({
  questions(input, call) {
    const group = call.tx.account.groups.get(nameKey(input.GroupName));
    const target = pathArn(
      call.tx.accountId,
      'group',
      input.NewPath ?? group?.path ?? '/',
      input.NewGroupName ?? group?.name ?? input.GroupName,
    );
    const resources = new Set([onGroup.resource(input, call), target]);
    return [...resources].map((resource) => ({ action: 'iam:UpdateGroup', resource }));
  },
  run(input, call) {
    const group = findGroup(call, input.GroupName);
    const name = input.NewGroupName ?? group.name;
    const [oldKey, newKey] = [nameKey(group.name), nameKey(name)];
    if (newKey !== oldKey) {
      if (call.tx.account.groups.has(newKey))
        fail('EntityAlreadyExists', `Group with name ${name} already exists.`);
      call.tx.remove('groups', oldKey);
      for (const user of call.tx.account.users.values())
        if (user.groups.includes(oldKey))
          putUser(call, { ...user, groups: user.groups.map((key) => (key === oldKey ? newKey : key)) });
    }
    call.tx.put('groups', newKey, { ...group, name, path: input.NewPath ?? group.path });
  },
});

const deleteGroup = operation<sdk.DeleteGroupRequest, void>({
  ...onGroup,
  run(input, call) {
    const group = findGroup(call, input.GroupName);
    const key = nameKey(group.name);
    const conflict = (what: string) => fail('DeleteConflict', `Cannot delete entity, ${what}`);
    if (call.tx.account.users.some((user) => user.groups.includes(key)))
      conflict('must remove users from group first.');
    if (group.attached.length > 0) conflict('must detach all policies first.');
    if (group.inline.length > 0) conflict('must delete policies first.');
    call.tx.remove('groups', key);
  },
});

const addUserToGroup = operation<sdk.AddUserToGroupRequest, void>({
  ...onGroup,
  run(input, call) {
    const key = nameKey(findGroup(call, input.GroupName).name);
    const user = findUser(call, input.UserName);
    if (user.groups.includes(key)) return;
    quota('GroupsPerUser', user.groups.length);
    putUser(call, { ...user, groups: [...user.groups, key] });
  },
});

const removeUserFromGroup = operation<sdk.RemoveUserFromGroupRequest, void>({
  ...onGroup,
  run(input, call) {
    const key = nameKey(findGroup(call, input.GroupName).name);
    const user = findUser(call, input.UserName);
    if (!user.groups.includes(key))
      fail(
        'NoSuchEntity',
        `The user with name ${input.UserName} is not in the group with name ${input.GroupName}.`,
      );
    putUser(call, { ...user, groups: user.groups.filter((other) => other !== key) });
  },
});

export const groups: Operations = {
  CreateGroup: createGroup,
  GetGroup: getGroup,
  ListGroups: listGroups,
  ListGroupsForUser: listGroupsForUser,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  AddUserToGroup: addUserToGroup,
  RemoveUserFromGroup: removeUserFromGroup,
};
