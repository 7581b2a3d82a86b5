// How the SDK's clients reach the account: configuration only, so that the console's frame opens without an SDK. The
// clients themselves are made by the views that need them (session.ts). Tests: test/console/clients.test.ts.

// By its path: the room's index would bring the whole simulated cloud into the page (90 KB gzip).
import { hostRequestHandler } from '../practice/client.ts';
import type { AccountHost, Credentials } from '../practice/index.ts';

/** What every SDK client of an open console is made with. */
export interface ClientConfig {
  region: string;
  credentials: Credentials | (() => Promise<Credentials & { expiration?: Date }>);
  /** Where requests go; absent: to AWS. */
  requestHandler?: unknown;
  maxAttempts?: number;
}

export const REGION = 'us-east-1';

/** For an account host; `credentials` are asked for once, at the first request. */
export function hostConfig(host: AccountHost, credentials: () => Promise<Credentials>): ClientConfig {
  let found: Promise<Credentials> | undefined;
  return {
    region: REGION,
    credentials: () => {
      found ??= credentials();
      return found;
    },
    requestHandler: hostRequestHandler(host),
    // The host is in this browser: what it answers once it would answer again.
    maxAttempts: 1,
  };
}
