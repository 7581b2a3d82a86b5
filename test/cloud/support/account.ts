// An account to test with: the SDK's own clients over `handle`, as any principal.
import { Readable } from 'node:stream';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { Cloud, Credentials, RequestRecord, World } from '../../../src/cloud/index.ts';
import { createCloud, emptyWorld, issuePracticeCredentials } from '../../../src/cloud/index.ts';

export const account = '111122223333';
export const start = Date.parse('2026-11-23T15:00:00Z');

interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

export interface TestAccount {
  cloud: Cloud;
  records: RequestRecord[];
  /** The account's clock; tests set it. */
  now: number;
  root: Credentials;
  requestHandler: { handle(request: SdkRequest): Promise<unknown> };
  iam: IAMClient;
  sts: STSClient;
  iamAs(credentials: Credentials): IAMClient;
  stsAs(credentials: Credentials): STSClient;
  /** Credentials of any principal of the account. */
  as(name: string, options?: object): Credentials;
  options(credentials?: Credentials): object;
}

export function testAccount(
  options: { world?: World; seed?: number; authentication?: 'on' | 'off' } = {},
): TestAccount {
  const fresh =
    options.world ?? emptyWorld({ account, seed: options.seed ?? 1, created: start - 86_400_000 });
  const issued = issuePracticeCredentials(fresh, `arn:aws:iam::${fresh.home}:root`);
  const cloud = createCloud({
    world: issued.world,
    seed: options.seed ?? 1,
    authentication: options.authentication,
  });
  const records: RequestRecord[] = [];
  cloud.subscribe((record) => records.push(record));
  const requestHandler = {
    async handle(request: SdkRequest) {
      const response = await cloud.handle(plainRequest(request), { wall: Date.now(), now: test.now });
      return {
        response: {
          statusCode: response.status,
          headers: response.headers,
          body: Readable.from([response.body]),
        },
      };
    },
  };
  const settings = (credentials: Credentials = issued.credentials) => ({
    region: 'us-east-1',
    credentials,
    requestHandler: requestHandler as never,
    maxAttempts: 1,
  });
  const test: TestAccount = {
    cloud,
    records,
    now: start,
    root: issued.credentials,
    requestHandler,
    iam: new IAMClient(settings()),
    sts: new STSClient(settings()),
    iamAs: (credentials) => new IAMClient(settings(credentials)),
    stsAs: (credentials) => new STSClient(settings(credentials)),
    options: settings,
    as(name, more = {}) {
      const arn = name.startsWith('arn:') ? name : `arn:aws:iam::${cloud.world.home}:${name}`;
      const given = issuePracticeCredentials(cloud.world, arn, { now: test.now, ...more });
      cloud.replace(given.world);
      return given.credentials;
    },
  };
  return test;
}

export function plainRequest(request: SdkRequest) {
  const query = Object.entries(request.query ?? {})
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => [name, item ?? ''] as const),
    )
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const body =
    typeof request.body === 'string'
      ? new TextEncoder().encode(request.body)
      : (request.body ?? new Uint8Array());
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const port = request.port ? `:${request.port}` : '';
  return {
    method: request.method,
    url: `${request.protocol}//${request.hostname}${port}${request.path}${query ? `?${query}` : ''}`,
    headers,
    body,
  };
}

/** Code, status and sentence of an error, as AWS's clients tell it. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; status: number; message: string }> {
  try {
    await promise;
  } catch (error) {
    const told = error as {
      Code?: string;
      Error?: { Code?: string };
      name: string;
      message: string;
      $metadata?: { httpStatusCode?: number };
    };
    return {
      code: told.Code ?? told.Error?.Code ?? told.name,
      status: told.$metadata?.httpStatusCode ?? 0,
      message: told.message,
    };
  }
  throw new Error('the request was not refused');
}
