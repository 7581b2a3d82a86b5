// SDK calls as data (scenarios, solutions, alternatives) and what runs them: the real SDK clients over a host, so that
// everything a scenario or solution does is what a learner could do. Tests: test/practice.
import { hostRequestHandler } from './client.ts';
import { consoleServices, jsonClient } from './console-services.ts';
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
  /** A name for the credentials in the answer (AssumeRole, GetSessionToken, SignIn …): later calls say it as `as`. */
  keeps?: string | undefined;
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
  account: () => import('@aws-sdk/client-account'),
  ec2: () => import('@aws-sdk/client-ec2'),
  organizations: () => import('@aws-sdk/client-organizations'),
  s3: () => import('@aws-sdk/client-s3'),
  sqs: () => import('@aws-sdk/client-sqs'),
};

const clientNames: Readonly<Record<string, string>> = {
  iam: 'IAMClient',
  sts: 'STSClient',
  cloudtrail: 'CloudTrailClient',
  account: 'AccountClient',
  ec2: 'EC2Client',
  organizations: 'OrganizationsClient',
  s3: 'S3Client',
  sqs: 'SQSClient',
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

/** Sends one operation and gives its output; rejects with an error named after AWS's code. */
export type Send = (
  call: Pick<Call, 'operation'>,
  input: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

async function sdkClient(
  call: Call,
  { host, ...options }: { host: Pick<AccountHost, 'handle'>; region: string; credentials: Credentials },
): Promise<Send> {
  const module = (await sdkModules[call.service]?.()) as SdkModule;
  const Client = module[clientNames[call.service] as string] as new (config: object) => SdkClient;
  const client = new Client({ ...options, requestHandler: hostRequestHandler(host), maxAttempts: 1 });
  return async ({ operation }, input) => {
    const Command = module[`${operation}Command`] as Command | undefined;
    if (!Command)
      throw new CallError(call, 'UnknownOperation', `${call.service} has no operation «${operation}»`);
    return (await client.send(new Command(input))) as Record<string, unknown>;
  };
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
  const clients = new Map<string, Send>();
  const seeds: Seeds = new Map();
  const kept = new Map<string, Credentials>();

  async function clientFor(call: Call): Promise<Send> {
    const as = call.as ?? 'root';
    const key = `${call.service} ${as}`;
    let send = clients.get(key);
    if (!send) {
      const options = { region, credentials: kept.get(as) ?? (await credentials(as)), host };
      send = consoleServices[call.service]
        ? jsonClient(call.service, options)
        : await sdkClient(call, options);
      clients.set(key, send);
    }
    return send;
  }

  /** The credentials of an answer, under the name that the call gives them. */
  function keep(call: Call, output: Record<string, unknown>): void {
    if (call.keeps === undefined) return;
    const found = (output.Credentials ?? output.AccessKey) as Partial<Record<string, string>> | undefined;
    if (!found?.AccessKeyId || !found.SecretAccessKey)
      throw new CallError(call, 'NothingToKeep', 'its answer has no credentials');
    kept.set(call.keeps, {
      accessKeyId: found.AccessKeyId,
      secretAccessKey: found.SecretAccessKey,
      ...(found.SessionToken ? { sessionToken: found.SessionToken } : {}),
    });
    for (const key of clients.keys()) if (key.endsWith(` ${call.keeps}`)) clients.delete(key);
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

  /** The id of a service control policy, listed with this identity. */
  async function scpOf(name: string, as: string | undefined): Promise<string | undefined> {
    const listed = await run({
      as,
      service: 'organizations',
      operation: 'ListPolicies',
      input: { Filter: 'SERVICE_CONTROL_POLICY' },
    });
    const policies = (listed?.Policies ?? []) as { Id: string; Name: string }[];
    return policies.find((policy) => policy.Name === name)?.Id;
  }

  async function run(call: Call): Promise<Record<string, unknown> | undefined> {
    if (!sdkModules[call.service] && !consoleServices[call.service]) {
      const known = [...Object.keys(sdkModules), ...Object.keys(consoleServices)].join(', ');
      throw new CallError(
        call,
        'UnknownService',
        `no service is called «${call.service}»; there are: ${known}`,
      );
    }
    const send = await clientFor(call);
    let input: Record<string, unknown>;
    try {
      input = await withoutReferences(
        call.input ?? {},
        seeds,
        { keys: (who) => keysOf(who, call.as), scp: (name) => scpOf(name, call.as) },
        Date.now(),
      );
    } catch (error) {
      if (error instanceof CallError) throw error;
      throw new CallError(call, 'BadReference', (error as Error).message);
    }
    let output: Record<string, unknown>;
    try {
      output = await send(call, input);
    } catch (error) {
      if (error instanceof CallError) throw error;
      const { name, message } = error as Error;
      if (call.refused !== undefined && call.refused === name) return undefined;
      throw new CallError(call, name, message);
    }
    if (call.refused !== undefined) {
      throw new CallError(call, 'NotRefused', `it was to be refused with ${call.refused}, and was done`);
    }
    learnSeed(seeds, input, output);
    keep(call, output);
    const { $metadata: _, ...rest } = output;
    return rest;
  }

  return { run };
}
