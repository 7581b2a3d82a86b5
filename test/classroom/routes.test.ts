// Bad input and abuse over HTTP: refused with a code, logged without a name, and the room goes on.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  call,
  makeRoomAt,
  newKey,
  openTestClassroom,
  studentToken,
  type TestClassroom,
  type TestRoom,
} from './people.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let place: TestClassroom;
let room: TestRoom;
beforeAll(async () => {
  place = await openTestClassroom();
  room = await makeRoomAt(place.api);
});
afterAll(() => place.close());

const code = async (
  method: string,
  path: string,
  options: Parameters<typeof call>[3] = {},
): Promise<string> => {
  const { status, body } = await call(place.api, method, path, options);
  return `${status} ${body.error?.code ?? 'fine'}`;
};

describe('bad input', () => {
  it('is refused: malformed, oversized, of the wrong shape', async () => {
    const join = `/rooms/${room.id}/join`;
    expect(await code('POST', join, { body: '{' })).toBe('400 bad-request');
    expect(await code('POST', join, { body: '[]' })).toBe('400 bad-request');
    expect(await code('POST', join, { body: 'null' })).toBe('400 bad-request');
    expect(await code('POST', join, { body: {} })).toBe('400 bad-request');
    expect(await code('POST', join, { body: { token: 'short' } })).toBe('400 bad-request');
    expect(await code('POST', join, { body: { token: studentToken(), name: 'x'.repeat(40_000) } })).toBe(
      '413 too-large',
    );
    expect(await code('GET', '/nothing')).toBe('404 no-content');
    const anna = await room.join('Anna');
    await room.press({ do: 'next', seconds: null });
    for (const change of [
      { question: 99 },
      { question: '0' },
      { question: -1 },
      { round: 7 },
      { key: 'x' },
      { key: { toString: 'x' } },
      { attempt: 0 },
      { attempt: 1.5 },
      { sure: 9 },
      { question: '__proto__' },
    ])
      expect((await anna.answer([0], change)).status, JSON.stringify(change)).toBe(400);
    for (const answer of [[9], [0, 1], ['0'], [], 'x', null, { length: 1 }])
      expect((await anna.answer(answer as never)).body.error?.code, JSON.stringify(answer)).toBe(
        'bad-answer',
      );
    expect((await anna.answer([0])).body.accepted).toBe(true);
  });

  it('of settings and commands is told what is wrong', async () => {
    for (const settings of [
      { seconds: -1 },
      { teams: 99 },
      { mode: 'x' },
      { places: 0 },
      { days: 5000 },
      { due: 5 },
      { nonsense: 1 },
      5,
    ]) {
      const made = await call(place.api, 'POST', '/rooms', {
        body: { source: { kind: 'generated', count: 1, difficulty: 1 }, settings },
      });
      expect(made.status, JSON.stringify(settings)).toBe(400);
      expect(made.body.error?.detail, JSON.stringify(settings)).toBeTruthy();
    }
    const command = (body: unknown): Promise<string> =>
      code('POST', `/rooms/${room.id}/commands`, { token: room.links.teacher, body });
    expect(await command({ rev: 1, command: { do: 'next' } })).toBe('409 moved-on');
    expect(await command({ rev: 1, command: null })).toBe('400 bad-request');
    expect(await command({ rev: 1, command: { do: 'timeout' } })).toBe('400 bad-request');
  });

  it('that is sent slowly or broken off holds nobody up', async () => {
    const open = request({
      host: '127.0.0.1',
      port: place.port,
      method: 'POST',
      path: `/classroom/api/rooms/${room.id}/join`,
      headers: { 'content-length': 500 },
    });
    open.on('error', () => {});
    open.write('{"token":');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await code('GET', '/info')).toBe('200 fine');
    open.destroy();
  });
});

