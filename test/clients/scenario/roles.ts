// Roles, their policies and instance profiles, roles of services, and taking on a role.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { account, iamArn, listing, steps, tags, trusting } from './step.ts';

const { call, refused, pages, wait } = steps('iam');
const sts = steps('sts');
const auditor = { RoleName: 'auditor' };
const web = { InstanceProfileName: 'web' };
const aws = 'arn:aws:iam::aws:policy/';
const trust = trusting({ AWS: iamArn('user/anna') });

export const roles: readonly Step[] = [
  call('CreateUser', { UserName: 'anna' }),
  call('CreateAccessKey', { UserName: 'anna' }, undefined, { keep: 'key' }),
  call(
    'CreateRole',
    { ...auditor, Path: '/team/', AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200, Tags: tags },
    {
      Role: {
        ...auditor,
        RoleId: expect.stringMatching(/^AROA/),
        Arn: iamArn('role/team/auditor'),
        AssumeRolePolicyDocument: JSON.parse(trust),
        Tags: tags,
      },
    },
  ),
  refused(
    'CreateRole',
    { RoleName: 'r', AssumeRolePolicyDocument: trusting({ AWS: iamArn('user/ghost') }) },
    ['MalformedPolicyDocument', 400, /^Invalid principal in policy/],
  ),
  call('CreateRole', {
    RoleName: 'other',
    AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
  }),
  wait('RoleExists', auditor),
  pages('ListRoles', ['Roles']),
  call('ListRoles', { PathPrefix: '/team/' }, { Roles: [{ ...auditor, MaxSessionDuration: 7200 }] }),
  call('AttachRolePolicy', { ...auditor, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('AttachRolePolicy', { ...auditor, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  call('ListAttachedRolePolicies', auditor, { AttachedPolicies: [{}, {}] }),
  pages('ListAttachedRolePolicies', ['AttachedPolicies'], auditor),
  call('PutRolePolicy', { ...auditor, PolicyName: 'one', PolicyDocument: listing }),
  call('PutRolePolicy', { ...auditor, PolicyName: 'two', PolicyDocument: listing }),
  call(
    'GetRolePolicy',
    { ...auditor, PolicyName: 'one' },
    { ...auditor, PolicyDocument: JSON.parse(listing) },
  ),
  call('ListRolePolicies', auditor, { PolicyNames: ['one', 'two'] }),
  pages('ListRolePolicies', ['PolicyNames'], auditor),
  call('TagRole', { ...auditor, Tags: [{ Key: 'x', Value: 'y' }] }),
  call('ListRoleTags', auditor, { Tags: [...tags, { Key: 'x', Value: 'y' }] }),
  pages('ListRoleTags', ['Tags'], auditor),
  call('UntagRole', { ...auditor, TagKeys: ['x'] }),
  call('PutRolePermissionsBoundary', { ...auditor, PermissionsBoundary: `${aws}IAMReadOnlyAccess` }),
  call('GetRole', auditor, {
    Role: { PermissionsBoundary: { PermissionsBoundaryArn: `${aws}IAMReadOnlyAccess` }, Tags: tags },
  }),
  call('DeleteRolePermissionsBoundary', auditor),
  call('UpdateRole', { ...auditor, Description: 'looks', MaxSessionDuration: 3600 }),
  call(
    'UpdateRoleDescription',
    { ...auditor, Description: 'looks at things' },
    {
      Role: { Description: 'looks at things', MaxSessionDuration: 3600 },
    },
  ),
  call('UpdateAssumeRolePolicy', { ...auditor, PolicyDocument: trusting({ AWS: account }) }),
  refused('UpdateAssumeRolePolicy', { ...auditor, PolicyDocument: listing }, [
    'MalformedPolicyDocument',
    400,
  ]),
  call('UpdateAssumeRolePolicy', { ...auditor, PolicyDocument: trust }),

  sts.call(
    'AssumeRole',
    { RoleArn: iamArn('role/team/auditor'), RoleSessionName: 'today', DurationSeconds: 3600 },
    {
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/auditor/today` },
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA/),
        Expiration: expect.stringMatching(/^\d{4}-/),
      },
    },
    { as: ({ key }) => key.AccessKey, keep: 'session' },
  ),
  sts.refused(
    'AssumeRole',
    { RoleArn: iamArn('role/none'), RoleSessionName: 'xx' },
    [
      'AccessDenied',
      403,
      `User: ${iamArn('user/anna')} is not authorized to perform: sts:AssumeRole on resource: ${iamArn('role/none')}`,
    ],
    { as: ({ key }) => key.AccessKey },
  ),
  call('ListRoles', {}, { Roles: expect.any(Array) }, { as: ({ session }) => session.Credentials }),
  refused('CreateUser', { UserName: 'x' }, ['AccessDenied', 403, /because no identity-based policy allows/], {
    as: ({ session }) => session.Credentials,
  }),
  call('GetRole', auditor, { Role: { RoleLastUsed: { Region: 'us-east-1' } } }),

  call(
    'CreateInstanceProfile',
    { ...web, Path: '/team/', Tags: tags },
    {
      InstanceProfile: {
        ...web,
        Arn: iamArn('instance-profile/team/web'),
        InstanceProfileId: expect.stringMatching(/^AIPA/),
        Roles: [],
      },
    },
  ),
  call('CreateInstanceProfile', { InstanceProfileName: 'two' }),
  wait('InstanceProfileExists', web),
  call('AddRoleToInstanceProfile', { ...web, ...auditor }),
  call('AddRoleToInstanceProfile', { InstanceProfileName: 'two', ...auditor }),
  refused('AddRoleToInstanceProfile', { ...web, RoleName: 'other' }, ['LimitExceeded', 409]),
  call('GetInstanceProfile', web, { InstanceProfile: { Roles: [auditor], Tags: tags } }),
  call('ListInstanceProfiles', { PathPrefix: '/team/' }, { InstanceProfiles: [web] }),
  pages('ListInstanceProfiles', ['InstanceProfiles']),
  call('ListInstanceProfilesForRole', auditor, { InstanceProfiles: [{}, {}] }),
  pages('ListInstanceProfilesForRole', ['InstanceProfiles'], auditor),
  call('TagInstanceProfile', { ...web, Tags: [{ Key: 'x', Value: 'y' }] }),
  call('ListInstanceProfileTags', web, { Tags: [...tags, { Key: 'x', Value: 'y' }] }),
  pages('ListInstanceProfileTags', ['Tags'], web),
  call('UntagInstanceProfile', { ...web, TagKeys: ['x', 'team'] }),
  call('ListInstanceProfileTags', web, { Tags: tags.slice(1) }),
  refused('DeleteRole', auditor, ['DeleteConflict', 409]),
  refused('DeleteInstanceProfile', web, ['DeleteConflict', 409]),
  call('RemoveRoleFromInstanceProfile', { ...web, ...auditor }),
  call('RemoveRoleFromInstanceProfile', { InstanceProfileName: 'two', ...auditor }),
  call('DeleteInstanceProfile', web),
  call('DeleteInstanceProfile', { InstanceProfileName: 'two' }),

  call(
    'CreateServiceLinkedRole',
    { AWSServiceName: 'autoscaling.amazonaws.com' },
    {
      Role: {
        RoleName: 'AWSServiceRoleForAutoScaling',
        Path: '/aws-service-role/autoscaling.amazonaws.com/',
      },
    },
  ),
  refused('DeleteRole', { RoleName: 'AWSServiceRoleForAutoScaling' }, ['UnmodifiableEntity', 400]),
  call(
    'DeleteServiceLinkedRole',
    { RoleName: 'AWSServiceRoleForAutoScaling' },
    { DeletionTaskId: expect.stringMatching(/^task\/aws-service-role\//) },
    { keep: 'task' },
  ),
  call('GetServiceLinkedRoleDeletionStatus', ({ task }) => ({ DeletionTaskId: task.DeletionTaskId }), {
    Status: 'SUCCEEDED',
  }),

  call('DetachRolePolicy', { ...auditor, PolicyArn: `${aws}IAMReadOnlyAccess` }),
  call('DetachRolePolicy', { ...auditor, PolicyArn: `${aws}AmazonS3ReadOnlyAccess` }),
  call('DeleteRolePolicy', { ...auditor, PolicyName: 'one' }),
  call('DeleteRolePolicy', { ...auditor, PolicyName: 'two' }),
  call('DeleteRole', auditor),
  call('DeleteRole', { RoleName: 'other' }),
  call('DeleteAccessKey', ({ key }) => ({ UserName: 'anna', AccessKeyId: key.AccessKey.AccessKeyId })),
  call('DeleteUser', { UserName: 'anna' }),
];
