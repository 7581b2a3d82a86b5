// The simulated account: requests a second over HTTP with signatures verified (beside moto_server where it is
// installed), first answer, memory, what 5,000 users and 100,000 events cost, weight in the page.
import { execFileSync, spawn } from 'node:child_process';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Cloud, createCloud, emptyWorld } from '../../src/cloud/index.ts';
import { bundle, tables } from '../cloud/support/bundle.ts';
import { type Figure, median } from './figure.ts';

const account = '111122223333';
const root = join(import.meta.dirname, '../..');

export async function* figures(): AsyncGenerator<Figure> {
  yield* throughput();
  yield { name: 'serve: first answer after start', value: await firstAnswer(), unit: 'ms' };
  yield* memory();
  yield* growth();
  yield* weight();
}

interface Signed {
  port: number;
  headers: Record<string, string>;
  body: string;
}

/** One request, signed once and sent again and again: good for five minutes, and verified every time. */
async function signed(
  port: number,
  credentials: { accessKeyId: string; secretAccessKey: string },
  form: object,
): Promise<Signed> {
  const body = new URLSearchParams({ Version: '2010-05-08', ...form }).toString();
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'iam', sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    port,
    path: '/',
    query: {},
    headers: { host: `127.0.0.1:${port}`, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return { port, headers, body };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function send({ port, headers, body }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { agent, method: 'POST', host: '127.0.0.1', port, path: '/', headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function perSecond(request: Signed, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let count = 0;
  const from = performance.now();
  const worker = async () => {
    while (performance.now() < until) {
      const status = await send(request);
      if (status !== 200) throw new Error(`answered ${status}`);
      count++;
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return (count / (performance.now() - from)) * 1000;
}

async function* throughput(): AsyncGenerator<Figure> {
  const child = spawnServe(0);
  const { port, credentials } = await child.ready;
  await send(await signed(port, credentials, { Action: 'CreateUser', UserName: 'anna' }));
  const request = await signed(port, credentials, { Action: 'GetUser', UserName: 'anna' });
  await perSecond(request, 1000);
  const ours = median([
    await perSecond(request, 2000),
    await perSecond(request, 2000),
    await perSecond(request, 2000),
  ]);
  child.stop();
  const theirs = await moto();
  yield {
    name: 'GetUser over HTTP, signatures verified',
    value: Math.round(ours),
    unit: '1/s',
    ...(theirs === null
      ? {}
      : { against: { name: 'moto_server', value: Math.round(theirs) }, ratio: ours / theirs }),
  };
}

async function moto(): Promise<number | null> {
  const port = 4571;
  try {
    execFileSync('moto_server', ['--help'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
  try {
    for (let i = 0; i < 100; i++) {
      const created = await send(
        await signed(port, credentials, { Action: 'CreateUser', UserName: 'anna' }),
      ).catch(() => 0);
      if (created === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const request = await signed(port, credentials, { Action: 'GetUser', UserName: 'anna' });
    await perSecond(request, 1000);
    return median([
      await perSecond(request, 2000),
      await perSecond(request, 2000),
      await perSecond(request, 2000),
    ]);
  } finally {
    child.kill();
  }
}

function spawnServe(port: number) {
  const child = spawn(
    process.execPath,
    [join(root, 'src/cli/rootless.ts'), 'serve', '--port', String(port), '--seed', '1'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ready = new Promise<{ port: number; credentials: { accessKeyId: string; secretAccessKey: string } }>(
    (resolve) => {
      let text = '';
      child.stdout.on('data', (part) => {
        text += part;
        const found = /URL=http:\/\/127\.0\.0\.1:(\d+)[\s\S]*KEY_ID=(\S+)[\s\S]*ACCESS_KEY=(\S+)\n/.exec(
          text,
        );
        if (found)
          resolve({
            port: Number(found[1]),
            credentials: { accessKeyId: found[2] as string, secretAccessKey: found[3] as string },
          });
      });
    },
  );
  return { ready, pid: child.pid, stop: () => child.kill() };
}

async function firstAnswer(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    const child = spawnServe(0);
    const { port, credentials } = await child.ready;
    await send(await signed(port, credentials, { Action: 'ListUsers' }));
    times.push(performance.now() - from);
    child.stop();
  }
  return median(times);
}

const encoder = new TextEncoder();

async function ask(cloud: Cloud, form: Record<string, string>, now: number): Promise<void> {
  const { status } = await cloud.handle(
    {
      method: 'POST',
      url: 'https://iam.amazonaws.com/',
      headers: { host: 'iam.amazonaws.com' },
      body: encoder.encode(new URLSearchParams({ Version: '2010-05-08', ...form }).toString()),
    },
    { wall: now, now },
  );
  if (status !== 200) throw new Error(`answered ${status}`);
}

async function filled(users: number, events: number): Promise<Cloud> {
  const cloud = createCloud({ world: emptyWorld({ account, seed: 1 }), seed: 1, authentication: 'off' });
  for (let n = 0; n < users; n++) await ask(cloud, { Action: 'CreateUser', UserName: `user${n}` }, n * 1000);
  while (cloud.events.total < events) await ask(cloud, { Action: 'GetUser', UserName: 'user0' }, 0);
  return cloud;
}

async function cost(cloud: Cloud): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 7; round++) {
    const from = performance.now();
    for (let n = 0; n < 500; n++) await ask(cloud, { Action: 'GetUser', UserName: `user${n % 5}` }, 0);
    rounds.push((performance.now() - from) / 500);
  }
  return median(rounds) * 1000;
}

async function* growth(): AsyncGenerator<Figure> {
  const [few, many, logged] = [await filled(5, 0), await filled(5000, 0), await filled(5, 100_000)];
  await cost(few);
  const base = await cost(few);
  const users = await cost(many);
  const events = await cost(logged);
  yield {
    name: 'request at 5,000 users',
    value: users,
    unit: 'µs',
    against: { name: 'at 5', value: base },
    ratio: users / base,
  };
  yield {
    name: 'request at 100,000 events',
    value: events,
    unit: 'µs',
    against: { name: 'at none', value: base },
    ratio: events / base,
  };
}

/** What the system says the server holds (resident set), after it was filled over HTTP as clients would. */
async function* memory(): AsyncGenerator<Figure> {
  const child = spawnServe(0);
  const { port, credentials } = await child.ready;
  const each = async (from: number, to: number, request: (n: number) => Promise<Signed>) => {
    let next = from;
    const worker = async () => {
      while (next < to) {
        const status = await send(await request(next++));
        if (status !== 200) throw new Error(`answered ${status}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  };
  const users = 5000;
  await each(0, users, (n) => signed(port, credentials, { Action: 'CreateUser', UserName: `user${n}` }));
  // Signed once for many calls: it is the server that is measured.
  const reads = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      signed(port, credentials, { Action: 'GetUser', UserName: `user${n * 25}` }),
    ),
  );
  await each(users, 100_000, async (n) => reads[n % reads.length] as Signed);
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }));
  child.stop();
  yield {
    name: 'memory with 5,000 users and 100,000 events',
    value: Math.round((kilobytes * 1024) / 1e6),
    unit: 'MB',
  };
}

async function* weight(): AsyncGenerator<Figure> {
  const code = await bundle(tables);
  yield {
    name: 'page: IAM, STS, wire and engine before any data table',
    value: code.together,
    unit: 'bytes gz',
  };
  const whole = await bundle(/managed-policies-[a-z]+\.json$/);
  yield { name: 'page: the same with schemas and limits', value: whole.together, unit: 'bytes gz' };
  for (const [name, bytes] of whole.services)
    yield { name: `page: chunk of ${name}`, value: bytes, unit: 'bytes gz' };
}
