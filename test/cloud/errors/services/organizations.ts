// AWS Organizations.
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { allow, document } from '../account.ts';
import { ofEach, type ServiceCase, type ServiceErrors, type Step } from '../service-cases.ts';
import { memberOf } from './account.ts';

const kindOf = (kind: string, name?: string) => (world: World) =>
  [...world.organizations.values()].find(
    (node) => node.kind === kind && (name === undefined || ('name' in node && node.name === name)),
  )?.id as string;
const root = kindOf('root');
const team = kindOf('unit', 'team');
const look = kindOf('policy', 'look');
const spare = kindOf('policy', 'spare');
const request = (world: World) =>
  [...(world.accounts.get(account)?.resources.keys() ?? [])]
    .find((key) => key.startsWith('organizations/request/'))
    ?.split('/')[2] as string;

const Type = 'SERVICE_CONTROL_POLICY';
const made = (Name: string) => ({ Name, Description: '', Type, Content: allow });
const full = 'p-FullAWSAccess';

const inputs: ServiceErrors['inputs'] = {
  CreateOrganization: { FeatureSet: 'ALL' },
  DescribeOrganization: {},
  DeleteOrganization: {},
  ListRoots: {},
  CreateOrganizationalUnit: (world: World) => ({ ParentId: root(world), Name: 'new' }),
  UpdateOrganizationalUnit: (world: World) => ({ OrganizationalUnitId: team(world), Name: 'renamed' }),
  DescribeOrganizationalUnit: (world: World) => ({ OrganizationalUnitId: team(world) }),
  DeleteOrganizationalUnit: (world: World) => ({ OrganizationalUnitId: kindOf('unit', 'empty')(world) }),
  ListOrganizationalUnitsForParent: (world: World) => ({ ParentId: root(world) }),
  ListAccountsForParent: (world: World) => ({ ParentId: root(world) }),
  ListChildren: (world: World) => ({ ParentId: root(world), ChildType: 'ACCOUNT' }),
  ListParents: (world: World) => ({ ChildId: memberOf(world) }),
  ListAccounts: {},
  DescribeAccount: (world: World) => ({ AccountId: memberOf(world) }),
  CreateAccount: { AccountName: 'third', Email: 'third@example.com' },
  DescribeCreateAccountStatus: (world: World) => ({ CreateAccountRequestId: request(world) }),
  MoveAccount: (world: World) => ({
    AccountId: memberOf(world),
    SourceParentId: root(world),
    DestinationParentId: team(world),
  }),
  RemoveAccountFromOrganization: (world: World) => ({ AccountId: memberOf(world) }),
  LeaveOrganization: {},
  CloseAccount: (world: World) => ({ AccountId: memberOf(world) }),
  CreatePolicy: made('new'),
  UpdatePolicy: (world: World) => ({ PolicyId: look(world), Name: 'renamed' }),
  DescribePolicy: (world: World) => ({ PolicyId: look(world) }),
  DeletePolicy: (world: World) => ({ PolicyId: spare(world) }),
  ListPolicies: { Filter: Type },
  ListPoliciesForTarget: (world: World) => ({ TargetId: root(world), Filter: Type }),
  ListTargetsForPolicy: (world: World) => ({ PolicyId: look(world) }),
  AttachPolicy: (world: World) => ({ PolicyId: spare(world), TargetId: root(world) }),
  DetachPolicy: (world: World) => ({ PolicyId: look(world), TargetId: root(world) }),
  EnablePolicyType: (world: World) => ({ RootId: root(world), PolicyType: 'RESOURCE_CONTROL_POLICY' }),
  DisablePolicyType: (world: World) => ({ RootId: root(world), PolicyType: Type }),
};

