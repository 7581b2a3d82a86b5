// Every declared error that can be provoked, beside NoSuchEntity (missing.ts), with what provokes it.
import type { World } from '../../../src/cloud/index.ts';
import { practiceAssertion, practiceToken } from '../../../src/cloud/index.ts';
import {
  allow,
  arnOf,
  certificate,
  document,
  issuer,
  linked,
  metadata,
  privateKey,
  type Step,
  second,
  sshKey,
  third,
  trust,
} from './account.ts';

export interface Case {
  operation: string;
  error: string;
  input: object | ((world: World, now: number) => object);
  before?: readonly Step[];
  /** Default: root. */
  as?: string;
  /** The account's clock goes on before it, in ms. */
  later?: number;
}

const times = (count: number, step: (i: number) => Step): Step[] =>
  Array.from({ length: count }, (_, i) => step(i));
const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
const twice = [
  { Key: 'team', Value: 'red' },
  { Key: 'TEAM', Value: 'blue' },
];
const long = (size: number) =>
  document(
    Array.from({ length: Math.ceil(size / 60) }, (_, i) => ({
      Effect: 'Allow',
      Action: `s3:GetObject${i}`,
      Resource: '*',
    })),
  );
const longTrust = document(
  Array.from({ length: 40 }, () => ({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  })),
);
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const servicePolicy = aws('aws-service-role/AWSElasticLoadBalancingServiceRolePolicy');
const managed =
  `AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonEC2FullAccess AmazonEC2ReadOnlyAccess ReadOnlyAccess SecurityAudit
  IAMFullAccess IAMReadOnlyAccess PowerUserAccess AdministratorAccess IAMUserSSHKeys AWSSupportAccess
  AmazonSQSFullAccess AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess AWSCloudShellFullAccess AWSDenyAll
  CloudWatchReadOnlyAccess AWSCodeCommitPowerUser AmazonSSMManagedInstanceCore`.split(/\s+/);
const attached = (operation: string, who: object, count: number) =>
  managed.slice(0, count).map((name): Step => [operation, { ...who, PolicyArn: aws(name) }]);

/** What can carry tags: the operation, and the thing. */
const taggable: Record<string, object> = {
  TagInstanceProfile: { InstanceProfileName: 'box' },
  TagMFADevice: { SerialNumber: arnOf('mfa/phone') },
  TagOpenIDConnectProvider: { OpenIDConnectProviderArn: arnOf('oidc-provider/ci.example.com') },
  TagPolicy: { PolicyArn: arnOf('policy/look') },
  TagRole: { RoleName: 'app' },
  TagSAMLProvider: { SAMLProviderArn: arnOf('saml-provider/directory') },
  TagServerCertificate: { ServerCertificateName: 'site' },
  TagUser: { UserName: 'anna' },
};

const created: Record<string, object> = {
  CreateInstanceProfile: { InstanceProfileName: 'new' },
  CreateOpenIDConnectProvider: { Url: 'https://new.example.com' },
  CreatePolicy: { PolicyName: 'new', PolicyDocument: allow },
  CreateRole: { RoleName: 'new', AssumeRolePolicyDocument: trust() },
  CreateSAMLProvider: { Name: 'new', SAMLMetadataDocument: metadata },
  CreateUser: { UserName: 'new' },
  CreateVirtualMFADevice: { VirtualMFADeviceName: 'new' },
  UploadServerCertificate: {
    ServerCertificateName: 'new',
    CertificateBody: certificate,
    PrivateKey: privateKey,
  },
};

const malformed = '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}';

const tagging = [
  ...Object.entries(taggable).flatMap(([operation, thing]): Case[] => [
    { operation, error: 'InvalidInput', input: { ...thing, Tags: twice } },
    {
      operation,
      error: 'LimitExceeded',
      before: [[operation, { ...thing, Tags: tags(50) }]],
      input: { ...thing, Tags: [{ Key: 'one-more', Value: '' }] },
    },
  ]),
  ...Object.entries(created).map(
    ([operation, thing]): Case => ({ operation, error: 'InvalidInput', input: { ...thing, Tags: twice } }),
  ),
];

