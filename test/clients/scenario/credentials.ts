// What a user signs in and calls with: passwords, access keys, MFA devices, certificates, SSH keys, service credentials.
import { expect } from 'vitest';
import { certificate, oneTimeCode, privateKey, secondCertificate, sshKeys } from './material.ts';
import type { Step } from './step.ts';
import { account, iamArn, steps, tags } from './step.ts';

const { call, refused, pages } = steps('iam');
const sts = steps('sts');
const anna = { UserName: 'anna' };
const active = { Status: 'Active' };

const keys: readonly Step[] = [
  call('CreateUser', anna),
  call(
    'CreateAccessKey',
    anna,
    {
      AccessKey: {
        UserName: 'anna',
        AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^\S{40}$/),
        ...active,
      },
    },
    { keep: 'key' },
  ),
  call('CreateAccessKey', anna, undefined, { keep: 'second' }),
  refused('CreateAccessKey', anna, ['LimitExceeded', 409, 'Cannot exceed quota for AccessKeysPerUser: 2']),
  pages('ListAccessKeys', ['AccessKeyMetadata'], anna),
  sts.call(
    'GetCallerIdentity',
    {},
    { Arn: iamArn('user/anna'), Account: account },
    { as: ({ key }) => key.AccessKey },
  ),
  call('GetAccessKeyLastUsed', ({ key }) => ({ AccessKeyId: key.AccessKey.AccessKeyId }), {
    UserName: 'anna',
    AccessKeyLastUsed: {
      ServiceName: 'sts',
      Region: 'us-east-1',
      LastUsedDate: expect.stringMatching(/^\d{4}-/),
    },
  }),
  call('UpdateAccessKey', ({ second }) => ({
    ...anna,
    AccessKeyId: second.AccessKey.AccessKeyId,
    Status: 'Inactive',
  })),
  sts.refused('GetCallerIdentity', {}, ['InvalidClientTokenId', 403], {
    as: ({ second }) => second.AccessKey,
  }),
  call('DeleteAccessKey', ({ second }) => ({ ...anna, AccessKeyId: second.AccessKey.AccessKeyId })),
  call('ListAccessKeys', anna, ({ key }) => ({
    AccessKeyMetadata: [{ UserName: 'anna', AccessKeyId: key.AccessKey.AccessKeyId, ...active }],
  })),
];

const passwords: readonly Step[] = [
  refused('GetAccountPasswordPolicy', {}, ['NoSuchEntity', 404]),
  call('UpdateAccountPasswordPolicy', {
    MinimumPasswordLength: 12,
    RequireNumbers: true,
    AllowUsersToChangePassword: true,
    PasswordReusePrevention: 3,
  }),
  call(
    'GetAccountPasswordPolicy',
    {},
    {
      PasswordPolicy: {
        MinimumPasswordLength: 12,
        RequireNumbers: true,
        RequireSymbols: false,
        AllowUsersToChangePassword: true,
        ExpirePasswords: false,
        PasswordReusePrevention: 3,
      },
    },
  ),
  refused('CreateLoginProfile', { ...anna, Password: 'short' }, ['PasswordPolicyViolation', 400]),
  call(
    'CreateLoginProfile',
    { ...anna, Password: 'long-enough-123', PasswordResetRequired: true },
    {
      LoginProfile: { UserName: 'anna', PasswordResetRequired: true },
    },
  ),
  call('GetLoginProfile', anna, { LoginProfile: { UserName: 'anna', PasswordResetRequired: true } }),
  call('UpdateLoginProfile', { ...anna, Password: 'long-enough-456', PasswordResetRequired: false }),
  call('ChangePassword', { OldPassword: 'long-enough-456', NewPassword: 'long-enough-789' }, undefined, {
    as: ({ key }) => key.AccessKey,
  }),
  call('DeleteLoginProfile', anna),
  refused('GetLoginProfile', anna, ['NoSuchEntity', 404]),
  call('DeleteAccountPasswordPolicy'),
];

const device = { SerialNumber: iamArn('mfa/phone') };
const seedOf = (made: { VirtualMFADevice: { Base32StringSeed: string } }) =>
  Buffer.from(made.VirtualMFADevice.Base32StringSeed, 'base64').toString();