const open = 'CreateOrganization DescribeOrganization LeaveOrganization';
const noInput = 'DescribeOrganization DeleteOrganization LeaveOrganization';
/** Ids that nobody has. */
const nowhere: Record<string, string> = {
  ParentId: 'ou-abcd-00000000',
  OrganizationalUnitId: 'ou-abcd-00000000',
  ChildId: '999988887777',
  AccountId: '999988887777',
  PolicyId: 'p-00000000',
  TargetId: 'ou-abcd-00000000',
  RootId: 'r-0000',
  SourceParentId: 'ou-abcd-00000000',
  DestinationParentId: 'ou-abcd-00000000',
  CreateAccountRequestId: `car-${'0'.repeat(32)}`,
};

const notFound = (member: string, error: string, operations: string): ServiceCase[] =>
  ofEach(
    Object.fromEntries(operations.split(/\s+/).map((operation) => [operation, inputs[operation] as object])),
    '',
    { error },
    (input) => ({ ...input, [member]: nowhere[member] }),
  );

const long = (input: object) =>
  Object.keys(input).length === 0
    ? { MaxResults: 21 }
    : Object.fromEntries(
        Object.entries(input).map(([key, value]) => [key, key === 'Content' ? value : 'x'.repeat(600)]),
      );

const constraint = (
  operation: string,
  input: ServiceCase['input'],
  before: readonly Step[] = [],
): ServiceCase => ({ operation, error: 'ConstraintViolationException', input, before });

const malformed = '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}';
const enable: Step = ['EnablePolicyType', inputs.EnablePolicyType as object];
const consolidated: Partial<ServiceCase> = {
  empty: true,
  before: [['CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' }]],
};
const count = (length: number, step: (i: number) => Step): Step[] =>
  Array.from({ length }, (_, i) => step(i));
const deeper = (i: number): Step => [
  'CreateOrganizationalUnit',
  (world) => ({ ParentId: i === 0 ? root(world) : kindOf('unit', `d${i - 1}`)(world), Name: `d${i}` }),
];

