// Where the inspector begins for a refusal.
import { expect, it } from 'vitest';
import { whyOfMessage } from '../../src/exercise/why.ts';
import { callerOf, iam, openHost } from '../practice/account.ts';

it('finds the request that was answered with a sentence, else takes the sentence itself', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run(iam('CreateUser', { UserName: 'anna' }));
  await run({ ...iam('ListUsers', {}, 'anna'), refused: 'AccessDenied' });
  const [event] = await host.tools.events();
  const sentence = event?.event.errorMessage ?? '';
  expect(await whyOfMessage(host, `An error occurred (AccessDenied): ${sentence}`)).toBe(`why/${event?.id}`);
  expect(await whyOfMessage(host, 'Access & Denied')).toBe('why/paste?m=Access%20%26%20Denied');
  await host.close();
});
