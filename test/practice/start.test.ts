import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect, it } from 'vitest';
import { emptyWorld } from '../../src/cloud/index.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';
import { materialiseStart, type Scenario, ScenarioError } from '../../src/practice/scenario.ts';
import { readStart, writeStart } from '../../src/practice/start.ts';
import { memoryStore } from '../../src/practice/store.ts';
import type { AccountHost } from '../../src/practice/types.ts';
import { callerOf, iam, openHost } from './account.ts';

const scenario: Scenario = {
  title: 'T',
  summary: 'S',
  account: { id: '111122223333', name: 'N', email: 'a@b.example' },
  opened: '2026-03-02T09:00:00Z',
  today: '2026-05-01T09:00:00Z',
  policies: [],
  groups: [],
  users: [],
  roles: [],
  calls: [{ ...iam('CreateUser', { UserName: 'anna' }), days: 40, from: '198.51.100.7' }],
};

async function open(wall: () => number = Date.now): Promise<AccountHost> {
  const saved = JSON.parse(JSON.stringify(writeStart(await materialiseStart(scenario, 'test'))));
  const { world, ...start } = readStart(saved);
  return openHost({ ...start, fresh: () => world, clock: wall });
}

async function lookUp(host: AccountHost): Promise<string[]> {
  const client = new CloudTrailClient({
    region: 'us-east-1',
    credentials: await host.tools.credentials(),
    requestHandler: hostRequestHandler(host),
  });
  const { Events } = await client.send(new LookupEventsCommand({}));
  return (Events ?? []).map(({ EventName, CloudTrailEvent }) => {
    const { sourceIPAddress, eventTime } = JSON.parse(CloudTrailEvent ?? '{}');
    return `${EventName} ${eventTime.slice(0, 10)} ${sourceIPAddress}`;
  });
}

it('opens on the day the scenario says, with what happened before in the event history', async () => {
  const host = await open();
  expect(new Date((await host.tools.summary()).now).toISOString().slice(0, 10)).toBe('2026-05-01');
  expect(await lookUp(host)).toEqual(['CreateUser 2026-04-11 198.51.100.7']);
  // None of it is the learner's own doing.
  expect((await host.tools.events()).map(({ operation }) => operation)).not.toContain('CreateUser');
  await host.close();
});

it('goes back to that day with a reset, and keeps the history through undo', async () => {
  const host = await open();
  await host.tools.setClock(0);
  await callerOf(host).run(iam('CreateUser', { UserName: 'ben' }));
  await host.tools.undo();
  expect(await lookUp(host)).toEqual([]);
  await host.tools.reset();
  expect(new Date((await host.tools.summary()).now).toISOString().slice(0, 10)).toBe('2026-05-01');
  expect(await lookUp(host)).toEqual(['CreateUser 2026-04-11 198.51.100.7']);
  await host.close();
});

it('says where the calls end after the day on which the account is opened', async () => {
  const late = { ...scenario, today: '2026-03-10T09:00:00Z' };
  await expect(materialiseStart(late, 'test')).rejects.toThrow(ScenarioError);
});

it('takes the clock and the history of a scenario that another account starts from, and gives them back by undo', async () => {
  const store = memoryStore();
  const plain = { store, fresh: () => emptyWorld({ account: '444455556666', email: 'b@c.example' }) };
  let host = await openHost(plain);
  await callerOf(host).run(iam('CreateUser', { UserName: 'own' }));
  const started = JSON.parse(JSON.stringify(writeStart(await materialiseStart(scenario, 'test'))));
  await host.tools.startFrom(started);
  const day = async (): Promise<string> =>
    new Date((await host.tools.summary()).now).toISOString().slice(0, 10);
  expect(await day()).toBe('2026-05-01');
  expect(await lookUp(host)).toEqual(['CreateUser 2026-04-11 198.51.100.7']);
  // Travelling goes on from that day, and its present is that day.
  const { present } = await host.tools.summary();
  await host.tools.setClock(present + 30 * 86_400_000);
  expect(await day()).toBe('2026-05-31');
  expect((await host.tools.summary()).present).toBe(present);
  await host.tools.setClock(present);
  await host.close();
  // Kept, history and all.
  host = await openHost(plain);
  expect(await day()).toBe('2026-05-01');
  expect((await host.tools.summary()).present).toBe(present);
  expect(await lookUp(host)).toContain('CreateUser 2026-04-11 198.51.100.7');
  await host.tools.undo();
  expect(await host.tools.summary()).toMatchObject({ account: '444455556666', offset: 0, present: 0 });
  expect((await lookUp(host)).join()).not.toContain('2026-04-11');
  await host.tools.redo();
  expect(await day()).toBe('2026-05-01');
  await host.close();
});
