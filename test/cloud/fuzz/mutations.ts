// What goes wrong between a client and the account: bodies cut and flipped, wrong types, headers and addresses.
import type { HttpRequest } from '../../../src/cloud/wire/http.ts';
import type { Dice } from './dice.ts';

type Mutation = (request: HttpRequest, dice: Dice) => HttpRequest;

const header =
  (name: string, values: readonly string[]): Mutation =>
  (request, dice) => ({ ...request, headers: { ...request.headers, [name]: dice.pick(values) } });

const body =
  (change: (body: Uint8Array, dice: Dice) => Uint8Array): Mutation =>
  (request, dice) => ({
    ...request,
    body: change(request.body, dice),
  });

const mutations: readonly Mutation[] = [
  body((given, { next }) => given.slice(0, Math.floor(next() * given.length))),
  body((given, { next }) => {
    const changed = given.slice();
    for (let n = 0; n < 3 && changed.length > 0; n++)
      changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256);
    return changed;
  }),
  body((given) => new Uint8Array([...given, ...given])),
  body((_given, { next }) => Uint8Array.from({ length: 64 }, () => Math.floor(next() * 256))),
  body((_given, dice) =>
    new TextEncoder().encode(
      dice.pick([
        '',
        '{"a":'.repeat(2000),
        '['.repeat(5000),
        '<a>'.repeat(100),
        '<a/><b/>',
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        'null',
        '"x"',
        '[1]',
        '\ufeff{}',
        'Action=ListUsers&Action=GetUser',
        'Action=CreateUser&UserName.member.1=x&UserName=y',
        'a.member.999999999=1&a.member.__proto__=2&Action=GetUser',
        `${'a.'.repeat(3000)}b=1&Action=ListUsers`,
        '%',
        '%zz=%zz',
      ]),
    ),
  ),
  header('content-type', [
    'text/plain',
    'application/json',
    'application/xml',
    '',
    'multipart/form-data; boundary=x',
  ]),
  header('x-amz-target', [
    'X.Y',
    'CloudTrail_20131101.LookupEvents',
    '',
    'Signin.SignIn',
    '.',
    'AWSOrganizationsV20161128.__proto__',
  ]),
  header('host', [
    '',
    'localhost',
    'iam.amazonaws.com',
    'x.s3.amazonaws.com',
    's3.s3.s3',
    '[::1]:80',
    'none.amazonaws.com',
    '💥',
  ]),
  header('x-amz-content-sha256', [
    'UNSIGNED-PAYLOAD',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x',
  ]),
  header('content-encoding', ['aws-chunked', 'gzip']),
  header('content-md5', ['x', '']),
  header('range', ['bytes=0-0', 'bytes=-1', 'bytes=9-1', 'bytes=99999999999999999999-', 'x']),
  (request, dice) => ({
    ...request,
    method: dice.pick(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', '']),
  }),
  (request, dice) => ({
    ...request,
    url:
      request.url +
      dice.pick([
        '/%',
        '/%00',
        '?x',
        '?Action=GetUser',
        '//',
        '/../..',
        '?X-Amz-Signature=1',
        '?versionId=v1',
        '?uploads',
        '#x',
      ]),
  }),
];

export function mutated(request: HttpRequest, dice: Dice): HttpRequest {
  return dice.pick(mutations)(request, dice);
}
