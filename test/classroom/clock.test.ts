// The machine's clock is corrected in the middle of a question: nobody loses time by it, and nobody gets any.
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { makeRoomAt, openTestClassroom, type TestClassroom } from './people.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOUR = 3_600_000;
let place: TestClassroom;
beforeAll(async () => {
  place = await openTestClassroom();
  return () => place.close();
});
afterEach(() => void vi.useRealTimers());

/** Sets the wall clock, as a time server or a person does; timers go on as they were. */
function setClock(change: number): void {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: now + change });
}

it.each([
  ['forward', 24 * HOUR],
  ['back', -24 * HOUR],
])('a jump %s neither ends a question nor lengthens it', async (_, jump) => {
  const room = await makeRoomAt(place.api);
  const [anna, ben] = [await room.join('Anna'), await room.join('Ben')];
  await room.press({ do: 'next', seconds: 2 });
  setClock(jump);
  expect((await anna.answer([0])).body.accepted).toBe(true);
  expect((await room.view()).room?.phase).toBe('open');
  await expect
    .poll(async () => (await room.view()).room?.phase, { timeout: 10_000, interval: 200 })
    .toBe('closed');
  expect((await ben.answer([0])).body.error?.code).toBe('too-late');
});

it('a clock set back while the server was off begins the countdown again, instead of adding the hour', async () => {
  const room = await makeRoomAt(place.api);
  const [anna, ben] = [await room.join('Anna'), await room.join('Ben')];
  await room.press({ do: 'next', seconds: 3 });
  expect((await anna.answer([0])).body.accepted).toBe(true);
  setClock(-HOUR);
  await place.restart();
  const { room: seen } = await room.view();
  expect(seen?.phase).toBe('open');
  expect((seen?.closes ?? 0) - (seen?.now ?? 0)).toBeLessThanOrEqual(3000);
  expect((await ben.answer([1])).body.accepted).toBe(true);
  await expect
    .poll(async () => (await room.view()).room?.phase, { timeout: 10_000, interval: 200 })
    .toBe('closed');
});

it('a clock set forward while the server was off ends the question, and the teacher may give more time', async () => {
  const room = await makeRoomAt(place.api);
  const anna = await room.join('Anna');
  await room.press({ do: 'next', seconds: 30 });
  setClock(HOUR);
  await place.restart();
  expect((await anna.answer([0])).body.error?.code).toBe('too-late');
  await expect
    .poll(async () => (await room.view()).room?.phase, { timeout: 10_000, interval: 200 })
    .toBe('closed');
  await room.press({ do: 'again', seconds: 30 });
  expect((await anna.answer([0], { round: 2 })).body.accepted).toBe(true);
});