const exists: Case[] = [
  {
    operation: 'AddRoleToInstanceProfile',
    error: 'LimitExceeded',
    input: { InstanceProfileName: 'box', RoleName: 'other' },
  },
  { operation: 'CreateGroup', error: 'EntityAlreadyExists', input: { GroupName: 'TEAM' } },
  { operation: 'CreateInstanceProfile', error: 'EntityAlreadyExists', input: { InstanceProfileName: 'Box' } },
  {
    operation: 'CreateLoginProfile',
    error: 'EntityAlreadyExists',
    input: { UserName: 'anna', Password: 'First-word-1' },
  },
  {
    operation: 'CreateOpenIDConnectProvider',
    error: 'EntityAlreadyExists',
    input: { Url: 'https://ci.example.com' },
  },
  {
    operation: 'CreatePolicy',
    error: 'EntityAlreadyExists',
    input: { PolicyName: 'Look', PolicyDocument: allow },
  },
  {
    operation: 'CreateRole',
    error: 'EntityAlreadyExists',
    input: { RoleName: 'APP', AssumeRolePolicyDocument: trust() },
  },
  {
    operation: 'CreateSAMLProvider',
    error: 'EntityAlreadyExists',
    input: { Name: 'directory', SAMLMetadataDocument: metadata },
  },
  { operation: 'CreateUser', error: 'EntityAlreadyExists', input: { UserName: 'Anna' } },
  {
    operation: 'CreateVirtualMFADevice',
    error: 'EntityAlreadyExists',
    input: { VirtualMFADeviceName: 'phone' },
  },
  {
    operation: 'UpdateGroup',
    error: 'EntityAlreadyExists',
    before: [['CreateGroup', { GroupName: 'other' }]],
    input: { GroupName: 'team', NewGroupName: 'other' },
  },
  {
    operation: 'UpdateServerCertificate',
    error: 'EntityAlreadyExists',
    before: [['UploadServerCertificate', created.UploadServerCertificate as object]],
    input: { ServerCertificateName: 'site', NewServerCertificateName: 'new' },
  },
  {
    operation: 'UpdateUser',
    error: 'EntityAlreadyExists',
    input: { UserName: 'anna', NewUserName: 'BEN' },
  },
  {
    operation: 'UploadServerCertificate',
    error: 'EntityAlreadyExists',
    input: { ...created.UploadServerCertificate, ServerCertificateName: 'site' },
  },
];

