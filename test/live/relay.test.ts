// The relay over HTTP, before a practice endpoint that verifies signatures: what it refuses, and a whole checkup through it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../src/checkup/index.ts';
import { readLiveOptions } from '../../src/cli/live.ts';
import { failureOf } from '../../src/live/failure.ts';
import { relayConfig, takeToken } from '../../src/live/relay.ts';
import { sdkSend } from '../../src/live/send.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { type LiveOptions, type RunningLive, startLive } from '../../src/server/live.ts';
import { openHost } from '../practice/account.ts';
import { startFaultProxy } from './fault-proxy.ts';

let endpoint: Listening;
let live: RunningLive;
let origin: string;
const log: string[] = [];
let secret = '';
let options: () => LiveOptions;
/** Where AWS's clock stands, against this one's. */
let ahead = 0;

/** What went to AWS since then. */
const passed = (before: number): string[] => log.slice(before).filter((line) => /: \d/.test(line));

beforeAll(async () => {
  const host = await openHost({ clock: () => Date.now() + ahead });
  const credentials = await host.tools.credentials();
  secret = credentials.secretAccessKey;
  endpoint = await listen(endpointListener({ handle: (one) => host.handle(one) }), { port: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'rootless-live-'));
  mkdirSync(join(folder, 'live'));
  writeFileSync(join(folder, 'live', 'index.html'), 'the page');
  options = () => ({
    folder,
    port: 0,
    credentials: async () => credentials,
    allowWrites: false,
    idle: 60_000,
    endpoint: `http://127.0.0.1:${endpoint.port}`,
    log: (line) => log.push(line),
  });
  live = await startLive(options());
  origin = new URL(live.url).origin;
});
afterAll(() => Promise.all([live.close(), endpoint.close()]));

interface Sent {
  headers?: Record<string, string>;
  body?: string;
  method?: string;
  path?: string;
}

/** Node's own client: fetch would not let a test say Host and Origin. */
function send(
  {
    headers = {},
    body = 'Action=GetAccountSummary&Version=2010-05-08',
    method = 'POST',
    path = '/_live/aws',
  }: Sent = {},
  to = live,
) {
  const origin = new URL(to.url).origin;
  return new Promise<{ status: number; text: string; headers: object }>((resolve, reject) => {
    const { port, host } = new URL(origin);
    const made = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          host,
          origin,
          'x-rootless-relay': to.token,
          'x-rootless-host': 'iam.amazonaws.com',
          ...headers,
        },
      },
      (answer) => {
        let text = '';
        answer.on('data', (part) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      },
    );
    made.on('error', reject);
    made.end(method === 'POST' ? body : undefined);
  });
}

