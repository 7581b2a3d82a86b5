// Site, accounts on the server and the AWS endpoint together: a page watches while tools of one's own do the work.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  IAMClient,
  ListGroupsCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import { exerciseData, scenarioWorld } from '../../src/exercise/index.ts';
import type { Credentials, HostChange } from '../../src/practice/index.ts';
import { type RunningRootless, startRootless } from '../../src/server/rootless.ts';

let folder = '';
let running: RunningRootless;

/** The data files a build makes, and a page. */
const files = new Map<string, string>([
  ['index.html', '<h1>home</h1>'],
  ['404.html', '<h1>not here</h1>'],
]);
beforeAll(async () => {
  const { exercises, scenarios } = readExercises(
    resolve(import.meta.dirname, '../../content/en'),
    'content/en',
  );
  for (const [id, { value }] of scenarios)
    files.set(`data/scenarios/${id}.json`, JSON.stringify(await scenarioWorld(id, value)));
  for (const [id, { value }] of exercises) {
    const scenario = scenarios.get(value.scenario);
    if (scenario)
      files.set(`data/exercises/${id}.json`, JSON.stringify(await exerciseData(id, value, scenario.value)));
  }
});

const start = (): Promise<RunningRootless> =>
  startRootless({
    folder: join(folder, 'dist'),
    accounts: join(folder, 'accounts'),
    port: 0,
    endpointPort: 0,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-start-'));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, 'dist', path)), { recursive: true });
    writeFileSync(join(folder, 'dist', path), text);
  }
  running = await start();
});
afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  id: string;
  credentials: Credentials;
  endpoint: string;
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${running.site.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const open = async (purpose: object): Promise<Opened> =>
  (await (await post('_host/open', purpose)).json()) as Opened;

const iam = (credentials: Credentials): IAMClient =>
  new IAMClient({
    region: 'us-east-1',
    endpoint: running.endpoint.url,
    credentials: { ...credentials },
    maxAttempts: 1,
  });

const groups = async (credentials: Credentials): Promise<string[]> =>
  ((await iam(credentials).send(new ListGroupsCommand())).Groups ?? []).map((group) => group.GroupName ?? '');

/** The changes a page hears, until one fits. */
async function hear(
  id: string,
  fits: (change: HostChange) => boolean,
  meanwhile: () => Promise<unknown>,
): Promise<HostChange> {
  const stop = new AbortController();
  const response = await fetch(`${running.site.url}_host/${id}/events`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no stream');
  let text = '';
  const first = await reader.read();
  text += first.value;
  const work = meanwhile();
  for (;;) {
    const found = [...text.matchAll(/^data: (.*)$/gm)]
      .map((match) => JSON.parse(match[1] ?? '') as HostChange)
      .find(fits);
    if (found) {
      await work;
      stop.abort();
      return found;
    }
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended: ${text}`);
    text += value;
  }
}

describe('an exercise on the server', () => {
  it('ticks on the page while the learner’s own tools do the work', async () => {
    const { id, credentials, endpoint } = await open({ exercise: 'first-iam-user' });
    expect(endpoint).toBe(running.endpoint.url);
    const change = await hear(
      id,
      (one) => one.kind === 'goals' && one.goals.some((goal) => goal.id === 'group' && goal.done),
      async () => {
        const client = iam(credentials);
        await client.send(new CreateGroupCommand({ GroupName: 'builders' }));
        for (const policy of ['AmazonEC2FullAccess', 'AmazonS3FullAccess'])
          await client.send(
            new AttachGroupPolicyCommand({
              GroupName: 'builders',
              PolicyArn: `arn:aws:iam::aws:policy/${policy}`,
            }),
          );
      },
    );
    expect(change.kind).toBe('goals');
  });

  it('is reached by the page on its own origin, signed as for AWS', async () => {
    const { id, credentials } = await open({ exercise: 'first-iam-user' });
    const { IAMClient: Client } = await import('@aws-sdk/client-iam');
    const client = new Client({
      region: 'us-east-1',
      credentials,
      requestHandler: {
        async handle(request: {
          method: string;
          path: string;
          headers: Record<string, string>;
          body: string;
          hostname: string;
        }) {
          const { host: _, 'content-length': __, ...headers } = request.headers;
          const answer = await fetch(`${running.site.url}_aws/${id}${request.path}`, {
            method: request.method,
            headers: { ...headers, 'x-rootless-host': request.hostname },
            body: request.body,
          });
          return {
            response: {
              statusCode: answer.status,
              headers: Object.fromEntries(answer.headers),
              body: new Uint8Array(await answer.arrayBuffer()),
            },
          };
        },
      } as never,
    });
    await client.send(new CreateGroupCommand({ GroupName: 'from-the-page' }));
    expect(await groups(credentials)).toEqual(['from-the-page']);
  });

  it('is an account of its own, told apart by the access key', async () => {
    const exercise = await open({ exercise: 'first-iam-user' });
    const play = await open({ scenario: 'small-startup' });
    expect(new Set([exercise, play, running].map((one) => one.credentials.accessKeyId)).size).toBe(3);
    await iam(exercise.credentials).send(new CreateGroupCommand({ GroupName: 'only-here' }));
    expect(await groups(exercise.credentials)).toContain('only-here');
    expect(await groups(play.credentials)).not.toContain('only-here');
    expect(await groups(running.credentials)).toEqual([]);
  });

  it('is the same account when it is opened again, and after a restart', async () => {
    const before = await open({ exercise: 'first-iam-user' });
    await iam(before.credentials).send(new CreateGroupCommand({ GroupName: 'kept' }));
    expect(await open({ exercise: 'first-iam-user' })).toMatchObject({
      id: before.id,
      credentials: before.credentials,
    });
    await running.close();
    running = await start();
    // A page that was open all the time asks by the id it knows.
    const goals = await post(`_host/${before.id}/tools/goals`, []);
    expect(goals.status).toBe(200);
    expect(await groups(before.credentials)).toEqual(['kept']);
  });
});

describe('the standing account', () => {
  it('answers to the printed key, as root', async () => {
    const sts = new STSClient({
      region: 'us-east-1',
      endpoint: running.endpoint.url,
      credentials: running.credentials,
    });
    expect((await sts.send(new GetCallerIdentityCommand())).Arn).toBe(`arn:aws:iam::${running.account}:root`);
  });

  it('refuses a key of no account as AWS does', async () => {
    const sts = new STSClient({
      region: 'us-east-1',
      endpoint: running.endpoint.url,
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
      maxAttempts: 1,
    });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });
});

describe('a second Rootless on the same accounts', () => {
  it('works on accounts of its own and loses nothing of the first', async () => {
    const second = await start();
    expect([running.kept, second.kept]).toEqual([true, false]);
    await iam(running.credentials).send(new CreateGroupCommand({ GroupName: 'first' }));
    const client = new IAMClient({
      region: 'us-east-1',
      endpoint: second.endpoint.url,
      credentials: { ...second.credentials },
    });
    await client.send(new CreateGroupCommand({ GroupName: 'second' }));
    await second.close();
    await running.close();
    running = await start();
    expect(await groups(running.credentials)).toEqual(['first']);
  });
});

describe('bad requests', () => {
  it.each([
    ['an exercise that does not exist', { exercise: 'nowhere' }, 'no exercise «nowhere»'],
    ['a path for a name', { exercise: '../../etc/passwd' }, 'one exercise or one scenario'],
    ['nothing', {}, 'one exercise or one scenario'],
    ['a list', [], 'one exercise or one scenario'],
    ['both', { exercise: 'first-iam-user', scenario: 'new-account' }, 'one exercise or one scenario'],
    ['no JSON', '{', 'is not JSON'],
    ['null', 'null', 'one exercise or one scenario'],
  ])('open: %s', async (_, body, message) => {
    const answer = await post('_host/open', body);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { message: string; hint: string } };
    expect(error.message).toContain(message);
    expect(error.hint).toMatch(/\w/);
  });

  it.each(['_host/exercise~nowhere/events', '_host/x/events', '_aws/x/'])(
    'an account that does not exist: %s',
    async (path) => {
      const answer = await fetch(`${running.site.url}${path}`);
      expect([400, 404]).toContain(answer.status);
    },
  );

  it('a tool that does not exist, and one of another name', async () => {
    const { id } = await open({ exercise: 'first-iam-user' });
    expect((await post(`_host/${id}/tools/constructor`, [])).status).toBe(400);
    expect((await post(`_host/${id}/tools/goals`, { not: 'a list' })).status).toBe(400);
  });

  it.each(['_host/info.json', '_host/open', '_aws/exercise~first-iam-user/'])(
    'a page of another origin may not call %s',
    async (path) => {
      const answer = await post(path, {}, { origin: 'https://evil.example' });
      expect(answer.status).toBe(403);
    },
  );

  it('a request that does not say which AWS host it is for', async () => {
    const { id } = await open({ exercise: 'first-iam-user' });
    expect((await post(`_aws/${id}/`, '', { 'x-rootless-host': 'evil.example' })).status).toBe(400);
  });
});

it('answers an address that does not exist with the page for it', async () => {
  const answer = await fetch(`${running.site.url}nowhere/`);
  expect([answer.status, await answer.text()]).toEqual([404, '<h1>not here</h1>']);
});

describe('ports', () => {
  it('moves on when they are taken, and says so', async () => {
    const wanted = { site: new URL(running.site.url).port, endpoint: new URL(running.endpoint.url).port };
    const second = await startRootless({
      folder: join(folder, 'dist'),
      accounts: join(folder, 'accounts-2'),
      port: Number(wanted.site),
      endpointPort: Number(wanted.endpoint),
    });
    expect([second.site.moved, second.endpoint.moved]).toEqual([true, true]);
    expect((await fetch(second.site.url)).status).toBe(200);
    await second.close();
  });
});