const limits: Case[] = [
  {
    operation: 'AddUserToGroup',
    error: 'LimitExceeded',
    before: times(9, (i): Step => ['CreateGroup', { GroupName: `g${i}` }])
      .concat(times(9, (i) => ['AddUserToGroup', { GroupName: `g${i}`, UserName: 'anna' }]))
      .concat([['CreateGroup', { GroupName: 'g9' }]]),
    input: { GroupName: 'g9', UserName: 'anna' },
  },
  {
    operation: 'AttachGroupPolicy',
    error: 'LimitExceeded',
    before: attached('AttachGroupPolicy', { GroupName: 'team' }, 10),
    input: { GroupName: 'team', PolicyArn: arnOf('policy/look') },
  },
  {
    operation: 'AttachRolePolicy',
    error: 'LimitExceeded',
    before: attached('AttachRolePolicy', { RoleName: 'app' }, 20),
    input: { RoleName: 'app', PolicyArn: arnOf('policy/look') },
  },
  {
    operation: 'AttachUserPolicy',
    error: 'LimitExceeded',
    before: attached('AttachUserPolicy', { UserName: 'ben' }, 10),
    input: { UserName: 'ben', PolicyArn: arnOf('policy/look') },
  },
  {
    operation: 'CreateAccessKey',
    error: 'LimitExceeded',
    before: times(2, () => ['CreateAccessKey', { UserName: 'anna' }]),
    input: { UserName: 'anna' },
  },
  {
    operation: 'CreateGroup',
    error: 'LimitExceeded',
    before: times(299, (i) => ['CreateGroup', { GroupName: `g${i}` }]),
    input: { GroupName: 'one-more' },
  },
  {
    operation: 'CreateOpenIDConnectProvider',
    error: 'LimitExceeded',
    before: times(99, (i) => ['CreateOpenIDConnectProvider', { Url: `https://i${i}.example.com` }]),
    input: { Url: 'https://one-more.example.com' },
  },
  {
    operation: 'CreatePolicy',
    error: 'LimitExceeded',
    input: { PolicyName: 'long', PolicyDocument: long(6500) },
  },
  {
    operation: 'CreatePolicyVersion',
    error: 'LimitExceeded',
    before: times(4, () => [
      'CreatePolicyVersion',
      { PolicyArn: arnOf('policy/look'), PolicyDocument: allow },
    ]),
    input: { PolicyArn: arnOf('policy/look'), PolicyDocument: allow },
  },
  {
    operation: 'CreateRole',
    error: 'LimitExceeded',
    input: { RoleName: 'long', AssumeRolePolicyDocument: longTrust },
  },
  {
    operation: 'CreateSAMLProvider',
    error: 'LimitExceeded',
    before: times(98, (i) => ['CreateSAMLProvider', { Name: `p${i}`, SAMLMetadataDocument: metadata }]),
    input: { Name: 'one-more', SAMLMetadataDocument: metadata },
  },
  {
    operation: 'CreateServiceSpecificCredential',
    error: 'LimitExceeded',
    before: times(2, () => [
      'CreateServiceSpecificCredential',
      { UserName: 'anna', ServiceName: 'codecommit.amazonaws.com' },
    ]),
    input: { UserName: 'anna', ServiceName: 'codecommit.amazonaws.com' },
  },
  {
    operation: 'PutGroupPolicy',
    error: 'LimitExceeded',
    input: { GroupName: 'team', PolicyName: 'long', PolicyDocument: long(5500) },
  },
  {
    operation: 'PutRolePolicy',
    error: 'LimitExceeded',
    input: { RoleName: 'app', PolicyName: 'long', PolicyDocument: long(11000) },
  },
  {
    operation: 'PutUserPolicy',
    error: 'LimitExceeded',
    input: { UserName: 'anna', PolicyName: 'long', PolicyDocument: long(2500) },
  },
  {
    operation: 'UpdateAssumeRolePolicy',
    error: 'LimitExceeded',
    input: { RoleName: 'app', PolicyDocument: longTrust },
  },
  {
    operation: 'UploadSSHPublicKey',
    error: 'LimitExceeded',
    before: times(4, (i) => [
      'UploadSSHPublicKey',
      { UserName: 'anna', SSHPublicKeyBody: `ssh-rsa ${Buffer.from(`key ${i}`).toString('base64')}` },
    ]),
    input: { UserName: 'anna', SSHPublicKeyBody: `ssh-rsa ${Buffer.from('one more').toString('base64')}` },
  },
  {
    operation: 'UploadServerCertificate',
    error: 'LimitExceeded',
    before: times(19, (i) => [
      'UploadServerCertificate',
      { ServerCertificateName: `c${i}`, CertificateBody: certificate, PrivateKey: privateKey },
    ]),
    input: created.UploadServerCertificate as object,
  },
];

const conflicts: Case[] = [
  { operation: 'DeleteGroup', error: 'DeleteConflict', input: { GroupName: 'team' } },
  { operation: 'DeleteInstanceProfile', error: 'DeleteConflict', input: { InstanceProfileName: 'box' } },
  { operation: 'DeletePolicy', error: 'DeleteConflict', input: { PolicyArn: arnOf('policy/look') } },
  {
    operation: 'DeletePolicyVersion',
    error: 'DeleteConflict',
    input: { PolicyArn: arnOf('policy/look'), VersionId: 'v1' },
  },
  { operation: 'DeleteRole', error: 'DeleteConflict', input: { RoleName: 'app' } },
  { operation: 'DeleteUser', error: 'DeleteConflict', input: { UserName: 'anna' } },
];

