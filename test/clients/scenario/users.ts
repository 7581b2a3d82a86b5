// Users, groups, who is in which, tags and policies on both.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { account, iamArn, listing, steps, tags } from './step.ts';

const { call, refused, pages, wait } = steps('iam');
const anna = { UserName: 'anna' };
const devs = { GroupName: 'devs' };
const aws = 'arn:aws:iam::aws:policy/';

export const users: readonly Step[] = [
  call(
    'CreateUser',
    { ...anna, Path: '/team/', Tags: tags },
    {
      User: {
        UserName: 'anna',
        Path: '/team/',
        Arn: iamArn('user/team/anna'),
        UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)$/),
        Tags: tags,
      },
    },
    { keep: 'anna' },
  ),
  call('CreateUser', { UserName: 'ben' }),
  call('CreateUser', { UserName: 'cleo' }),
  refused('CreateUser', { UserName: 'ANNA' }, [
    'EntityAlreadyExists',
    409,
    'User with name ANNA already exists.',
  ]),
  refused('GetUser', { UserName: 'nobody' }, [
    'NoSuchEntity',
    404,
    'The user with name nobody cannot be found.',
  ]),
  call('GetUser', anna, (kept) => kept.anna),
  wait('UserExists', anna),
  call('ListUsers', { PathPrefix: '/team/' }, { Users: [{ UserName: 'anna' }] }),
  pages('ListUsers', ['Users']),
  call('UpdateUser', { UserName: 'cleo', NewUserName: 'Clea', NewPath: '/x/' }),
  call('GetUser', { UserName: 'clea' }, { User: { Arn: iamArn('user/x/Clea') } }),
  call('TagUser', { ...anna, Tags: [{ Key: 'TEAM', Value: 'two' }] }),
  call('ListUserTags', anna, {
    Tags: expect.arrayContaining([
      { Key: 'TEAM', Value: 'two' },
      { Key: 'cost', Value: '1' },
    ]),
  }),
  pages('ListUserTags', ['Tags'], anna),
  call('UntagUser', { ...anna, TagKeys: ['team'] }),
  call('ListUserTags', anna, { Tags: [{ Key: 'cost', Value: '1' }] }),

  call('PutUserPermissionsBoundary', { ...anna, PermissionsBoundary: `${aws}PowerUserAccess` }),
  call('GetUser', anna, {
    User: {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: `${aws}PowerUserAccess`,
      },
    },
  }),
  call('DeleteUserPermissionsBoundary', anna),

  call('PutUserPolicy', { ...anna, PolicyName: 'one', PolicyDocument: listing }),
  call('PutUserPolicy', { ...anna, PolicyName: 'two', PolicyDocument: listing }),
  refused('PutUserPolicy', { ...anna, PolicyName: 'p', PolicyDocument: '{' }, [
    'MalformedPolicyDocument',
    400,
  ]),
  call(
    'GetUserPolicy',
    { ...anna, PolicyName: 'one' },
    { UserName: 'anna', PolicyName: 'one', PolicyDocument: JSON.parse(listing) },
  ),
  call('ListUserPolicies', anna, { PolicyNames: ['one', 'two'] }),
  pages('ListUserPolicies', ['PolicyNames'], anna),
  call('AttachUserPolicy', { ...anna, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('AttachUserPolicy', { ...anna, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  call('ListAttachedUserPolicies', anna, {
    AttachedPolicies: expect.arrayContaining([
      { PolicyName: 'IAMReadOnlyAccess', PolicyArn: `${aws}IAMReadOnlyAccess` },
    ]),
  }),
  pages('ListAttachedUserPolicies', ['AttachedPolicies'], anna),

  call('CreateGroup', devs, {
    Group: {
      GroupName: 'devs',
      Path: '/',
      GroupId: expect.stringMatching(/^AGPA/),
      Arn: iamArn('group/devs'),
    },
  }),
  call('CreateGroup', { GroupName: 'ops', Path: '/team/' }),
  pages('ListGroups', ['Groups']),
  call('ListGroups', { PathPrefix: '/team/' }, { Groups: [{ GroupName: 'ops' }] }),
  call('AddUserToGroup', { ...devs, ...anna }),
  call('AddUserToGroup', { ...devs, UserName: 'ben' }),
  call('AddUserToGroup', { GroupName: 'ops', ...anna }),
  call('GetGroup', devs, {
    Group: { GroupName: 'devs' },
    Users: [{ UserName: 'anna' }, { UserName: 'ben' }],
  }),
  pages('GetGroup', ['Users'], devs),
  call('ListGroupsForUser', anna, { Groups: [{ GroupName: 'devs' }, { GroupName: 'ops' }] }),
  pages('ListGroupsForUser', ['Groups'], anna),
  call('PutGroupPolicy', { ...devs, PolicyName: 'one', PolicyDocument: listing }),
  call('PutGroupPolicy', { ...devs, PolicyName: 'two', PolicyDocument: listing }),
  call(
    'GetGroupPolicy',
    { ...devs, PolicyName: 'two' },
    { GroupName: 'devs', PolicyDocument: JSON.parse(listing) },
  ),
  call('ListGroupPolicies', devs, { PolicyNames: ['one', 'two'] }),
  pages('ListGroupPolicies', ['PolicyNames'], devs),
  call('AttachGroupPolicy', { ...devs, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('AttachGroupPolicy', { ...devs, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  call('ListAttachedGroupPolicies', devs, { AttachedPolicies: [{}, {}] }),
  pages('ListAttachedGroupPolicies', ['AttachedPolicies'], devs),

  refused('DeleteGroup', devs, [
    'DeleteConflict',
    409,
    'Cannot delete entity, must remove users from group first.',
  ]),
  call('UpdateGroup', { ...devs, NewGroupName: 'developers', NewPath: '/dev/' }),
  call('GetGroup', { GroupName: 'developers' }, { Group: { Arn: iamArn('group/dev/developers') } }),
  call('UpdateGroup', { GroupName: 'developers', NewGroupName: 'devs' }),
  call('RemoveUserFromGroup', { ...devs, ...anna }),
  call('RemoveUserFromGroup', { ...devs, UserName: 'ben' }),
  call('RemoveUserFromGroup', { GroupName: 'ops', ...anna }),
  call('DetachGroupPolicy', { ...devs, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('DetachGroupPolicy', { ...devs, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  refused('DetachGroupPolicy', { ...devs, PolicyArn: `${aws}IAMReadOnlyAccess` }, ['NoSuchEntity', 404]),
  call('DeleteGroupPolicy', { ...devs, PolicyName: 'one' }),
  call('DeleteGroupPolicy', { ...devs, PolicyName: 'two' }),
  call('DeleteGroup', devs),
  call('DeleteGroup', { GroupName: 'ops' }),
  call('ListGroups', {}, { Groups: [] }),

  refused('DeleteUser', anna, ['DeleteConflict', 409]),
  call('DetachUserPolicy', { ...anna, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('DetachUserPolicy', { ...anna, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  call('DeleteUserPolicy', { ...anna, PolicyName: 'one' }),
  call('DeleteUserPolicy', { ...anna, PolicyName: 'two' }),
  call('DeleteUser', anna),
  call('DeleteUser', { UserName: 'ben' }),
  call('DeleteUser', { UserName: 'Clea' }),
  call('ListUsers', {}, { Users: [] }),
  call('GetUser', {}, { User: { Arn: iamArn('root'), UserId: account } }),
];
