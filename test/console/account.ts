// A whole practice account for tests of what the console sends: the cloud behind the host's own way in.
import type { AccountHost } from '../../src/practice/index.ts';
import { type TestAccount, testAccount } from '../cloud/support/account.ts';

export interface ConsoleAccount extends TestAccount {
  /** Requests only: nothing here needs the practice tools. */
  host: AccountHost;
}

export function consoleAccount(): ConsoleAccount {
  const test = testAccount();
  const host = {
    handle: (request: Parameters<AccountHost['handle']>[0]) =>
      test.cloud.handle(request, { wall: Date.now(), now: test.now }),
  } as AccountHost;
  return Object.assign(test, { host });
}
