// LTI 1.3 against a platform of the test's own: launches, deep linking, and grades that survive a platform's absence and
// a restart of the server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPlatforms } from '../../src/classroom/server/lti/platforms.ts';
import { call, makeRoomAt, newKey, openTestClassroom, type TestClassroom } from './people.ts';
import { type Person, startPlatform, type TestPlatform } from './platform.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let platform: TestPlatform;
let place: TestClassroom;
let folder: string;
const tool = (): string => `http://127.0.0.1:${place.port}/`;
const anna: Person = { id: 'u-anna', name: 'Anna', role: 'Learner' };
const teacher: Person = { id: 'u-teacher', name: 'Ms Root', role: 'Instructor' };

beforeAll(async () => {
  platform = await startPlatform();
  folder = mkdtempSync(join(tmpdir(), 'rootless-lti-'));
  const file = join(folder, 'platforms.json');
  writeFileSync(file, JSON.stringify([platform.config]));
  place = await openTestClassroom({ lti: file, gradesEvery: 100 });
});
afterAll(async () => {
  await place?.close();
  await platform?.close();
  rmSync(folder, { recursive: true, force: true });
});

const seat = (response: Response): { room: string; token: string; name: string } => {
  const [, room = '', token = '', name = ''] =
    /#\/seat\/([^/]+)\/([^/]+)\/(.*)$/.exec(response.headers.get('location') ?? '') ?? [];
  return { room, token, name: decodeURIComponent(name) };
};

describe('launches', () => {
  it('lets a student in as the same one every time, and a teacher lead', async () => {
    const room = await makeRoomAt(place.api);
    const first = seat(await platform.launch(tool(), anna, { room: room.id }));
    expect(first).toMatchObject({ room: room.id, name: 'Anna' });
    expect(seat(await platform.launch(tool(), anna, { room: room.id }))).toEqual(first);
    expect((await room.view(first.token)).me?.name).toBe('Anna');
    // Another Anna of the school is told apart.
    expect(seat(await platform.launch(tool(), { ...anna, id: 'u-other' }, { room: room.id })).name).toBe(
      'Anna 2',
    );
    const leads = await platform.launch(tool(), teacher, { room: room.id });
    expect(leads.headers.get('location')).toContain(`#/teach/${room.id}/t_`);
  });

  it('refuses what the platform has not signed, what came twice, and other deployments', async () => {
    const room = await makeRoomAt(place.api);
    const forged = await fetch(`${tool()}classroom/lti/launch`, {
      method: 'POST',
      body: new URLSearchParams({ id_token: 'a.b.c', state: 'x' }),
    });
    expect(forged.status).toBe(400);
    const other = await platform.launch(
      tool(),
      anna,
      { room: room.id },
      {
        'https://purl.imsglobal.org/spec/lti/claim/deployment_id': '2',
      },
    );
    expect(other.status).toBe(400);
    expect((await platform.launch(tool(), anna, { room: 'gone' })).status).toBe(404);
    expect(place.lines.join('\n')).not.toMatch(/Anna|u-anna/);
  });

  it('links a room that the teacher chooses, with a column for its grades', async () => {
    const room = await makeRoomAt(place.api);
    const choice = await (await platform.deepLink(tool(), teacher)).text();
    expect(choice).toContain(room.id);
    const ticket = /name="ticket" value="([^"]+)"/.exec(choice)?.[1] ?? '';
    const post = (): Promise<Response> =>
      fetch(`${tool()}classroom/lti/link`, {
        method: 'POST',
        body: new URLSearchParams({ ticket, room: room.id }),
      });
    const linked = await (await post()).text();
    expect(linked).toContain(`${platform.issuer}/return`);
    const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(linked)?.[0] ?? '';
    const said = await platform.readLink(tool(), jwt);
    expect(said['https://purl.imsglobal.org/spec/lti-dl/claim/content_items']).toMatchObject([
      { type: 'ltiResourceLink', custom: { room: room.id }, lineItem: { scoreMaximum: 3 } },
    ]);
    expect((await post()).status).toBe(400);
    // A student cannot link anything.
    expect((await platform.deepLink(tool(), anna)).status).not.toBe(200);
  });
});

describe('grades', () => {
  it('go back when the room ends, also when the platform was away and the server restarted meanwhile', async () => {
    const room = await makeRoomAt(place.api, { seconds: null });
    const { token } = seat(await platform.launch(tool(), anna, { room: room.id }));
    await room.press({ do: 'next', seconds: null });
    const { key } = (await room.view()).room ?? {};
    if (key?.kind !== 'item' || key.item.kind !== 'choice') throw new Error('no key');
    const right = key.item.options.findIndex((option) => option.right);
    await call(place.api, 'POST', `/rooms/${room.id}/answers`, {
      token,
      body: { question: 0, round: 1, key: newKey(), attempt: 1, answer: [right] },
    });
    platform.away = true;
    await room.press({ do: 'end' });
    await expect.poll(() => place.lines.some((line) => line.includes('could not be sent'))).toBe(true);
    expect(platform.scores).toEqual([]);
    await place.restart();
    platform.away = false;
    await expect.poll(() => platform.scores.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(platform.scores[0]).toMatchObject({
      lineitem: '/items/1',
      userId: 'u-anna',
      scoreGiven: 1,
      scoreMaximum: 3,
    });
  });

  it('of a lesson’s own quiz never do', async () => {
    const before = platform.scores.length;
    const room = await makeRoomAt(place.api, {}, { kind: 'lesson', quiz: 'first-iam-user' });
    await platform.launch(tool(), anna, { room: room.id });
    await room.press({ do: 'next', seconds: null });
    await room.press({ do: 'end' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(platform.scores).toHaveLength(before);
  });
});

it('says what is wrong in the file of platforms', () => {
  const file = join(folder, 'wrong.json');
  const read = (value: unknown) => () => {
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
    return readPlatforms(file);
  };
  expect(read('{')).toThrow(/cannot be read as JSON/);
  expect(read({})).toThrow(/list of platforms/);
  expect(read([{ name: 'A' }])).toThrow(/platform 1 needs «issuer»/);
  expect(read([{ ...platform.config, jwksUrl: 'x' }])).toThrow(/no address/);
  expect(read([{ ...platform.config, deployments: [] }])).toThrow(/deployments/);
});
