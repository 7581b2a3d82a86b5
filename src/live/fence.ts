// A fence in front of the network: every request of a set of SDK clients is read before it is sent, and what the fence
// does not let through never leaves the page. Tests: test/live/fence.test.ts.
import type { ClientConfig } from '../console/index.ts';
import { type HostRequestHandler, hostRequestHandler, type SdkRequest } from '../practice/client.ts';
import { isKnownHost, isRead, operationOf } from './operations.ts';

/** A request as the fence sees it. */
export interface FencedCall {
  host: string;
  /** Undefined where the request names none. */
  operation: string | undefined;
  /** Members as IAM's query protocol writes them: `Tags.member.1.Key`. */
  parameters: URLSearchParams;
}

/** Why a request may not go; undefined where it may. */
export type Fence = (call: FencedCall) => string | undefined;

/** Nothing was sent. */
export class FenceError extends Error {
  override readonly name = 'FenceRefused';
}

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '';

export function callOf(request: Pick<SdkRequest, 'hostname' | 'headers' | 'body'>): FencedCall {
  const body = textOf(request.body);
  const target = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  return {
    host: request.hostname,
    operation: operationOf(body, target),
    parameters: new URLSearchParams(target === undefined ? body : ''),
  };
}

/** As the browser sends it; what the network adds itself is left to it. */
const network = (): HostRequestHandler =>
  hostRequestHandler({
    async handle(
      { method, url, headers: { host: _host, 'content-length': _length, ...headers }, body },
      signal,
    ) {
      const answer = await fetch(url, {
        method,
        headers,
        redirect: 'error',
        credentials: 'omit',
        ...(signal ? { signal } : {}),
        ...(body.length > 0 ? { body: body as Uint8Array<ArrayBuffer> } : {}),
      });
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
      };
    },
  });

/** Rejects when the signal says so: not every handler listens to it. */
function orAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The same way to the account, behind a fence. */
export function fenced(config: ClientConfig, fence: Fence): ClientConfig {
  const beyond = (config.requestHandler as HostRequestHandler | undefined) ?? network();
  const handler: HostRequestHandler = {
    async handle(request, options) {
      const refusal = fence(callOf(request));
      if (refusal !== undefined) throw new FenceError(refusal);
      return orAborted(beyond.handle(request, options), options?.abortSignal as AbortSignal | undefined);
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
  return { ...config, requestHandler: handler };
}

/** What a fence says; the sentences are the page's. */
export interface FenceWords {
  host: (host: string) => string;
  changes: (operation: string) => string;
}

/** Only what looks, and only at the services that the page may reach. */
export const readOnlyFence =
  (words: FenceWords): Fence =>
  ({ host, operation = '' }) => {
    if (!isKnownHost(host)) return words.host(host);
    return isRead(host, operation) ? undefined : words.changes(operation || '?');
  };

/**
 * Reads, and exactly these calls of IAM: the same operation with the same texts in it. Nothing else that changes
 * something leaves the page, whatever the code above does.
 */
export const planFence = (
  calls: readonly { operation: string; input: Readonly<Record<string, unknown>> }[],
  words: FenceWords,
): Fence => {
  const reading = readOnlyFence(words);
  return (call) => {
    const refusal = reading(call);
    if (refusal === undefined || call.host !== 'iam.amazonaws.com') return refusal;
    const planned = calls.some(
      ({ operation, input }) =>
        operation === call.operation &&
        Object.entries(input).every(
          ([name, value]) => typeof value !== 'string' || call.parameters.get(name) === value,
        ),
    );
    return planned ? undefined : refusal;
  };
};
