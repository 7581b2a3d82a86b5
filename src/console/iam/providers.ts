// Identity providers (SAML and OpenID Connect), over the SDK's IAM client only. Tests: test/console/providers.test.ts.
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteSAMLProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';

export type ProviderKind = 'saml' | 'oidc';

export interface Provider {
  kind: ProviderKind;
  arn: string;
  /** Of a SAML provider its name, of an OIDC provider its address without https://. */
  name: string;
  created: Date | undefined;
}

export const kindOf = (arn: string): ProviderKind => (arn.includes(':saml-provider/') ? 'saml' : 'oidc');
const nameOf = (arn: string): string => arn.slice(arn.indexOf('/') + 1);

/** Both kinds; OIDC providers are listed without their creation time. */
export async function listProviders(iam: IAMClient): Promise<Provider[]> {
  const [saml, oidc] = await Promise.all([
    iam.send(new ListSAMLProvidersCommand({})),
    iam.send(new ListOpenIDConnectProvidersCommand({})),
  ]);
  return [
    ...(saml.SAMLProviderList ?? []).map((one) => ({ arn: one.Arn ?? '', created: one.CreateDate })),
    ...(oidc.OpenIDConnectProviderList ?? []).map((one) => ({ arn: one.Arn ?? '', created: undefined })),
  ].map(({ arn, created }) => ({ kind: kindOf(arn), arn, name: nameOf(arn), created }));
}

export interface ProviderDetails {
  created: Date | undefined;
  /** SAML only. */
  metadata?: string | undefined;
  validUntil?: Date | undefined;
  /** OIDC only. */
  url?: string | undefined;
  audiences?: readonly string[];
  thumbprints?: readonly string[];
}

export async function getProvider(iam: IAMClient, arn: string): Promise<ProviderDetails> {
  if (kindOf(arn) === 'saml') {
    const answer = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: arn }));
    return {
      created: answer.CreateDate,
      metadata: answer.SAMLMetadataDocument,
      validUntil: answer.ValidUntil,
    };
  }
  const answer = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
  return {
    created: answer.CreateDate,
    url: answer.Url,
    audiences: answer.ClientIDList ?? [],
    thumbprints: answer.ThumbprintList ?? [],
  };
}

/** Answers the new provider's ARN. */
export const createSaml = async (iam: IAMClient, name: string, metadata: string): Promise<string> =>
  (await iam.send(new CreateSAMLProviderCommand({ Name: name, SAMLMetadataDocument: metadata })))
    .SAMLProviderArn ?? '';

/** Answers the new provider's ARN. AWS finds the thumbprint itself. */
export const createOidc = async (iam: IAMClient, url: string, audience: string): Promise<string> =>
  (await iam.send(new CreateOpenIDConnectProviderCommand({ Url: url, ClientIDList: [audience] })))
    .OpenIDConnectProviderArn ?? '';

export const deleteProvider = (iam: IAMClient, arn: string): Promise<unknown> =>
  kindOf(arn) === 'saml'
    ? iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: arn }))
    : iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));

export const addAudience = (iam: IAMClient, arn: string, audience: string) =>
  iam.send(
    new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn, ClientID: audience }),
  );

export const removeAudience = (iam: IAMClient, arn: string, audience: string) =>
  iam.send(
    new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn, ClientID: audience }),
  );

export const replaceMetadata = (iam: IAMClient, arn: string, metadata: string) =>
  iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn: arn, SAMLMetadataDocument: metadata }));
