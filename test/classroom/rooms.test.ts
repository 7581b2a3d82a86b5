// A lesson over HTTP, as pages play it: joining, answering, revealing, moving on; and what nobody may see or do.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  call,
  listen,
  makeRoomAt,
  newKey,
  openTestClassroom,
  studentToken,
  type TestClassroom,
} from './people.ts';

// A machine that does other things too takes its time to start a database.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let place: TestClassroom;
beforeAll(async () => {
  place = await openTestClassroom();
});
afterAll(() => place.close());
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
const hear = (room: string, token: string) => {
  const listening = listen(place.api, room, token);
  stops.push(listening.stop);
  return listening;
};

describe('a lesson', () => {
  it('goes from the lobby through a question to its reveal and the next', async () => {
    const room = await makeRoomAt(place.api);
    const found = await call(place.api, 'GET', `/codes/${room.code}`);
    expect(found.body).toMatchObject({
      id: room.id,
      title: "A teacher's own quiz",
      locked: false,
    });
    const anna = await room.join('Anna');
    const ben = await room.join('Ben');
    const annaHears = hear(room.id, anna.token);
    const teacherHears = hear(room.id, room.links.teacher);
    await expect.poll(() => annaHears.heard.room?.phase).toBe('lobby');
    await expect.poll(() => teacherHears.heard.progress?.joined).toBe(2);
    expect(annaHears.heard.room?.shown).toEqual([]);

    expect((await room.press({ do: 'next', seconds: null })).status).toBe(200);
    await expect.poll(() => annaHears.heard.room?.phase).toBe('open');
    const [shown] = annaHears.heard.room?.shown ?? [];
    if (shown?.kind !== 'item' || shown.item.kind !== 'choice') throw new Error('no choice');
    expect(JSON.stringify(annaHears.all)).not.toMatch(/reason of|"right":true/);
    const { key } = teacherHears.heard.room ?? {};
    if (key?.kind !== 'item' || key.item.kind !== 'choice') throw new Error('no key');
    expect(key.item.options.map(({ text }) => text)).toEqual(shown.item.options.map(({ text }) => text));
    const right = key.item.options.findIndex((option) => option.right);

    const ack = await anna.answer([right]);
    expect(ack).toMatchObject({ status: 200, body: { accepted: true, answer: [right], attempt: 1 } });
    expect((await ben.answer([(right + 1) % 4])).status).toBe(200);
    await expect.poll(() => teacherHears.heard.progress?.tally?.answered).toBe(2);
    expect(teacherHears.heard.progress?.tally).toMatchObject({ right: 1 });
    expect(annaHears.all.some(([part]) => part === 'progress')).toBe(false);

    await room.press({ do: 'close' });
    await room.press({ do: 'reveal' });
    await expect.poll(() => annaHears.heard.room?.phase).toBe('revealed');
    expect(JSON.stringify(annaHears.heard.room?.shown)).toMatch(/"right":true/);
    expect(JSON.stringify(annaHears.heard.room?.shown)).not.toContain('reason of');
    await room.press({ do: 'explain', on: true });
    await expect.poll(() => JSON.stringify(annaHears.heard.room?.shown)).toContain('reason of Deny');
    expect(annaHears.heard.room?.counts).toMatchObject({ answered: 2, right: 1 });
    expect(await anna.answer([0])).toMatchObject({ status: 200, body: { accepted: false, answer: [right] } });

    await room.press({ do: 'next', seconds: null });
    await expect.poll(() => annaHears.heard.room?.question).toBe(1);
    expect(JSON.stringify(annaHears.heard.room)).not.toMatch(/reason of/);
    expect((await ben.answer([0], { question: 0, round: 1 })).body.accepted).toBe(false);
    const cleo = await room.join('Cleo');
    expect((await cleo.answer([0])).body.error?.code).toBe('wrong-question');
    await room.press({ do: 'end' });
    await expect.poll(() => annaHears.heard.room?.phase).toBe('ended');
    expect(annaHears.heard.room?.shown).toHaveLength(3);
    expect((await cleo.answer([0], { question: 1 })).body.error?.code).toBe('too-late');
  });

  it('says that a room from a lesson’s quiz is ungraded, and that a file’s is graded', async () => {
    const lesson = await makeRoomAt(place.api, {}, { kind: 'lesson', quiz: 'first-iam-user' });
    expect((await lesson.view()).room).toMatchObject({ graded: false, origin: { kind: 'lesson' } });
    expect((await (await makeRoomAt(place.api)).view()).room).toMatchObject({ graded: true });
    const generated = await makeRoomAt(place.api, {}, { kind: 'generated', count: 4, difficulty: 2 });
    expect((await generated.view()).room).toMatchObject({ graded: true, total: 4 });
  });

  it('asks the class again after a discussion, and keeps both votes', async () => {
    const room = await makeRoomAt(place.api);
    const anna = await room.join('Anna');
    await room.press({ do: 'next', seconds: null });
    const { key } = (await room.view()).room ?? {};
    if (key?.kind !== 'item' || key.item.kind !== 'choice') throw new Error('no key');
    const right = key.item.options.findIndex((option) => option.right);
    await anna.answer([(right + 1) % 4]);
    await room.press({ do: 'close' });
    await room.press({ do: 'again', seconds: null });
    expect((await anna.answer([right], { round: 2 })).body.accepted).toBe(true);
    await room.press({ do: 'reveal' });
    const { counts } = (await room.view(anna.token)).room ?? {};
    expect(counts).toMatchObject({ round: 2, right: 1, before: { round: 1, right: 0 } });
    const results = await call(place.api, 'GET', `/rooms/${room.id}/results`, { token: room.links.teacher });
    expect(results.body).toMatchObject({
      rows: [{ points: 1 }],
      items: [{ right: 1, rightBefore: 0 }, {}, {}],
    });
  });

  it('ends a question by its countdown, with two seconds’ grace, and gives more time to who needs it', async () => {
    const room = await makeRoomAt(place.api, { seconds: 5 });
    const [anna, ben] = [await room.join('Anna'), await room.join('Ben')];
    await call(place.api, 'POST', `/rooms/${room.id}/students`, {
      token: room.links.teacher,
      body: { do: 'extra', student: anna.id, extra: -1 },
    });
    expect((await room.view(anna.token)).me?.extra).toBe(-1);
    await room.press({ do: 'next', seconds: 0.2 });
    await new Promise((resolve) => setTimeout(resolve, 2400));
    expect((await ben.answer([0])).body.error?.code).toBe('too-late');
    expect((await anna.answer([0])).body.accepted).toBe(true);
    await room.press({ do: 'close' });
    await room.press({ do: 'next', seconds: 0.2 });
    await expect.poll(async () => (await room.view()).room?.phase, { timeout: 6000 }).toBe('open');
  });

  it('closes by itself when nobody has time left', async () => {
    const room = await makeRoomAt(place.api);
    await room.press({ do: 'next', seconds: 0.1 });
    await expect
      .poll(async () => (await room.view()).room?.phase, { timeout: 8000, interval: 200 })
      .toBe('closed');
  });

  it('stops and resumes the countdown, and lengthens it', async () => {
    const room = await makeRoomAt(place.api);
    await room.press({ do: 'next', seconds: 60 });
    const { closes } = (await room.view()).room ?? {};
    await room.press({ do: 'pause' });
    expect((await room.view()).room).toMatchObject({ closes: null });
    const anna = await room.join('Anna');
    expect((await anna.answer([0])).body.accepted).toBe(true);
    await room.press({ do: 'resume' });
    await room.press({ do: 'extend', seconds: 30 });
    expect((await room.view()).room?.closes).toBeGreaterThanOrEqual((closes ?? 0) + 30_000);
  });
});

