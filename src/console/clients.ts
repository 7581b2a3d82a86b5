// The SDK's clients for an account host. The console gets clients and does not know whether they reach a practice
// account or AWS.
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
// By its path: the room's index would bring the whole simulated cloud into the page (90 KB gzip).
import { hostRequestHandler } from '../practice/client.ts';
import type { AccountHost } from '../practice/index.ts';
import type { ConsoleClients } from './session.ts';

/** @param principalArn who to work as; absent: the account's root */
export function hostClients(host: AccountHost, principalArn?: string): ConsoleClients {
  let found: ReturnType<AccountHost['tools']['credentials']> | undefined;
  const options = {
    region: 'us-east-1',
    // Asked for once, at the first request.
    credentials: () => {
      found ??= host.tools.credentials(principalArn);
      return found;
    },
    requestHandler: hostRequestHandler(host),
    // The host is in this browser: what it answers once it would answer again.
    maxAttempts: 1,
  };
  return { iam: new IAMClient(options), sts: new STSClient(options) };
}
