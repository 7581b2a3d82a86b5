import { describe, expect, it } from 'vitest';
import { hostRequestHandler } from '../../src/practice/client.ts';
import type { HttpRequest } from '../../src/practice/types.ts';

async function seen(request: Partial<Parameters<ReturnType<typeof hostRequestHandler>['handle']>[0]>) {
  let found: HttpRequest | undefined;
  const handler = hostRequestHandler({
    async handle(request) {
      found = request;
      return { status: 201, headers: { 'x-amzn-requestid': 'r' }, body: new TextEncoder().encode('<ok/>') };
    },
  });
  const answer = await handler.handle({
    method: 'POST',
    protocol: 'https:',
    hostname: 'iam.amazonaws.com',
    path: '/',
    headers: {},
    ...request,
  });
  return { request: found as HttpRequest, answer };
}

describe('the SDK’s request handler', () => {
  it('passes address, headers and body on, and the answer back', async () => {
    const { request, answer } = await seen({ headers: { 'X-Amz-Date': 'now' }, body: 'Action=ListUsers' });
    expect(request.url).toBe('https://iam.amazonaws.com/');
    expect(request.headers).toEqual({ 'x-amz-date': 'now' });
    expect(new TextDecoder().decode(request.body)).toBe('Action=ListUsers');
    expect(answer.response.statusCode).toBe(201);
    expect(new TextDecoder().decode(answer.response.body)).toBe('<ok/>');
  });

  it('writes queries as signatures read them', async () => {
    const { request } = await seen({
      hostname: 'b.s3.amazonaws.com',
      port: 4566,
      path: '/k',
      query: { 'list-type': '2', prefix: "a b!'()*", flag: null, tag: ['1', '2'] },
    });
    expect(request.url).toBe(
      'https://b.s3.amazonaws.com:4566/k?list-type=2&prefix=a%20b%21%27%28%29%2A&flag&tag=1&tag=2',
    );
  });

  it.each([
    [undefined, ''],
    [new Uint8Array([97]), 'a'],
    [new TextEncoder().encode('ab').buffer, 'ab'],
    [new Blob(['abc']), 'abc'],
    [new Blob(['abcd']).stream(), 'abcd'],
  ])('takes a body of any kind the SDK sends (%#)', async (body, text) => {
    const { request } = await seen({ body });
    expect(new TextDecoder().decode(request.body)).toBe(text);
  });

  it('does not send what was aborted', async () => {
    const handler = hostRequestHandler({
      handle: () => Promise.reject(new Error('it was sent')),
    });
    const request = { method: 'GET', protocol: 'https:', hostname: 'x', path: '/', headers: {} };
    await expect(handler.handle(request, { abortSignal: { aborted: true } })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
