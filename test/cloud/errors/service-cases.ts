// What the errors of a service beside IAM and STS are held with: the account its cases begin from, one good request of
// each operation, the cases, and the reasons why a declared error has none. Tests: test/cloud/service-errors.test.ts
import * as account from '@aws-sdk/client-account';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
import type { Credentials, World } from '../../../src/cloud/index.ts';
import { type TestAccount, testAccount } from '../support/account.ts';
import { jsonCall } from '../support/json-call.ts';

export type Input = object | ((world: World, now: number) => object);

interface Sending {
  /** Who asks: root (the default), nobody, «user/anna», or an ARN. */
  as?: string | ((world: World) => string);
  region?: string;
  /** The account's clock goes on before it, in ms. */
  later?: number;
}

/** An operation of the service, or of another: «iam.CreateUser». */
export type Step = readonly [operation: string, input: Input, sending?: Sending];

export interface ServiceCase extends Sending {
  operation: string;
  /** The name of the exception, or the code where the SDK has no exception for it. */
  error: string;
  input: Input;
  before?: readonly Step[];
  /** Where the service's schemas do not say it: default 400. */
  status?: number;
  /** The account has nothing but its user anna, who may do nothing. */
  empty?: boolean;
}

export interface ServiceErrors {
  service: string;
  /** Made by root in the account of the cases. */
  things: readonly Step[];
  /** A request that root is not refused, of every operation that is simulated. */
  inputs: Readonly<Record<string, Input>>;
  cases: readonly ServiceCase[];
  /** By error: why no operation can be made to tell it. */
  everywhere: Readonly<Record<string, string>>;
  /** «operation error»: why not this one. */
  somewhere: Readonly<Record<string, string>>;
  /** Errors told although the SDK does not declare them, with where AWS documents them; a text: none is declared. */
  undeclared: Readonly<Record<string, string>> | string;
}

const clients: Record<string, { module: object; client: new (options: object) => object }> = {
  account: { module: account, client: account.AccountClient },
  cloudtrail: { module: cloudtrail, client: cloudtrail.CloudTrailClient },
  ec2: { module: ec2, client: ec2.EC2Client },
  iam: { module: iam, client: iam.IAMClient },
  organizations: { module: organizations, client: organizations.OrganizationsClient },
  s3: { module: s3, client: s3.S3Client },
  sqs: { module: sqs, client: sqs.SQSClient },
};

const targets: Record<string, string> = {
  signin: 'Signin',
  portal: 'Portal',
  billing: 'AWSBilling',
  supportplans: 'SupportPlans',
};

function credentialsOf(test: TestAccount, as: Sending['as'] = 'root'): Credentials | undefined {
  const name = typeof as === 'function' ? as(test.cloud.world) : as;
  if (name === 'nobody') return undefined;
  return name === 'root' ? test.root : test.as(name);
}

interface PlainRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  /** With a token that it fetches first. */
  signIn?: boolean;
}

/** To the instance metadata service. */
async function sendPlain(test: TestAccount, request: PlainRequest): Promise<{ text: string }> {
  const { method, path, signIn = false } = request;
  let { headers } = request;
  if (signIn) {
    const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
    const { text } = await sendPlain(test, { method: 'PUT', path: '/latest/api/token', headers: ttl });
    headers = { ...headers, 'x-aws-ec2-metadata-token': text };
  }
  const { status, body } = await test.cloud.handle(
    { method, url: `http://169.254.169.254${path}`, headers, body: new Uint8Array() },
    { wall: Date.now(), now: test.now },
  );
  const text = new TextDecoder().decode(body);
  if (status < 400) return { text };
  // «404 - Not Found», then a sentence where there is one.
  const [first = '', ...sentence] = text.trim().split('\n');
  throw Object.assign(new Error(sentence.join(' ')), {
    name: first.slice(first.indexOf(' - ') + 3).replaceAll(' ', ''),
    $metadata: { httpStatusCode: status },
  });
}

/** Sends one request. @throws what the SDK throws; of services without one, an error with the same members. */
export async function send(test: TestAccount, service: string, step: Step): Promise<object> {
  const [written, given, { as, region, later = 0 } = {}] = step;
  const [operation, of = service] = written.split('.').reverse() as [string, string?];
  test.now += later;
  const input = typeof given === 'function' ? given(test.cloud.world, test.now) : given;
  const credentials = credentialsOf(test, as);
  if (of === 'imds') return sendPlain(test, input as PlainRequest);
  const known = clients[of];
  if (!known) {
    const answer = await jsonCall(test, `${targets[of]}.${operation}`, input, credentials);
    if (answer.status < 400) return answer;
    throw Object.assign(new Error(answer.message), {
      name: answer.__type,
      $metadata: { httpStatusCode: answer.status },
    });
  }
  const Command = (known.module as Record<string, unknown>)[`${operation}Command`] as new (
    input: object,
  ) => object;
  const Client = known.client as new (options: object) => { send(command: object): Promise<object> };
  return new Client({
    ...test.options(credentials),
    forcePathStyle: true,
    ...(region ? { region } : {}),
    ...(credentials ? {} : { signer: { sign: async (request: unknown) => request } }),
  }).send(new Command(input));
}

const anna: Step = ['iam.CreateUser', { UserName: 'anna' }];

const bases = new Map<string, Promise<World>>();

async function build({ service, things }: ServiceErrors): Promise<World> {
  const test = testAccount();
  for (const step of [anna, ...things]) await send(test, service, step);
  return test.cloud.world;
}

/** The account of a service's cases. Worlds are values: each case starts from the same one. */
export async function begin(errors: ServiceErrors, empty = false): Promise<TestAccount> {
  const from = empty ? { ...errors, things: [] } : errors;
  const name = `${errors.service} ${empty}`;
  const base = bases.get(name) ?? build(from);
  bases.set(name, base);
  return testAccount({ world: await base });
}

/** The same case of each operation, from its good request. */
export function ofEach(
  inputs: Readonly<Record<string, Input>>,
  without: string,
  made: Pick<ServiceCase, 'error'> & Partial<ServiceCase>,
  changed: (input: object) => object = (input) => input,
): ServiceCase[] {
  const left = without.split(/\s+/);
  return Object.entries(inputs)
    .filter(([operation]) => !left.includes(operation))
    .map(([operation, input]) => ({
      operation,
      input: (world, now) => changed(typeof input === 'function' ? input(world, now) : input),
      ...made,
    }));
}