describe('an assignment', () => {
  it('lets everyone answer at their own pace, and tells each the key once they have answered', async () => {
    const room = await makeRoomAt(place.api, {
      mode: 'paced',
      feedback: 'each',
      due: Date.now() + 86_400_000,
    });
    const anna = await room.join('Anna');
    await room.press({ do: 'next' });
    const before = (await room.view(anna.token)).room;
    expect(before?.shown).toHaveLength(3);
    expect(JSON.stringify(before)).not.toMatch(/reason of|"right":true/);
    const ack = await anna.answer([0], { question: 2, answer: [3, 2, 1, 0] });
    expect(JSON.stringify(ack.body.revealed)).toContain('reason of the order');
    const again = await room.view(anna.token);
    expect(again.me?.answers).toMatchObject([{ question: 2, answer: [3, 2, 1, 0] }]);
    expect(again.me?.keys).toHaveLength(1);
    expect(JSON.stringify(again.room)).not.toMatch(/reason of/);
    await room.press({ do: 'close' });
    await room.press({ do: 'reveal' });
    expect(JSON.stringify((await room.view(anna.token)).room?.shown)).toContain('reason of Deny');
  });
});

describe('who is in the room', () => {
  it('draws names, refuses taken and unfit ones, and knows a token again', async () => {
    const room = await makeRoomAt(place.api);
    const drawn = await room.join();
    expect(drawn.name).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+/u);
    await room.join('Anna');
    const join = (name: unknown, token = studentToken()) =>
      call(place.api, 'POST', `/rooms/${room.id}/join`, { body: { token, name } });
    expect((await join(' aNNa ')).body.error?.code).toBe('name-taken');
    for (const name of ['<script>alert(1)</script>', 'x'.repeat(60), '=1+1', 'fuck you', '\u202Eanna', 5])
      expect((await join(name)).body.error?.code ?? 'joined', String(name)).toMatch(
        /name-refused|name-taken/,
      );
    const token = studentToken();
    const first = await join('Ben', token);
    const again = await join('Ben', token);
    expect(again.body).toEqual(first.body);
  });

  it('shuts the door, and shows one student out', async () => {
    const room = await makeRoomAt(place.api);
    const anna = await room.join('Anna');
    const ben = hear(room.id, (await room.join('Ben')).token);
    const hears = hear(room.id, anna.token);
    await expect.poll(() => hears.heard.me?.name).toBe('Anna');
    await room.press({ do: 'lock', on: true });
    await expect(room.join('Cleo')).rejects.toThrow('locked');
    await call(place.api, 'POST', `/rooms/${room.id}/students`, {
      token: room.links.assistant,
      body: { do: 'remove', student: anna.id },
    });
    await expect.poll(() => hears.heard.me?.removed).toBe(true);
    expect(
      ben.all.filter(([part]) => part === 'me').every(([, me]) => !(me as { removed: boolean }).removed),
    ).toBe(true);
    await room.press({ do: 'next', seconds: null });
    expect((await anna.answer([0])).body.error?.code).toBe('removed');
    const again = await call(place.api, 'POST', `/rooms/${room.id}/join`, {
      body: { token: anna.token, name: 'X' },
    });
    expect(again.body.error?.code).toBe('removed');
  });

  it('has as many places as the teacher gave it, whatever address they come from', async () => {
    const room = await makeRoomAt(place.api, { places: 20 });
    const joins = await Promise.allSettled(Array.from({ length: 60 }, () => room.join()));
    const inside = joins.filter(({ status }) => status === 'fulfilled').length;
    // Those who come at the very same moment may squeeze in: it is a guard, not a count.
    expect(inside).toBeGreaterThanOrEqual(20);
    await expect(room.join()).rejects.toThrow('full');
  });
});