export const organizationsErrors: ServiceErrors = {
  service: 'organizations',
  things: [
    ['CreateOrganization', {}],
    ['CreateAccount', { AccountName: 'second', Email: 'second@example.com' }],
    ['CreateOrganizationalUnit', (world) => ({ ParentId: root(world), Name: 'team' })],
    ['CreateOrganizationalUnit', (world) => ({ ParentId: team(world), Name: 'inner' })],
    ['CreateOrganizationalUnit', (world) => ({ ParentId: root(world), Name: 'empty' })],
    ['CreatePolicy', made('look')],
    ['CreatePolicy', made('spare')],
    ['AttachPolicy', (world) => ({ PolicyId: look(world), TargetId: root(world) })],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, '', { error: 'AccessDeniedException', as: 'user/anna' }),
    ...ofEach(inputs, open, {
      error: 'AccessDeniedException',
      as: (world) => `arn:aws:iam::${memberOf(world)}:root`,
    }),
    ...ofEach(inputs, 'CreateOrganization', { error: 'AWSOrganizationsNotInUseException', empty: true }),
    ...ofEach(inputs, noInput, { error: 'InvalidInputException' }, long),
    { operation: 'ListAccounts', error: 'InvalidInputException', input: { NextToken: 'nothing' } },
    ...'UpdatePolicy DeletePolicy'.split(' ').map(
      (operation): ServiceCase => ({
        operation,
        error: 'InvalidInputException',
        input: { PolicyId: full },
      }),
    ),
    {
      operation: 'DetachPolicy',
      error: 'InvalidInputException',
      before: [enable],
      input: (world) => ({ PolicyId: 'p-RCPFullAWSAccess', TargetId: root(world) }),
    },
    { operation: 'CreateOrganization', error: 'AlreadyInOrganizationException', input: {} },
    { operation: 'DeleteOrganization', error: 'OrganizationNotEmptyException', input: {} },
    ...notFound(
      'ParentId',
      'ParentNotFoundException',
      'CreateOrganizationalUnit ListOrganizationalUnitsForParent ListAccountsForParent ListChildren',
    ),
    ...notFound(
      'OrganizationalUnitId',
      'OrganizationalUnitNotFoundException',
      'UpdateOrganizationalUnit DescribeOrganizationalUnit DeleteOrganizationalUnit',
    ),
    ...notFound('ChildId', 'ChildNotFoundException', 'ListParents'),
    ...notFound(
      'AccountId',
      'AccountNotFoundException',
      'DescribeAccount MoveAccount RemoveAccountFromOrganization CloseAccount',
    ),
    ...notFound('SourceParentId', 'SourceParentNotFoundException', 'MoveAccount'),
    ...notFound('DestinationParentId', 'DestinationParentNotFoundException', 'MoveAccount'),
    ...notFound(
      'CreateAccountRequestId',
      'CreateAccountStatusNotFoundException',
      'DescribeCreateAccountStatus',
    ),
    ...notFound(
      'PolicyId',
      'PolicyNotFoundException',
      'UpdatePolicy DescribePolicy DeletePolicy ListTargetsForPolicy AttachPolicy DetachPolicy',
    ),
    ...notFound('TargetId', 'TargetNotFoundException', 'ListPoliciesForTarget AttachPolicy DetachPolicy'),
    ...notFound('RootId', 'RootNotFoundException', 'EnablePolicyType DisablePolicyType'),
    {
      operation: 'MoveAccount',
      error: 'DuplicateAccountException',
      input: (world) => ({
        AccountId: memberOf(world),
        SourceParentId: root(world),
        DestinationParentId: root(world),
      }),
    },
    {
      operation: 'CreateOrganizationalUnit',
      error: 'DuplicateOrganizationalUnitException',
      input: (world) => ({ ParentId: root(world), Name: 'team' }),
    },
    {
      operation: 'UpdateOrganizationalUnit',
      error: 'DuplicateOrganizationalUnitException',
      input: (world) => ({ OrganizationalUnitId: team(world), Name: 'empty' }),
    },
    {
      operation: 'DeleteOrganizationalUnit',
      error: 'OrganizationalUnitNotEmptyException',
      input: (world) => ({ OrganizationalUnitId: team(world) }),
    },
    {
      operation: 'RemoveAccountFromOrganization',
      error: 'MasterCannotLeaveOrganizationException',
      input: { AccountId: account },
    },
    { operation: 'LeaveOrganization', error: 'MasterCannotLeaveOrganizationException', input: {} },
    {
      operation: 'CloseAccount',
      error: 'AccountAlreadyClosedException',
      before: [['CloseAccount', inputs.CloseAccount as object]],
      input: inputs.CloseAccount as object,
    },
    { operation: 'CreatePolicy', error: 'DuplicatePolicyException', input: made('look') },
    {
      operation: 'UpdatePolicy',
      error: 'DuplicatePolicyException',
      input: (world) => ({ PolicyId: look(world), Name: 'spare' }),
    },
    {
      operation: 'CreatePolicy',
      error: 'MalformedPolicyDocumentException',
      input: { ...made('new'), Content: malformed },
    },
    {
      operation: 'UpdatePolicy',
      error: 'MalformedPolicyDocumentException',
      input: (world) => ({ PolicyId: look(world), Content: malformed }),
    },
    {
      operation: 'CreatePolicy',
      error: 'PolicyTypeNotAvailableForOrganizationException',
      ...consolidated,
      input: made('new'),
    },
    {
      operation: 'EnablePolicyType',
      error: 'PolicyTypeNotAvailableForOrganizationException',
      ...consolidated,
      input: (world) => ({ RootId: root(world), PolicyType: Type }),
    },
    {
      operation: 'CreatePolicy',
      error: 'UnsupportedAPIEndpointException',
      input: { ...made('new'), Type: 'TAG_POLICY' },
    },
    {
      operation: 'EnablePolicyType',
      error: 'UnsupportedAPIEndpointException',
      input: (world) => ({ RootId: root(world), PolicyType: 'TAG_POLICY' }),
    },
    {
      operation: 'EnablePolicyType',
      error: 'PolicyTypeAlreadyEnabledException',
      input: (world) => ({ RootId: root(world), PolicyType: Type }),
    },
    {
      operation: 'DisablePolicyType',
      error: 'PolicyTypeNotEnabledException',
      input: (world) => ({ RootId: root(world), PolicyType: 'RESOURCE_CONTROL_POLICY' }),
    },
    {
      operation: 'AttachPolicy',
      error: 'PolicyTypeNotEnabledException',
      before: [['DisablePolicyType', inputs.DisablePolicyType as object]],
      input: (world) => ({ PolicyId: look(world), TargetId: root(world) }),
    },
    {
      operation: 'AttachPolicy',
      error: 'DuplicatePolicyAttachmentException',
      input: (world) => ({ PolicyId: look(world), TargetId: root(world) }),
    },
    {
      operation: 'DetachPolicy',
      error: 'PolicyNotAttachedException',
      input: (world) => ({ PolicyId: spare(world), TargetId: root(world) }),
    },
    {
      operation: 'DeletePolicy',
      error: 'PolicyInUseException',
      input: (world) => ({ PolicyId: look(world) }),
    },
    constraint('CloseAccount', { AccountId: account }),
    constraint('DetachPolicy', (world) => ({ PolicyId: full, TargetId: team(world) })),
    constraint('AttachPolicy', (world) => ({ PolicyId: spare(world), TargetId: root(world) }), [
      ...count(8, (i) => ['CreatePolicy', made(`p${i}`)]),
      ...count(8, (i) => [
        'AttachPolicy',
        (world) => ({ PolicyId: kindOf('policy', `p${i}`)(world), TargetId: root(world) }),
      ]),
    ]),
    constraint(
      'CreateOrganizationalUnit',
      (world) => ({ ParentId: kindOf('unit', 'd4')(world), Name: 'd5' }),
      count(5, deeper),
    ),
    constraint('CreatePolicy', { ...made('new'), Content: document(sized(10_300)) }),
    constraint('UpdatePolicy', (world) => ({ PolicyId: look(world), Content: document(sized(10_300)) })),
    constraint(
      'CreateAccount',
      { AccountName: 'more', Email: 'more@example.com' },
      count(8, (i) => ['CreateAccount', { AccountName: `a${i}`, Email: `a${i}@example.com` }]),
    ),
  ],
  everywhere: {
    ConcurrentModificationException: 'Requests are done one after the other.',
    PolicyChangesInProgressException: 'A change is there at once: none is ever in progress.',
    ServiceException: 'It is AWS’s own failure. A failure of the account here is an InternalFailure.',
    TooManyRequestsException: 'Requests are not counted against a rate.',
    UnsupportedAPIEndpointException: 'There is one endpoint: it takes everything that is simulated.',
  },
  somewhere: {
    'CloseAccount ConflictException':
      'It is told of two requests at a time: they are done one after the other.',
    'CreateAccount FinalizingOrganizationException': 'An organization is ready at once.',
    'CreateOrganization AccessDeniedForDependencyException':
      'The service-linked role is made without asking anew.',
    'CreateOrganization ConstraintViolationException':
      'An account has no limit on organizations it makes and deletes.',
    'DeleteOrganization ConstraintViolationException':
      'What still stands in the way is OrganizationNotEmptyException.',
    'DeleteOrganization InvalidInputException': 'It takes nothing.',
    'DisablePolicyType ConstraintViolationException': 'No service needs a policy type here.',
    'EnablePolicyType ConstraintViolationException':
      'What stands in the way is PolicyTypeNotAvailableForOrganizationException.',
    'LeaveOrganization AccountNotFoundException': 'The account that asks is there.',
    'LeaveOrganization ConstraintViolationException':
      'A practice account needs no payment method to stand alone.',
    'LeaveOrganization InvalidInputException': 'It takes nothing.',
    'RemoveAccountFromOrganization ConstraintViolationException':
      'A practice account needs no payment method to stand alone.',
  },
  undeclared: {},
};

/** A statement of so many characters. */
function sized(characters: number): object[] {
  return Array.from({ length: Math.ceil(characters / 60) }, (_, i) => ({
    Effect: 'Allow',
    Action: `s3:GetObject${i}`,
    Resource: '*',
  }));
}
