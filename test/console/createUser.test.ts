import { describe, expect, it } from 'vitest';
import { createUser, noPermissions, permissionsOf } from '../../src/console/iam/createUser.ts';
import { answering, refusal } from './client.ts';

const made = { User: { UserName: 'anna', Arn: 'arn:aws:iam::111122223333:user/anna' } };
const denied = refusal('AccessDeniedException', 'User: … is not authorized to perform: iam:AddUserToGroup');

describe('what «Create user» sends', () => {
  it('creates the user alone where nothing else was asked for', async () => {
    const { iam, asked } = answering({ CreateUser: made });
    const created = await createUser(iam, {
      name: 'anna',
      console: undefined,
      permissions: noPermissions,
      tags: [],
    });
    expect(asked).toEqual([{ operation: 'CreateUser', input: { UserName: 'anna' } }]);
    expect(created).toEqual({ user: made.User, password: false, refused: [] });
  });

  it('sends tags and boundary with the user, then password, its policy, groups and policies', async () => {
    const { iam, asked } = answering({ CreateUser: made });
    const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'Secret1!', mustReset: true },
      permissions: {
        groups: ['Developers'],
        policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        inline: [{ name: 'own', document: '{}' }],
        boundary,
      },
      tags: [{ key: 'team', value: 'web' }],
    });
    expect(created.password).toBe(true);
    expect(created.refused).toEqual([]);
    expect(asked).toEqual([
      {
        operation: 'CreateUser',
        input: {
          UserName: 'anna',
          PermissionsBoundary: boundary,
          Tags: [{ Key: 'team', Value: 'web' }],
        },
      },
      {
        operation: 'CreateLoginProfile',
        input: { UserName: 'anna', Password: 'Secret1!', PasswordResetRequired: true },
      },
      {
        operation: 'AttachUserPolicy',
        input: { UserName: 'anna', PolicyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword' },
      },
      { operation: 'AddUserToGroup', input: { UserName: 'anna', GroupName: 'Developers' } },
      {
        operation: 'AttachUserPolicy',
        input: { UserName: 'anna', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      },
      {
        operation: 'PutUserPolicy',
        input: { UserName: 'anna', PolicyName: 'own', PolicyDocument: '{}' },
      },
    ]);
  });

  it('attaches no policy for the password where it need not be changed', async () => {
    const { iam, operations } = answering({ CreateUser: made });
    await createUser(iam, {
      name: 'anna',
      console: { password: 'Secret1!', mustReset: false },
      permissions: noPermissions,
      tags: [],
    });
    expect(operations()).toEqual(['CreateUser', 'CreateLoginProfile']);
  });

  it('stops where CreateUser is refused, with AWS’s sentence', async () => {
    const { iam, operations } = answering({
      CreateUser: refusal('EntityAlreadyExistsException', 'User with name anna already exists.'),
    });
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'Secret1!', mustReset: true },
      permissions: { ...noPermissions, groups: ['Developers'] },
      tags: [],
    });
    expect(operations()).toEqual(['CreateUser']);
    expect(created.user).toBeUndefined();
    expect(created.refused).toMatchObject([
      {
        part: 'user',
        failure: { code: 'EntityAlreadyExists', message: 'User with name anna already exists.' },
      },
    ]);
  });

  it('goes on after a refused group and loses no refusal', async () => {
    const { iam, operations } = answering({ CreateUser: made, AddUserToGroup: denied });
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'Secret1!', mustReset: true },
      permissions: {
        ...noPermissions,
        groups: ['Developers', 'Auditors'],
        policies: ['arn:aws:iam::aws:policy/X'],
      },
      tags: [],
    });
    expect(operations()).toEqual([
      'CreateUser',
      'CreateLoginProfile',
      'AttachUserPolicy',
      'AddUserToGroup',
      'AddUserToGroup',
      'AttachUserPolicy',
    ]);
    expect(created.password).toBe(true);
    expect(created.refused.map(({ part, subject }) => [part, subject])).toEqual([
      ['group', 'Developers'],
      ['group', 'Auditors'],
    ]);
    expect(created.refused[0]?.failure.requestId).toBe('id-AccessDeniedException');
  });

  it('has no password to retrieve where the password was refused', async () => {
    const { iam, operations } = answering({
      CreateUser: made,
      CreateLoginProfile: refusal('PasswordPolicyViolationException', 'Password should have …'),
    });
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'x', mustReset: true },
      permissions: noPermissions,
      tags: [],
    });
    expect(created.password).toBe(false);
    expect(operations()).toEqual(['CreateUser', 'CreateLoginProfile']);
  });
});

describe('«Copy permissions»', () => {
  it('copies groups, managed and inline policies, and the boundary', async () => {
    const { iam } = answering({
      GetUser: { User: { PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/B' } } },
      ListGroupsForUser: { Groups: [{ GroupName: 'Developers' }] },
      ListAttachedUserPolicies: {
        AttachedPolicies: [{ PolicyName: 'R', PolicyArn: 'arn:aws:iam::aws:policy/R' }],
      },
      ListUserPolicies: { PolicyNames: ['own'] },
      GetUserPolicy: { PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') },
    });
    expect(await permissionsOf(iam, 'ben')).toEqual({
      groups: ['Developers'],
      policies: ['arn:aws:iam::aws:policy/R'],
      inline: [{ name: 'own', document: '{\n    "Version": "2012-10-17"\n}' }],
      boundary: 'arn:aws:iam::aws:policy/B',
    });
  });
});
