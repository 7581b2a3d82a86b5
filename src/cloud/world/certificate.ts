// The little that IAM reads from an X.509 certificate: that it is one, and until when it is good. DER as in X.690.
// Tests: test/cloud/certificates.test.ts
import { fromBase64 } from '../wire/schema.ts';

interface Element {
  tag: number;
  from: number;
  to: number;
}

/** The element at an offset, or undefined when it does not fit. */
function element(bytes: Uint8Array, at: number): Element | undefined {
  const tag = bytes[at];
  let length = bytes[at + 1];
  if (tag === undefined || length === undefined) return undefined;
  let from = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 3) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[from + i] ?? 0);
    from += count;
  }
  const to = from + length;
  return to <= bytes.length ? { tag, from, to } : undefined;
}

/** UTCTime (yymmddhhmmssZ) or GeneralizedTime (yyyymmddhhmmssZ), ms since 1970. */
function time(bytes: Uint8Array, { tag, from, to }: Element): number | undefined {
  const text = String.fromCharCode(...bytes.subarray(from, to));
  const found = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found || (tag !== 0x17 && tag !== 0x18)) return undefined;
  const [, century, yy, ...rest] = found;
  const year = century === undefined ? (Number(yy) < 50 ? 2000 : 1900) + Number(yy) : Number(century + yy);
  const [month, day, hour, minute, second] = rest.map(Number) as [number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Validity of the first certificate of a PEM text, or undefined when there is none. */
export function certificateValidity(pem: string): { from: number; until: number } | undefined {
  const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (!body) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(body.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
  const certificate = element(bytes, 0);
  const signed = certificate && element(bytes, certificate.from);
  if (certificate?.tag !== 0x30 || signed?.tag !== 0x30) return undefined;
  // [version], serial number, signature algorithm, issuer, validity.
  let next = element(bytes, signed.from);
  if (next?.tag === 0xa0) next = element(bytes, next.to);
  for (let i = 0; i < 3 && next; i++) next = element(bytes, next.to);
  const start = next && element(bytes, next.from);
  const end = start && element(bytes, start.to);
  const from = start && time(bytes, start);
  const until = end && time(bytes, end);
  return from === undefined || until === undefined ? undefined : { from, until };
}
