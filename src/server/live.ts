// `rootless live`: the site, and a relay to the learner's own account. The credentials stay in this process; the page
// sends requests unsigned, and what is on the list is signed here. 127.0.0.1 only, exact Host and Origin, a token per
// start, no parameters in logs, an end when idle. Tests: test/live/relay.test.ts.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { getRequestListener } from '@hono/node-server';
import { SignatureV4 } from '@smithy/signature-v4';
import { Hono } from 'hono';
import { answersWithSecret, isWrite, mayCall, operationOf } from '../live/operations.ts';
import { setTimeouts } from './endpoint.ts';
import { listen } from './listen.ts';
import { site } from './site.ts';

export interface RelayCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface LiveOptions {
  /** The built site. */
  folder: string;
  port: number;
  credentials: () => Promise<RelayCredentials>;
  allowWrites: boolean;
  /** Milliseconds without a call after which it closes by itself. */
  idle: number;
  /** After it has closed. */
  onIdle?: () => void;
  /** Instead of AWS, as AWS_ENDPOINT_URL has it: `http://127.0.0.1:4566`. */
  endpoint?: string | undefined;
  /** One line for each call: operation and status. */
  log?: (line: string) => void;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

export interface RunningLive {
  url: string;
  /** The page's address with the token behind the #. */
  address: string;
  token: string;
  moved: boolean;
  close(): Promise<void>;
}

const limit = 1024 * 1024;

/** The body, or undefined where it is too long; then the rest is not read. */
async function readBody(request: Request): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

export async function startLive(options: LiveOptions): Promise<RunningLive> {
  const token = randomBytes(24).toString('base64url');
  let port = 0;
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void close().then(() => options.onIdle?.()), options.idle);
    timer.unref();
  };

  const app = new Hono();
  // Every route, the pages too: a name that was rebound to this machine gets nothing.
  app.use(async (context, next) => {
    const host = context.req.header('host');
    if (host !== `127.0.0.1:${port}`)
      return refuse(`This relay answers to 127.0.0.1:${port} only, not to «${host ?? ''}».`);
    return next();
  });
  /** @param why `credentials`: there are none any more; anything else is about the one request */
  const refuse = (message: string, status = 403, why: 'request' | 'credentials' = 'request'): Response =>
    Response.json({ error: { message } }, { status, headers: { 'x-rootless-refused': why } });

  app.all('/_live/aws', async (context) => {
    const { req } = context;
    if (req.method !== 'POST') return refuse('Use POST.', 405);
    if (req.header('origin') !== `http://127.0.0.1:${port}`)
      return refuse('Pages of other origins may not call this relay.');
    const given = Buffer.from(req.header('x-rootless-relay') ?? '');
    const wanted = Buffer.from(token);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      return refuse('The relay’s token is missing or wrong. Open the address that `rootless live` printed.');
    const body = await readBody(req.raw);
    if (body === undefined) return refuse('The request is too large.', 413);
    const host = req.header('x-rootless-host') ?? '';
    const target = req.header('x-amz-target');
    const operation = operationOf(body, target);
    if (operation === undefined) return refuse('The request names no operation.', 400);
    const secret = answersWithSecret(operation);
    if (secret || !mayCall(host, operation, options.allowWrites)) {
      options.log?.(`${operation}: refused`);
      return refuse(
        isWrite(operation) && !options.allowWrites
          ? `${operation} changes the account. Start with --allow-writes to allow that.`
          : secret
            ? `${operation} answers with a new secret, which shall not enter the page. Use the AWS CLI or the console.`
            : `${operation} at «${host}» is not on the relay’s list.`,
      );
    }
    arm();
    return forward(host, operation, body, target, req.raw.signal);
  });

  /** How far AWS's clock is ahead of this one; learned from an answer that says so. */
  let ahead = 0;
  const now = (): number => (options.now ?? Date.now)();

  async function forward(
    host: string,
    operation: string,
    body: string,
    target: string | undefined,
    gone: AbortSignal,
  ): Promise<Response> {
    const [service = ''] = host.split('.');
    const address = new URL(options.endpoint ?? `https://${host}`);
    let credentials: RelayCredentials;
    try {
      credentials = await options.credentials();
    } catch (error) {
      options.log?.(`${operation}: no credentials`);
      return refuse(
        `The relay has no credentials any more: ${(error as Error).message} Sign in again (aws login, aws sso login), and start it once more.`,
        401,
        'credentials',
      );
    }
    const signer = new SignatureV4({
      service,
      region: 'us-east-1',
      credentials: credentials as never,
      sha256: Sha256,
    });
    const request = {
      method: 'POST',
      protocol: address.protocol,
      hostname: address.hostname,
      ...(address.port ? { port: Number(address.port) } : {}),
      path: '/',
      query: {},
      headers: {
        host: address.host,
        'content-type': target ? 'application/x-amz-json-1.1' : 'application/x-www-form-urlencoded',
        ...(target ? { 'x-amz-target': target } : {}),
      },
      body,
    };
    const signal = AbortSignal.any([gone, AbortSignal.timeout(60_000)]);
    const once = async (): Promise<{ answer: Response; content: ArrayBuffer }> => {
      const signed = await signer.sign(request, { signingDate: new Date(now() + ahead) });
      const { host: _host, ...headers } = signed.headers;
      const init = { method: 'POST', headers, body, redirect: 'error', signal } as const;
      const answer = await fetch(new URL('/', address), init);
      return { answer, content: await answer.arrayBuffer() };
    };
    try {
      let { answer, content } = await once();
      if (learnTime(answer, content)) ({ answer, content } = await once());
      options.log?.(`${operation}: ${answer.status}`);
      const passed = ['content-type', 'x-amzn-requestid', 'x-amzn-errortype', 'date'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value] as [string, string]];
      });
      return new Response(content, {
        status: answer.status,
        headers: [...passed, ['cache-control', 'no-store']],
      });
    } catch (error) {
      options.log?.(`${operation}: ${(error as Error).name}`);
      return refuse(`AWS could not be reached for ${operation}. Is this machine online?`, 502);
    }
  }

  /** Whether AWS refused a signature for its time, and has now told its own. */
  function learnTime(answer: Response, content: ArrayBuffer): boolean {
    if (answer.ok) return false;
    const text = new TextDecoder().decode(content);
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(date) || !/Signature (?:expired|not yet current)|RequestTimeTooSkewed/.test(text))
      return false;
    const before = ahead;
    ahead = date - now();
    return Math.abs(ahead - before) > 60_000;
  }

  async function close(): Promise<void> {
    clearTimeout(timer);
    await pages.close();
  }

  app.route('/', site({ folder: options.folder }));
  const pages = await listen(getRequestListener(app.fetch), { port: options.port, next: true });
  setTimeouts(pages.server);
  port = pages.port;
  arm();
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    token,
    address: `${url}live/#relay=${token}${options.allowWrites ? '&writes' : ''}`,
    moved: pages.moved,
    close,
  };
}
