// The checkup's way into a practice account: every piece is seen, and what is put right is found right.
import { expect, it } from 'vitest';
import { checkup, collect } from '../../../src/checkup/index.ts';
import { hostSend } from '../../../src/course/workspace/checkup-send.ts';
import { callerOf, iam, openHost } from '../../practice/account.ts';

it('sees all that the checkup looks at, and that something is better', async () => {
  const host = await openHost();
  const send = hostSend(host);
  const wait = async (): Promise<void> => {};
  const look = async () => {
    const { now } = await host.tools.summary();
    const { evidence } = await collect({ send, now: () => now, wait });
    return checkup(evidence);
  };
  const before = await look();
  const unseen = before.filter(({ status, reason }) => status === 'couldNotSee' && reason !== 'person');
  expect(unseen.map(({ rule }) => rule)).toEqual([]);
  const of = (findings: typeof before, rule: string) => findings.find((one) => one.rule === rule)?.status;
  await callerOf(host).run(
    iam('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 14, PasswordReusePrevention: 24 }),
  );
  expect(of(await look(), 'password-reuse')).toBe('pass');
  await host.close();
});
