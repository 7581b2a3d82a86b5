// The AWS SDK's way into a host: a request handler for `new IAMClient({ requestHandler })`. It takes SDK requests
// apart and puts answers together; it imports nothing of the SDK. Tests: test/practice/client.test.ts.
import type { AccountHost } from './types.ts';

/** The part of an SDK request (`HttpRequest` of @smithy/types) that is used. */
export interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number | undefined;
  path: string;
  query?: Record<string, string | string[] | null> | undefined;
  headers: Record<string, string>;
  body?: unknown;
}

export interface SdkResponse {
  response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
}

export interface HostRequestHandler {
  handle(request: SdkRequest, options?: { abortSignal?: unknown }): Promise<SdkResponse>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** What answers: a host, or something that can also be called off. */
export interface Answering {
  handle(
    request: Parameters<AccountHost['handle']>[0],
    signal?: AbortSignal,
  ): ReturnType<AccountHost['handle']>;
}

export function hostRequestHandler(host: Answering): HostRequestHandler {
  return {
    async handle(request, options) {
      const signal = options?.abortSignal as AbortSignal | undefined;
      if (signal?.aborted) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
      const sent = {
        method: request.method,
        url: address(request),
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: await bytes(request.body),
      };
      const { status, headers, body } = await host.handle(sent, signal);
      return { response: { statusCode: status, headers, body } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function address({ protocol, hostname, port, path, query = {} }: SdkRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [encode(name)] : [value].flat().map((one) => `${encode(name)}=${encode(one)}`),
  );
  const search = pairs.length > 0 ? `?${pairs.join('&')}` : '';
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${search}`;
}

/** As signatures write it (RFC 3986): encodeURIComponent leaves !'()* alone, AWS does not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function bytes(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null || body === '') return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Blob || body instanceof ReadableStream) {
    return new Uint8Array(await new Response(body).arrayBuffer());
  }
  throw new TypeError('a request body of a kind that no SDK client sends');
}
