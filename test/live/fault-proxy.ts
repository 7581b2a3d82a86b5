// AWS as it is on a bad day: a proxy before `rootless serve` that answers CORS as AWS does, and can be told to throttle,
// to refuse without CORS headers, to be slow, to cut the line, or to end credentials in the middle of a run.
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { operationOf } from '../../src/live/operations.ts';
import { listen } from '../../src/server/listen.ts';
import { testCertificate } from './certificate.ts';

export type Does =
  /** HTTP 400 Throttling, as IAM says it. */
  | 'throttle'
  /** HTTP 429. */
  | 'tooMany'
  | 'deny'
  | 'expire'
  /** HTTP 503. */
  | 'unavailable'
  /** The connection ends without an answer. */
  | 'cut'
  /** The answer ends in the middle. */
  | 'half'
  /** Something that is not AWS answers: a company's proxy with a page of its own. */
  | 'stranger'
  /** The answer comes after `milliseconds`. */
  | 'slow'
  /** No answer ever comes. */
  | 'hang';

export interface Fault {
  does: Does;
  /** Absent: every operation. */
  operation?: string;
  /** How many requests it lets pass first. */
  after?: number;
  /** How many it meets; absent: all that follow. */
  times?: number;
  milliseconds?: number;
  /** false: the answer has no CORS headers, so that a page sees nothing of it. */
  cors?: false;
}

export interface FaultProxy {
  port: number;
  /** Replaces those before. */
  meet(...faults: Fault[]): void;
  /** Whether a page may read AWS's time. */
  exposeDate: boolean;
  /** Each request that was no preflight: its operation and what came of it. */
  seen: { operation: string; outcome: Does | 'passed' }[];
  /** How many requests are waiting for an answer. */
  readonly open: number;
  close(): Promise<void>;
}

/** What IAM, STS and CloudTrail let a page read, and the day and a half they let it remember that. */
const exposed = 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage';
const errors: Readonly<Partial<Record<Does, [status: number, code: string, message: string]>>> = {
  throttle: [400, 'Throttling', 'Rate exceeded'],
  tooMany: [429, 'TooManyRequestsException', 'Too Many Requests'],
  deny: [403, 'AccessDenied', 'User: somebody is not authorized to perform this.'],
  expire: [403, 'ExpiredToken', 'The security token included in the request is expired'],
  unavailable: [503, 'ServiceUnavailable', 'Service is unavailable. Please try again shortly.'],
};

export interface ProxyOptions {
  /** Port of the endpoint behind it. */
  target: number;
  /** https with a certificate of its own, for a browser that takes it for AWS. */
  secure?: boolean;
  /** The time that the answers' Date says: milliseconds since 1970. */
  now?: () => number;
}

export async function startFaultProxy({ target, secure, now = Date.now }: ProxyOptions): Promise<FaultProxy> {
  let faults: { fault: Fault; met: number; passed: number }[] = [];
  let open = 0;

  function meets(operation: string): Fault | undefined {
    for (const one of faults) {
      const { fault } = one;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (one.passed++ < (fault.after ?? 0) || one.met >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      one.met++;
      return fault;
    }
    return undefined;
  }

  function allow(response: ServerResponse): void {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', proxy.exposeDate ? `${exposed},Date` : exposed);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Node's clients read every header: for them it has to be away.
    if (proxy.exposeDate || secure) response.setHeader('date', new Date(now()).toUTCString());
    else response.sendDate = false;
    if (request.method === 'OPTIONS') {
      allow(response);
      response.setHeader('access-control-allow-methods', 'POST');
      response.setHeader(
        'access-control-allow-headers',
        request.headers['access-control-request-headers'] ?? '',
      );
      response.setHeader('access-control-max-age', '172800');
      response.writeHead(200).end();
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const target = request.headers['x-amz-target'] as string | undefined;
    const operation = operationOf(body.toString(), target) ?? '';
    const fault = meets(operation);
    proxy.seen.push({ operation, outcome: fault?.does ?? 'passed' });
    if (fault?.cors !== false) allow(response);
    if (fault?.does === 'cut') return void response.destroy();
    if (fault?.does === 'hang') return;
    if (fault?.does === 'slow') await new Promise((later) => setTimeout(later, fault.milliseconds));
    if (fault?.does === 'stranger')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
    const error = fault && errors[fault.does];
    if (error) return refuse(response, error, target !== undefined);
    await pass(request, response, body, fault?.does === 'half');
  }

  function refuse(
    response: ServerResponse,
    [status, code, message]: [number, string, string],
    json: boolean,
  ): void {
    response.setHeader('x-amzn-requestid', '7a62c49f-347e-4fc4-9331-6e8eexample');
    if (json)
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ __type: code, message }));
    else
      response
        .writeHead(status, { 'content-type': 'text/xml' })
        .end(
          `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>7a62c49f</RequestId></ErrorResponse>`,
        );
  }

  function pass(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    half: boolean,
  ): Promise<void> {
    // The endpoint takes no pages of other sites; AWS does not ask where a request comes from.
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !/^(?:origin|referer|sec-)/.test(name)),
    );
    return new Promise((resolve, reject) => {
      const made = forward({ host: '127.0.0.1', port: target, method: 'POST', path: request.url, headers });
      made.on('error', reject);
      made.on('response', async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part as Buffer);
        const whole = Buffer.concat(parts);
        for (const [name, value] of Object.entries(answer.headers))
          if (!/^(?:access-control|date|vary|connection|keep-alive)/.test(name) && value !== undefined)
            response.setHeader(name, value);
        response.writeHead(answer.statusCode ?? 502);
        if (half) response.write(whole.subarray(0, whole.length >> 1), () => response.destroy());
        else response.end(whole);
        resolve();
      });
      made.end(body);
    });
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    open++;
    response.on('close', () => open--);
    serve(request, response).catch(() => response.destroy());
  };
  const listening = secure ? await listenSecurely(listener, now()) : await listen(listener, { port: 0 });
  const proxy: FaultProxy = {
    port: listening.port,
    meet(...next) {
      faults = next.map((fault) => ({ fault, met: 0, passed: 0 }));
      proxy.seen = [];
    },
    exposeDate: true,
    seen: [],
    get open() {
      return open;
    },
    close: () => listening.close(),
  };
  return proxy;
}

async function listenSecurely(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  now: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(testCertificate(now), listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
