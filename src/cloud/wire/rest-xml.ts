// S3's REST protocol: operation told by method, path and query; members in headers, query and body.
// Fetched with S3. Tests: test/cloud/s3.test.ts
import { fail } from '../services/errors.ts';
import type { Service } from '../services/service.ts';
import { scalar } from './form.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { Dialect } from './protocol.ts';
import { textOf } from './protocol.ts';
import type { Member, ServiceSchemas } from './schema.ts';
import { structureOf, toBase64, traitsOf, typeOf } from './schema.ts';
import { element, escapeXml, writeMembers } from './xml.ts';
import { parseXml, readXml } from './xml-read.ts';

const encoder = new TextEncoder();

interface Place {
  bucket: string | undefined;
  key: string | undefined;
  query: URLSearchParams;
}

/** bucket.s3.region.amazonaws.com/key and s3.amazonaws.com/bucket/key. */
export function placeOf(request: HttpRequest): Place {
  const url = new URL(request.url);
  const host = request.headers.host ?? url.host;
  const virtual = /^(.+?)\.s3[.-]/.exec(host)?.[1];
  let path: string;
  try {
    path = decodeURIComponent(url.pathname.slice(1));
  } catch {
    return fail('InvalidURI', "Couldn't parse the specified URI.");
  }
  if (virtual !== undefined) return { bucket: virtual, key: path || undefined, query: url.searchParams };
  const slash = path.indexOf('/');
  return {
    bucket: (slash < 0 ? path : path.slice(0, slash)) || undefined,
    key: slash < 0 ? undefined : path.slice(slash + 1) || undefined,
    query: url.searchParams,
  };
}

function operationOf(service: Service, request: HttpRequest, { bucket, key, query }: Place): string {
  if (bucket === undefined) {
    if (request.method === 'GET') return 'ListBuckets';
    return fail('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      status: 405,
    });
  }
  let best: { name: string; marks: number } | undefined;
  for (const [name, { http }] of Object.entries(service.schemas.operations)) {
    if (!http || name === 'ListBuckets') continue;
    const [method, uri] = http;
    const [path, marks = ''] = uri.split('?');
    if (method !== request.method || (path === '/{Key+}') !== (key !== undefined)) continue;
    const wanted = marks.split('&').filter((mark) => mark !== '' && !mark.startsWith('x-id='));
    const fits = wanted.every((mark) => {
      const [markName = '', value] = mark.split('=');
      return query.has(markName) && (value === undefined || query.get(markName) === value);
    });
    if (name === 'CopyObject' && request.headers['x-amz-copy-source'] === undefined) continue;
    const weight = wanted.length + (name === 'CopyObject' ? 1 : 0);
    if (fits && (!best || weight > best.marks)) best = { name, marks: weight };
  }
  const other = [...query.keys()].find((name) => subresources.has(name));
  if (!best || (best.marks === 0 && other))
    return fail(
      'NotImplemented',
      `A header or query you provided implies functionality that is not implemented: ${other ?? request.method}`,
      { status: 501 },
    );
  return best.name;
}

/** Parts of a bucket or object that are not simulated; never to be taken for the bucket itself. */
const subresources = new Set(
  `accelerate analytics cors encryption intelligent-tiering inventory lifecycle logging metrics notification object-lock
  replication requestPayment website uploads uploadId acl tagging torrent retention legal-hold select restore
  policyStatus`.split(/\s+/),
);

export const restXml: Dialect = {
  read(service, request) {
    const place = placeOf(request);
    const operation = operationOf(service, request, place);
    return { operation, input: () => readInput(service.schemas, operation, request, place) };
  },
  answer(service, operation, output, requestId) {
    return writeAnswer(service, operation, output as Record<string, unknown>, requestId);
  },
  error(_service, error, status, requestId) {
    const inner =
      element('Code', escapeXml(error.code)) +
      element('Message', escapeXml(error.message)) +
      Object.entries(error.details)
        .map(([name, value]) => element(name, escapeXml(value)))
        .join('') +
      element('RequestId', requestId) +
      element('HostId', toBase64(encoder.encode(requestId)));
    return response(status, `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', inner)}`, requestId);
  },
};

function response(status: number, body: string | Uint8Array, requestId: string): HttpResponse {
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  return {
    status,
    headers: {
      ...(bytes.length > 0 && typeof body === 'string' ? { 'content-type': 'application/xml' } : {}),
      'x-amz-request-id': requestId,
      'x-amz-id-2': toBase64(encoder.encode(requestId)),
      server: 'AmazonS3',
    },
    body: bytes,
  };
}