// The first request loads the simulated AWS.
describe('the relay', { timeout: 60_000 }, () => {
  it('signs and passes on what is on its list', async () => {
    const { status, text } = await send();
    expect([status, text.includes('<AccountMFAEnabled>') || text.includes('AccountMFAEnabled')]).toEqual([
      200,
      true,
    ]);
  });

  it.each<[string, Sent, string]>([
    ['no token', { headers: { 'x-rootless-relay': '' } }, 'token'],
    ['a guessed token', { headers: { 'x-rootless-relay': 'A'.repeat(32) } }, 'token'],
    ['a page of another origin', { headers: { origin: 'https://evil.example' } }, 'origin'],
    ['no origin', { headers: { origin: '' } }, 'origin'],
    ['a page without an origin', { headers: { origin: 'null' } }, 'origin'],
    ['its own name over https', { headers: { origin: 'https://127.0.0.1' } }, 'origin'],
    ['the token but for its end', { headers: { 'x-rootless-relay': 'short' } }, 'token'],
    ['a page of another port', { headers: { origin: 'http://127.0.0.1:1' } }, 'origin'],
    ['a page under a name of its own', { headers: { host: 'evil.example' } }, 'answers to'],
    ['localhost by name', { headers: { host: 'localhost' } }, 'answers to'],
    ['GET', { method: 'GET' }, 'POST'],
    // A page of another origin asks so first; without CORS headers in the answer its browser stops there.
    ['a preflight', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 'POST'],
    ['a body without end', { body: `Action=GetUser&x=${'x'.repeat(1024 * 1024)}` }, 'too large'],
    [
      'a write in another case of the target',
      {
        body: '{}',
        headers: {
          'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DeleteTrail',
          'x-rootless-host': 'cloudtrail.us-east-1.amazonaws.com',
        },
      },
      '--allow-writes',
    ],
    ['what answers with a new secret', { body: 'Action=CreateAccessKey' }, '--allow-writes'],
    ['a write', { body: 'Action=CreateUser&UserName=x' }, '--allow-writes'],
    ['two actions', { body: 'Action=GetUser&Action=CreateUser' }, 'names no operation'],
    ['no action', { body: '' }, 'names no operation'],
    [
      'credentials for somebody else',
      { body: 'Action=AssumeRole', headers: { 'x-rootless-host': 'sts.us-east-1.amazonaws.com' } },
      'not on the relay’s list',
    ],
    ['another host', { headers: { 'x-rootless-host': 'evil.example' } }, 'not on the relay’s list'],
    ['a name of every object', { headers: { 'x-rootless-host': 'constructor' } }, 'not on the relay’s list'],
  ])('refuses %s, and says why; nothing goes to AWS', async (_name, sent, why) => {
    const before = log.length;
    const { status, text, headers } = await send(sent);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(why);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(passed(before)).toEqual([]);
  });

  it('draws a token that nobody can guess, another for each start', async () => {
    const other = await startLive({ ...options(), port: 0 });
    expect(Buffer.from(live.token, 'base64url').length).toBe(24);
    expect(other.token).not.toBe(live.token);
    expect((await send({ headers: { 'x-rootless-relay': other.token } })).status).toBe(403);
    await other.close();
  });

  it('gives pages to its own name only', async () => {
    expect((await send({ method: 'GET', path: '/live/' })).text).toBe('the page');
    expect((await send({ method: 'GET', path: '/live/', headers: { host: 'rebound.example' } })).status).toBe(
      403,
    );
  });

  it('carries a whole checkup through the SDK, and logs neither parameters nor secrets', async () => {
    const asPage: typeof fetch = (url, init) =>
      fetch(new URL(String(url), origin), { ...init, headers: { ...(init?.headers as object), origin } });
    const { evidence, calls } = await collect({
      send: sdkSend(relayConfig('/', live.token, asPage)),
      now: Date.now,
      wait: () => Promise.resolve(),
    });
    expect(calls).toBeLessThanOrEqual(20);
    expect(evidence.summary.seen && evidence.details.seen && evidence.report.seen).toBe(true);
    expect(evidence.trails).toEqual({ seen: true, value: [] });
    expect(log.length).toBeGreaterThan(8);
    expect(log.filter((line) => !/^[A-Z]\w+: (?:\d{3}|refused)$/.test(line))).toEqual([]);
    expect(log.join()).not.toContain(secret);
  });
});

/** The SDK as the page has it, through a relay of its own. */
async function through(change: Partial<LiveOptions>) {
  const relay = await startLive({ ...options(), ...change });
  const { origin } = new URL(relay.url);
  const asPage: typeof fetch = (url, init) =>
    fetch(new URL(String(url), origin), { ...init, headers: { ...(init?.headers as object), origin } });
  return { relay, send: sdkSend(relayConfig('/', relay.token, asPage)) };
}