const mfa: readonly Step[] = [
  call(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'phone' },
    { VirtualMFADevice: { ...device, Base32StringSeed: expect.any(String) } },
    { keep: 'phone' },
  ),
  call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'spare' }, undefined, { keep: 'spare' }),
  pages('ListVirtualMFADevices', ['VirtualMFADevices']),
  refused(
    'EnableMFADevice',
    { ...anna, ...device, AuthenticationCode1: '123456', AuthenticationCode2: '654321' },
    ['InvalidAuthenticationCode', 403],
  ),
  call('EnableMFADevice', ({ phone }) => ({
    ...anna,
    ...device,
    AuthenticationCode1: oneTimeCode(seedOf(phone), -1),
    AuthenticationCode2: oneTimeCode(seedOf(phone), 0),
  })),
  call('EnableMFADevice', ({ spare }) => ({
    ...anna,
    SerialNumber: iamArn('mfa/spare'),
    AuthenticationCode1: oneTimeCode(seedOf(spare), -1),
    AuthenticationCode2: oneTimeCode(seedOf(spare), 0),
  })),
  call('GetMFADevice', device, { UserName: 'anna', ...device }),
  call('ListMFADevices', anna, { MFADevices: [{ UserName: 'anna', ...device }, {}] }),
  pages('ListMFADevices', ['MFADevices'], anna),
  call('ResyncMFADevice', ({ phone }) => ({
    ...anna,
    ...device,
    AuthenticationCode1: oneTimeCode(seedOf(phone), -1),
    AuthenticationCode2: oneTimeCode(seedOf(phone), 0),
  })),
  call('TagMFADevice', { ...device, Tags: tags }),
  call('ListMFADeviceTags', device, { Tags: tags }),
  pages('ListMFADeviceTags', ['Tags'], device),
  call('UntagMFADevice', { ...device, TagKeys: ['team'] }),
  call('ListMFADeviceTags', device, { Tags: tags.slice(1) }),
  sts.call(
    'GetSessionToken',
    ({ phone }) => ({ ...device, TokenCode: oneTimeCode(seedOf(phone), 1) }),
    { Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/), SessionToken: expect.any(String) } },
    { as: ({ key }) => key.AccessKey, keep: 'withMfa' },
  ),
  sts.call(
    'GetCallerIdentity',
    {},
    { Arn: iamArn('user/anna') },
    { as: ({ withMfa }) => withMfa.Credentials },
  ),
  refused('DeleteVirtualMFADevice', device, ['DeleteConflict', 409]),
  call('DeactivateMFADevice', { ...anna, ...device }),
  call('DeactivateMFADevice', { ...anna, SerialNumber: iamArn('mfa/spare') }),
  call('DeleteVirtualMFADevice', device),
  call('DeleteVirtualMFADevice', { SerialNumber: iamArn('mfa/spare') }),
  call('ListVirtualMFADevices', {}, { VirtualMFADevices: [] }),
];

const certificates: readonly Step[] = [
  call(
    'UploadSigningCertificate',
    { ...anna, CertificateBody: certificate },
    { Certificate: { UserName: 'anna', ...active, CertificateId: expect.stringMatching(/^[A-Z2-7]{24,}$/) } },
    { keep: 'signing' },
  ),
  call('UploadSigningCertificate', { ...anna, CertificateBody: secondCertificate }, undefined, {
    keep: 'signing2',
  }),
  refused('UploadSigningCertificate', { ...anna, CertificateBody: 'nonsense' }, [
    'MalformedCertificate',
    400,
  ]),
  pages('ListSigningCertificates', ['Certificates'], anna),
  call('UpdateSigningCertificate', ({ signing }) => ({
    ...anna,
    CertificateId: signing.Certificate.CertificateId,
    Status: 'Inactive',
  })),
  call('ListSigningCertificates', anna, {
    Certificates: expect.arrayContaining([expect.objectContaining({ Status: 'Inactive' })]),
  }),
  call('DeleteSigningCertificate', ({ signing }) => ({
    ...anna,
    CertificateId: signing.Certificate.CertificateId,
  })),
  call('DeleteSigningCertificate', ({ signing2 }) => ({
    ...anna,
    CertificateId: signing2.Certificate.CertificateId,
  })),

  call(
    'UploadServerCertificate',
    { ServerCertificateName: 'site', CertificateBody: certificate, PrivateKey: privateKey, Tags: tags },
    {
      ServerCertificateMetadata: {
        ServerCertificateName: 'site',
        Arn: iamArn('server-certificate/site'),
        ServerCertificateId: expect.stringMatching(/^ASCA/),
        Expiration: expect.stringMatching(/^\d{4}-/),
      },
    },
  ),
  call('UploadServerCertificate', {
    ServerCertificateName: 'other',
    CertificateBody: certificate,
    PrivateKey: privateKey,
  }),
  pages('ListServerCertificates', ['ServerCertificateMetadataList']),
  call('ListServerCertificates', {}, { ServerCertificateMetadataList: [{}, {}] }),
  call('UpdateServerCertificate', {
    ServerCertificateName: 'other',
    NewServerCertificateName: 'shop',
    NewPath: '/x/',
  }),
  call(
    'GetServerCertificate',
    { ServerCertificateName: 'shop' },
    {
      ServerCertificate: {
        ServerCertificateMetadata: { Arn: iamArn('server-certificate/x/shop') },
        CertificateBody: expect.stringContaining('BEGIN CERTIFICATE'),
      },
    },
  ),
  call('TagServerCertificate', { ServerCertificateName: 'site', Tags: [{ Key: 'x', Value: 'y' }] }),
  call(
    'ListServerCertificateTags',
    { ServerCertificateName: 'site' },
    { Tags: [...tags, { Key: 'x', Value: 'y' }] },
  ),
  pages('ListServerCertificateTags', ['Tags'], { ServerCertificateName: 'site' }),
  call('UntagServerCertificate', { ServerCertificateName: 'site', TagKeys: ['x', 'team'] }),
  call('ListServerCertificateTags', { ServerCertificateName: 'site' }, { Tags: tags.slice(1) }),
  call('DeleteServerCertificate', { ServerCertificateName: 'site' }),
  call('DeleteServerCertificate', { ServerCertificateName: 'shop' }),
  refused('GetServerCertificate', { ServerCertificateName: 'shop' }, ['NoSuchEntity', 404]),
];

