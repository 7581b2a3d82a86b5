// Where the inspector begins for a refusal. Tests: test/exercise/why.test.ts
import type { AccountHost } from '../practice/index.ts';

/** For AWS's request id, or an event's. */
export const whyOf = (id: string): string => `why/${id}`;

/**
 * For a command's error, which is AWS's sentence: the request that was answered so, if it is still among the last ones;
 * else the sentence itself.
 */
export async function whyOfMessage(host: Pick<AccountHost, 'tools'>, message: string): Promise<string> {
  const events = await host.tools.events({ limit: 100 });
  const found = events.find(({ event }) => event.errorMessage && message.includes(event.errorMessage));
  return found ? whyOf(found.id) : `why/paste?m=${encodeURIComponent(message)}`;
}