/** A service-linked role is the service's to change. */
const unmodifiable = Object.entries({
  AttachRolePolicy: { PolicyArn: arnOf('policy/look') },
  DeleteRole: {},
  DeleteRolePermissionsBoundary: {},
  DeleteRolePolicy: { PolicyName: 'p' },
  DetachRolePolicy: { PolicyArn: arnOf('policy/look') },
  PutRolePermissionsBoundary: { PermissionsBoundary: arnOf('policy/look') },
  PutRolePolicy: { PolicyName: 'p', PolicyDocument: allow },
  UpdateAssumeRolePolicy: { PolicyDocument: trust() },
  UpdateRole: { MaxSessionDuration: 7200 },
  UpdateRoleDescription: { Description: 'mine' },
  RemoveRoleFromInstanceProfile: { InstanceProfileName: 'box' },
}).map(
  ([operation, input]): Case => ({
    operation,
    error: 'UnmodifiableEntity',
    input: { RoleName: linked, ...input },
  }),
);

unmodifiable.push({
  operation: 'AddRoleToInstanceProfile',
  error: 'UnmodifiableEntity',
  before: [['CreateInstanceProfile', { InstanceProfileName: 'free' }]],
  input: { InstanceProfileName: 'free', RoleName: linked },
});

const policies: Case[] = [
  {
    operation: 'CreatePolicy',
    error: 'MalformedPolicyDocument',
    input: { PolicyName: 'new', PolicyDocument: malformed },
  },
  {
    operation: 'CreatePolicyVersion',
    error: 'MalformedPolicyDocument',
    input: { PolicyArn: arnOf('policy/look'), PolicyDocument: malformed },
  },
  {
    operation: 'CreateRole',
    error: 'MalformedPolicyDocument',
    input: { RoleName: 'new', AssumeRolePolicyDocument: allow },
  },
  {
    operation: 'PutGroupPolicy',
    error: 'MalformedPolicyDocument',
    input: { GroupName: 'team', PolicyName: 'p', PolicyDocument: malformed },
  },
  {
    operation: 'PutRolePolicy',
    error: 'MalformedPolicyDocument',
    input: { RoleName: 'app', PolicyName: 'p', PolicyDocument: malformed },
  },
  {
    operation: 'PutUserPolicy',
    error: 'MalformedPolicyDocument',
    input: { UserName: 'anna', PolicyName: 'p', PolicyDocument: malformed },
  },
  {
    operation: 'UpdateAssumeRolePolicy',
    error: 'MalformedPolicyDocument',
    input: { RoleName: 'app', PolicyDocument: trust().replace('sts:AssumeRole', 's3:GetObject') },
  },
  ...['AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy'].map(
    (operation): Case => ({
      operation,
      error: 'PolicyNotAttachable',
      input: {
        GroupName: 'team',
        RoleName: 'app',
        UserName: 'anna',
        PolicyArn: servicePolicy,
      },
    }),
  ),
];

const boundaries: Case[] = [
  {
    operation: 'PutRolePermissionsBoundary',
    error: 'PolicyNotAttachable',
    input: { RoleName: 'app', PermissionsBoundary: servicePolicy },
  },
  {
    operation: 'PutUserPermissionsBoundary',
    error: 'PolicyNotAttachable',
    input: { UserName: 'anna', PermissionsBoundary: servicePolicy },
  },
];

const watch = {
  SerialNumber: arnOf('mfa/watch'),
  AuthenticationCode1: '000000',
  AuthenticationCode2: '111111',
};

const devices: Case[] = [
  {
    operation: 'DeleteVirtualMFADevice',
    error: 'DeleteConflict',
    input: { SerialNumber: arnOf('mfa/watch') },
  },
  { operation: 'EnableMFADevice', error: 'EntityAlreadyExists', input: { UserName: 'anna', ...watch } },
  { operation: 'ResyncMFADevice', error: 'InvalidAuthenticationCode', input: { UserName: 'ben', ...watch } },
];

