// The account as a whole: alias, summary, details, reports, what was used, and the policy simulator.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { iamArn, listing, policy, steps } from './step.ts';

const { call, refused, pages } = steps('iam');
const anna = { UserName: 'anna' };
const deny = policy({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
});
const withMfa = [
  { ContextKeyName: 'aws:MultiFactorAuthPresent', ContextKeyValues: ['false'], ContextKeyType: 'boolean' },
];

export const reports: readonly Step[] = [
  call('CreateUser', anna),
  call('CreateUser', { UserName: 'ben' }),
  call('CreateGroup', { GroupName: 'devs' }),
  call('AddUserToGroup', { GroupName: 'devs', ...anna }),
  call('CreatePolicy', { PolicyName: 'lists', PolicyDocument: listing }),
  call('AttachUserPolicy', { ...anna, PolicyArn: iamArn('policy/lists') }),
  call('CreateAccessKey', anna, undefined, { keep: 'key' }),

  call('CreateAccountAlias', { AccountAlias: 'practice-course' }),
  call('ListAccountAliases', {}, { AccountAliases: ['practice-course'] }),
  // An account has one alias at most: there is never a second page.
  pages('ListAccountAliases', ['AccountAliases'], {}, null),
  refused('CreateAccountAlias', { AccountAlias: 'UPPER' }, [
    'ValidationError',
    400,
    /AccountAlias|accountAlias/,
  ]),
  call('DeleteAccountAlias', { AccountAlias: 'practice-course' }),

  call(
    'GetAccountSummary',
    {},
    {
      SummaryMap: {
        Users: 2,
        Groups: 1,
        Policies: 1,
        UsersQuota: 5000,
        AccessKeysPerUserQuota: 2,
        AccountMFAEnabled: 0,
      },
    },
  ),
  call(
    'GetAccountAuthorizationDetails',
    { Filter: ['User', 'LocalManagedPolicy'] },
    {
      UserDetailList: [
        { UserName: 'anna', GroupList: ['devs'], AttachedManagedPolicies: [{ PolicyName: 'lists' }] },
        { UserName: 'ben' },
      ],
      GroupDetailList: [],
      Policies: [{ PolicyName: 'lists', PolicyVersionList: [{ Document: JSON.parse(listing) }] }],
    },
  ),
  pages('GetAccountAuthorizationDetails', [
    'UserDetailList',
    'GroupDetailList',
    'RoleDetailList',
    'Policies',
  ]),

  refused('GetCredentialReport', {}, ['ReportNotPresent', 410]),
  call('GenerateCredentialReport', {}, { State: 'STARTED' }),
  call('GenerateCredentialReport', {}, { State: 'COMPLETE' }),
  call(
    'GetCredentialReport',
    {},
    {
      ReportFormat: 'text/csv',
      // «user,arn,user_creation_time,»
      Content: expect.stringMatching(/^dXNlcixhcm4sdXNlcl9jcmVhdGlvbl90aW1l/),
      GeneratedTime: expect.stringMatching(/^\d{4}-/),
    },
  ),

  call('ListUsers', {}, { Users: [{}, {}] }, { as: ({ key }) => key.AccessKey }),
  call(
    'GenerateServiceLastAccessedDetails',
    { Arn: iamArn('user/anna') },
    { JobId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    { keep: 'job' },
  ),
  call('GetServiceLastAccessedDetails', ({ job }) => ({ JobId: job.JobId }), {
    JobStatus: 'COMPLETED',
    ServicesLastAccessed: expect.arrayContaining([
      expect.objectContaining({ ServiceNamespace: 'iam', TotalAuthenticatedEntities: 1 }),
    ]),
  }),
  call('GenerateServiceLastAccessedDetails', { Arn: iamArn('policy/lists') }, undefined, { keep: 'job2' }),
  call(
    'GetServiceLastAccessedDetailsWithEntities',
    ({ job2 }) => ({ JobId: job2.JobId, ServiceNamespace: 'iam' }),
    {
      JobStatus: 'COMPLETED',
      EntityDetailsList: [{ EntityInfo: { Arn: iamArn('user/anna'), Name: 'anna', Type: 'USER' } }],
    },
  ),

  call(
    'SimulateCustomPolicy',
    { PolicyInputList: [deny, listing], ActionNames: ['iam:ListUsers'], ContextEntries: withMfa },
    {
      EvaluationResults: [{ EvalActionName: 'iam:ListUsers', EvalDecision: 'explicitDeny' }],
    },
  ),
  pages('SimulateCustomPolicy', ['EvaluationResults'], {
    PolicyInputList: [listing],
    ActionNames: ['iam:ListUsers', 'iam:CreateUser', 's3:GetObject'],
  }),
  call(
    'SimulatePrincipalPolicy',
    { PolicySourceArn: iamArn('user/anna'), ActionNames: ['iam:ListUsers', 'iam:CreateUser'] },
    {
      EvaluationResults: [
        {
          EvalActionName: 'iam:ListUsers',
          EvalDecision: 'allowed',
          MatchedStatements: [{ SourcePolicyId: 'lists' }],
        },
        { EvalActionName: 'iam:CreateUser', EvalDecision: 'implicitDeny' },
      ],
    },
  ),
  pages('SimulatePrincipalPolicy', ['EvaluationResults'], {
    PolicySourceArn: iamArn('user/anna'),
    ActionNames: ['iam:ListUsers', 'iam:CreateUser', 's3:GetObject'],
  }),
  call(
    'GetContextKeysForCustomPolicy',
    { PolicyInputList: [deny] },
    {
      ContextKeyNames: ['aws:MultiFactorAuthPresent'],
    },
  ),
  call(
    'GetContextKeysForPrincipalPolicy',
    { PolicySourceArn: iamArn('user/anna'), PolicyInputList: [deny] },
    {
      ContextKeyNames: ['aws:MultiFactorAuthPresent'],
    },
  ),
  call('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }),
  call('GetAccountSummary', {}, { SummaryMap: { GlobalEndpointTokenVersion: 2 } }),

  call('DeleteAccessKey', ({ key }) => ({ ...anna, AccessKeyId: key.AccessKey.AccessKeyId })),
  call('DetachUserPolicy', { ...anna, PolicyArn: iamArn('policy/lists') }),
  call('DeletePolicy', { PolicyArn: iamArn('policy/lists') }),
  call('RemoveUserFromGroup', { GroupName: 'devs', ...anna }),
  call('DeleteGroup', { GroupName: 'devs' }),
  call('DeleteUser', anna),
  call('DeleteUser', { UserName: 'ben' }),
];
