// Signature Version 4: what AWS's own signer makes is taken, anything changed since is not.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/cloud/index.ts';
import { AwsError } from '../../src/cloud/services/errors.ts';
import { readClaim, verify } from '../../src/cloud/wire/signature.ts';

const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const wall = Date.parse('2026-11-23T15:00:00Z');

interface Parts {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  service: string;
}

async function signed(parts: Partial<Parts> = {}, at = wall): Promise<HttpRequest> {
  const {
    method = 'POST',
    path = '/',
    query = {},
    headers = {},
    body = 'Action=ListUsers',
    service = 'iam',
  } = parts;
  const signer = new SignatureV4({
    credentials,
    region: 'us-east-1',
    service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });
  const host = `${service}.amazonaws.com`;
  const given = {
    method,
    protocol: 'https:',
    hostname: host,
    path,
    query,
    headers: { host, ...headers },
    body,
  };
  const told = await signer.sign(given, { signingDate: new Date(at) });
  const text = new URLSearchParams(query).toString();
  return {
    method,
    url: `https://${host}${path}${text ? `?${text}` : ''}`,
    headers: Object.fromEntries(
      Object.entries(told.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: new TextEncoder().encode(body),
  };
}

function outcome(request: HttpRequest, at = wall, secret = credentials.secretAccessKey): string {
  try {
    const claim = readClaim(request);
    if (!claim) return 'unsigned';
    verify(request, claim, secret, at);
    return 'verified';
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
}

describe('a signature', () => {
  it('of any request by the SDK is verified', async () => {
    const word = fc.stringMatching(/^[ -~]{0,12}$/);
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
    const parts = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      path: fc
        .array(fc.stringMatching(/^[a-zA-Z0-9_.~-]{1,8}$/), { maxLength: 3 })
        .map((all) => `/${all.filter((one) => !/^\.+$/.test(one)).join('/')}`),
      query: fc.dictionary(name, word, { maxKeys: 3 }),
      headers: fc.dictionary(
        name.map((text) => `x-amz-${text}`),
        word,
        { maxKeys: 3 },
      ),
      body: fc.string(),
      service: fc.constantFrom('iam', 'sts', 's3'),
    });
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        expect(outcome(await signed(given))).toBe('verified');
      }),
      { numRuns: 200 },
    );
  });

  it('sorts the query by name, not by the whole text', async () => {
    expect(outcome(await signed({ method: 'GET', query: { 'f-': '', f: '' } }))).toBe('verified');
  });

  it('does not hold when anything signed is changed', async () => {
    const request = await signed({ headers: { 'x-amz-extra': 'a' } });
    expect(outcome({ ...request, body: new TextEncoder().encode('Action=DeleteUser') })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(outcome({ ...request, method: 'GET' })).toBe('SignatureDoesNotMatch');
    expect(outcome({ ...request, url: 'https://iam.amazonaws.com/?x=1' })).toBe('SignatureDoesNotMatch');
    expect(outcome({ ...request, headers: { ...request.headers, 'x-amz-extra': 'b' } })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(outcome({ ...request, headers: { ...request.headers, host: 'sts.amazonaws.com' } })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(outcome(request, wall, 'other')).toBe('SignatureDoesNotMatch');
    expect(outcome({ ...request, headers: { ...request.headers, 'user-agent': 'unsigned' } })).toBe(
      'verified',
    );
  });

  it('is good for five minutes each way', async () => {
    const request = await signed();
    expect(outcome(request, wall + 299_000)).toBe('verified');
    expect(outcome(request, wall - 299_000)).toBe('verified');
    expect(outcome(request, wall + 301_000)).toBe('SignatureDoesNotMatch');
    expect(outcome(request, wall - 301_000)).toBe('SignatureDoesNotMatch');
    const claim = readClaim(request);
    expect(() => claim && verify(request, claim, credentials.secretAccessKey, wall + 600_000)).toThrow(
      'Signature expired: 20261123T150000Z is now earlier than 20261123T150500Z (20261123T151000Z - 5 min.)',
    );
  });

  it('that is incomplete or of another kind is told as such', () => {
    const request = (authorization: string): HttpRequest => ({
      method: 'POST',
      url: 'https://iam.amazonaws.com/',
      headers: { host: 'iam.amazonaws.com', authorization, 'x-amz-date': '20261123T150000Z' },
      body: new Uint8Array(),
    });
    for (const text of [
      '',
      'Basic x',
      'AWS4-HMAC-SHA256',
      'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0',
    ])
      expect(outcome(request(text)), text).toBe('IncompleteSignature');
    expect(outcome({ ...request('x'), headers: { host: 'iam.amazonaws.com' } })).toBe('unsigned');
  });
});
