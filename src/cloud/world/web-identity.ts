// Tokens of the practice identity provider: JSON Web Tokens as an OpenID Connect provider would issue them, signed with
// a secret of this world (HS256), so that a learner can see trust policies on claims at work. Pure.
// Tests: test/cloud/sts.test.ts
import { fromBase64, toBase64 } from '../wire/schema.ts';
import { hmac } from '../wire/signature.ts';
import type { World } from './world.ts';

export interface TokenClaims {
  /** Issuer: the provider's address, with or without https://. */
  issuer: string;
  subject: string;
  audience: string;
  /** ms by the account's clock. */
  issued: number;
  expires: number;
  /** Further claims, which become condition keys provider:claim. */
  claims?: Readonly<Record<string, string>>;
}

export interface WebIdentity {
  provider: string;
  subject: string;
  audience: string;
  expires: number;
  claims: Record<string, string>;
}

const encoder = new TextEncoder();

function url64(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function signature(secret: string, text: string): string {
  return url64(hmac(secret, text));
}

const providerSecret = (world: World) => `practice identity provider ${world.seed}`;

function jsonWebToken(kid: string, secret: string, claims: object): string {
  const part = (value: object) => url64(encoder.encode(JSON.stringify(value)));
  const text = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part(claims)}`;
  return `${text}.${signature(secret, text)}`;
}

export function practiceToken(world: World, token: TokenClaims): string {
  return jsonWebToken('practice', providerSecret(world), {
    ...token.claims,
    iss: `https://${token.issuer.replace(/^https:\/\//, '')}`,
    sub: token.subject,
    aud: token.audience,
    iat: Math.floor(token.issued / 1000),
    exp: Math.floor(token.expires / 1000),
  });
}

/** A token of the account itself, for services outside (GetWebIdentityToken): no identity provider's, so no role takes it. */
export function accountToken(world: World, account: string, claims: object): string {
  return jsonWebToken(`practice-${account}`, `practice account ${account} ${world.seed}`, claims);
}

/** What a token says, or why it is not taken. */
export function readToken(world: World, token: string): WebIdentity | string {
  const [head = '', body = '', signed = '', ...more] = token.split('.');
  if (more.length > 0 || signed === '')
    return 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
  if (signature(providerSecret(world), `${head}.${body}`) !== signed)
    return "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
  try {
    const claims = JSON.parse(
      new TextDecoder().decode(fromBase64(body.replaceAll('-', '+').replaceAll('_', '/'))),
    ) as Record<string, string>;
    return {
      provider: String(claims.iss).replace(/^https:\/\//, ''),
      subject: String(claims.sub),
      audience: String(claims.aud),
      expires: Number(claims.exp) * 1000,
      claims: Object.fromEntries(
        Object.entries(claims)
          .filter(([name]) => !['iss', 'iat', 'exp'].includes(name))
          .map(([name, value]) => [name, String(value)]),
      ),
    };
  } catch {
    return 'The ID Token provided is not a valid JWT.';
  }
}
