// Organizations: units, accounts, policies from above, central management of member accounts' root.
import { expect } from 'vitest';
import type { Kept, Step } from './step.ts';
import { account, policy, steps } from './step.ts';

const { call, refused, pages } = steps('organizations');
const iam = steps('iam');
const sts = steps('sts');
const type = 'SERVICE_CONTROL_POLICY';
const deny = policy({ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' });
const rootId = ({ roots }: Kept): string => roots.Roots[0].Id;
const unit = ({ unit }: Kept): string => unit.OrganizationalUnit.Id;
const policyId = ({ policy }: Kept): string => policy.Policy.PolicySummary.Id;
const member = ({ member }: Kept): string => member.CreateAccountStatus.AccountId;
const guest = ({ guest }: Kept): string => guest.CreateAccountStatus.AccountId;
const admin = (arn: (kept: Kept) => string) =>
  sts.call(
    'AssumeRole',
    (kept) => ({
      RoleArn: `arn:aws:iam::${arn(kept)}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'admin',
    }),
    undefined,
    { as: ({ key }) => key.AccessKey, keep: 'inside' },
  );
const inside = ({ inside }: Kept) => inside.Credentials;

export const organizations: readonly Step[] = [
  refused('DescribeOrganization', {}, ['AWSOrganizationsNotInUseException', 400]),
  call(
    'CreateOrganization',
    { FeatureSet: 'ALL' },
    {
      Organization: {
        FeatureSet: 'ALL',
        MasterAccountId: account,
        Id: expect.stringMatching(/^o-[a-z0-9]{10}$/),
      },
    },
  ),
  refused('CreateOrganization', {}, ['AlreadyInOrganizationException', 400]),
  call('DescribeOrganization', {}, { Organization: { MasterAccountId: account } }, { keep: 'organization' }),
  call(
    'ListRoots',
    {},
    { Roots: [{ Name: 'Root', PolicyTypes: [{ Type: type, Status: 'ENABLED' }] }] },
    { keep: 'roots' },
  ),
  pages('ListRoots', ['Roots'], {}, null),

  call(
    'CreateOrganizationalUnit',
    (kept) => ({ ParentId: rootId(kept), Name: 'sandbox' }),
    {
      OrganizationalUnit: { Name: 'sandbox', Id: expect.stringMatching(/^ou-/) },
    },
    { keep: 'unit' },
  ),
  call('CreateOrganizationalUnit', (kept) => ({ ParentId: rootId(kept), Name: 'other' }), undefined, {
    keep: 'other',
  }),
  refused('CreateOrganizationalUnit', (kept) => ({ ParentId: rootId(kept), Name: 'other' }), [
    'DuplicateOrganizationalUnitException',
    400,
  ]),
  call('UpdateOrganizationalUnit', (kept) => ({ OrganizationalUnitId: unit(kept), Name: 'practice' }), {
    OrganizationalUnit: { Name: 'practice' },
  }),
  call('DescribeOrganizationalUnit', (kept) => ({ OrganizationalUnitId: unit(kept) }), {
    OrganizationalUnit: { Name: 'practice' },
  }),
  call('ListOrganizationalUnitsForParent', (kept) => ({ ParentId: rootId(kept) }), {
    OrganizationalUnits: expect.arrayContaining([expect.objectContaining({ Name: 'practice' })]),
  }),
  pages('ListOrganizationalUnitsForParent', ['OrganizationalUnits'], (kept) => ({ ParentId: rootId(kept) })),

  call(
    'CreateAccount',
    { AccountName: 'member', Email: 'member@example.com' },
    {
      CreateAccountStatus: { AccountId: expect.stringMatching(/^\d{12}$/) },
    },
    { keep: 'member' },
  ),
  call('CreateAccount', { AccountName: 'guest', Email: 'guest@example.com' }, undefined, { keep: 'guest' }),
  call(
    'DescribeCreateAccountStatus',
    ({ member }) => ({ CreateAccountRequestId: member.CreateAccountStatus.Id }),
    (kept) => ({
      CreateAccountStatus: { State: 'SUCCEEDED', AccountId: member(kept), AccountName: 'member' },
    }),
  ),
  call('DescribeAccount', (kept) => ({ AccountId: member(kept) }), {
    Account: { Name: 'member', Email: 'member@example.com', Status: 'ACTIVE', JoinedMethod: 'CREATED' },
  }),
  call('ListAccounts', {}, { Accounts: [{}, {}, {}] }),
  pages('ListAccounts', ['Accounts']),
  pages('ListAccountsForParent', ['Accounts'], (kept) => ({ ParentId: rootId(kept) })),
  pages('ListChildren', ['Children'], (kept) => ({ ParentId: rootId(kept), ChildType: 'ACCOUNT' })),
  call('MoveAccount', (kept) => ({
    AccountId: member(kept),
    SourceParentId: rootId(kept),
    DestinationParentId: unit(kept),
  })),
  call(
    'ListParents',
    (kept) => ({ ChildId: member(kept) }),
    (kept) => ({
      Parents: [{ Id: unit(kept), Type: 'ORGANIZATIONAL_UNIT' }],
    }),
  ),
  pages('ListParents', ['Parents'], (kept) => ({ ChildId: member(kept) }), null),
  call('ListAccountsForParent', (kept) => ({ ParentId: unit(kept) }), { Accounts: [{ Name: 'member' }] }),
  call(
    'ListChildren',
    (kept) => ({ ParentId: unit(kept), ChildType: 'ACCOUNT' }),
    (kept) => ({
      Children: [{ Id: member(kept), Type: 'ACCOUNT' }],
    }),
  ),

  // An organization with all features begins with this type switched on.
  call('DisablePolicyType', (kept) => ({ RootId: rootId(kept), PolicyType: type }), {
    Root: { PolicyTypes: [] },
  }),
  call('EnablePolicyType', (kept) => ({ RootId: rootId(kept), PolicyType: type }), {
    Root: { PolicyTypes: [{ Type: type, Status: 'ENABLED' }] },
  }),
  call(
    'CreatePolicy',
    { Name: 'no-users', Description: 'none', Type: type, Content: deny },
    {
      Policy: { PolicySummary: { Name: 'no-users', AwsManaged: false, Type: type }, Content: deny },
    },
    { keep: 'policy' },
  ),
  refused('CreatePolicy', { Name: 'bad', Description: '', Type: type, Content: '{' }, [
    'MalformedPolicyDocumentException',
    400,
  ]),
  call('UpdatePolicy', (kept) => ({ PolicyId: policyId(kept), Description: 'no users here' }), {
    Policy: { PolicySummary: { Description: 'no users here' } },
  }),
  call('DescribePolicy', (kept) => ({ PolicyId: policyId(kept) }), { Policy: { Content: deny } }),
  call(
    'ListPolicies',
    { Filter: type },
    {
      Policies: expect.arrayContaining([
        expect.objectContaining({ Name: 'FullAWSAccess', AwsManaged: true }),
      ]),
    },
  ),
  pages('ListPolicies', ['Policies'], { Filter: type }),
  iam.call(
    'GenerateOrganizationsAccessReport',
    (kept) => ({ EntityPath: `${kept.organization.Organization.Id}/${rootId(kept)}/${unit(kept)}` }),
    { JobId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    { keep: 'report' },
  ),
  iam.call('GetOrganizationsAccessReport', ({ report }) => ({ JobId: report.JobId }), {
    JobStatus: 'COMPLETED',
  }),
  call('AttachPolicy', (kept) => ({ PolicyId: policyId(kept), TargetId: unit(kept) })),
  call('AttachPolicy', (kept) => ({ PolicyId: policyId(kept), TargetId: member(kept) })),
  call('ListPoliciesForTarget', (kept) => ({ TargetId: member(kept), Filter: type }), {
    Policies: expect.arrayContaining([expect.objectContaining({ Name: 'no-users' })]),
  }),
  pages('ListPoliciesForTarget', ['Policies'], (kept) => ({ TargetId: member(kept), Filter: type })),
  call('ListTargetsForPolicy', (kept) => ({ PolicyId: policyId(kept) }), {
    Targets: expect.arrayContaining([expect.objectContaining({ Name: 'member', Type: 'ACCOUNT' })]),
  }),
  pages('ListTargetsForPolicy', ['Targets'], (kept) => ({ PolicyId: policyId(kept) })),

  iam.call('CreateUser', { UserName: 'admin' }),
  iam.call('AttachUserPolicy', {
    UserName: 'admin',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  iam.call('CreateAccessKey', { UserName: 'admin' }, undefined, { keep: 'key' }),
  admin(member),
  iam.refused(
    'CreateUser',
    { UserName: 'x' },
    ['AccessDenied', 403, /explicit deny in a service control policy/],
    {
      as: inside,
    },
  ),
  call('DetachPolicy', (kept) => ({ PolicyId: policyId(kept), TargetId: member(kept) })),
  call('DetachPolicy', (kept) => ({ PolicyId: policyId(kept), TargetId: unit(kept) })),
  call('DeletePolicy', (kept) => ({ PolicyId: policyId(kept) })),
  iam.call('CreateUser', { UserName: 'x' }, undefined, { as: inside }),
  call('DisablePolicyType', (kept) => ({ RootId: rootId(kept), PolicyType: type }), {
    Root: { PolicyTypes: [] },
  }),

  iam.call('EnableOrganizationsRootSessions', {}, { EnabledFeatures: ['RootSessions'] }),
  iam.call(
    'EnableOrganizationsRootCredentialsManagement',
    {},
    {
      EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'],
    },
  ),
  iam.call(
    'ListOrganizationsFeatures',
    {},
    { EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'] },
  ),
  sts.call(
    'AssumeRoot',
    (kept) => ({
      TargetPrincipal: member(kept),
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
    }),
    { Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/) } },
    { as: ({ key }) => key.AccessKey, keep: 'asRoot' },
  ),
  sts.call('GetCallerIdentity', {}, (kept) => ({ Arn: `arn:aws:iam::${member(kept)}:root` }), {
    as: ({ asRoot }) => asRoot.Credentials,
  }),
  iam.call('DisableOrganizationsRootSessions', {}, { EnabledFeatures: ['RootCredentialsManagement'] }),
  iam.call('DisableOrganizationsRootCredentialsManagement', {}, { EnabledFeatures: [] }),

  refused('LeaveOrganization', {}, ['MasterCannotLeaveOrganizationException', 400]),
  admin(guest),
  call('LeaveOrganization', {}, undefined, { as: inside }),
  refused('DeleteOrganization', {}, ['OrganizationNotEmptyException', 400]),
  call('CloseAccount', (kept) => ({ AccountId: member(kept) })),
  call('DescribeAccount', (kept) => ({ AccountId: member(kept) }), { Account: { Status: 'SUSPENDED' } }),
  call('RemoveAccountFromOrganization', (kept) => ({ AccountId: member(kept) })),
  call('DeleteOrganizationalUnit', (kept) => ({ OrganizationalUnitId: unit(kept) })),
  call('DeleteOrganizationalUnit', ({ other }) => ({ OrganizationalUnitId: other.OrganizationalUnit.Id })),
  call('DeleteOrganization'),
  refused('ListAccounts', {}, ['AWSOrganizationsNotInUseException', 400]),
  iam.call('DeleteAccessKey', ({ key }) => ({ UserName: 'admin', AccessKeyId: key.AccessKey.AccessKeyId })),
  iam.call('DetachUserPolicy', {
    UserName: 'admin',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  iam.call('DeleteUser', { UserName: 'admin' }),
];
