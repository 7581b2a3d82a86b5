// The relay over HTTP, before a practice endpoint that verifies signatures: what it refuses, and a whole checkup through it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../src/checkup/index.ts';
import { readLiveOptions } from '../../src/cli/live.ts';
import { relayConfig } from '../../src/live/relay.ts';
import { sdkSend } from '../../src/live/send.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { type RunningLive, startLive } from '../../src/server/live.ts';
import { openHost } from '../practice/account.ts';

let endpoint: Listening;
let live: RunningLive;
let origin: string;
const log: string[] = [];
let secret = '';

beforeAll(async () => {
  const host = await openHost();
  const credentials = await host.tools.credentials();
  secret = credentials.secretAccessKey;
  endpoint = await listen(endpointListener({ handle: (one) => host.handle(one) }), { port: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'rootless-live-'));
  mkdirSync(join(folder, 'live'));
  writeFileSync(join(folder, 'live', 'index.html'), 'the page');
  live = await startLive({
    folder,
    port: 0,
    credentials: async () => credentials,
    allowWrites: false,
    idle: 60_000,
    endpoint: `http://127.0.0.1:${endpoint.port}`,
    log: (line) => log.push(line),
  });
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
function send({
  headers = {},
  body = 'Action=GetAccountSummary&Version=2010-05-08',
  method = 'POST',
  path = '/_live/aws',
}: Sent = {}) {
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
          'x-rootless-relay': live.token,
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
    made.end(method === 'GET' ? undefined : body);
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
    ['a page of another port', { headers: { origin: 'http://127.0.0.1:1' } }, 'origin'],
    ['a page under a name of its own', { headers: { host: 'evil.example' } }, 'answers to'],
    ['localhost by name', { headers: { host: 'localhost' } }, 'answers to'],
    ['GET', { method: 'GET' }, 'POST'],
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
  ])('refuses %s, and says why', async (_name, sent, why) => {
    const { status, text } = await send(sent);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(why);
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

it('reads its command line', () => {
  expect(readLiveOptions(['--profile', 'me'])).toEqual({ port: 4321, profile: 'me', allowWrites: false });
  expect(() => readLiveOptions(['--write'])).toThrow('--allow-writes');
});
