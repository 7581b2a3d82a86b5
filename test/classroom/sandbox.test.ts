// An exercise that is handed in: judged on the server from the account itself, whatever the page said.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readContent } from '../../src/exercise/content.ts';
import { exerciseData } from '../../src/exercise/index.ts';
import { exerciseSchema, scenarioSchema } from '../../src/exercise/schema.ts';
import { type Call, createCaller, createHost, memoryStore, readWorld } from '../../src/practice/index.ts';
import { call, makeRoomAt, newKey, openTestClassroom, type TestClassroom } from './people.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const content = resolve(import.meta.dirname, '../../content/en');
const ID = 'first-iam-user';
let place: TestClassroom;
let exercise: { tasks: readonly { id: string }[]; world: unknown };
let calls: readonly Call[];

function load<S extends Parameters<typeof readContent>[2]>(folder: string, id: string, schema: S) {
  const file = join(content, folder, `${id}.yaml`);
  const found = readContent(readFileSync(file, 'utf8'), file, schema);
  if (!found.ok) throw new Error(JSON.stringify(found.errors));
  return found.value;
}

beforeAll(async () => {
  place = await openTestClassroom();
  const written = load('exercises', ID, exerciseSchema);
  calls = written.solution.calls;
  exercise = (await exerciseData(ID, written, load('scenarios', written.scenario, scenarioSchema))) as never;
  writeFileSync(join(place.folder, 'data', 'exercises', `${ID}.json`), JSON.stringify(exercise));
});
afterAll(() => place.close());

it('counts the tasks that the account fulfils, and no others', async () => {
  const room = await makeRoomAt(
    place.api,
    { changes: true, seconds: null },
    { kind: 'sandbox', exercise: ID },
  );
  const anna = await room.join('Anna');
  await room.press({ do: 'next' });
  const { account, events } = await work([]);
  const hand = (body: object) =>
    call<{ done: string[]; accepted: boolean }>(place.api, 'POST', `/rooms/${room.id}/accounts`, {
      token: anna.token,
      body: {
        question: 0,
        round: 1,
        key: newKey(),
        attempt: 1,
        answer: exercise.tasks.map(({ id }) => id),
        ...body,
      },
    });
  const nothing = await hand({ account, events });
  expect(nothing.status).toBe(200);
  expect(nothing.body.done.length).toBeLessThan(exercise.tasks.length);
  const solved = await work(calls);
  const all = await hand({ account: solved.account, events: solved.events, attempt: 2 });
  expect(all.body.done.sort()).toEqual(exercise.tasks.map(({ id }) => id).sort());
  const results = await call(place.api, 'GET', `/rooms/${room.id}/results`, { token: room.links.teacher });
  expect(results.body).toMatchObject({ rows: [{ points: 1 }] });
});

it('refuses what is no account, and answers of hand', async () => {
  const room = await makeRoomAt(
    place.api,
    { changes: true, seconds: null },
    { kind: 'sandbox', exercise: ID },
  );
  const ben = await room.join('Ben');
  await room.press({ do: 'next' });
  const hand = (account: unknown) =>
    call(place.api, 'POST', `/rooms/${room.id}/accounts`, {
      token: ben.token,
      body: { question: 0, round: 1, key: newKey(), attempt: 1, account },
    });
  expect((await hand('{"rootless":"account","v":1,"world":{}}')).body.error?.code).toBe('bad-file');
  expect((await hand('no json')).body.error?.code).toBe('bad-file');
  expect((await hand(5)).body.error?.code).toBe('bad-request');
  expect((await ben.answer(exercise.tasks.map(({ id }) => id))).body.error?.code).toBe('bad-request');
});

/** A practice account in which these calls were made, as a student's page would hand it in. */
async function work(made: readonly Call[]): Promise<{ account: string; events: unknown }> {
  const host = await createHost({
    key: 'exercise',
    store: memoryStore(),
    clock: Date.now,
    seed: 'x',
    fresh: () => readWorld(exercise.world as never),
  });
  const caller = createCaller({
    host,
    async credentials(as) {
      const { identities } = await host.tools.summary();
      const found = identities.find(({ name }) => name.toLowerCase() === as.toLowerCase());
      return host.tools.credentials(found?.arn ?? as);
    },
  });
  for (const one of made) await caller.run(one);
  const handed = {
    account: await host.tools.exportAccount(),
    events: await host.tools.events({ limit: 500 }),
  };
  await host.close();
  return handed;
}
