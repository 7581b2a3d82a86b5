// What the options before and after a command settle for it: profile, region, credentials, output, and the calls it
// makes. Tests: test/terminal/aws.test.ts.
import type { Credentials } from '../../practice/index.ts';
import type { Config } from './config.ts';
import { loadConfig, scoped, setting } from './config.ts';
import type { Found } from './credentials.ts';
import { findCredentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { CliError, fail } from './errors.ts';
import type { Globals } from './globals.ts';
import type { Model } from './model.ts';
import { loadModel } from './model.ts';
import type { Dict, Value } from './python.ts';
import { isDict } from './python.ts';
import { escapeUri, writeRequest } from './request.ts';
import type { ServiceError } from './response.ts';
import { decodePolicies, readError, readResponse } from './response.ts';
import { sign } from './sign.ts';
import { validate } from './validate.ts';

export interface Answer {
  output: Dict;
  error: ServiceError | undefined;
  status: number;
}

export interface Session {
  environment: Environment;
  globals: Globals;
  config: Config;
  region: string | undefined;
  credentials(): Promise<Found | undefined>;
  /** Sends a request; a service's error is an answer. @throws CliError where it cannot be sent */
  ask(model: Model, operation: string, parameters: Dict): Promise<Answer>;
  /** The same; @throws CliError for a service's error too */
  call(model: Model, operation: string, parameters: Dict): Promise<Dict>;
}

/** The agent that AWS's event history names. */
const agents = { 1: 'aws-cli/1 rootless-terminal', 2: 'aws-cli/2 rootless-terminal' } as const;

export async function openSession(environment: Environment, globals: Globals): Promise<Session> {
  const config = await loadConfig(environment, globals.profile);
  const { env, version } = environment;
  const profile =
    config.profile !== undefined && config.profiles[config.profile] === undefined ? {} : scoped(config);
  const region =
    globals.region ??
    (version === 2 ? env.AWS_REGION : undefined) ??
    env.AWS_DEFAULT_REGION ??
    setting(profile, 'region');
  let found: Promise<Found | undefined> | undefined;

  const send = async (
    model: Model,
    operation: string,
    parameters: Dict,
    credentials: Credentials | undefined,
  ): Promise<Answer> => {
    validate(model, model.input(operation), parameters);
    const place = placeOf(model, region, globals.endpointUrl ?? env.AWS_ENDPOINT_URL);
    const request = writeRequest(model, operation, parameters, place.endpoint);
    request.headers['user-agent'] = agents[version];
    const signed = credentials
      ? sign(request, credentials, { region: place.region, service: place.scope, now: environment.wall() })
      : { ...request, headers: { ...request.headers, host: new URL(request.url).host } };
    const sent = await environment.send(signed);
    // An answer to HEAD has no body, whatever the account wrote.
    const response = signed.method === 'HEAD' ? { ...sent, body: new Uint8Array() } : sent;
    const error = readError(model, response);
    let output: Dict = {};
    if (!error) {
      output = readResponse(model, operation, response);
      const shape = model.output(operation);
      if (model.service === 'iam' && shape) output = decodePolicies(model, shape, output) as Dict;
      if (model.service === 's3') output = decodeKeys(operation, parameters, output);
    }
    return { output, error, status: response.status };
  };

  const session: Session = {
    environment,
    globals,
    config,
    region,
    credentials() {
      found ??= findCredentials(environment, config, async (source, parameters) => {
        const sts = await loadModel('sts');
        const { output, error } = await send(sts, 'AssumeRole', parameters, source);
        if (error) throw serviceError('AssumeRole', error);
        return output;
      });
      return found;
    },
    async ask(model, operation, parameters) {
      const credentials = globals.sign ? await session.credentials() : undefined;
      if (globals.sign && !credentials)
        fail(
          'configuration',
          'Unable to locate credentials. You can configure credentials by running "aws configure".',
        );
      return send(model, operation, encoded(model, operation, parameters), credentials?.credentials);
    },
    async call(model, operation, parameters) {
      const { output, error } = await session.ask(model, operation, parameters);
      if (error) throw serviceError(operation, error);
      return output;
    },
  };
  return session;
}

export function serviceError(operation: string, { code, message }: ServiceError): CliError {
  return new CliError(
    'service',
    `An error occurred (${code}) when calling the ${operation} operation: ${message}`,
    code,
  );
}

interface Place {
  endpoint: string;
  /** In the signature's scope. */
  region: string;
  scope: string;
}

/** Services that are the same everywhere; their signatures are for us-east-1. */
const everywhere: Record<string, string> = {
  iam: 'iam.amazonaws.com',
  organizations: 'organizations.us-east-1.amazonaws.com',
  account: 'account.us-east-1.amazonaws.com',
};

function placeOf(model: Model, region: string | undefined, url: string | undefined): Place {
  const { metadata } = model.table;
  const scope = metadata.signingName ?? metadata.endpointPrefix;
  const global = everywhere[model.service];
  const fallback = model.service === 's3' || model.service === 'sts' ? 'us-east-1' : undefined;
  const own = global ? 'us-east-1' : (region ?? fallback);
  if (own === undefined)
    return fail(
      'configuration',
      'You must specify a region. You can also configure your region by running "aws configure".',
    );
  const host = global ?? `${metadata.endpointPrefix}.${own}.amazonaws.com`;
  return { endpoint: url ? url.replace(/\/+$/, '') : `https://${host}`, region: own, scope };
}

const listings = ['ListObjects', 'ListObjectsV2', 'ListObjectVersions'];

/** botocore has keys in lists of objects written percent-encoded, because XML cannot hold every character. */
function encoded(model: Model, operation: string, parameters: Dict): Dict {
  if (model.service !== 's3' || !listings.includes(operation) || parameters.EncodingType !== undefined)
    return parameters;
  return { ...parameters, EncodingType: 'url' };
}

function decodeKeys(operation: string, parameters: Dict, output: Dict): Dict {
  if (!listings.includes(operation) || parameters.EncodingType !== 'url' || output.EncodingType !== 'url')
    return output;
  const decode = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(decode);
    if (!isDict(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => [
        name,
        typeof held === 'string' &&
        /^(Key|Prefix|Delimiter|Marker|NextMarker|StartAfter|KeyMarker|NextKeyMarker)$/.test(name)
          ? plain(held)
          : decode(held),
      ]),
    );
  };
  return decode(output) as Dict;
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return escapeUri(text);
  }
}
