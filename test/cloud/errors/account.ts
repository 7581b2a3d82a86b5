// The account that every case begins from: one of each thing, made by its root. Worlds are values, so each case starts
// from the same one.
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import type { World } from '../../../src/cloud/index.ts';
import { codeAt, currentStep, practiceMetadata } from '../../../src/cloud/index.ts';
import { account, type TestAccount, testAccount } from '../support/account.ts';

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBhDCCASugAwIBAgIUdtJ8ALP3JCxmgdEh+BNPg+TX92AwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZXhhbXBsZTEuY29tMCAXDTI2MTEyMzE4MTIxN1oYDzIwNTEw
NzE1MTgxMjE3WjAXMRUwEwYDVQQDDAxleGFtcGxlMS5jb20wWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAS2h1WFYCqKpNjZVOL7ObZ73mdkQYp8LpNISmYMcyV5VZSk
8gDu2RE3fgso9oI9SkbLUVUT7Yox2PbEtrJhID0eo1MwUTAdBgNVHQ4EFgQUZIZW
p9BFl7+mGA6OT9XeMuu/RyUwHwYDVR0jBBgwFoAUZIZWp9BFl7+mGA6OT9XeMuu/
RyUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAKYDvZZthKgKSE
naOZZraL33EEju4C5NVwlPgb6WM0KwIgc3rFsdUsk78f6o312++uctT14SNu4QJ3
0i2ft7GV7XI=
-----END CERTIFICATE-----`;
/** Others, as far as IAM reads them. */
export const [second, third] = ['7XM=', '7XQ='].map((end) => certificate.replace('7XI=', end));
export const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';
export const sshKey = `ssh-rsa ${Buffer.from('a key of nobody').toString('base64')} anna`;
export const metadata = `<EntityDescriptor entityID="https://idp.example.com/saml">${' '.repeat(1000)}</EntityDescriptor>`;
/** Of the practice identity provider. */
export const issuer = 'https://practice.example.com';
export const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement });
export const allow = document({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' });
export const trust = (service = 'ec2.amazonaws.com') =>
  document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });

export const arnOf = (resource: string) => `arn:aws:iam::${account}:${resource}`;
export const linked = 'AWSServiceRoleForElasticLoadBalancing';

/** Operation and input. */
export type Step = readonly [operation: string, input: object];

const things: readonly Step[] = [
  ['CreateUser', { UserName: 'anna' }],
  ['CreateUser', { UserName: 'ben' }],
  ['CreateLoginProfile', { UserName: 'anna', Password: 'First-word-1' }],
  ['CreateGroup', { GroupName: 'team' }],
  ['AddUserToGroup', { GroupName: 'team', UserName: 'anna' }],
  ['CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust() }],
  ['CreateRole', { RoleName: 'other', AssumeRolePolicyDocument: trust() }],
  ['CreatePolicy', { PolicyName: 'look', PolicyDocument: allow }],
  ['AttachUserPolicy', { UserName: 'anna', PolicyArn: arnOf('policy/look') }],
  ['CreateInstanceProfile', { InstanceProfileName: 'box' }],
  ['AddRoleToInstanceProfile', { InstanceProfileName: 'box', RoleName: 'app' }],
  ['CreateOpenIDConnectProvider', { Url: 'https://ci.example.com', ClientIDList: ['sts.amazonaws.com'] }],
  ['CreateSAMLProvider', { Name: 'directory', SAMLMetadataDocument: metadata }],
  [
    'UploadServerCertificate',
    { ServerCertificateName: 'site', CertificateBody: certificate, PrivateKey: privateKey },
  ],
  ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' }],
  ['UploadSigningCertificate', { UserName: 'anna', CertificateBody: certificate }],
  ['UploadSSHPublicKey', { UserName: 'anna', SSHPublicKeyBody: sshKey }],
  ['CreateServiceLinkedRole', { AWSServiceName: 'elasticloadbalancing.amazonaws.com' }],
];

const services: Record<string, { module: object; client: new (options: object) => object }> = {
  iam: { module: iam, client: iam.IAMClient },
  sts: { module: sts, client: sts.STSClient },
  organizations: { module: organizations, client: organizations.OrganizationsClient },
};

/** «member» is the root of an account of the organization, if there is one. */
function credentialsOf(test: TestAccount, as: string) {
  if (as === 'root') return test.root;
  const member = [...test.cloud.world.accounts.keys()].find((id) => id !== account);
  return test.as(as === 'member' ? `arn:aws:iam::${member}:root` : as);
}

/** Sends an operation of IAM, STS or Organizations. */
export async function send(test: TestAccount, [operation, input]: Step, as = 'root'): Promise<object> {
  const name = `${operation}Command`;
  const service = Object.values(services).find(({ module }) => name in module);
  if (!service) throw new Error(`no service has the operation ${operation}`);
  const Command = (service.module as Record<string, unknown>)[name] as new (input: object) => object;
  const Client = service.client as new (options: object) => { send(command: object): Promise<object> };
  return new Client(test.options(credentialsOf(test, as))).send(new Command(input));
}

let base: Promise<World> | undefined;

async function build(): Promise<World> {
  const test = testAccount();
  for (const step of things) await send(test, step);
  const SAMLMetadataDocument = practiceMetadata(test.cloud.world, issuer);
  await send(test, ['CreateSAMLProvider', { Name: 'practice', SAMLMetadataDocument }]);
  // A device that ben uses.
  const made = (await send(test, [
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'watch' },
  ])) as iam.CreateVirtualMFADeviceResponse;
  const seed = new TextDecoder().decode(made.VirtualMFADevice?.Base32StringSeed);
  const step = currentStep(Date.now());
  const [AuthenticationCode1, AuthenticationCode2] = [codeAt(seed, step - 1), codeAt(seed, step)];
  const SerialNumber = arnOf('mfa/watch');
  await send(test, [
    'EnableMFADevice',
    { UserName: 'ben', SerialNumber, AuthenticationCode1, AuthenticationCode2 },
  ]);
  return test.cloud.world;
}

export async function begin(): Promise<TestAccount> {
  base ??= build();
  return testAccount({ world: await base });
}
