// Where the AWS CLI finds credentials, in botocore's order: variables, a role the profile names, the credentials file,
// the config file, and last who is signed in. Tests: test/terminal/aws.test.ts.
import { hexOf, sha256 } from '../../cloud/wire/signature.ts';
import type { Credentials } from '../../practice/index.ts';
import type { Config, Profile } from './config.ts';
import { setting } from './config.ts';
import type { Environment } from './environment.ts';
import { resolvePath } from './environment.ts';
import { CliError, fail } from './errors.ts';
import type { Dict } from './python.ts';
import { dumps } from './python.ts';

export interface Found {
  credentials: Credentials;
  /** As `aws configure list` calls the place. */
  method: string;
}

/** Calls sts:AssumeRole with these credentials. */
export type AssumeRole = (credentials: Credentials, parameters: Dict) => Promise<Dict>;

export async function findCredentials(
  environment: Environment,
  config: Config,
  assumeRole: AssumeRole,
): Promise<Found | undefined> {
  const { env } = environment;
  if (!config.explicit && env.AWS_ACCESS_KEY_ID) {
    const { AWS_SECRET_ACCESS_KEY: secret } = env;
    if (!secret)
      return fail('configuration', 'Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY');
    const token = env.AWS_SESSION_TOKEN || env.AWS_SECURITY_TOKEN;
    return { credentials: keys(env.AWS_ACCESS_KEY_ID, secret, token), method: 'env' };
  }
  const name = config.profile ?? 'default';
  const profile = config.profiles[name];
  if (profile?.role_arn !== undefined && profile.web_identity_token_file === undefined)
    return fromRole(environment, config, name, assumeRole, [name]);
  const inFiles = fromFiles(config, name);
  if (inFiles) return inFiles;
  const signedIn = profile ? undefined : await environment.profile?.(name);
  if (signedIn) return { credentials: signedIn, method: 'login' };
  if (!profile && config.profile !== undefined)
    return fail('configuration', `The config profile (${name}) could not be found`);
  const found = await environment.signedIn();
  return found && { credentials: found, method: 'login' };
}

function keys(accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined): Credentials {
  return sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey };
}

function fromFiles(config: Config, name: string): Found | undefined {
  for (const [method, profiles] of [
    ['shared-credentials-file', config.credentials],
    ['config-file', config.config],
  ] as const) {
    const profile = profiles[name];
    const id = profile && setting(profile, 'aws_access_key_id');
    if (!profile || id === undefined) continue;
    const secret = setting(profile, 'aws_secret_access_key');
    if (secret === undefined)
      return fail('configuration', `Partial credentials found in ${method}, missing: aws_secret_access_key`);
    const token = setting(profile, 'aws_session_token') ?? setting(profile, 'aws_security_token');
    return { credentials: keys(id, secret, token), method };
  }
  return undefined;
}

async function fromRole(
  environment: Environment,
  config: Config,
  name: string,
  assumeRole: AssumeRole,
  visited: string[],
): Promise<Found> {
  const profile = config.profiles[name] as Profile;
  const source = await sourceOf(environment, config, name, profile, assumeRole, visited);
  const parameters: Dict = { RoleArn: setting(profile, 'role_arn') as string };
  const sessionName = setting(profile, 'role_session_name');
  const externalId = setting(profile, 'external_id');
  const serial = setting(profile, 'mfa_serial');
  const duration = Number(setting(profile, 'duration_seconds'));
  if (sessionName !== undefined) parameters.RoleSessionName = sessionName;
  if (externalId !== undefined) parameters.ExternalId = externalId;
  if (serial !== undefined) parameters.SerialNumber = serial;
  if (Number.isInteger(duration)) parameters.DurationSeconds = duration;
  // Kept as the AWS CLI keeps them, so that not every command asks for new ones (and for a code).
  const file = resolvePath(
    environment,
    `~/.aws/cli/cache/${hexOf(sha256(dumps(parameters))).slice(0, 40)}.json`,
  );
  const kept = await keptCredentials(environment, file);
  if (kept) return { credentials: kept, method: 'assume-role' };
  if (serial !== undefined) {
    const code = await environment.ask(`Enter MFA code for ${serial}: `);
    if (code === undefined) fail('other', 'EOF when reading a line');
    parameters.TokenCode = code as string;
  }
  parameters.RoleSessionName ??= `botocore-session-${Math.floor(environment.wall() / 1000)}`;
  const answer = await assumeRole(source, parameters);
  const given = answer.Credentials as Record<string, string>;
  await environment.files.write(file, new TextEncoder().encode(dumps(answer)));
  return {
    credentials: keys(given.AccessKeyId ?? '', given.SecretAccessKey ?? '', given.SessionToken),
    method: 'assume-role',
  };
}

/** With a quarter of an hour to go, as botocore has it, new ones are fetched. */
const margin = 15 * 60_000;

async function keptCredentials(environment: Environment, file: string): Promise<Credentials | undefined> {
  if (!(await environment.files.info(file))) return undefined;
  try {
    const answer = JSON.parse(new TextDecoder().decode(await environment.files.read(file)));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
    if (Date.parse(Expiration) - environment.wall() < margin) return undefined;
    return keys(AccessKeyId, SecretAccessKey, SessionToken);
  } catch {
    return undefined;
  }
}

async function sourceOf(
  environment: Environment,
  config: Config,
  name: string,
  profile: Profile,
  assumeRole: AssumeRole,
  visited: string[],
): Promise<Credentials> {
  const source = setting(profile, 'source_profile');
  const place = setting(profile, 'credential_source');
  if (source !== undefined && place !== undefined)
    fail('configuration', `The profile "${name}" contains both source_profile and credential_source.`);
  if (place !== undefined) {
    const found = await namedSource(environment, place, name);
    return (
      found ??
      fail('configuration', `No credentials found in credential_source referenced in profile ${name}`)
    );
  }
  if (source === undefined)
    return fail(
      'configuration',
      'Partial credentials found in assume-role, missing: source_profile or credential_source',
    );
  const held = config.profiles[source];
  if (!held) {
    const own = await environment.profile?.(source);
    if (own) return own;
    return fail(
      'configuration',
      `The source_profile "${source}" referenced in the profile "${name}" does not exist.`,
    );
  }
  const fixed = held.aws_access_key_id !== undefined || held.aws_secret_access_key !== undefined;
  if (visited.includes(source) && !(source === name && fixed))
    fail(
      'configuration',
      `Infinite loop in credential configuration detected. Attempting to load from profile ${source} which has already been visited. Visited profiles: [${visited.map((one) => `'${one}'`).join(', ')}]`,
    );
  if (!fixed && held.role_arn !== undefined)
    return (await fromRole(environment, config, source, assumeRole, [...visited, source])).credentials;
  const found = fromFiles(config, source)?.credentials ?? (await environment.signedIn());
  return found ?? fail('configuration', `The source profile "${source}" must have credentials.`);
}

async function namedSource(
  environment: Environment,
  place: string,
  name: string,
): Promise<Credentials | undefined> {
  const { env } = environment;
  if (place === 'Environment')
    return env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY
      ? keys(env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN)
      : undefined;
  if (place === 'Ec2InstanceMetadata' || place === 'EcsContainer') return environment.signedIn();
  throw new CliError(
    'configuration',
    `The credential source "${place}" referenced in profile "${name}" is not valid.`,
  );
}
