// Verifying AWS Signature Version 4 (header or presigned query): the request is signed again with the secret that
// belongs to its key and compared. Source: IAM user guide, «Create a signed AWS API request». Hashing is plain
// JavaScript, because pages on plain http have no Web Crypto. Synchronous. Tests: test/cloud/signature.test.ts
import { Sha256 } from '@aws-crypto/sha256-js';
import { AwsError, fail } from '../services/errors.ts';
import type { HttpRequest } from './http.ts';

export interface Claim {
  accessKeyId: string;
  /** Scope: yyyymmdd/region/service/aws4_request. */
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  time: string;
  token: string | undefined;
  presigned: boolean;
  expires?: number;
}

const encoder = new TextEncoder();

export function sha256(data: Uint8Array | string): Uint8Array {
  const hash = new Sha256();
  hash.update(data);
  return hash.digestSync();
}

export function hmac(key: Uint8Array | string, data: string): Uint8Array {
  const hash = new Sha256(key);
  hash.update(data);
  return hash.digestSync();
}

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Who the request says signed it; undefined when it is not signed at all. */
export function readClaim(request: HttpRequest): Claim | undefined {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return headerClaim(request, authorization);
  const query = new URL(request.url).searchParams;
  if (!query.has('X-Amz-Signature')) return undefined;
  const get = (name: string) => query.get(name) ?? '';
  const scope = readScope(get('X-Amz-Credential'));
  return {
    ...scope,
    signedHeaders: get('X-Amz-SignedHeaders').split(';'),
    signature: get('X-Amz-Signature'),
    time: get('X-Amz-Date'),
    token: query.get('X-Amz-Security-Token') ?? undefined,
    presigned: true,
    expires: Number(get('X-Amz-Expires')),
  };
}

function headerClaim(request: HttpRequest, authorization: string): Claim {
  if (!authorization.startsWith('AWS4-HMAC-SHA256'))
    fail(
      'IncompleteSignature',
      `Unsupported AWS 'algorithm': '${authorization.split(' ')[0]?.slice(0, 64)}'`,
    );
  const parts = new Map(
    authorization
      .slice('AWS4-HMAC-SHA256'.length)
      .split(',')
      .map((part): [string, string] => {
        const [name = '', ...value] = part.trim().split('=');
        return [name, value.join('=')];
      }),
  );
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.get(name));
  const time = request.headers['x-amz-date'] ?? dateHeader(request.headers.date);
  if (missing.length > 0 || !time) {
    const told = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    if (!time)
      told.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    fail('IncompleteSignature', `${told.join(' ')} Authorization=${authorization.split(' ')[0]}`);
  }
  return {
    ...readScope(parts.get('Credential') as string),
    signedHeaders: (parts.get('SignedHeaders') as string).toLowerCase().split(';'),
    signature: parts.get('Signature') as string,
    time: time as string,
    token: request.headers['x-amz-security-token'],
    presigned: false,
  };
}

function dateHeader(text: string | undefined): string | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : compactTime(time);
}

function readScope(credential: string): Pick<Claim, 'accessKeyId' | 'date' | 'region' | 'service'> {
  const parts = credential.split('/');
  const [service, terminator] = parts.slice(-2);
  if (parts.length < 5 || terminator !== 'aws4_request')
    fail(
      'IncompleteSignature',
      `Credential must have at least 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 128)}'`,
    );
  const [date, region] = parts.slice(-4);
  return {
    accessKeyId: parts.slice(0, -4).join('/'),
    date: date as string,
    region: region as string,
    service: service as string,
  };
}

/** 20261123T150000Z */
export function compactTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/**
 * @param wall real time in ms: a signature is good for five minutes each way
 * @throws AwsError SignatureDoesNotMatch, IncompleteSignature, AccessDenied (an expired presigned address)
 */
