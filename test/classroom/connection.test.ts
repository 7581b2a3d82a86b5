// The pages' own way to a room, in Node: resuming, streams that are held back, refusals, answers in hand.
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Refused } from '../../src/classroom/client/api.ts';
import { connect } from '../../src/classroom/client/connection.ts';
import { openOutbox } from '../../src/classroom/client/outbox.ts';
import type { Ack } from '../../src/classroom/model.ts';
import { makeRoomAt, newKey, openTestClassroom, type TestClassroom } from './people.ts';

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

function hear(address: string, token: string, times = {}) {
  const heard: { seqs: number[]; states: string[]; refused?: Refused; me?: unknown } = {
    seqs: [],
    states: [],
  };
  stops.push(
    connect({
      address,
      token,
      times: { waits: [50], ...times },
      hear: (part, value) => {
        if (part === 'room') heard.seqs.push((value as { seq: number }).seq);
        if (part === 'me') heard.me = value;
      },
      state: (state) => heard.states.push(state),
      refused: (refused) => {
        heard.refused = refused;
      },
    }),
  );
  return heard;
}

it('hears every change once, over a restart of the server', async () => {
  const room = await makeRoomAt(place.api);
  const anna = await room.join('Anna');
  const heard = hear(`${place.api}/rooms/${room.id}/events`, anna.token);
  await expect.poll(() => heard.states).toContain('live');
  await room.press({ do: 'next', seconds: null });
  await expect.poll(() => heard.seqs.at(-1)).toBe(2);
  await place.restart();
  await room.press({ do: 'reveal' });
  await expect.poll(() => heard.seqs.at(-1), { timeout: 10_000 }).toBe(3);
  expect(heard.seqs).toEqual([...heard.seqs].sort());
});

it('stops at a refusal that no waiting changes', async () => {
  const room = await makeRoomAt(place.api);
  const heard = hear(`${place.api}/rooms/${room.id}/events`, 's_nobody');
  await expect.poll(() => heard.refused?.code).toBe('no-key');
});

it('asks by long poll where streams are held back on the way', async () => {
  const room = await makeRoomAt(place.api);
  const anna = await room.join('Anna');
  // A proxy that keeps a stream to itself until it ends, as some school filters do.
  const proxy: Server = createServer((request, response) => {
    if (!request.url?.includes('poll=')) return;
    void fetch(`http://127.0.0.1:${place.port}${request.url}`, {
      headers: { authorization: request.headers.authorization ?? '' },
    }).then(
      async (answer) => response.end(await answer.text()),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as { port: number };
  const heard = hear(`http://127.0.0.1:${port}/classroom/api/rooms/${room.id}/events`, anna.token, {
    mute: 150,
    poll: 5000,
  });
  await expect.poll(() => heard.seqs.at(-1), { timeout: 10_000 }).toBe(1);
  await room.press({ do: 'next', seconds: null });
  await expect.poll(() => heard.seqs.at(-1), { timeout: 10_000 }).toBe(2);
  expect(heard.me).toBeTruthy();
  for (const stop of stops.splice(0)) stop();
  proxy.closeAllConnections();
  proxy.close();
});

it('keeps an answer in hand until it is acknowledged, and drops one that is refused', async () => {
  const room = await makeRoomAt(place.api);
  const anna = await room.join('Anna');
  await room.press({ do: 'next', seconds: null });
  const acks: Ack[] = [];
  const refusals: string[] = [];
  let address = 'http://127.0.0.1:1';
  const open = () =>
    openOutbox({
      room: room.id,
      get address() {
        return address;
      },
      token: anna.token,
      acknowledged: (ack) => acks.push(ack),
      refused: ({ code }) => refusals.push(code),
      waiting: () => {},
      pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
  const outbox = open();
  outbox.put({ question: 0, round: 1, key: newKey(), attempt: 1, answer: [1] });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(acks).toEqual([]);
  // The page is closed and opened again.
  outbox.stop();
  address = `${place.api}/rooms/${room.id}`;
  const again = open();
  await expect.poll(() => acks.length).toBe(1);
  again.put({ question: 1, round: 1, key: newKey(), attempt: 1, answer: [1] });
  await expect.poll(() => refusals).toEqual(['wrong-question']);
  again.stop();
});
