// The AWS endpoint: `handle` over HTTP for the tools people already have. It binds 127.0.0.1, takes bodies of limited
// size, gives slow clients up, and refuses requests from web pages of other origins unless they are allowed.
// Tests: test/cloud/endpoint.test.ts, test/clients.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from '../cloud/index.ts';
import { hostname, strangeName } from './guard.ts';

export interface EndpointOptions {
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** POST /_rootless/reset; without it that address answers 404. */
  reset?: () => void | Promise<void>;
  /** GET /_rootless/account: the account as the text of a file, for the practice page to load. */
  account?: () => string | Promise<string>;
  /** Origins of web pages that may call: 'http://localhost:3000', or '*'. */
  allowOrigins?: readonly string[];
  /** Bytes; default 16 MiB. */
  bodyLimit?: number;
}

const megabyte = 1024 * 1024;

/** AWS's own hosts, for clients that are sent here by a proxy or a hosts file; nobody can rebind these. */
const awsName = /\.amazonaws\.com(?:\.cn)?$/;

/** Times after which a client that does not get on is given up (ms). */
export function setTimeouts(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 200;
}

export function endpointListener(options: EndpointOptions): RequestListener {
  const limit = options.bodyLimit ?? 16 * megabyte;
  const openToAll = options.allowOrigins?.includes('*') ?? false;
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, plain(500, String(error)));
      else response.destroy();
    });
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin, host } = request.headers;
    const stranger = awsName.test(hostname(host ?? '')) ? undefined : strangeName(host ?? '');
    if (stranger) return send(response, plain(403, stranger));
    if (origin === undefined) {
      // A link, an image or a form of another site sends no Origin with GET, but says where it comes from.
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && !openToAll)
        return send(response, plain(403, 'Pages of other sites may not call this endpoint.'));
    } else {
      if (!allowed(origin)) return send(response, plain(403, refusal(origin)));
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('vary', 'Origin');
      response.setHeader('access-control-expose-headers', 'x-amzn-requestid, x-amzn-errortype, etag, date');
      if (request.method === 'OPTIONS') return preflight(request, response);
    }
    if (request.url === '/_rootless/reset') return reset(request, response);
    if (request.url === '/_rootless/account') return account(request, response);
    const body = await readBody(request, limit);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      send(response, plain(413, `The body is larger than ${limit} bytes.`));
      return;
    }
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers))
      headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    headers['x-rootless-source-ip'] = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
    const path = request.url?.startsWith('/') ? request.url : '/';
    const answer = await options.handle({
      method: request.method ?? 'GET',
      url: `http://${safeHost(request.headers.host)}${path}`,
      headers,
      body,
    });
    send(response, answer, request.method === 'HEAD');
  }

  function allowed(origin: string): boolean {
    return (options.allowOrigins ?? []).some((other) => other === '*' || other === origin);
  }

  async function reset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!options.reset) return send(response, plain(404, 'This endpoint cannot be reset.'));
    if (request.method !== 'POST') return send(response, plain(405, 'Use POST.'));
    request.resume();
    await options.reset();
    send(response, plain(200, 'The account is empty again.'));
  }

  async function account(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!options.account) return send(response, plain(404, 'This endpoint gives no account away.'));
    if (request.method !== 'GET') return send(response, plain(405, 'Use GET.'));
    request.resume();
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    const body = new TextEncoder().encode(await options.account());
    send(response, { status: 200, headers, body });
  }
}

function preflight(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, DELETE');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
  response.setHeader('access-control-max-age', '172800');
  response.writeHead(200).end();
}

function refusal(origin: string): string {
  return `Requests from web pages of ${origin} are refused. Start with --allow-origin ${origin} to allow them.`;
}

/** A host that makes an address; anything else is ours. */
function safeHost(host: string | undefined): string {
  return host !== undefined && /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host)
    ? host
    : '127.0.0.1';
}

/** The body, or undefined when it is too long; then the rest is not read. */
function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= limit) parts.push(part);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.on('end', () => {
      const whole = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      resolve(new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength));
    });
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the client went away')));
  });
}

function plain(status: number, text: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: new TextEncoder().encode(`${text}\n`),
  };
}

function send(response: ServerResponse, answer: HttpResponse, head = false): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': head ? (answer.headers['content-length'] ?? answer.body.length) : answer.body.length,
  });
  response.end(head ? undefined : answer.body);
}
