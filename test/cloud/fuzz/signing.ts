// Signatures as clients make them, and as they go wrong: other secrets, times, scopes, keys, or none at all.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../../../src/cloud/wire/http.ts';
import type { Dice } from './dice.ts';

export interface SigningKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const hour = 3_600_000;

/** Good in three of four cases. */
export async function signed(
  request: HttpRequest,
  service: string,
  key: SigningKey,
  wall: number,
  dice: Dice,
): Promise<HttpRequest> {
  const fault = dice.chance(0.25) ? dice.pick(faults) : 'none';
  if (fault === 'unsigned') return request;
  if (fault === 'nonsense')
    return { ...request, headers: { ...request.headers, authorization: dice.pick(nonsense) } };
  const skew = fault === 'skew' ? dice.pick([-1, 1, -200, 9000]) * hour : 0;
  const { sessionToken, ...long } = key;
  const signer = new SignatureV4({
    credentials: {
      ...(fault === 'token' ? long : { ...long, ...(sessionToken ? { sessionToken } : {}) }),
      ...(fault === 'secret' ? { secretAccessKey: 'x'.repeat(40) } : {}),
      ...(fault === 'key' ? { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } : {}),
    },
    region: fault === 'region' ? 'xx-east-9' : 'us-east-1',
    service: fault === 'scope' ? dice.pick(['sts', 's3', 'none']) : service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });
  const url = new URL(request.url);
  const plain = {
    method: request.method,
    protocol: 'https:',
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: request.body,
  };
  const options = { signingDate: new Date(wall + skew) };
  if (service === 's3' && dice.chance(0.2)) {
    const made = await signer.presign(plain, { ...options, expiresIn: dice.pick([1, 60, 604_800]) });
    const query = new URLSearchParams(made.query as Record<string, string>);
    return { ...request, url: `https://${url.host}${url.pathname}?${query}` };
  }
  const made = await signer.sign(plain, options);
  const body = fault === 'body' ? new TextEncoder().encode('other') : request.body;
  return { ...request, headers: made.headers, body };
}

const faults = ['unsigned', 'nonsense', 'skew', 'token', 'secret', 'key', 'region', 'scope', 'body'] as const;

const nonsense = [
  '',
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=0',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=;;host, Signature=',
  'AWS4-ECDSA-P256-SHA256 Credential=a',
  'Basic x',
  'Bearer 💥',
];
