// How many calls a look at an account takes: for a small one, and for one at AWS's quota of users.
import { expect, it } from 'vitest';
import { collect, pieces } from '../../src/checkup/index.ts';
import { sdkSend } from '../../src/live/send.ts';
import { largeIam } from './large-iam.ts';

async function look(users: number, onPage?: number) {
  const iam = largeIam(users, onPage);
  const send = sdkSend(iam.config);
  await send('sts', 'GetCallerIdentity', {});
  const found = await collect({ send, now: Date.now, wait: () => Promise.resolve() });
  expect(pieces.filter((piece) => !found.evidence[piece].seen)).toEqual([]);
  return { ...found, asked: iam.asked };
}

it('asks a small account at most 20 times, nothing per user; polls of the report are counted apart', async () => {
  const { asked, calls, polls } = await look(10, 1000);
  expect(polls).toBe(2);
  expect(asked.length - 1).toBe(calls + polls);
  expect(asked.length - polls).toBeLessThanOrEqual(20);
  const { asked: more } = await look(200, 1000);
  // Ten users or two hundred: the same operations, each as often.
  expect(more.filter((one) => one !== 'GetAccountAuthorizationDetails').sort()).toEqual(
    asked.filter((one) => one !== 'GetAccountAuthorizationDetails').sort(),
  );
});

it.each([1000, 100])(
  'asks an account of 5,000 users at most 80 times, where IAM gives %i on a page',
  async (onPage) => {
    const { evidence, asked, polls } = await look(5000, onPage);
    expect(evidence.details.seen && evidence.details.value.users.length).toBe(5000);
    expect(evidence.details.seen && evidence.details.value.roles.length).toBe(1000);
    expect(asked.length - polls).toBeLessThanOrEqual(80);
  },
);
