// Identity providers, and STS beside taking on a role: tokens, federation, what a key or a message says.
import { expect } from 'vitest';
import { samlMetadata } from './material.ts';
import type { Step } from './step.ts';
import { account, iamArn, listing, policy, steps, tags } from './step.ts';

const { call, refused, pages } = steps('iam');
const sts = steps('sts');
const ci = { OpenIDConnectProviderArn: iamArn('oidc-provider/id.example.com/x') };
const corp = { SAMLProviderArn: iamArn('saml-provider/corp') };
const metadata = samlMetadata('https://idp.example.com');

export const tokens: readonly Step[] = [
  call(
    'CreateOpenIDConnectProvider',
    { Url: 'https://id.example.com/x', ClientIDList: ['a'], ThumbprintList: ['0'.repeat(40)], Tags: tags },
    ci,
  ),
  call('AddClientIDToOpenIDConnectProvider', { ...ci, ClientID: 'b' }),
  call('GetOpenIDConnectProvider', ci, {
    Url: 'id.example.com/x',
    ClientIDList: ['a', 'b'],
    ThumbprintList: ['0'.repeat(40)],
    Tags: tags,
  }),
  call('RemoveClientIDFromOpenIDConnectProvider', { ...ci, ClientID: 'b' }),
  call('UpdateOpenIDConnectProviderThumbprint', { ...ci, ThumbprintList: ['1'.repeat(40)] }),
  call('GetOpenIDConnectProvider', ci, { ClientIDList: ['a'], ThumbprintList: ['1'.repeat(40)] }),
  call(
    'ListOpenIDConnectProviders',
    {},
    { OpenIDConnectProviderList: [{ Arn: ci.OpenIDConnectProviderArn }] },
  ),
  call('TagOpenIDConnectProvider', { ...ci, Tags: [{ Key: 'x', Value: 'y' }] }),
  call('ListOpenIDConnectProviderTags', ci, { Tags: [...tags, { Key: 'x', Value: 'y' }] }),
  pages('ListOpenIDConnectProviderTags', ['Tags'], ci),
  call('UntagOpenIDConnectProvider', { ...ci, TagKeys: ['x', 'team'] }),
  call('ListOpenIDConnectProviderTags', ci, { Tags: tags.slice(1) }),

  call('CreateRole', {
    RoleName: 'deployer',
    AssumeRolePolicyDocument: policy({
      Principal: { Federated: ci.OpenIDConnectProviderArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'id.example.com/x:sub': 'job' } },
    }),
  }),
  sts.call(
    'AssumeRoleWithWebIdentity',
    ({ webIdentity }) => ({
      RoleArn: iamArn('role/deployer'),
      RoleSessionName: 'job',
      WebIdentityToken: webIdentity('job'),
    }),
    {
      SubjectFromWebIdentityToken: 'job',
      Audience: 'a',
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/deployer/job` },
    },
    { keep: 'deployer' },
  ),
  sts.call(
    'GetCallerIdentity',
    {},
    { Arn: `arn:aws:sts::${account}:assumed-role/deployer/job` },
    {
      as: ({ deployer }) => deployer.Credentials,
    },
  ),
  sts.refused(
    'AssumeRoleWithWebIdentity',
    ({ webIdentity }) => ({
      RoleArn: iamArn('role/deployer'),
      RoleSessionName: 'job',
      WebIdentityToken: webIdentity('somebody'),
    }),
    ['AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity'],
  ),
  call('DeleteRole', { RoleName: 'deployer' }),
  call('DeleteOpenIDConnectProvider', ci),
  refused('GetOpenIDConnectProvider', ci, ['NoSuchEntity', 404]),

  call('CreateSAMLProvider', { Name: 'corp', SAMLMetadataDocument: metadata, Tags: tags }, corp),
  call('GetSAMLProvider', corp, { SAMLMetadataDocument: metadata, Tags: tags }),
  call(
    'UpdateSAMLProvider',
    { ...corp, SAMLMetadataDocument: samlMetadata('https://new.example.com') },
    corp,
  ),
  call('ListSAMLProviders', {}, { SAMLProviderList: [{ Arn: corp.SAMLProviderArn }] }),
  call('TagSAMLProvider', { ...corp, Tags: [{ Key: 'x', Value: 'y' }] }),
  call('ListSAMLProviderTags', corp, { Tags: [...tags, { Key: 'x', Value: 'y' }] }),
  pages('ListSAMLProviderTags', ['Tags'], corp),
  call('UntagSAMLProvider', { ...corp, TagKeys: ['x', 'team'] }),
  call('ListSAMLProviderTags', corp, { Tags: tags.slice(1) }),
  call('UpdateSAMLProvider', ({ samlMetadata }) => ({ ...corp, SAMLMetadataDocument: samlMetadata })),
  call('CreateRole', {
    RoleName: 'staff',
    AssumeRolePolicyDocument: policy({
      Principal: { Federated: corp.SAMLProviderArn },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }),
  }),
  sts.call(
    'AssumeRoleWithSAML',
    ({ samlAssertion }) => ({
      RoleArn: iamArn('role/staff'),
      PrincipalArn: corp.SAMLProviderArn,
      SAMLAssertion: samlAssertion(iamArn('role/staff'), corp.SAMLProviderArn),
    }),
    { Subject: 'anna', AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/staff/anna` } },
    { keep: 'staff' },
  ),
  sts.call(
    'GetCallerIdentity',
    {},
    { Arn: `arn:aws:sts::${account}:assumed-role/staff/anna` },
    { as: ({ staff }) => staff.Credentials },
  ),
  call('DeleteRole', { RoleName: 'staff' }),
  call('DeleteSAMLProvider', corp),
  refused('GetSAMLProvider', corp, ['NoSuchEntity', 404]),

  sts.call('GetCallerIdentity', {}, { UserId: account, Account: account, Arn: iamArn('root') }),
  sts.call(
    'GetFederationToken',
    { Name: 'guest', Policy: listing, DurationSeconds: 900 },
    {
      FederatedUser: {
        Arn: `arn:aws:sts::${account}:federated-user/guest`,
        FederatedUserId: `${account}:guest`,
      },
    },
    { keep: 'guest' },
  ),
  sts.call(
    'GetCallerIdentity',
    {},
    { Arn: `arn:aws:sts::${account}:federated-user/guest` },
    {
      as: ({ guest }) => guest.Credentials,
    },
  ),
  sts.call('GetAccessKeyInfo', ({ guest }) => ({ AccessKeyId: guest.Credentials.AccessKeyId }), {
    Account: account,
  }),
  sts.call(
    'GetSessionToken',
    { DurationSeconds: 900 },
    {
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA/),
        Expiration: expect.stringMatching(/^\d{4}-/),
      },
    },
  ),
  sts.call(
    'DecodeAuthorizationMessage',
    { EncodedMessage: Buffer.from('{"allowed":false}').toString('base64url') },
    { DecodedMessage: '{"allowed":false}' },
  ),
  sts.refused('DecodeAuthorizationMessage', { EncodedMessage: 'nonsense' }, [
    'InvalidAuthorizationMessageException',
    400,
  ]),

  refused('GetOutboundWebIdentityFederationInfo', {}, ['FeatureDisabled', 404]),
  call('EnableOutboundWebIdentityFederation', {}, { IssuerIdentifier: expect.stringMatching(/^https:/) }),
  call('GetOutboundWebIdentityFederationInfo', {}, { JwtVendingEnabled: true }),
  sts.call(
    'GetWebIdentityToken',
    { Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256' },
    { WebIdentityToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) },
  ),
  call('DisableOutboundWebIdentityFederation'),
];
