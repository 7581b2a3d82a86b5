// NoSuchEntity: what to call each operation with so that it asks for a thing that is not there. Most inputs are made of
// the members an operation requires, each with a name that nobody has.
import { allow, arnOf, certificate, sshKey } from './account.ts';

/** By member, where it is required (or UserName, where there is one). */
export const missing: Readonly<Record<string, unknown>> = {
  AWSServiceName: 'elasticloadbalancing.amazonaws.com',
  AccessKeyId: 'AKIANOBODYNOBODY1234',
  AccountAlias: 'nobody',
  ActionNames: ['s3:GetObject'],
  Arn: arnOf('user/nobody'),
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  CertificateBody: certificate,
  CertificateId: 'NOBODYNOBODYNOBODYNOBODY1234',
  ClientID: 'nobody',
  DeletionTaskId: 'task/nobody',
  Description: 'nothing',
  Encoding: 'SSH',
  GroupName: 'nobody',
  InstanceProfileName: 'nobody',
  JobId: '00000000-0000-0000-0000-000000000000',
  NewPassword: 'Second-word-2',
  OldPassword: 'First-word-1',
  OpenIDConnectProviderArn: arnOf('oidc-provider/nobody.example.com'),
  PermissionsBoundary: arnOf('policy/nobody'),
  PolicyArn: arnOf('policy/nobody'),
  PolicyDocument: allow,
  PolicyName: 'nothing',
  PolicySourceArn: arnOf('user/nobody'),
  RoleName: 'nobody',
  SAMLProviderArn: arnOf('saml-provider/nobody'),
  SSHPublicKeyBody: sshKey,
  SSHPublicKeyId: 'APKANOBODYNOBODY1234',
  SerialNumber: arnOf('mfa/nobody'),
  ServerCertificateName: 'nobody',
  ServiceName: 'codecommit.amazonaws.com',
  ServiceNamespace: 'iam',
  ServiceNamespaces: ['iam'],
  ServiceSpecificCredentialId: 'ACCANOBODYNOBODY1234',
  Status: 'Inactive',
  TagKeys: ['team'],
  Tags: [{ Key: 'team', Value: 'red' }],
  ThumbprintList: ['0123456789012345678901234567890123456789'],
  UserName: 'nobody',
  VersionId: 'v1',
};

/** Where the names above would not do: another member is the one that is missing. */
export const missingOtherwise: Readonly<Record<string, object>> = {
  CreateUser: { UserName: 'new', PermissionsBoundary: arnOf('policy/nobody') },
  EnableMFADevice: {
    UserName: 'anna',
    SerialNumber: arnOf('mfa/nobody'),
    AuthenticationCode1: '123456',
    AuthenticationCode2: '654321',
  },
  PutRolePermissionsBoundary: { RoleName: 'nobody', PermissionsBoundary: arnOf('policy/look') },
  PutUserPermissionsBoundary: { UserName: 'nobody', PermissionsBoundary: arnOf('policy/look') },
};
