// The SDK's clients as the collector takes them. Loaded only when credentials or the relay are there.
// Tests: test/live/faults.test.ts, test/browser/live-faults.test.ts.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { type Command, commands } from '../checkup/commands.ts';
import type { SendOperation } from '../checkup/index.ts';
import type { ClientConfig } from '../console/index.ts';
import { isSkewed, named } from './failure.ts';

export type { Command } from '../checkup/commands.ts';

interface Answer {
  response: { headers: Record<string, string>; body: unknown };
}
type Next = (args: object) => Promise<Answer>;

interface Client {
  config: { systemClockOffset: number; streamCollector(body: unknown): Promise<Uint8Array> };
  middlewareStack: { add(middleware: (next: Next) => Next, options: object): void };
  send(command: object, options?: { abortSignal?: AbortSignal | undefined }): Promise<object>;
}

/** How long one request may take (ms): IAM's longest answers take some seconds. */
const longest = 60_000;

/**
 * The page that a hotel's network or a company's proxy puts in between would read as an answer without members, and that
 * as an account in which nothing is wrong. By its first letters: some servers call everything text/html.
 */
async function refuseWebPage(client: Client, { response }: Answer): Promise<void> {
  if (!/html/i.test(response.headers['content-type'] ?? '')) return;
  const body = await client.config.streamCollector(response.body);
  if (/^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(body.subarray(0, 200))))
    throw Object.assign(new Error('a web page came instead of an answer'), { name: 'StrangerError' });
  response.body = body;
}

/**
 * Tries each request once: the collector knows when to wait, and says so. Errors keep AWS's names; besides them there
 * are NetworkError (no answer that could be read), TimeoutError and ClockError.
 * @param more operations besides those of the checkup
 */
export function sdkSend(
  config: ClientConfig,
  timeout = longest,
  more: Readonly<Record<string, Command>> = {},
): SendOperation {
  const all = { ...config, maxAttempts: 1 } as object;
  const clients = {
    iam: new IAMClient(all),
    sts: new STSClient(all),
    cloudtrail: new CloudTrailClient(all),
  } as unknown as Record<string, Client>;

  for (const client of Object.values(clients))
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        await refuseWebPage(client, answer);
        return answer;
      },
      { step: 'deserialize', priority: 'low', name: 'refuseWebPage' },
    );

  /** What one client has learned of AWS's time, the others need not learn by a refusal of their own. */
  function shareClock(from: Client): void {
    for (const client of Object.values(clients))
      client.config.systemClockOffset = from.config.systemClockOffset;
  }

  return async (service, operation, input, signal) => {
    const Operation = commands[operation] ?? more[operation];
    if (!Operation) throw new Error(`no command for ${operation}`);
    const client = clients[service] as Client;
    const late = AbortSignal.timeout(timeout);
    const abortSignal = signal ? AbortSignal.any([signal, late]) : late;
    const once = (): Promise<object> => client.send(new Operation(input as never), { abortSignal });
    try {
      try {
        return (await once()) as Record<string, unknown>;
      } catch (error) {
        // The SDK has read AWS's time from the answer, where the page may see it: signed by that, it holds.
        if (!isSkewed(error) || client.config.systemClockOffset === 0) throw error;
        const answer = (await once()) as Record<string, unknown>;
        shareClock(client);
        return answer;
      }
    } catch (error) {
      if (signal?.aborted) throw error;
      throw named(error, late.aborted);
    }
  };
}
