// The endpoint over HTTP: other origins, big and slow bodies, reset, and a taken port.
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningEndpoint, readServeOptions, startEndpoint } from '../../src/cli/serve.ts';
import { endpointListener, setTimeouts } from '../../src/server/endpoint.ts';
import { listen } from '../../src/server/listen.ts';

describe('the endpoint', () => {
  let running: RunningEndpoint;
  let url: string;
  beforeAll(async () => {
    running = await startEndpoint(
      readServeOptions(['--port', '0', '--seed', '1', '--allow-origin', 'http://localhost:3000']),
    );
    url = `http://127.0.0.1:${running.port}/`;
  });
  afterAll(() => running.close());

  it('refuses web pages of other origins, and answers those allowed', async () => {
    const from = (origin: string, method = 'POST') =>
      fetch(url, { method, headers: { origin, 'access-control-request-headers': 'authorization' } });
    const refused = await from('https://evil.example');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(await refused.text()).toContain('--allow-origin https://evil.example');
    expect((await from('https://evil.example', 'OPTIONS')).status).toBe(403);
    const allowed = await from('http://localhost:3000', 'OPTIONS');
    expect([allowed.status, allowed.headers.get('access-control-allow-headers')]).toEqual([
      200,
      'authorization',
    ]);
  });

  it('refuses what a page can send without an Origin: an image, a form, a name rebound to this machine', async () => {
    const read = '?Action=ListUsers&Version=2010-05-08';
    for (const site of ['cross-site', 'same-site'])
      expect((await fetch(url + read, { headers: { 'sec-fetch-site': site } })).status, site).toBe(403);
    expect(
      (await fetch(`${url}_rootless/reset`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(403);
    // fetch may not set Host.
    const status = await new Promise((resolve, reject) => {
      const call = request(`${url}${read}`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on('error', reject);
      call.end();
    });
    expect(status).toBe(403);
  });

  it('answers nonsense with AWS’s errors and goes on', async () => {
    const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
      const response = await fetch(url, { method: 'POST', body, headers });
      return [response.status, await response.text()] as const;
    };
    expect((await post('Action=ListUsers&Version=2010-05-08'))[1]).toContain(
      '<Code>MissingAuthenticationToken</Code>',
    );
    expect((await post('\u0000'))[0]).toBe(400);
    expect((await post('{', { 'x-amz-target': 'Nothing.Here' }))[1]).toContain('UnknownOperationException');
    expect((await post('x', { authorization: 'AWS4-HMAC-SHA256 Credential=a/b' }))[1]).toContain(
      'IncompleteSignature',
    );
    expect((await post(new Uint8Array(17 * 1024 * 1024)))[0]).toBe(413);
    expect((await fetch(url, { method: 'PATCH' })).status).toBeLessThan(500);
  });

  it('a client that breaks off does no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(running.port, '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nhalf');
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await fetch(url)).status).toBe(400);
  });

  it('gives up a client that is too slow with its headers or its body', async () => {
    const { server, port, close } = await listen(
      endpointListener({ handle: () => Promise.reject(new Error('not to be reached')) }),
      { port: 0 },
    );
    setTimeouts(server);
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 60_000]);
    server.headersTimeout = 1;
    server.requestTimeout = 1;
    const told = (text: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (part) => {
          answer += part;
        });
        socket.on('close', () => resolve(answer));
      });
    const start = 'POST / HTTP/1.1\r\nhost: localhost\r\n';
    const answers = await Promise.all([told(start), told(`${start}content-length: 10\r\n\r\nhalf`)]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    await close();
  });

  it('takes no body of 100 MB: not announced, and not in parts', async () => {
    const answer = (headers: string, body: (write: (part: Buffer) => boolean) => void) =>
      new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(running.port, '127.0.0.1', () => {
          socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n\r\n`);
          body((part) => socket.writable && socket.write(part));
        });
        socket.on('data', (part) => {
          text += part;
          socket.end();
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
      });
    expect(await answer(`content-length: ${100 * 1024 * 1024}`, () => undefined)).toMatch(/^HTTP\/1\.1 413 /);
    const part = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
    const inParts = await answer('transfer-encoding: chunked', (write) => {
      for (let n = 0; n < 100; n++) write(part);
    });
    expect(inParts).toMatch(/^HTTP\/1\.1 413 /);
    expect((await fetch(url)).status).toBe(400);
  });

  it('listens on this machine alone', async () => {
    expect(readServeOptions([]).hostname).toBe('127.0.0.1');
    const { server, close } = await listen(() => undefined, { port: 0 });
    expect(server.address()).toMatchObject({ address: '127.0.0.1' });
    await close();
  });

  it('says so when the port is taken', async () => {
    await expect(startEndpoint(readServeOptions(['--port', String(running.port)]))).rejects.toThrow(
      `Port ${running.port} is taken. Stop the program that uses it, or choose another with --port.`,
    );
  });

  it('takes only arguments that make sense', () => {
    for (const args of [
      ['--port', 'x'],
      ['--auth', 'maybe'],
      ['--account', '12'],
      ['--now', 'soon'],
      ['--nonsense'],
    ])
      expect(() => readServeOptions(args), args.join(' ')).toThrow();
  });

  it('is the same again with the same seed and time', async () => {
    const args = ['--port', '0', '--seed', '9', '--now', '2026-11-23T15:00:00Z'];
    const [a, b] = [await startEndpoint(readServeOptions(args)), await startEndpoint(readServeOptions(args))];
    expect(a.credentials).toEqual(b.credentials);
    await Promise.all([a.close(), b.close()]);
  });
});
