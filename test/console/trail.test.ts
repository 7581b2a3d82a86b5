// The event history as the console asks for it, against a whole practice account.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { eventById, lookupEvents, readRecord } from '../../src/console/trail.ts';
import { consoleAccount } from './account.ts';

async function withEvents() {
  const test = consoleAccount();
  for (let i = 0; i < 60; i += 1) await test.iam.send(new CreateUserCommand({ UserName: `user-${i}` }));
  await test.iam.send(new ListUsersCommand({}));
  return { test, client: new CloudTrailClient(test.options()) };
}

it('asks for one attribute, and follows the pages', async () => {
  const { client } = await withEvents();
  const parts: number[] = [];
  const events = await lookupEvents(client, { by: 'READ_ONLY', value: 'false' }, undefined, (part) =>
    parts.push(part.length),
  );
  expect(events).toHaveLength(60);
  expect(parts).toEqual([50]);
  expect(new Set(events.map((event) => event.EventName))).toEqual(new Set(['CreateUser']));
  expect(
    (await lookupEvents(client, { by: 'RESOURCE_NAME', value: ' user-7 ' }, undefined)).map(
      (e) => e.EventName,
    ),
  ).toEqual(['CreateUser']);
});

it('asks for everything where no value is given, and from a time on', async () => {
  const { test, client } = await withEvents();
  expect((await lookupEvents(client, { by: 'EVENT_NAME', value: '' }, undefined)).length).toBeGreaterThan(60);
  expect(await lookupEvents(client, { by: 'EVENT_NAME', value: '' }, new Date(test.now + 1000))).toEqual([]);
});

it('finds one event with its record', async () => {
  const { client } = await withEvents();
  const [newest] = await lookupEvents(client, { by: 'EVENT_NAME', value: 'CreateUser' }, undefined);
  const event = await eventById(client, newest?.EventId ?? '');
  expect(event?.EventName).toBe('CreateUser');
  expect(event && readRecord(event).record.requestID).toMatch(/^[0-9a-f-]{36}$/);
  expect(await eventById(client, '00000000-0000-0000-0000-000000000000')).toBeUndefined();
});
