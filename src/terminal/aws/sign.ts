// Signing a request (Signature Version 4; IAM user guide, «Create a signed AWS API request»). Pure.
// Tests: test/terminal/wire.test.ts.
import { compactTime, hexOf, hmac, sha256 } from '../../cloud/wire/signature.ts';
import type { Credentials, HttpRequest } from '../../practice/index.ts';
import { escapeUri } from './request.ts';

export interface Scope {
  region: string;
  /** As in the signature's scope: 'iam', 's3'. */
  service: string;
  /** The real time, in milliseconds since 1970. */
  now: number;
}

/** The request with host, date, token and signature in its headers. */
export function sign(request: HttpRequest, credentials: Credentials, scope: Scope): HttpRequest {
  const url = new URL(request.url);
  const time = compactTime(scope.now);
  const hash = hexOf(sha256(request.body));
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    'x-amz-date': time,
    ...(scope.service === 's3' ? { 'x-amz-content-sha256': hash } : {}),
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  const names = Object.keys(headers)
    .filter((name) => name !== 'user-agent')
    .sort();
  const path = scope.service === 's3' ? url.pathname : url.pathname.split('/').map(escapeUri).join('/');
  const canonical = [
    request.method,
    path,
    canonicalQuery(url),
    ...names.map((name) => `${name}:${headers[name]?.replace(/\s+/g, ' ').trim()}`),
    '',
    names.join(';'),
    hash,
  ].join('\n');
  const place = `${time.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`;
  const key = signingKey(credentials.secretAccessKey, place);
  const text = `AWS4-HMAC-SHA256\n${time}\n${place}\n${hexOf(sha256(canonical))}`;
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${place}, SignedHeaders=${names.join(';')}, Signature=${hexOf(hmac(key, text))}`;
  return { ...request, headers };
}

/** The last one derived: a list in fifty pages is signed fifty times with the same. */
let last: { secret: string; place: string; key: Uint8Array } | undefined;

function signingKey(secret: string, place: string): Uint8Array {
  if (last?.secret === secret && last.place === place) return last.key;
  let key: Uint8Array = new TextEncoder().encode(`AWS4${secret}`);
  for (const part of place.split('/')) key = hmac(key, part);
  last = { secret, place, key };
  return key;
}

/** The query is written by writeRequest, already escaped: it is only put in order. */
function canonicalQuery(url: URL): string {
  return url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    })
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map((pair) => pair.join('='))
    .join('&');
}