const organized = (FeatureSet: string): Step => ['CreateOrganization', { FeatureSet }];
const member: Step = ['CreateAccount', { AccountName: 'lab', Email: 'lab@example.com' }];

/** Of the five operations on an organization's central root access, by error. */
const rootAccess = [
  'DisableOrganizationsRootCredentialsManagement',
  'DisableOrganizationsRootSessions',
  'EnableOrganizationsRootCredentialsManagement',
  'EnableOrganizationsRootSessions',
  'ListOrganizationsFeatures',
].flatMap((operation): Case[] => [
  { operation, error: 'OrganizationNotFound', input: {} },
  {
    operation,
    error: 'AccountNotManagementOrDelegatedAdministrator',
    before: [organized('ALL'), member],
    as: 'member',
    input: {},
  },
  {
    operation,
    error: 'OrganizationNotInAllFeaturesMode',
    before: [organized('CONSOLIDATED_BILLING')],
    input: {},
  },
]);

const others: Case[] = [
  {
    operation: 'CreateAccountAlias',
    error: 'EntityAlreadyExists',
    before: [organized('ALL'), member, ['CreateAccountAlias', { AccountAlias: 'acme' }]],
    as: 'member',
    input: { AccountAlias: 'acme' },
  },
  {
    operation: 'ChangePassword',
    error: 'NoSuchEntity',
    as: 'user/ben',
    before: [
      [
        'PutUserPolicy',
        {
          UserName: 'ben',
          PolicyName: 'own',
          PolicyDocument: allow.replace('s3:ListAllMyBuckets', 'iam:ChangePassword'),
        },
      ],
    ],
    input: { OldPassword: 'First-word-1', NewPassword: 'Second-word-2' },
  },
  {
    operation: 'GetOrganizationsAccessReport',
    error: 'NoSuchEntity',
    before: [organized('ALL')],
    input: { JobId: '00000000-0000-0000-0000-000000000000' },
  },
  {
    operation: 'UploadSigningCertificate',
    error: 'LimitExceeded',
    before: [['UploadSigningCertificate', { UserName: 'anna', CertificateBody: second }]],
    input: { UserName: 'anna', CertificateBody: third },
  },
  {
    operation: 'ChangePassword',
    error: 'PasswordPolicyViolation',
    as: 'user/anna',
    before: [
      [
        'PutUserPolicy',
        {
          UserName: 'anna',
          PolicyName: 'own',
          PolicyDocument: allow.replace('s3:ListAllMyBuckets', 'iam:ChangePassword'),
        },
      ],
    ],
    input: { OldPassword: 'First-word-1', NewPassword: 'short' },
  },
  {
    operation: 'ChangePassword',
    error: 'InvalidUserType',
    input: { OldPassword: 'First-word-1', NewPassword: 'Second-word-2' },
  },
  {
    operation: 'CreateLoginProfile',
    error: 'PasswordPolicyViolation',
    input: { UserName: 'ben', Password: 'short' },
  },
  {
    operation: 'UpdateLoginProfile',
    error: 'PasswordPolicyViolation',
    input: { UserName: 'anna', Password: 'short' },
  },
  {
    operation: 'CreateSAMLProvider',
    error: 'InvalidInput',
    input: { Name: 'new', SAMLMetadataDocument: 'x'.repeat(1000) },
  },
  {
    operation: 'UpdateSAMLProvider',
    error: 'InvalidInput',
    input: { SAMLProviderArn: arnOf('saml-provider/directory'), SAMLMetadataDocument: 'x'.repeat(1000) },
  },
  {
    operation: 'CreateServiceLinkedRole',
    error: 'InvalidInput',
    input: { AWSServiceName: 'elasticloadbalancing.amazonaws.com' },
  },
  { operation: 'PutAccountProperties', error: 'InvalidInput', input: { Properties: { Enabled: 'true' } } },
  {
    operation: 'SimulateCustomPolicy',
    error: 'InvalidInput',
    input: { PolicyInputList: [malformed], ActionNames: ['s3:GetObject'] },
  },
  {
    operation: 'SimulatePrincipalPolicy',
    error: 'InvalidInput',
    input: { PolicySourceArn: arnOf('policy/look'), ActionNames: ['s3:GetObject'] },
  },
  {
    operation: 'GenerateServiceLastAccessedDetails',
    error: 'InvalidInput',
    input: { Arn: arnOf('mfa/phone') },
  },
  {
    operation: 'GetContextKeysForPrincipalPolicy',
    error: 'InvalidInput',
    input: { PolicySourceArn: arnOf('policy/look') },
  },
  {
    operation: 'GetContextKeysForCustomPolicy',
    error: 'InvalidInput',
    input: { PolicyInputList: [malformed] },
  },
  {
    operation: 'ListPoliciesGrantingServiceAccess',
    error: 'InvalidInput',
    input: { Arn: arnOf('policy/look'), ServiceNamespaces: ['iam'] },
  },
  {
    operation: 'EnableMFADevice',
    error: 'InvalidAuthenticationCode',
    input: {
      UserName: 'anna',
      SerialNumber: arnOf('mfa/phone'),
      AuthenticationCode1: '000000',
      AuthenticationCode2: '111111',
    },
  },
  { operation: 'DisableOutboundWebIdentityFederation', error: 'FeatureDisabled', input: {} },
  { operation: 'GetOutboundWebIdentityFederationInfo', error: 'FeatureDisabled', input: {} },
  {
    operation: 'EnableOutboundWebIdentityFederation',
    error: 'FeatureEnabled',
    before: [['EnableOutboundWebIdentityFederation', {}]],
    input: {},
  },
  { operation: 'GetCredentialReport', error: 'CredentialReportNotPresent', input: {} },
  {
    operation: 'GetCredentialReport',
    error: 'CredentialReportExpired',
    before: [['GenerateCredentialReport', {}]],
    later: 5 * 3_600_000,
    input: {},
  },
  {
    operation: 'UploadSSHPublicKey',
    error: 'UnrecognizedPublicKeyEncoding',
    input: { UserName: 'anna', SSHPublicKeyBody: 'ssh-ed25519 AAAA' },
  },
  {
    operation: 'UploadSSHPublicKey',
    error: 'InvalidPublicKey',
    input: { UserName: 'anna', SSHPublicKeyBody: 'nothing' },
  },
  {
    operation: 'UploadSSHPublicKey',
    error: 'DuplicateSSHPublicKey',
    input: { UserName: 'anna', SSHPublicKeyBody: sshKey },
  },
  {
    operation: 'UploadServerCertificate',
    error: 'MalformedCertificate',
    input: { ServerCertificateName: 'new', CertificateBody: 'nothing', PrivateKey: privateKey },
  },
  {
    operation: 'UploadSigningCertificate',
    error: 'MalformedCertificate',
    input: { UserName: 'anna', CertificateBody: 'nothing' },
  },
  {
    operation: 'UploadSigningCertificate',
    error: 'DuplicateCertificate',
    input: { UserName: 'anna', CertificateBody: certificate },
  },
  {
    operation: 'CreateServiceSpecificCredential',
    error: 'ServiceNotSupported',
    input: { UserName: 'anna', ServiceName: 'nothing.amazonaws.com' },
  },
];

