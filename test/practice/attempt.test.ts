// «attempt ACTION [ARN]» as terminal and inspector call it.
import { expect, it } from 'vitest';
import { attempt } from '../../src/practice/index.ts';
import { account, callerOf, iam, openHost } from './account.ts';

it('tells allowed, denied and mistyped apart, and names the event', async () => {
  const host = await openHost();
  await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
  const as = async (who: string) => ({
    host,
    credentials: await host.tools.credentials(`arn:aws:iam::${account}:${who}`),
  });
  const queue = `arn:aws:sns:eu-west-1:${account}:news`;
  const input = { action: 'sns:Publish', resource: queue };
  const allowed = await attempt(await as('root'), input);
  expect(allowed).toMatchObject({ outcome: 'allowed', answer: { Action: 'sns:Publish', Simulated: false } });
  const denied = await attempt(await as('user/anna'), input);
  expect(denied).toMatchObject({ outcome: 'denied' });
  expect(denied.message).toContain(`not authorized to perform: sns:Publish on resource: ${queue}`);
  const [last] = await host.tools.events({ limit: 1 });
  expect(last).toMatchObject({ operation: 'Attempt', decision: 'implicitDeny', decidedBy: 'identity' });
  expect(last?.event).toMatchObject({
    eventName: 'Publish',
    requestID: denied.outcome === 'denied' && denied.requestId,
  });
  expect(await attempt(await as('root'), { action: 'sns:Publihs' })).toMatchObject({
    outcome: 'mistyped',
    suggestion: 'sns:Publish',
  });
  await expect(
    attempt({ host, credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } }, input),
  ).rejects.toThrow('security token');
  await host.close();
});
