// IAM users: create, read, rename, delete, boundary and tags.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn, rootArn } from '../../world/arn.ts';
import type { User } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  boundaryKey,
  callerName,
  checkBoundary,
  countUse,
  date,
  findUser,
  inOrder,
  newTags,
  onUser,
  page,
  putUser,
  quota,
  requestTagKeys,
  toldBoundary,
  toldTags,
  underPath,
} from './common.ts';
import { forgetPrincipal } from './principals.ts';
import { tagOperations } from './tagging.ts';

/** As lists tell a user; GetUser and CreateUser add tags and boundary. */
export function toldUser(call: Call, user: User): sdk.User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: userArn(call.tx.accountId, user),
    CreateDate: date(user.created),
    ...(user.passwordLastUsed === undefined ? {} : { PasswordLastUsed: date(user.passwordLastUsed) }),
  };
}

function toldWhole(call: Call, user: User): sdk.User {
  return {
    ...toldUser(call, user),
    PermissionsBoundary: toldBoundary(user.boundary),
    Tags: toldTags(user.tags),
  };
}

const createUser = operation<sdk.CreateUserRequest, sdk.CreateUserResponse>({
  resource: (input, call) => pathArn(call.tx.accountId, 'user', input.Path ?? '/', input.UserName),
  context: (input) => ({ ...requestTagKeys(input.Tags), ...boundaryKey(input.PermissionsBoundary) }),
  run(input, call) {
    const { users } = call.tx.account;
    if (users.has(nameKey(input.UserName)))
      fail('EntityAlreadyExists', `User with name ${input.UserName} already exists.`);
    quota('UsersPerAccount', users.size);
    if (input.PermissionsBoundary !== undefined) {
      checkBoundary(call, input.PermissionsBoundary);
      countUse(call, input.PermissionsBoundary, 0, 1);
    }
    const user: User = {
      id: call.tx.ids.entity('AIDA'),
      name: input.UserName,
      path: input.Path ?? '/',
      created: call.times.now,
      tags: newTags(input.Tags),
      boundary: input.PermissionsBoundary,
      groups: [],
      attached: [],
      inline: [],
      accessKeys: [],
      mfaDevices: [],
      certificates: [],
      sshKeys: [],
      serviceCredentials: [],
    };
    putUser(call, user);
    return { User: toldWhole(call, user) };
  },
});

const getUser = operation<sdk.GetUserRequest, sdk.GetUserResponse>({
  ...onUser,
  run(input, call) {
    if (input.UserName === undefined && call.caller.kind === 'root') {
      const { settings } = call.tx.account;
      const { passwordLastUsed } = settings.root;
      return {
        User: {
          Path: '/',
          UserName: settings.alias ?? '',
          UserId: settings.id,
          Arn: rootArn(settings.id),
          CreateDate: date(settings.created),
          ...(passwordLastUsed === undefined ? {} : { PasswordLastUsed: date(passwordLastUsed) }),
        },
      };
    }
    return { User: toldWhole(call, findUser(call, input.UserName ?? callerName(call))) };
  },
});

const listUsers = operation<sdk.ListUsersRequest, sdk.ListUsersResponse>({
  resource: (input, call) => `arn:aws:iam::${call.tx.accountId}:user${input.PathPrefix ?? '/'}`,
  run(input, call) {
    const users = underPath(inOrder(call.tx.account.users), input.PathPrefix);
    const { items, rest } = page(input, users, (user) => nameKey(user.name));
    return { Users: items.map((user) => toldUser(call, user)), ...rest };
  },
});

const updateUser = operation<sdk.UpdateUserRequest, void>({
  questions(input, call) {
    const asked = [
      {
        action: 'iam:UpdateUser',
        resource: onUser.resource(input, call),
        context: onUser.context(input, call),
      },
    ];
    if (input.NewUserName !== undefined || input.NewPath !== undefined) {
      const user = call.tx.account.users.get(nameKey(input.UserName));
      const path = input.NewPath ?? user?.path ?? '/';
      const target = pathArn(
        call.tx.accountId,
        'user',
        path,
        input.NewUserName ?? user?.name ?? input.UserName,
      );
      asked.push({ action: 'iam:UpdateUser', resource: target, context: {} });
    }
    return asked;
  },
  run(input, call) {
    const user = findUser(call, input.UserName);
    const name = input.NewUserName ?? user.name;
    const [oldKey, newKey] = [nameKey(user.name), nameKey(name)];
    if (newKey !== oldKey) {
      if (call.tx.account.users.has(newKey))
        fail('EntityAlreadyExists', `User with name ${name} already exists.`);
      call.tx.remove('users', oldKey);
      for (const key of call.tx.world.keys.values()) {
        const { owner } = key;
        if (key.account === call.tx.accountId && 'user' in owner && owner.user === oldKey)
          call.tx.putKey({ ...key, owner: { ...owner, user: newKey } });
      }
      for (const [serial, device] of call.tx.account.mfaDevices)
        if (device.holder === oldKey) call.tx.put('mfaDevices', serial, { ...device, holder: newKey });
      for (const [id, certificate] of call.tx.account.certificates)
        if (certificate.holder === oldKey)
          call.tx.put('certificates', id, { ...certificate, holder: newKey });
    }
    putUser(call, { ...user, name, path: input.NewPath ?? user.path });
  },
});

/** In the order in which AWS complains. */
const conflicts: readonly [(user: User) => boolean, string][] = [
  [(user) => user.attached.length > 0, 'must detach all policies first.'],
  [(user) => user.inline.length > 0, 'must delete policies first.'],
  [(user) => user.groups.length > 0, 'must remove users from group first.'],
  [(user) => user.password !== undefined, 'must delete login profile first.'],
  [(user) => user.accessKeys.length > 0, 'must delete access keys first.'],
  [(user) => user.mfaDevices.length > 0, 'must delete MFA device first.'],
  [(user) => user.certificates.length > 0, 'must delete signing certificates first.'],
  [(user) => user.sshKeys.length > 0, 'must delete SSH public keys first.'],
  [(user) => user.serviceCredentials.length > 0, 'must delete service specific credentials first.'],
];

const deleteUser = operation<sdk.DeleteUserRequest, void>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName);
    for (const [stands, what] of conflicts)
      if (stands(user)) fail('DeleteConflict', `Cannot delete entity, ${what}`);
    if (user.boundary) countUse(call, user.boundary, 0, -1);
    const key = nameKey(user.name);
    call.tx.remove('users', key);
    for (const record of call.tx.world.keys.values())
      if (record.account === call.tx.accountId && 'user' in record.owner && record.owner.user === key)
        call.tx.removeKey(record.id);
    forgetPrincipal(call, userArn(call.tx.accountId, user), user.id);
  },
});

export const users: Operations = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  ...tagOperations('User', {
    ...onUser,
    find: (input: { UserName: string }, call) => findUser(call, input.UserName),
    put: (user, _input, call) => putUser(call, user),
  }),
};