export const iamCases: readonly Case[] = [
  ...tagging,
  ...exists,
  ...limits,
  ...conflicts,
  ...unmodifiable,
  ...policies,
  ...boundaries,
  ...devices,
  ...rootAccess,
  ...others,
];

export const session = { RoleArn: arnOf('role/opened'), RoleSessionName: 'today' };
export const opened: Step = [
  'CreateRole',
  {
    RoleName: 'opened',
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { AWS: arnOf('user/anna') },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }),
  },
];
const federating: Step = [
  'PutUserPolicy',
  {
    UserName: 'anna',
    PolicyName: 'own',
    PolicyDocument: allow.replace('s3:ListAllMyBuckets', 'sts:GetFederationToken'),
  },
];

const fat = Array.from({ length: 40 }, (_, i) => ({ Key: `key-${i}`, Value: 'v'.repeat(200) }));
const PrincipalArn = arnOf('saml-provider/practice');
const federated = (Federated: string, action: string, more: object = {}): Step => [
  'CreateRole',
  {
    RoleName: 'opened',
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Federated },
      Action: [action, 'sts:TagSession'],
      ...more,
    }),
  },
];
export const samlRole = federated(PrincipalArn, 'sts:AssumeRoleWithSAML');
export const webRole = federated(arnOf('oidc-provider/ci.example.com'), 'sts:AssumeRoleWithWebIdentity');
export const saml =
  (more: object, attributes: Record<string, string[]> = {}, age = 0) =>
  (world: World, now: number) => ({
    RoleArn: session.RoleArn,
    PrincipalArn,
    SAMLAssertion: practiceAssertion(world, {
      issuer,
      subject: 'anna',
      issued: now - age,
      expires: now - age + 300_000,
      attributes: {
        Role: [`${session.RoleArn},${PrincipalArn}`],
        RoleSessionName: ['anna'],
        ...attributes,
      },
    }),
    ...more,
  });