describe('a relay on a bad day', { timeout: 60_000 }, () => {
  it('writes only when it was started so, only to IAM, and never what answers with a secret', async () => {
    const { relay } = await through({ allowWrites: true });
    const made = await send({ body: 'Action=CreateUser&UserName=made&Version=2010-05-08' }, relay);
    expect([made.status, made.text.includes('<UserName>made</UserName>')]).toEqual([200, true]);
    const key = await send({ body: 'Action=CreateAccessKey&UserName=made&Version=2010-05-08' }, relay);
    expect([key.status, key.text.includes('a new secret')]).toEqual([403, true]);
    const trail = await send(
      {
        body: '{}',
        headers: {
          'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DeleteTrail',
          'x-rootless-host': 'cloudtrail.us-east-1.amazonaws.com',
        },
      },
      relay,
    );
    expect([trail.status, trail.text.includes('not on the relay’s list')]).toEqual([403, true]);
    await relay.close();
  });

  it('says that its credentials have ended, and the checkup keeps what it has', async () => {
    let left = 5;
    const { relay, send } = await through({
      async credentials() {
        if (left-- <= 0) throw new Error('The SSO session has expired.');
        return options().credentials();
      },
    });
    const { evidence, expired } = await collect({ send, now: Date.now, wait: () => Promise.resolve() });
    expect(expired).toBe(true);
    expect(evidence.summary.seen).toBe(true);
    const error = await send('sts', 'GetCallerIdentity', {}).catch((thrown: unknown) => thrown);
    expect([failureOf(error), (error as Error).message]).toEqual([
      'relay',
      expect.stringMatching(/no credentials any more.*SSO session has expired.*aws sso login/),
    ]);
    await relay.close();
  });

  it('signs by AWS’s time when this machine’s clock is wrong', async () => {
    const { relay, send } = await through({});
    ahead = 3_600_000;
    const proxy = await startFaultProxy({ target: endpoint.port, now: () => Date.now() + ahead });
    const other = await through({ endpoint: `http://127.0.0.1:${proxy.port}` });
    await expect(other.send('sts', 'GetCallerIdentity', {})).resolves.toMatchObject({
      Account: '111122223333',
    });
    await other.send('iam', 'GetAccountSummary', {});
    // One refusal, and never again.
    expect(proxy.seen).toHaveLength(3);
    ahead = 0;
    await expect(send('sts', 'GetCallerIdentity', {})).resolves.toBeDefined();
    await Promise.all([relay.close(), other.relay.close(), proxy.close()]);
  });

  it('says that AWS cannot be reached, and asks no more when the page has gone', async () => {
    const proxy = await startFaultProxy({ target: endpoint.port });
    const { relay, send } = await through({ endpoint: `http://127.0.0.1:${proxy.port}` });
    proxy.meet(
      { does: 'cut', operation: 'GetAccountSummary' },
      { does: 'hang', operation: 'GetCallerIdentity' },
    );
    const error = await send('iam', 'GetAccountSummary', {}).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toContain('AWS could not be reached for GetAccountSummary');
    const stop = new AbortController();
    const asked = send('sts', 'GetCallerIdentity', {}, stop.signal).catch((thrown: Error) => thrown.name);
    await expect.poll(() => proxy.open).toBe(1);
    stop.abort();
    expect(await asked).toBe('AbortError');
    await expect.poll(() => proxy.open).toBe(0);
    await Promise.all([relay.close(), proxy.close()]);
  });

  it('closes when nobody has called for a while', async () => {
    const ended = await new Promise<RunningLive>((resolve) => {
      const started = startLive({ ...options(), idle: 30, onIdle: () => void started.then(resolve) });
    });
    await expect(fetch(ended.url)).rejects.toThrow();
  });
});

it('takes the token out of the address, and out of its history', () => {
  const replaced: unknown[] = [];
  const history = { replaceState: (...args: unknown[]) => replaced.push(args) } as unknown as History;
  const token = 'A'.repeat(32);
  expect(takeToken({ hash: `#relay=${token}`, pathname: '/live/' }, history)).toBe(token);
  expect(replaced).toEqual([[null, '', '/live/#/']]);
  expect(takeToken({ hash: '#relay=short', pathname: '/live/' }, history)).toBeNull();
});

it('reads its command line', () => {
  expect(readLiveOptions(['--profile', 'me'])).toEqual({
    port: 4321,
    profile: 'me',
    allowWrites: false,
    idle: 1_800_000,
  });
  expect(() => readLiveOptions(['--write'])).toThrow('--allow-writes');
  expect(() => readLiveOptions(['--idle', 'never'])).toThrow('number of minutes');
});
