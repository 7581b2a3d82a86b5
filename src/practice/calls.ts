// SDK calls as data (scenarios, solutions, alternatives) and what runs them: the real SDK clients over a host, so that
// everything a scenario or solution does is what a learner could do. Tests: test/practice.
import { hostRequestHandler } from './client.ts';
import { learnSeed, type Seeds, withoutReferences } from './references.ts';
import type { AccountHost, Credentials } from './types.ts';

/** One request, as the SDK takes it. */
export interface Call {
  /** 'root' (default), a user's name, or an ARN. */
  as?: string | undefined;
  /** As in the SDK package's name: 'iam', 'sts'. */
  service: string;
  /** 'CreateUser' */
  operation: string;
  /** Members may be references such as `{ keyOf: root }` (references.ts). */
  input?: Readonly<Record<string, unknown>> | undefined;
  /** The error code that the account must answer, where it must refuse. */
  refused?: string | undefined;
}

type Command = new (input: object) => object;
interface SdkClient {
  send(command: object): Promise<unknown>;
}
type SdkModule = Record<string, unknown>;

/** The SDK packages that the project has; one lazy chunk each. */
export const sdkModules: Readonly<Record<string, () => Promise<SdkModule>>> = {
  iam: () => import('@aws-sdk/client-iam'),
  sts: () => import('@aws-sdk/client-sts'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
};

const clientNames: Readonly<Record<string, string>> = {
  iam: 'IAMClient',
  sts: 'STSClient',
  cloudtrail: 'CloudTrailClient',
};

/** What went otherwise than the call says. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly call: Call;
  readonly code: string;
  constructor(call: Call, code: string, message: string) {
    super(`${call.service}:${call.operation}: ${code}: ${message}`);
    this.call = call;
    this.code = code;
  }
}

export interface Caller {
  /** The operation's output, or undefined where it was refused as `refused` says. Throws CallError. */
  run(call: Call): Promise<Record<string, unknown> | undefined>;
}

export interface CallerOptions {
  host: Pick<AccountHost, 'handle'>;
  /** Credentials to work as 'root', a user's name or an ARN. */
  credentials: (as: string) => Promise<Credentials>;
  region?: string;
}

export function createCaller({ host, credentials, region = 'us-east-1' }: CallerOptions): Caller {
  const clients = new Map<string, SdkClient>();
  const seeds: Seeds = new Map();

  async function clientFor(call: Call, module: SdkModule): Promise<SdkClient> {
    const as = call.as ?? 'root';
    const key = `${call.service} ${as}`;
    let client = clients.get(key);
    if (!client) {
      const Client = module[clientNames[call.service] as string] as new (config: object) => SdkClient;
      client = new Client({
        region,
        credentials: await credentials(as),
        requestHandler: hostRequestHandler(host),
        maxAttempts: 1,
      });
      clients.set(key, client);
    }
    return client;
  }

  /** Ids of the access keys that root or a user has, listed with this identity. */
  async function keysOf(who: string, as: string | undefined): Promise<string[]> {
    const listed = await run({
      as,
      service: 'iam',
      operation: 'ListAccessKeys',
      input: who === 'root' ? {} : { UserName: who },
    });
    const keys = (listed?.AccessKeyMetadata ?? []) as { AccessKeyId: string }[];
    return keys.map(({ AccessKeyId }) => AccessKeyId);
  }

  async function run(call: Call): Promise<Record<string, unknown> | undefined> {
    const load = sdkModules[call.service];
    if (!load) {
      const known = Object.keys(sdkModules).join(', ');
      throw new CallError(
        call,
        'UnknownService',
        `no service is called «${call.service}»; there are: ${known}`,
      );
    }
    const module = await load();
    const Command = module[`${call.operation}Command`] as Command | undefined;
    if (!Command) {
      throw new CallError(call, 'UnknownOperation', `${call.service} has no operation «${call.operation}»`);
    }
    const client = await clientFor(call, module);
    let input: Record<string, unknown>;
    try {
      input = await withoutReferences(call.input ?? {}, seeds, (who) => keysOf(who, call.as), Date.now());
    } catch (error) {
      if (error instanceof CallError) throw error;
      throw new CallError(call, 'BadReference', (error as Error).message);
    }
    let output: Record<string, unknown>;
    try {
      output = (await client.send(new Command(input))) as Record<string, unknown>;
    } catch (error) {
      const { name, message } = error as Error;
      if (call.refused !== undefined && call.refused === name) return undefined;
      throw new CallError(call, name, message);
    }
    if (call.refused !== undefined) {
      throw new CallError(call, 'NotRefused', `it was to be refused with ${call.refused}, and was done`);
    }
    learnSeed(seeds, input, output);
    const { $metadata: _, ...rest } = output;
    return rest;
  }

  return { run };
}