describe('two who press at once', () => {
  it('moves on once; the other is told and sees where the room is', async () => {
    const room = await makeRoomAt(place.api);
    const rev = (await room.view()).room?.seq ?? 0;
    const both = await Promise.all([room.press({ do: 'next' }, rev), room.press({ do: 'next' }, rev)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error?.code).toBe('moved-on');
    expect((await room.view()).room?.question).toBe(0);
  });

  it('keeps one answer of a student with two devices, and tells both which', async () => {
    const room = await makeRoomAt(place.api);
    const anna = await room.join('Anna');
    await room.press({ do: 'next', seconds: null });
    const both = await Promise.all([anna.answer([0]), anna.answer([1])]);
    const accepted = both.filter(({ body }) => body.accepted);
    expect(accepted).toHaveLength(1);
    expect(new Set(both.map(({ body }) => JSON.stringify(body.answer))).size).toBe(1);
    const me = (await room.view(anna.token)).me;
    expect(me?.answers).toMatchObject([{ answer: accepted[0]?.body.answer }]);
  });

  it('gives the same answer to the same key, after a restart too', async () => {
    const room = await makeRoomAt(place.api);
    const anna = await room.join('Anna');
    await room.press({ do: 'next', seconds: null });
    const key = newKey();
    const first = await anna.answer([2], { key });
    await place.restart();
    const again = await anna.answer([2], { key });
    expect(again).toEqual(first);
    const token = (await room.view()).room;
    expect(token?.phase).toBe('open');
  });
});
