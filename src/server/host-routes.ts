// The doors through which a page reaches an account on this server, on the page's own origin. What they say is
// written at the top of src/practice/server-host.ts, their client. Tests: test/server.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { describe, type HostChange, PracticeError, perform, toolNames } from '../practice/index.ts';
import type { Accounts } from './accounts.ts';
import { guard } from './guard.ts';

export interface HostRoutesOptions {
  accounts: Accounts;
  /** Where the learner's own tools reach the accounts: 'http://127.0.0.1:4566'. */
  endpoint: () => string;
}

const MEGABYTE = 1024 * 1024;
/** A comment line now and then keeps proxies and sleeping laptops from cutting the stream. */
const HEARTBEAT_MS = 15_000;

const failed = (context: Context, error: unknown): Response =>
  context.json({ error: describe(error) }, error instanceof PracticeError ? 400 : 500);

const gone = (context: Context): Response =>
  context.json(
    { error: { message: 'There is no such account on this server.', hint: 'Open the exercise again.' } },
    404,
  );

async function jsonBody(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new PracticeError(
      'The request’s body is not JSON.',
      'Send JSON with content-type application/json.',
    );
  }
}

export function hostRoutes({ accounts, endpoint }: HostRoutesOptions): Hono {
  const app = new Hono();
  app.use('/_host/*', guard());
  app.use('/_aws/*', guard());
  app.use('/_host/*', bodyLimit({ maxSize: 8 * MEGABYTE }));
  app.use('/_aws/*', bodyLimit({ maxSize: 8 * MEGABYTE }));
  app.onError((error, context) => failed(context, error));

  app.get('/_host/info.json', (context) => context.json({ server: true }));

  app.post('/_host/open', async (context) => {
    const purpose = (await jsonBody(context)) as { exercise?: string; scenario?: string } | null;
    const { id, credentials } = await accounts.open({ ...purpose });
    return context.json({ id, credentials, endpoint: endpoint() });
  });

  app.post('/_host/:id/tools/:name', async (context) => {
    const account = await accounts.find(context.req.param('id'));
    if (!account) return gone(context);
    const name = context.req.param('name');
    const args = await jsonBody(context);
    if (!Array.isArray(args) || !(toolNames as readonly string[]).includes(name))
      throw new PracticeError(
        `No practice tool is called «${name}», or its arguments are no list.`,
        `There are: ${toolNames.join(', ')}.`,
      );
    const result = await perform(account.host, name, args);
    return context.json(result === undefined ? null : result);
  });

  app.get('/_host/:id/events', async (context) => {
    const account = await accounts.find(context.req.param('id'));
    if (!account) return gone(context);
    return streamSSE(context, async (stream) => {
      const closed = Promise.withResolvers<void>();
      const stop = account.host.subscribe((change: HostChange) => {
        void stream.writeSSE({ data: JSON.stringify(change) });
      });
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      stream.onAbort(() => closed.resolve());
      await stream.write(': open\n\n');
      await closed.promise;
      clearInterval(heartbeat);
      stop();
    });
  });

  app.all('/_aws/:id/*', async (context) => {
    const account = await accounts.find(context.req.param('id'));
    if (!account) return gone(context);
    const host = context.req.header('x-rootless-host') ?? '';
    if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(host))
      throw new PracticeError(
        'The request does not say which AWS host it is for.',
        'Its header x-rootless-host names it, such as iam.amazonaws.com.',
      );
    const url = new URL(context.req.url);
    const path = url.pathname.slice(url.pathname.indexOf('/_aws/') + '/_aws/'.length + account.id.length);
    // Only what an SDK signs or needs: the browser's own headers (cookies, referrer) stop here.
    const headers: Record<string, string> = { host };
    for (const [name, value] of context.req.raw.headers)
      if (/^(authorization|content-(?:type|length|md5)|x-amz-.*|amz-sdk-.*|accept|range|if-.*)$/.test(name))
        headers[name] = value;
    const response = await account.host.handle({
      method: context.req.method,
      url: `https://${host}${path || '/'}${url.search}`,
      headers,
      body: new Uint8Array(await context.req.arrayBuffer()),
    });
    return new Response(bodyAllowed(response.status) ? (response.body as BodyInit) : null, {
      status: response.status,
      headers: response.headers,
    });
  });

  return app;
}

/** Statuses whose answers have no body, by the Fetch standard. */
const bodyAllowed = (status: number): boolean => ![101, 204, 205, 304].includes(status);
