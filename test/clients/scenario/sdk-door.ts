// The AWS SDK for JavaScript as a door: @aws-sdk/client-* over HTTP.
import type { RunningEndpoint } from '../../../src/cli/serve.ts';
import { refusal } from '../../cloud/support/account.ts';
import type { Door, Told } from './doors.ts';
import type { Answer, Key } from './step.ts';

const clients: Record<string, [name: string, load: () => Promise<Answer>]> = {
  iam: ['IAMClient', () => import('@aws-sdk/client-iam')],
  sts: ['STSClient', () => import('@aws-sdk/client-sts')],
  s3: ['S3Client', () => import('@aws-sdk/client-s3')],
  ec2: ['EC2Client', () => import('@aws-sdk/client-ec2')],
  sqs: ['SQSClient', () => import('@aws-sdk/client-sqs')],
  cloudtrail: ['CloudTrailClient', () => import('@aws-sdk/client-cloudtrail')],
  organizations: ['OrganizationsClient', () => import('@aws-sdk/client-organizations')],
  account: ['AccountClient', () => import('@aws-sdk/client-account')],
};

export function sdkDoor(running: RunningEndpoint): Door {
  const open = new Map<string, Answer>();

  async function module(service: string): Promise<Answer> {
    return clients[service]?.[1]();
  }

  async function client(service: string, key: Key | undefined): Promise<Answer> {
    const id = `${service}/${key?.AccessKeyId ?? ''}`;
    if (!open.has(id)) {
      const Client = (await module(service))[clients[service]?.[0] ?? ''];
      const made = new Client({
        endpoint: `http://127.0.0.1:${running.port}`,
        region: 'us-east-1',
        maxAttempts: 1,
        forcePathStyle: true,
        credentials: key
          ? {
              accessKeyId: key.AccessKeyId,
              secretAccessKey: key.SecretAccessKey,
              ...(key.SessionToken ? { sessionToken: key.SessionToken } : {}),
            }
          : running.credentials,
      });
      open.set(id, made);
    }
    return open.get(id);
  }

  async function told(promise: Promise<Answer>): Promise<Told> {
    let answer: Answer;
    const refused = await refusal(
      promise.then((given) => {
        answer = given;
      }),
    ).catch(() => undefined);
    if (refused) return { error: refused };
    return { answer: (await plain(answer)) as Record<string, unknown> };
  }

  const knows = async (service: string, operation: string) =>
    `${operation}Command` in ((await module(service)) ?? {});
  const hasPages = async (service: string, operation: string) =>
    `paginate${operation}` in ((await module(service)) ?? {});
  const hasWaiter = async (service: string, waiter: string) =>
    `waitUntil${waiter}` in ((await module(service)) ?? {});

  return {
    knows,
    hasPages,
    hasWaiter,
    async catalogue(service, operations) {
      const there = (await module(service)) ?? {};
      return {
        operations: operations.filter((name) => `${name}Command` in there),
        pages: operations.filter((name) => `paginate${name}` in there),
        // Its waiters do not say whose they are: they are botocore's, and counted there.
        waiters: [],
      };
    },
    async call(service, operation, input, key) {
      const Command = (await module(service))[`${operation}Command`];
      return told((await client(service, key)).send(new Command(input)));
    },
    async pages(service, operation, input, size, key) {
      const paginate = (await module(service))[`paginate${operation}`];
      const config = { client: await client(service, key), ...(size ? { pageSize: size } : {}) };
      const walk = async () => {
        const whole: Record<string, unknown> = {};
        // The paginator writes its tokens into the input.
        for await (const page of paginate(config, { ...input })) join(whole, page);
        return whole;
      };
      return told(walk());
    },
    async wait(service, waiter, input, key) {
      const wait = (await module(service))[`waitUntil${waiter}`];
      return told(
        wait({ client: await client(service, key), maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, input),
      );
    },
    async close() {
      for (const made of open.values()) made.destroy();
    },
  };
}

/** Lists of a further page behind those of the ones before; anything else as the last page says. */
function join(whole: Record<string, unknown>, page: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(page)) {
    const before = whole[name];
    whole[name] = Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value;
  }
}

/** As the other doors tell it. */
async function plain(value: Answer): Promise<unknown> {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return document(value);
  if (typeof value.transformToString === 'function') return value.transformToString('base64');
  const out: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value))
    if (held !== undefined && name !== '$metadata') out[name] = await plain(held);
  return out;
}

/** IAM's policy documents come percent-encoded; botocore reads them by itself. */
function document(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('%7B') ? JSON.parse(decodeURIComponent(value)) : value;
}