export function verify(request: HttpRequest, claim: Claim, secret: string, wall: number): void {
  checkTime(claim, wall);
  if (!claim.signedHeaders.includes('host'))
    fail(
      'SignatureDoesNotMatch',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const canonical = canonicalRequest(request, claim);
  const text = `AWS4-HMAC-SHA256\n${claim.time}\n${scope}\n${hexOf(sha256(canonical))}`;
  const expected = hexOf(hmac(signingKey(secret, claim), text));
  if (!same(expected, claim.signature)) throw new AwsError('SignatureDoesNotMatch', mismatch);
}

function checkTime(claim: Claim, wall: number): void {
  const time = parseCompact(claim.time);
  if (time === undefined || claim.time.slice(0, 8) !== claim.date)
    fail(
      'SignatureDoesNotMatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claim.date}' != '${claim.time.slice(0, 8)}', from '${claim.time}'.`,
    );
  const minute = 60_000;
  if (claim.presigned) {
    if (wall > time + (claim.expires ?? 0) * 1000) fail('AccessDenied', 'Request has expired');
    return;
  }
  if (time < wall - 5 * minute)
    fail(
      'SignatureDoesNotMatch',
      `Signature expired: ${claim.time} is now earlier than ${compactTime(wall - 5 * minute)} (${compactTime(wall)} - 5 min.)`,
    );
  if (time > wall + 5 * minute)
    fail(
      'SignatureDoesNotMatch',
      `Signature not yet current: ${claim.time} is still later than ${compactTime(wall + 5 * minute)} (${compactTime(wall)} + 5 min.)`,
    );
}

function parseCompact(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found) return undefined;
  const [, y, mo, d, h, mi, s] = found.map(Number);
  return Date.UTC(y as number, (mo as number) - 1, d, h, mi, s);
}

function canonicalRequest(request: HttpRequest, claim: Claim): string {
  const url = new URL(request.url);
  const headers = claim.signedHeaders
    .map((name) => {
      const value = name === 'host' ? (request.headers.host ?? url.host) : (request.headers[name] ?? '');
      return `${name}:${value.replace(/\s+/g, ' ').trim()}\n`;
    })
    .join('');
  return [
    request.method,
    canonicalPath(url.pathname, claim.service),
    canonicalQuery(url),
    headers,
    claim.signedHeaders.join(';'),
    payloadHash(request, claim),
  ].join('\n');
}

/** S3 signs the path as it was sent; every other service signs it encoded once more. */
function canonicalPath(path: string, service: string): string {
  return service === 's3' ? path.replace(/[!'()*]/g, percent) : path.split('/').map(encode).join('/');
}

function canonicalQuery(url: URL): string {
  const pairs: [string, string][] = [];
  for (const part of url.search.slice(1).split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    if (name !== 'X-Amz-Signature') pairs.push([encode(decode(name)), encode(decode(value))]);
  }
  // By name and then by value: sorted as whole texts, «f-=» would come before «f=».
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, percent);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function payloadHash(request: HttpRequest, claim: Claim): string {
  const told = request.headers['x-amz-content-sha256'];
  if (claim.presigned)
    return told ?? (claim.service === 's3' ? 'UNSIGNED-PAYLOAD' : hexOf(sha256(request.body)));
  if (told === 'UNSIGNED-PAYLOAD' || told?.startsWith('STREAMING-')) return told;
  const actual = hexOf(sha256(request.body));
  if (told !== undefined && told !== actual) {
    if (claim.service === 's3')
      fail(
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    throw new AwsError('SignatureDoesNotMatch', mismatch);
  }
  return actual;
}

/** The last derived keys: deriving takes four rounds, and a client signs with the same one all day. */
const keys = new Map<string, Uint8Array>();

function signingKey(secret: string, { date, region, service }: Claim): Uint8Array {
  const name = `${secret}/${date}/${region}/${service}`;
  let key = keys.get(name);
  if (!key) {
    key = encoder.encode(`AWS4${secret}`) as Uint8Array;
    for (const part of [date, region, service, 'aws4_request']) key = hmac(key, part);
    if (keys.size > 200) keys.clear();
    keys.set(name, key);
  }
  return key;
}

function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
