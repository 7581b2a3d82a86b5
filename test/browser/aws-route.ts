// A simulated account behind AWS's own host names, with the CORS headers that AWS sends.
import type { BrowserContext } from 'playwright-core';
import { operationOf } from '../../src/live/operations.ts';
import type { AccountHost } from '../../src/practice/index.ts';

/** @param onCall each operation, as it is asked */
export async function answerAsAws(
  context: BrowserContext,
  host: Pick<AccountHost, 'handle'>,
  onCall?: (operation: string) => void,
): Promise<void> {
  await context.route(/^https:\/\/[\w.-]+\.amazonaws\.com\//, async (route) => {
    const request = route.request();
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 200, headers: cors });
    const body = new Uint8Array(request.postDataBuffer() ?? []);
    onCall?.(operationOf(new TextDecoder().decode(body), request.headers()['x-amz-target']) ?? '');
    const answer = await host.handle({
      method: request.method(),
      url: request.url(),
      // What the network adds later, and the SDK has signed.
      headers: {
        ...request.headers(),
        host: new URL(request.url()).host,
        'content-length': String(body.length),
      },
      body,
    });
    return route.fulfill({
      status: answer.status,
      headers: { ...answer.headers, ...cors },
      body: Buffer.from(answer.body),
    });
  });
}
