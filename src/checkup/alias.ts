// What the account is called by its people: the name in its sign-in address. Tests: test/checkup/collect.test.ts.
import type { SendOperation } from './collect.ts';

/** Null where there is none, or where it may not be asked: nothing depends on it. One call. */
export async function accountAlias(send: SendOperation, signal?: AbortSignal): Promise<string | null> {
  try {
    const { AccountAliases } = await send('iam', 'ListAccountAliases', {}, signal);
    const first = (AccountAliases as string[] | undefined)?.[0];
    return typeof first === 'string' ? first : null;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}
