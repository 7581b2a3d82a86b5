// Identity providers an account trusts: OpenID Connect and SAML.
import type * as sdk from '@aws-sdk/client-iam';
import { hexOf, sha256 } from '../../wire/signature.ts';
import { iamArn } from '../../world/arn.ts';
import type { OidcProvider, SamlProvider } from '../../world/entities.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { date, entityKeys, inOrder, newTags, quota, requestTagKeys, toldTags } from './common.ts';
import { tagOperations } from './tagging.ts';

// OpenID Connect

function hostAndPath(url: string): string {
  const found = /^https:\/\/([^?#]+?)\/?$/.exec(url);
  return found?.[1] ?? fail('InvalidInput', `Invalid Open ID Connect Provider URL: ${url}`);
}

function oidcArn(call: Call, url: string): string {
  return iamArn(call.tx.accountId, `oidc-provider/${url}`);
}

function findOidc(call: Call, arn: string): OidcProvider {
  const url = arn.slice(arn.indexOf('/') + 1);
  return (
    call.tx.account.oidcProviders.get(url) ??
    fail('NoSuchEntity', `OpenIDConnect Provider not found for arn ${arn}`)
  );
}

const onOidc = {
  resource: (input: { OpenIDConnectProviderArn: string }) => input.OpenIDConnectProviderArn,
  context: (input: { OpenIDConnectProviderArn: string }, call: Call): Context =>
    entityKeys(call.tx.account.oidcProviders.get(input.OpenIDConnectProviderArn.replace(/^[^/]*\//, ''))),
};

const createOidc = operation<sdk.CreateOpenIDConnectProviderRequest, sdk.CreateOpenIDConnectProviderResponse>(
  {
    resource: (input, call) => oidcArn(call, input.Url.replace(/^https:\/\//, '')),
    context: (input) => requestTagKeys(input.Tags),
    run(input, call) {
      const url = hostAndPath(input.Url);
      if (call.tx.account.oidcProviders.has(url))
        fail('EntityAlreadyExists', `Provider with url https://${url} already exists.`);
      quota('OpenIdConnectProvidersPerAccount', call.tx.account.oidcProviders.size);
      // IAM fetches the certificate itself when no thumbprint is given; here the address stands in for it.
      const thumbprints = input.ThumbprintList?.length
        ? input.ThumbprintList
        : [hexOf(sha256(url)).slice(0, 40)];
      const provider: OidcProvider = {
        url,
        created: call.times.now,
        clients: input.ClientIDList ?? [],
        thumbprints,
        tags: newTags(input.Tags),
      };
      call.tx.put('oidcProviders', url, provider);
      return { OpenIDConnectProviderArn: oidcArn(call, url), Tags: toldTags(provider.tags) };
    },
  },
);

const getOidc = operation<sdk.GetOpenIDConnectProviderRequest, sdk.GetOpenIDConnectProviderResponse>({
  ...onOidc,
  run(input, call) {
    const provider = findOidc(call, input.OpenIDConnectProviderArn);
    return {
      Url: provider.url,
      ClientIDList: [...provider.clients],
      ThumbprintList: [...provider.thumbprints],
      CreateDate: date(provider.created),
      Tags: toldTags(provider.tags),
    };
  },
});

const listOidc = operation<object, sdk.ListOpenIDConnectProvidersResponse>({
  run: (_input, call) => ({
    OpenIDConnectProviderList: inOrder(call.tx.account.oidcProviders).map(({ url }) => ({
      Arn: oidcArn(call, url),
    })),
  }),
});

function changeOidc(call: Call, arn: string, change: Partial<OidcProvider>): void {
  const provider = findOidc(call, arn);
  call.tx.put('oidcProviders', provider.url, { ...provider, ...change });
}

const addClient = operation<sdk.AddClientIDToOpenIDConnectProviderRequest, void>({
  ...onOidc,
  run(input, call) {
    const { clients } = findOidc(call, input.OpenIDConnectProviderArn);
    if (!clients.includes(input.ClientID))
      changeOidc(call, input.OpenIDConnectProviderArn, { clients: [...clients, input.ClientID] });
  },
});

const removeClient = operation<sdk.RemoveClientIDFromOpenIDConnectProviderRequest, void>({
  ...onOidc,
  run(input, call) {
    const { clients } = findOidc(call, input.OpenIDConnectProviderArn);
    changeOidc(call, input.OpenIDConnectProviderArn, {
      clients: clients.filter((id) => id !== input.ClientID),
    });
  },
});

const updateThumbprints = operation<sdk.UpdateOpenIDConnectProviderThumbprintRequest, void>({
  ...onOidc,
  run: (input, call) =>
    changeOidc(call, input.OpenIDConnectProviderArn, { thumbprints: input.ThumbprintList }),
});

const deleteOidc = operation<sdk.DeleteOpenIDConnectProviderRequest, void>({
  ...onOidc,
  run: (input, call) => call.tx.remove('oidcProviders', findOidc(call, input.OpenIDConnectProviderArn).url),
});

// SAML

const year = 365.25 * 86_400_000;

function samlArn(call: Call, name: string): string {
  return iamArn(call.tx.accountId, `saml-provider/${name}`);
}

function findSaml(call: Call, arn: string): SamlProvider {
  const name = arn.slice(arn.indexOf('/') + 1);
  return call.tx.account.samlProviders.get(name) ?? fail('NoSuchEntity', `Manifest not found for arn ${arn}`);
}

const onSaml = {
  resource: (input: { SAMLProviderArn: string }) => input.SAMLProviderArn,
  context: (input: { SAMLProviderArn: string }, call: Call): Context =>
    entityKeys(call.tx.account.samlProviders.get(input.SAMLProviderArn.replace(/^[^/]*\//, ''))),
};

function checkMetadata(text: string): void {
  if (!/<(\w+:)?EntityDescriptor[\s>]/.test(text) || !/entityID\s*=/.test(text))
    fail('InvalidInput', 'Could not parse metadata');
}

const createSaml = operation<sdk.CreateSAMLProviderRequest, sdk.CreateSAMLProviderResponse>({
  resource: (input, call) => samlArn(call, input.Name),
  context: (input) => requestTagKeys(input.Tags),
  run(input, call) {
    if (call.tx.account.samlProviders.has(input.Name))
      fail('EntityAlreadyExists', `Provider with name ${input.Name} already exists.`);
    quota('SAMLProvidersPerAccount', call.tx.account.samlProviders.size);
    checkMetadata(input.SAMLMetadataDocument);
    const { now } = call.times;
    const provider: SamlProvider = {
      name: input.Name,
      document: input.SAMLMetadataDocument,
      created: now,
      validUntil: now + 100 * year,
      uuid: call.tx.ids.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 24),
      tags: newTags(input.Tags),
      encryption: input.AssertionEncryptionMode,
      privateKeys: input.AddPrivateKey ? [{ id: call.tx.ids.entity('AKIS'), at: now }] : [],
    };
    call.tx.put('samlProviders', provider.name, provider);
    return { SAMLProviderArn: samlArn(call, provider.name), Tags: toldTags(provider.tags) };
  },
});

const getSaml = operation<sdk.GetSAMLProviderRequest, sdk.GetSAMLProviderResponse>({
  ...onSaml,
  run(input, call) {
    const provider = findSaml(call, input.SAMLProviderArn);
    return {
      SAMLProviderUUID: provider.uuid,
      SAMLMetadataDocument: provider.document,
      CreateDate: date(provider.created),
      ValidUntil: date(provider.validUntil),
      Tags: toldTags(provider.tags),
      ...(provider.encryption ? { AssertionEncryptionMode: provider.encryption as 'Required' } : {}),
      ...(provider.privateKeys.length > 0
        ? { PrivateKeyList: provider.privateKeys.map(({ id, at }) => ({ KeyId: id, Timestamp: date(at) })) }
        : {}),
    };
  },
});

const listSaml = operation<object, sdk.ListSAMLProvidersResponse>({
  run: (_input, call) => ({
    SAMLProviderList: inOrder(call.tx.account.samlProviders).map((provider) => ({
      Arn: samlArn(call, provider.name),
      ValidUntil: date(provider.validUntil),
      CreateDate: date(provider.created),
    })),
  }),
});

const updateSaml = operation<sdk.UpdateSAMLProviderRequest, sdk.UpdateSAMLProviderResponse>({
  ...onSaml,
  run(input, call) {
    const provider = findSaml(call, input.SAMLProviderArn);
    if (input.SAMLMetadataDocument !== undefined) checkMetadata(input.SAMLMetadataDocument);
    const kept = provider.privateKeys.filter(({ id }) => id !== input.RemovePrivateKey);
    call.tx.put('samlProviders', provider.name, {
      ...provider,
      document: input.SAMLMetadataDocument ?? provider.document,
      encryption: input.AssertionEncryptionMode ?? provider.encryption,
      privateKeys: input.AddPrivateKey
        ? [...kept, { id: call.tx.ids.entity('AKIS'), at: call.times.now }]
        : kept,
    });
    return { SAMLProviderArn: input.SAMLProviderArn };
  },
});

const deleteSaml = operation<sdk.DeleteSAMLProviderRequest, void>({
  ...onSaml,
  run: (input, call) => call.tx.remove('samlProviders', findSaml(call, input.SAMLProviderArn).name),
});

export const providers: Operations = {
  CreateOpenIDConnectProvider: createOidc,
  GetOpenIDConnectProvider: getOidc,
  ListOpenIDConnectProviders: listOidc,
  AddClientIDToOpenIDConnectProvider: addClient,
  RemoveClientIDFromOpenIDConnectProvider: removeClient,
  UpdateOpenIDConnectProviderThumbprint: updateThumbprints,
  DeleteOpenIDConnectProvider: deleteOidc,
  ...tagOperations('OpenIDConnectProvider', {
    ...onOidc,
    find: (input: { OpenIDConnectProviderArn: string }, call) =>
      findOidc(call, input.OpenIDConnectProviderArn),
    put: (provider, _input, call) => call.tx.put('oidcProviders', provider.url, provider),
  }),
  CreateSAMLProvider: createSaml,
  GetSAMLProvider: getSaml,
  ListSAMLProviders: listSaml,
  UpdateSAMLProvider: updateSaml,
  DeleteSAMLProvider: deleteSaml,
  ...tagOperations('SAMLProvider', {
    ...onSaml,
    find: (input: { SAMLProviderArn: string }, call) => findSaml(call, input.SAMLProviderArn),
    put: (provider, _input, call) => call.tx.put('samlProviders', provider.name, provider),
  }),
};