describe('abuse', () => {
  it('a student cannot call the teacher’s routes, nor read with another’s token', async () => {
    const ben = await room.join('Ben');
    const other = await makeRoomAt(place.api);
    for (const [method, path, body] of [
      ['POST', 'commands', { rev: 1, command: { do: 'end' } }],
      ['POST', 'students', { do: 'remove', student: ben.id }],
      ['GET', 'roster', undefined],
      ['GET', 'results', undefined],
      ['GET', 'results.csv', undefined],
      ['GET', 'results.xlsx', undefined],
      ['GET', 'links', undefined],
      ['POST', 'keep', { days: 1 }],
      ['DELETE', '', undefined],
    ] as const) {
      const address = `/rooms/${room.id}${path && `/${path}`}`;
      for (const token of [ben.token, undefined, other.links.teacher, room.links.projector])
        expect(await code(method, address, { ...(token && { token }), body }), `${method} ${path}`).toMatch(
          /^(403 no-key|429 too-fast)$/,
        );
    }
    expect(await code('DELETE', `/rooms/${room.id}`, { token: room.links.assistant })).toMatch(
      /no-key|too-fast/,
    );
    expect((await room.view()).room?.phase).toBe('open');
  });

  it('guessing codes and tokens becomes slow, and the class goes on joining', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 120 }, (_, index) => code('GET', `/codes/${100_000 + index}`)),
    );
    expect(guesses.filter((one) => one === '429 too-fast').length).toBeGreaterThan(40);
    expect(await code('GET', `/codes/${room.code}`)).toBe('200 fine');
    expect((await room.join()).name).toBeTruthy();
  });

  it('one student cannot flood; thousands from one address can come in', async () => {
    const cleo = await room.join('Cleo');
    const many = await Promise.all(Array.from({ length: 100 }, () => cleo.answer([0], { key: newKey() })));
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(20);
    const crowd = await makeRoomAt(place.api, { places: 10_000 });
    const count = process.env.ROOTLESS_FULL ? 10_000 : 400;
    for (let done = 0; done < count; done += 200)
      await Promise.all(Array.from({ length: 200 }, () => crowd.join()));
    const students = await call<unknown[]>(place.api, 'GET', `/rooms/${crowd.id}/roster`, {
      token: crowd.links.teacher,
    });
    expect(students.body).toHaveLength(count);
  });

  it('making rooms needs the teacher’s key from other machines, behind a proxy, and for other sites’ pages', async () => {
    const body = { source: { kind: 'generated', count: 1, difficulty: 1 } };
    expect(await code('POST', '/rooms', { body, headers: { 'x-forwarded-for': '10.0.0.9' } })).toBe(
      '403 teacher-key',
    );
    expect(
      await code('POST', '/rooms', {
        body,
        token: place.teacherKey,
        headers: { 'x-forwarded-for': '10.0.0.9' },
      }),
    ).toBe('201 fine');
    expect(
      await code('GET', '/rooms', { token: 'wrong', headers: { 'x-forwarded-for': '10.0.0.9' } }),
    ).toMatch(/no-key|too-fast/);
    expect(
      (await call(place.api, 'POST', '/rooms', { body, headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
    const hosted = await openTestClassroom({ url: 'https://class.school.example/' });
    expect((await call(hosted.api, 'POST', '/rooms', { body })).status).toBe(403);
    expect((await call(hosted.api, 'POST', '/rooms', { body, token: hosted.teacherKey })).status).toBe(201);
    await hosted.close();
  });

  it('is never logged with a name', () => {
    expect(place.lines.join('\n')).not.toMatch(/Anna|Ben|Cleo|127\.0\.0\.1/);
  });
});

describe('results as files', () => {
  it('are CSV that Excel reads, and a workbook; deleting leaves nothing', async () => {
    const own = await makeRoomAt(place.api);
    const dora = await own.join('Dora');
    await own.press({ do: 'next', seconds: null });
    await dora.answer([0]);
    const { teacher: token } = own.links;
    const csv = await fetch(`${place.api}/rooms/${own.id}/results.csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain('Dora,');
    const workbook = await fetch(`${place.api}/rooms/${own.id}/results.xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(new TextDecoder('latin1').decode((await workbook.arrayBuffer()).slice(0, 2))).toBe('PK');
    expect(await code('POST', `/rooms/${own.id}/keep`, { token, body: { days: 3 } })).toBe('200 fine');
    expect(await code('DELETE', `/rooms/${own.id}`, { token })).toBe('200 fine');
    expect(await code('GET', `/rooms/${own.id}/roster`, { token })).toMatch(/^(404 no-room|429 too-fast)$/);
  });
});
