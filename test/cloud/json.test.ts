// JSON that is none of what a member takes is refused, never failed on.
import { expect, it } from 'vitest';
import { testAccount } from './support/account.ts';
import { jsonCall } from './support/json-call.ts';

it.each([{ toString: 'x' }, [1], true, 'soon'])(
  'a time that is %j is a SerializationException',
  async (StartTime) => {
    const test = testAccount();
    const target = 'CloudTrail.LookupEvents';
    const told = await jsonCall(test, target, { StartTime }, test.root);
    expect(told).toMatchObject({ status: 400, __type: 'SerializationException' });
  },
);
