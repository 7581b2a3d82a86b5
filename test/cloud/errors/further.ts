// IAM and STS: what gets to each place in the code that refuses and that the declared errors (cases.ts, missing.ts)
// leave out: errors that are not declared, and second sentences of declared ones.
import { allow, arnOf, certificate, document, type Step } from './account.ts';
import { type Case, opened, saml, samlRole, session, web, webRole } from './cases.ts';

export interface FurtherCase extends Case {
  status: number;
}

const refused =
  (error: string, status: number) =>
  (operation: string, input: Case['input'], more: Partial<Case> = {}): FurtherCase => ({
    operation,
    error,
    status,
    input,
    ...more,
  });
const missing = refused('NoSuchEntity', 404);
const invalid = refused('ValidationError', 400);
const input = refused('InvalidInput', 400);
const denied = refused('AccessDenied', 403);
const token = refused('InvalidIdentityToken', 400);

const nobody = document({
  Effect: 'Allow',
  Principal: { AWS: arnOf('user/nobody') },
  Action: 'sts:AssumeRole',
});
const anna = { UserName: 'anna' };
/** What role app may do. */
const may = (action: string): Step => [
  'PutRolePolicy',
  {
    RoleName: 'app',
    PolicyName: 'own',
    PolicyDocument: document({ Effect: 'Allow', Action: action, Resource: '*' }),
  },
];
const annaMay = (action: string): Step => [
  'PutUserPolicy',
  {
    ...anna,
    PolicyName: 'own',
    PolicyDocument: document({ Effect: 'Allow', Action: action, Resource: '*' }),
  },
];
const edge: Step = ['CreatePolicy', { PolicyName: 'edge', PolicyDocument: allow }];
const watch = arnOf('mfa/watch');
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
const lookAudit = { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' };

export const furtherIam: readonly FurtherCase[] = [
  missing('UpdateAccessKey', { ...anna, AccessKeyId: 'AKIANOBODYNOBODY1234', Status: 'Inactive' }),
  denied('GetAccessKeyLastUsed', { AccessKeyId: 'AKIANOBODYNOBODY1234' }),
  invalid('CreateAccountAlias', { AccountAlias: '123456789012' }),
  missing('AttachUserPolicy', { ...anna, PolicyArn: arnOf('policy/nobody') }),
  missing('GetUserPolicy', { ...anna, PolicyName: 'nothing' }),
  missing('UpdateSigningCertificate', {
    ...anna,
    CertificateId: 'NOBODYNOBODYNOBODYNOBODY1234',
    Status: 'Inactive',
  }),
  refused('MalformedCertificate', 400)('UploadServerCertificate', {
    ServerCertificateName: 'new',
    CertificateBody: certificate,
    PrivateKey: 'nothing',
  }),
  invalid('ListAccessKeys', {}, { as: 'role/app', before: [may('iam:*')] }),
  input('TagUser', { ...anna, Tags: [{ Key: 'aws:team', Value: 'red' }] }),
  invalid('ListUsers', { Marker: 'nothing' }),
  missing('RemoveUserFromGroup', { GroupName: 'team', UserName: 'ben' }),
  missing('RemoveRoleFromInstanceProfile', { InstanceProfileName: 'box', RoleName: 'other' }),
  missing('DeactivateMFADevice', { ...anna, SerialNumber: watch }),
  missing('ResyncMFADevice', { ...anna, SerialNumber: watch, ...codes }),
  denied('GenerateOrganizationsAccessReport', { EntityPath: 'o-1234567890/r-1234' }),
  invalid('CreateLoginProfile', { UserName: 'ben' }),
  denied(
    'ChangePassword',
    { OldPassword: 'Another-word-1', NewPassword: 'Second-word-2' },
    { as: 'user/anna', before: [annaMay('iam:ChangePassword')] },
  ),
  denied('CreatePolicyVersion', {
    PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    PolicyDocument: allow,
  }),
  missing('GetPolicyVersion', { PolicyArn: arnOf('policy/look'), VersionId: 'v9' }),
  refused('DeleteConflict', 409)(
    'DeletePolicy',
    { PolicyArn: arnOf('policy/edge') },
    {
      before: [
        edge,
        ['PutUserPermissionsBoundary', { UserName: 'ben', PermissionsBoundary: arnOf('policy/edge') }],
      ],
    },
  ),
  refused('DeleteConflict', 409)(
    'DeletePolicy',
    { PolicyArn: arnOf('policy/edge') },
    { before: [edge, ['CreatePolicyVersion', { PolicyArn: arnOf('policy/edge'), PolicyDocument: allow }]] },
  ),
  input('PutAccountProperties', { Properties: { 'A/one': 'x', 'B/two': 'y' } }),
  input('PutAccountProperties', { Properties: { nothing: 'x' } }),
  refused('MalformedPolicyDocument', 400)('UpdateAssumeRolePolicy', {
    RoleName: 'app',
    PolicyDocument: nobody,
  }),
  input('CreateOpenIDConnectProvider', { Url: 'http://new.example.com' }),
  input('CreateServiceLinkedRole', { AWSServiceName: 'example.com' }),
  input('DeleteServiceLinkedRole', { RoleName: 'app' }),
  missing('GetSSHPublicKey', { ...anna, SSHPublicKeyId: 'APKANOBODYNOBODY1234', Encoding: 'SSH' }),
  missing('DeleteServiceSpecificCredential', {
    ...anna,
    ServiceSpecificCredentialId: 'ACCANOBODYNOBODY1234',
  }),
  input('SimulateCustomPolicy', { PolicyInputList: [allow], ActionNames: ['nonsense'] }),
];

export const furtherSts: readonly FurtherCase[] = [
  invalid('GetAccessKeyInfo', { AccessKeyId: 'AKIANOBODYNOBODY1234' }),
  denied('AssumeRole', { ...session, RoleArn: arnOf('role/nobody') }, { as: 'user/anna' }),
  invalid('AssumeRole', { ...session, DurationSeconds: 3601 }, { as: 'user/anna', before: [opened] }),
  invalid(
    'AssumeRole',
    { ...session, RoleArn: arnOf('role/chained'), DurationSeconds: 3601 },
    {
      as: 'role/app',
      before: [
        may('sts:AssumeRole'),
        [
          'CreateRole',
          {
            RoleName: 'chained',
            MaxSessionDuration: 7200,
            AssumeRolePolicyDocument: document({
              Effect: 'Allow',
              Principal: { AWS: arnOf('role/app') },
              Action: 'sts:AssumeRole',
            }),
          },
        ],
      ],
    },
  ),
  token('AssumeRoleWithSAML', saml({}, { RoleSessionName: [''] }), { before: [samlRole] }),
  token('AssumeRoleWithSAML', saml({ PrincipalArn: arnOf('saml-provider/nobody') }), { before: [samlRole] }),
  token('AssumeRoleWithSAML', saml({ PrincipalArn: arnOf('saml-provider/directory') }), {
    before: [samlRole],
  }),
  token('AssumeRoleWithSAML', saml({}, { Role: ['none'] }), { before: [samlRole] }),
  invalid('GetSessionToken', { SerialNumber: watch }, { as: 'user/ben' }),
  denied('GetSessionToken', { SerialNumber: arnOf('mfa/phone'), TokenCode: '123456' }, { as: 'user/ben' }),
  denied('GetSessionToken', { SerialNumber: watch, TokenCode: '000000' }, { as: 'user/ben' }),
  denied('GetSessionToken', {}, { as: 'role/app' }),
  denied(
    'GetFederationToken',
    { Name: 'guest' },
    { as: 'role/app', before: [may('sts:GetFederationToken')] },
  ),
  invalid(
    'AssumeRole',
    { ...session, PolicyArns: Array.from({ length: 11 }, () => ({ arn: arnOf('policy/look') })) },
    { as: 'user/anna', before: [opened] },
  ),
  refused('MalformedPolicyDocument', 400)(
    'AssumeRole',
    { ...session, PolicyArns: [{ arn: arnOf('policy/nobody') }] },
    { as: 'user/anna', before: [opened] },
  ),
  denied('AssumeRoot', { TargetPrincipal: '999988887777', TaskPolicyArn: lookAudit }),
  invalid(
    'AssumeRoot',
    { TargetPrincipal: '999988887777', TaskPolicyArn: { arn: arnOf('policy/look') } },
    { as: 'user/anna', before: [annaMay('sts:AssumeRoot')] },
  ),
  denied(
    'AssumeRoot',
    { TargetPrincipal: '999988887777', TaskPolicyArn: lookAudit },
    { as: 'user/anna', before: [annaMay('sts:AssumeRoot')] },
  ),
  invalid(
    'AssumeRoot',
    { TargetPrincipal: 'arn:aws:iam::anna', TaskPolicyArn: lookAudit },
    { as: 'user/anna', before: [annaMay('sts:AssumeRoot')] },
  ),
  token('AssumeRoleWithWebIdentity', web({}), {
    before: [
      webRole,
      ['DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: arnOf('oidc-provider/ci.example.com') }],
    ],
  }),
  token('AssumeRoleWithWebIdentity', web({}), {
    before: [
      webRole,
      [
        'RemoveClientIDFromOpenIDConnectProvider',
        {
          OpenIDConnectProviderArn: arnOf('oidc-provider/ci.example.com'),
          ClientID: 'sts.amazonaws.com',
        },
      ],
    ],
  }),
];

/** The beginning of a sentence → the test that provokes it, where a case here cannot. */
export const provokedElsewhere: Readonly<Record<string, string>> = {
  'The requested token duration would extend': 'test/cloud/federation.test.ts',
  'Not authorized to perform ': 'test/cloud/federation.test.ts',
  'One of the specified transitive tag keys': 'test/cloud/sts.test.ts',
};
