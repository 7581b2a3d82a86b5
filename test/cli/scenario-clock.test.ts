// A scenario that says what day it is: serve and shell begin on that day, with what happened before in the trail.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, expect, it } from 'vitest';
import { type RunningEndpoint, readServeOptions, startEndpoint } from '../../src/cli/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'rootless-clock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const start = (...args: string[]): Promise<RunningEndpoint> =>
  startEndpoint(readServeOptions(['--port', '0', '--seed', '1', '--scenario', 'compromised', ...args]));

async function createUser({ port, credentials }: RunningEndpoint, UserName: string): Promise<string> {
  const iam = new IAMClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
  const { User } = await iam.send(new CreateUserCommand({ UserName }));
  return User?.CreateDate?.toISOString() ?? '';
}

/** Oldest and newest day in the trail. */
async function days({ port, credentials }: RunningEndpoint): Promise<string[]> {
  const trail = new CloudTrailClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials,
  });
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await trail.send(new LookupEventsCommand({ NextToken }));
    for (const { EventTime } of page.Events ?? []) found.push(EventTime?.toISOString().slice(0, 10) ?? '');
    NextToken = page.NextToken;
  } while (NextToken);
  return [found.at(-1) ?? '', found[0] ?? ''];
}

it('is served on its day, after a reset and a restart too', async () => {
  const state = join(folder, 'account.db');
  let running = await start('--state', state);
  expect(await createUser(running, 'zoe')).toMatch(/^2026-05-18T07:0/);
  const [oldest, newest] = await days(running);
  expect(oldest?.slice(0, 7)).not.toBe('2026-05');
  expect(newest).toBe('2026-05-18');
  await fetch(`http://127.0.0.1:${running.port}/_rootless/reset`, { method: 'POST' });
  expect(await days(running)).toEqual([oldest, expect.stringMatching(/^2026-05/)]);
  // The same name again: the first is gone.
  expect(await createUser(running, 'zoe')).toMatch(/^2026-05-18T07:0/);
  await running.close();

  running = await start('--state', state);
  expect(await createUser(running, 'yan')).toMatch(/^2026-05-18T07:0/);
  expect(await days(running)).toEqual([oldest, '2026-05-18']);
  await running.close();
});

it('gives way to --now', async () => {
  const running = await start('--now', '2026-06-01T00:00:00Z');
  expect(await createUser(running, 'zoe')).toMatch(/^2026-06-01T00:00/);
  await running.close();
});

it('is the day in the shell too', () => {
  const program = resolve(import.meta.dirname, '../../src/cli/rootless.ts');
  const commands =
    'aws iam create-user --user-name zoe --query User.CreateDate --output text; aws cloudtrail lookup-events --region us-east-1 --query "length(Events)"';
  const told = execFileSync(
    process.execPath,
    [program, 'shell', '--scenario', 'compromised', '--seed', '1', '-c', commands],
    { encoding: 'utf8' },
  ).split('\n');
  expect(told[0]).toMatch(/^2026-05-18T07:0/);
  expect(Number(told[1])).toBeGreaterThan(5);
});
