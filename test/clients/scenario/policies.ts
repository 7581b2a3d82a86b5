// Managed policies, their versions and who has them.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { iamArn, listing, policy, steps, tags, trusting } from './step.ts';

const { call, refused, pages, wait } = steps('iam');
const lists = { PolicyArn: iamArn('policy/team/lists') };
const reading = policy({ Action: 'iam:Get*', Resource: '*' });

export const policies: readonly Step[] = [
  call(
    'CreatePolicy',
    { PolicyName: 'lists', Path: '/team/', PolicyDocument: listing, Description: 'who lists', Tags: tags },
    {
      Policy: {
        PolicyName: 'lists',
        PolicyId: expect.stringMatching(/^ANPA/),
        Arn: lists.PolicyArn,
        DefaultVersionId: 'v1',
        AttachmentCount: 0,
        IsAttachable: true,
        Tags: tags,
      },
    },
  ),
  refused('CreatePolicy', { PolicyName: 'lists', PolicyDocument: listing }, ['EntityAlreadyExists', 409]),
  call('CreatePolicy', { PolicyName: 'other', PolicyDocument: reading }),
  wait('PolicyExists', lists),
  call('GetPolicy', lists, { Policy: { Description: 'who lists', Path: '/team/' } }),
  refused('GetPolicy', { PolicyArn: iamArn('policy/none') }, ['NoSuchEntity', 404]),
  call('ListPolicies', { Scope: 'Local' }, { Policies: [{ PolicyName: 'other' }, { PolicyName: 'lists' }] }),
  pages('ListPolicies', ['Policies'], { Scope: 'Local' }),
  call(
    'CreatePolicyVersion',
    { ...lists, PolicyDocument: reading, SetAsDefault: true },
    { PolicyVersion: { VersionId: 'v2', IsDefaultVersion: true } },
  ),
  call(
    'GetPolicyVersion',
    { ...lists, VersionId: 'v2' },
    { PolicyVersion: { Document: JSON.parse(reading), VersionId: 'v2', IsDefaultVersion: true } },
  ),
  call('ListPolicyVersions', lists, {
    Versions: [
      { VersionId: 'v2', IsDefaultVersion: true },
      { VersionId: 'v1', IsDefaultVersion: false },
    ],
  }),
  pages('ListPolicyVersions', ['Versions'], lists),
  refused('DeletePolicyVersion', { ...lists, VersionId: 'v2' }, ['DeleteConflict', 409]),
  call('SetDefaultPolicyVersion', { ...lists, VersionId: 'v1' }),
  call('DeletePolicyVersion', { ...lists, VersionId: 'v2' }),
  call('GetPolicy', lists, { Policy: { DefaultVersionId: 'v1' } }),
  call('TagPolicy', { ...lists, Tags: [{ Key: 'more', Value: '' }] }),
  call('ListPolicyTags', lists, { Tags: [...tags, { Key: 'more', Value: '' }] }),
  pages('ListPolicyTags', ['Tags'], lists),
  call('UntagPolicy', { ...lists, TagKeys: ['team', 'cost'] }),
  call('ListPolicyTags', lists, { Tags: [{ Key: 'more', Value: '' }] }),

  call('CreateUser', { UserName: 'anna' }),
  call('CreateUser', { UserName: 'ben' }),
  call('CreateGroup', { GroupName: 'devs' }),
  call('CreateRole', {
    RoleName: 'web',
    AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
  }),
  call('AttachUserPolicy', { UserName: 'anna', ...lists }),
  call('AttachUserPolicy', { UserName: 'ben', ...lists }),
  call('AttachGroupPolicy', { GroupName: 'devs', ...lists }),
  call('AttachRolePolicy', { RoleName: 'web', ...lists }),
  call('ListEntitiesForPolicy', lists, {
    PolicyUsers: [{ UserName: 'anna', UserId: expect.stringMatching(/^AIDA/) }, { UserName: 'ben' }],
    PolicyGroups: [{ GroupName: 'devs' }],
    PolicyRoles: [{ RoleName: 'web' }],
  }),
  pages('ListEntitiesForPolicy', ['PolicyUsers', 'PolicyGroups', 'PolicyRoles'], lists),
  call('ListPolicies', { OnlyAttached: true, Scope: 'Local' }, { Policies: [{ AttachmentCount: 4 }] }),
  call(
    'ListPoliciesGrantingServiceAccess',
    { Arn: iamArn('user/anna'), ServiceNamespaces: ['iam', 's3'] },
    {
      PoliciesGrantingServiceAccess: [
        { ServiceNamespace: 'iam', Policies: [{ PolicyName: 'lists', PolicyType: 'MANAGED' }] },
        { ServiceNamespace: 's3', Policies: [] },
      ],
    },
  ),
  refused('DeletePolicy', lists, ['DeleteConflict', 409, 'Cannot delete a policy attached to entities.']),
  call('DetachUserPolicy', { UserName: 'anna', ...lists }),
  call('DetachUserPolicy', { UserName: 'ben', ...lists }),
  call('DetachGroupPolicy', { GroupName: 'devs', ...lists }),
  call('DetachRolePolicy', { RoleName: 'web', ...lists }),
  call('DeletePolicy', lists),
  call('DeletePolicy', { PolicyArn: iamArn('policy/other') }),
  call('DeleteUser', { UserName: 'anna' }),
  call('DeleteUser', { UserName: 'ben' }),
  call('DeleteGroup', { GroupName: 'devs' }),
  call('DeleteRole', { RoleName: 'web' }),
  call('ListPolicies', { Scope: 'Local' }, { Policies: [] }),
];
