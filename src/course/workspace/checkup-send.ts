// A practice account as the checkup asks one: by the SDK's clients, as the account's root. Brings the clients, so it is
// loaded with the first look. Tests: test/course/workspace/checkup-send.test.ts.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { commands } from '../../checkup/commands.ts';
import type { SendOperation } from '../../checkup/index.ts';
import { hostRequestHandler } from '../../practice/client.ts';
import type { AccountHost } from '../../practice/index.ts';

interface Client {
  send(command: object, options: { abortSignal: AbortSignal | undefined }): Promise<object>;
}

export function hostSend(host: AccountHost): SendOperation {
  const config = {
    region: 'us-east-1',
    credentials: () => host.tools.credentials(),
    requestHandler: hostRequestHandler(host),
    maxAttempts: 1,
  };
  const clients: Readonly<Record<string, unknown>> = {
    iam: new IAMClient(config),
    cloudtrail: new CloudTrailClient(config),
  };
  return async (service, operation, input, signal) => {
    const Operation = commands[operation];
    const client = clients[service] as Client | undefined;
    if (!Operation || !client) throw new Error(`nobody to ask for ${service}:${operation}`);
    return (await client.send(new Operation(input as never), { abortSignal: signal })) as Record<
      string,
      unknown
    >;
  };
}