const sshId = (kept: { ssh: { SSHPublicKey: { SSHPublicKeyId: string } } }) => ({
  SSHPublicKeyId: kept.ssh.SSHPublicKey.SSHPublicKeyId,
});

const forServices: readonly Step[] = [
  call(
    'UploadSSHPublicKey',
    { ...anna, SSHPublicKeyBody: sshKeys[0] },
    {
      SSHPublicKey: {
        UserName: 'anna',
        ...active,
        SSHPublicKeyId: expect.stringMatching(/^APKA/),
        Fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      },
    },
    { keep: 'ssh' },
  ),
  call('UploadSSHPublicKey', { ...anna, SSHPublicKeyBody: sshKeys[1] }, undefined, { keep: 'ssh2' }),
  pages('ListSSHPublicKeys', ['SSHPublicKeys'], anna),
  call('UpdateSSHPublicKey', (kept) => ({ ...anna, ...sshId(kept as never), Status: 'Inactive' })),
  call('GetSSHPublicKey', (kept) => ({ ...anna, ...sshId(kept as never), Encoding: 'SSH' }), {
    SSHPublicKey: { Status: 'Inactive', SSHPublicKeyBody: sshKeys[0] },
  }),
  call('ListSSHPublicKeys', anna, { SSHPublicKeys: [{ UserName: 'anna' }, { UserName: 'anna' }] }),
  call('DeleteSSHPublicKey', (kept) => ({ ...anna, ...sshId(kept as never) })),
  call('DeleteSSHPublicKey', ({ ssh2 }) => ({ ...anna, SSHPublicKeyId: ssh2.SSHPublicKey.SSHPublicKeyId })),

  call(
    'CreateServiceSpecificCredential',
    { ...anna, ServiceName: 'codecommit.amazonaws.com' },
    {
      ServiceSpecificCredential: {
        ServiceUserName: `anna-at-${account}`,
        ServicePassword: expect.any(String),
        ServiceSpecificCredentialId: expect.stringMatching(/^ACCA/),
        ...active,
      },
    },
    { keep: 'service' },
  ),
  call('ListServiceSpecificCredentials', anna, {
    ServiceSpecificCredentials: [{ ServiceName: 'codecommit.amazonaws.com', UserName: 'anna' }],
  }),
  call(
    'ResetServiceSpecificCredential',
    ({ service }) => ({
      ...anna,
      ServiceSpecificCredentialId: service.ServiceSpecificCredential.ServiceSpecificCredentialId,
    }),
    ({ service }) => ({
      ServiceSpecificCredential: {
        ServiceSpecificCredentialId: service.ServiceSpecificCredential.ServiceSpecificCredentialId,
        ServicePassword: expect.not.stringContaining(service.ServiceSpecificCredential.ServicePassword),
      },
    }),
  ),
  call('UpdateServiceSpecificCredential', ({ service }) => ({
    ...anna,
    ServiceSpecificCredentialId: service.ServiceSpecificCredential.ServiceSpecificCredentialId,
    Status: 'Inactive',
  })),
  call('ListServiceSpecificCredentials', anna, { ServiceSpecificCredentials: [{ Status: 'Inactive' }] }),
  call('DeleteServiceSpecificCredential', ({ service }) => ({
    ...anna,
    ServiceSpecificCredentialId: service.ServiceSpecificCredential.ServiceSpecificCredentialId,
  })),
  call('DeleteAccessKey', ({ key }) => ({ ...anna, AccessKeyId: key.AccessKey.AccessKeyId })),
  call('DeleteUser', anna),
];

export const credentials: readonly Step[] = [...keys, ...passwords, ...mfa, ...certificates, ...forServices];