export const web =
  (more: object, lifetime = 60_000) =>
  (world: World, now: number) => ({
    ...session,
    WebIdentityToken: practiceToken(world, {
      issuer: 'ci.example.com',
      subject: 'job',
      audience: 'sts.amazonaws.com',
      issued: now - 120_000,
      expires: now + lifetime,
    }),
    ...more,
  });

export const stsCases: readonly Case[] = [
  {
    operation: 'AssumeRoleWithSAML',
    error: 'ExpiredToken',
    before: [samlRole],
    input: saml({}, {}, 300_001),
  },
  {
    operation: 'AssumeRoleWithSAML',
    error: 'MalformedPolicyDocument',
    before: [samlRole],
    input: saml({ Policy: malformed }),
  },
  {
    operation: 'AssumeRoleWithSAML',
    error: 'PackedPolicyTooLarge',
    before: [samlRole],
    input: saml({}, Object.fromEntries(fat.map(({ Key, Value }) => [`PrincipalTag:${Key}`, [Value]]))),
  },
  {
    operation: 'AssumeRoleWithWebIdentity',
    error: 'ExpiredToken',
    before: [webRole],
    input: web({}, -1000),
  },
  {
    operation: 'AssumeRoleWithWebIdentity',
    error: 'MalformedPolicyDocument',
    before: [webRole],
    input: web({ Policy: malformed }),
  },
  {
    operation: 'AssumeRole',
    error: 'MalformedPolicyDocument',
    as: 'user/anna',
    before: [opened],
    input: { ...session, Policy: malformed },
  },
  {
    operation: 'AssumeRole',
    error: 'PackedPolicyTooLarge',
    as: 'user/anna',
    before: [opened],
    input: { ...session, Policy: long(2500) },
  },
  {
    operation: 'AssumeRoleWithSAML',
    error: 'InvalidIdentityToken',
    input: {
      RoleArn: arnOf('role/app'),
      PrincipalArn: arnOf('saml-provider/directory'),
      SAMLAssertion: 'bm90aGluZw==',
    },
  },
  {
    operation: 'AssumeRoleWithWebIdentity',
    error: 'InvalidIdentityToken',
    input: { RoleArn: arnOf('role/app'), RoleSessionName: 'today', WebIdentityToken: 'no.real.token' },
  },
  {
    operation: 'DecodeAuthorizationMessage',
    error: 'InvalidAuthorizationMessage',
    input: { EncodedMessage: 'nothing' },
  },
  {
    operation: 'GetFederationToken',
    error: 'MalformedPolicyDocument',
    as: 'user/anna',
    before: [federating],
    input: { Name: 'guest', Policy: malformed },
  },
  {
    operation: 'GetFederationToken',
    error: 'PackedPolicyTooLarge',
    as: 'user/anna',
    before: [federating],
    input: { Name: 'guest', Tags: fat },
  },
  {
    operation: 'GetWebIdentityToken',
    error: 'OutboundWebIdentityFederationDisabled',
    input: { Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256' },
  },
];
