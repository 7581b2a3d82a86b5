// The parts of the console without a public API, and what is built like them: billing and support plans. Codes and
// sentences are ours, but for those of IAM and of the Billing console.
import { practiceRootPassword as Password } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { document } from '../account.ts';
import { ofEach, type ServiceCase, type ServiceErrors, type Step } from '../service-cases.ts';
import { memberOf } from './account.ts';

const issuer = 'https://practice.example.com';

const inputs: ServiceErrors['inputs'] = {
  DescribeAccount: {},
  UpdateRootEmail: { NewEmail: 'owner@example.com', Password },
  UpdateRootPassword: { CurrentPassword: Password, NewPassword: 'Second-word-2' },
  CloseAccount: { AccountId: account },
  ReopenAccount: {},
  RegisterSecurityKey: { Name: 'key', UserName: 'anna' },
  Attempt: { Action: 'dynamodb:PutItem' },
  GetProviderMetadata: { Issuer: issuer },
  IssueSamlAssertion: {
    Issuer: issuer,
    Subject: 'anna',
    RoleArn: `arn:aws:iam::${account}:role/app`,
    PrincipalArn: `arn:aws:iam::${account}:saml-provider/practice`,
  },
  IssueWebIdentityToken: { Issuer: issuer, Subject: 'anna', Audience: 'sts.amazonaws.com' },
};

const member = (world: Parameters<typeof memberOf>[0]) => `arn:aws:iam::${memberOf(world)}:root`;
const close: Step = ['CloseAccount', { AccountId: account }];
const organized: Step[] = [
  ['organizations.CreateOrganization', {}],
  ['organizations.CreateAccount', { AccountName: 'second', Email: 'second@example.com' }],
];
const key = (i: number): Step => ['RegisterSecurityKey', { Name: `key${i}`, UserName: 'anna' }];
const everything: Step = [
  'iam.PutUserPolicy',
  {
    UserName: 'anna',
    PolicyName: 'all',
    PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
  },
];
const noQuestion = 'GetProviderMetadata IssueSamlAssertion IssueWebIdentityToken';
const mistyped = (input: object): ServiceCase => ({
  operation: 'Attempt',
  error: 'ValidationException',
  input,
});
const conflict = (operation: string, more: Partial<ServiceCase>): ServiceCase => ({
  operation,
  error: 'ConflictException',
  status: 409,
  input: inputs[operation] as object,
  ...more,
});
const denied = { error: 'AccessDeniedException', as: 'user/anna' };

export const portalErrors: ServiceErrors = {
  service: 'portal',
  things: [],
  inputs,
  cases: [
    ...ofEach(inputs, `${noQuestion} ReopenAccount`, denied),
    { operation: 'ReopenAccount', ...denied, input: {} },
    { operation: 'CloseAccount', ...denied, before: [everything], input: { AccountId: account } },
    {
      operation: 'UpdateRootEmail',
      error: 'AuthenticationFailed',
      status: 401,
      input: { NewEmail: 'owner@example.com', Password: 'no' },
    },
    {
      operation: 'UpdateRootPassword',
      error: 'AuthenticationFailed',
      status: 401,
      before: organized,
      as: member,
      input: { CurrentPassword: 'none', NewPassword: 'Second-word-2' },
    },
    conflict('UpdateRootEmail', { input: { NewEmail: 'root@example.com', Password } }),
    conflict('CloseAccount', { before: [close] }),
    conflict('CloseAccount', { before: organized }),
    conflict('ReopenAccount', {}),
    conflict('ReopenAccount', { before: [close], later: 91 * 86_400_000 }),
    {
      operation: 'UpdateRootPassword',
      error: 'PasswordPolicyViolation',
      input: { CurrentPassword: Password, NewPassword: 'short' },
    },
    {
      operation: 'UpdateRootPassword',
      error: 'PasswordPolicyViolation',
      input: { CurrentPassword: Password, NewPassword: Password },
    },
    { operation: 'CloseAccount', error: 'ValidationException', input: { AccountId: '999988887777' } },
    {
      operation: 'RegisterSecurityKey',
      error: 'EntityAlreadyExists',
      status: 409,
      before: [key(0)],
      input: { Name: 'KEY0', UserName: 'anna' },
    },
    {
      operation: 'RegisterSecurityKey',
      error: 'LimitExceeded',
      status: 409,
      before: Array.from({ length: 8 }, (_, i) => key(i)),
      input: { Name: 'one-more', UserName: 'anna' },
    },
    {
      operation: 'RegisterSecurityKey',
      error: 'NoSuchEntity',
      status: 404,
      input: { Name: 'key', UserName: 'nobody' },
    },
    mistyped({ Action: 'PutItem' }),
    mistyped({ Action: 'dynamodbb:PutItem' }),
    mistyped({ Action: 'dynamodb:PutItems' }),
    mistyped({ Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::papers' }),
    mistyped({ Action: 'dynamodb:PutItem', Resource: 'arn:aws:s3:::papers' }),
    mistyped({ Action: 'dynamodb:PutItem', Context: { 'aws:SourceIp': ['203.0.113.1'] } }),
  ],
  everywhere: {},
  somewhere: {},
  undeclared: 'src/cloud/services/portal/model.ts',
};

const billing: ServiceErrors['inputs'] = {
  GetBillingData: {},
  GetIAMAccessPreference: {},
  UpdateIAMAccessPreference: { IAMAccess: true },
};

export const billingErrors: ServiceErrors = {
  service: 'billing',
  things: [],
  inputs: billing,
  cases: [...ofEach(billing, '', denied), ...ofEach(billing, '', { ...denied, before: [everything] })],
  everywhere: {},
  somewhere: {},
  undeclared: '«Troubleshooting AWS Account Management identity and access»',
};

const plans: ServiceErrors['inputs'] = {
  GetSupportPlan: {},
  StartSupportPlanUpdate: { Update: { SupportLevel: 'DEVELOPER' } },
};

export const supportplansErrors: ServiceErrors = {
  service: 'supportplans',
  things: [],
  inputs: plans,
  cases: [
    ...ofEach(plans, '', denied),
    {
      operation: 'StartSupportPlanUpdate',
      error: 'ValidationException',
      input: { Update: { SupportLevel: 'GOLD' } },
    },
  ],
  everywhere: {},
  somewhere: {},
  undeclared: '«Change AWS Support Plans», AWS Support user guide',
};