function readInput(
  schemas: ServiceSchemas,
  operation: string,
  request: HttpRequest,
  place: Place,
): Record<string, unknown> {
  const structure = schemas.structures[schemas.operations[operation]?.in ?? ''];
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(structure?.members ?? {})) {
    const value = readMember(schemas, name, member, request, place);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

function readMember(
  schemas: ServiceSchemas,
  name: string,
  member: Member,
  request: HttpRequest,
  place: Place,
): unknown {
  const traits = traitsOf(member);
  const type = typeOf(member);
  if (traits.httpLabel) return name === 'Bucket' ? place.bucket : place.key;
  if (traits.httpQuery) {
    const text = place.query.get(traits.httpQuery);
    return text === null || typeof type !== 'string' ? undefined : scalar(type, text);
  }
  if (traits.httpHeader) {
    const text = request.headers[traits.httpHeader.toLowerCase()];
    return text === undefined || typeof type !== 'string' ? undefined : scalar(type, text);
  }
  if (traits.httpPrefixHeaders) {
    const prefix = traits.httpPrefixHeaders.toLowerCase();
    const held = Object.entries(request.headers).filter(([header]) => header.startsWith(prefix));
    return Object.fromEntries(held.map(([header, value]) => [header.slice(prefix.length), value]));
  }
  if (!traits.httpPayload) return undefined;
  if (type === 'x') return decodeChunks(request);
  const text = textOf(request);
  if (text === '') return undefined;
  return type === 's' ? text : readXml(schemas, member, parseXml(text));
}

/** A body that came in signed or unsigned chunks («aws-chunked», S3 API reference, «Signature calculations»). */
function decodeChunks({ headers, body }: HttpRequest): Uint8Array {
  const chunked =
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') ||
    headers['content-encoding']?.includes('aws-chunked');
  if (!chunked) return body;
  const parts: Uint8Array[] = [];
  const decoder = new TextDecoder();
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf(13, at);
    if (lineEnd < 0) break;
    const size = Number.parseInt(decoder.decode(body.subarray(at, lineEnd)), 16);
    if (!Number.isFinite(size) || size < 0 || lineEnd + 2 + size > body.length)
      fail('IncompleteBody', 'The request body terminated unexpectedly');
    if (size === 0) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function writeAnswer(
  service: Service,
  operation: string,
  output: Record<string, unknown>,
  requestId: string,
): HttpResponse {
  const { schemas, namespace } = service;
  const { out, http } = schemas.operations[operation] ?? {};
  const structure = schemas.structures[out ?? ''];
  const status = http?.[2] ?? 200;
  if (!structure || !out) return response(status, '', requestId);
  const payload = Object.entries(structure.members).find(([, member]) => traitsOf(member).httpPayload);
  const answer = response(status, body(), requestId);
  // A policy is the one payload that is a text: JSON.
  if (payload && typeof output[payload[0]] === 'string') answer.headers['content-type'] = 'application/json';
  for (const [name, member] of Object.entries(structure.members)) {
    const { httpHeader, httpPrefixHeaders } = traitsOf(member);
    const value = output[name];
    if (value === undefined) continue;
    if (httpHeader) answer.headers[httpHeader.toLowerCase()] = headerText(value);
    if (httpPrefixHeaders)
      for (const [key, held] of Object.entries(value as object))
        answer.headers[httpPrefixHeaders + key] = String(held);
  }
  return answer;

  function body(): string | Uint8Array {
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
    // The one answer of S3 that is a bare text in its root element.
    if (operation === 'GetBucketLocation')
      return `${head}<LocationConstraint xmlns="${namespace}">${output.LocationConstraint ?? ''}</LocationConstraint>`;
    if (!payload) {
      const inner = writeMembers(schemas, out as string, output);
      const isXml = Object.values(structure?.members ?? {}).some((member) => {
        const traits = traitsOf(member);
        return !traits.httpHeader && !traits.httpPrefixHeaders;
      });
      return isXml
        ? `${head}<${structure?.xmlName ?? out} xmlns="${namespace}">${inner}</${structure?.xmlName ?? out}>`
        : '';
    }
    const [name, member] = payload;
    const value = output[name];
    if (value === undefined) return '';
    if (value instanceof Uint8Array || typeof value === 'string') return value;
    const type = typeOf(member) as string;
    const root = traitsOf(member).xmlName ?? structureOf(schemas, type)?.xmlName ?? type.slice(1);
    return `${head}<${root} xmlns="${namespace}">${writeMembers(schemas, type.slice(1), value as object)}</${root}>`;
  }
}

function headerText(value: unknown): string {
  if (value instanceof Date) return value.toUTCString();
  return String(value);
}
