// An SDK call as the line one would type for the AWS CLI. Pure. Tests: test/exercise/cli-line.test.ts.
import { type Call, isCodeOf, isKeyOf, isScpOf, type KeyOf } from '../practice/index.ts';

/** CreateUser → create-user, ListMFADevices → list-mfa-devices, as the AWS CLI names operations and parameters. */
export function cliName(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** The AWS CLI's name of a service, where the SDK's package has another. */
const commands: Readonly<Record<string, string>> = { s3: 's3api' };

/** Services that AWS has in its console only: the AWS CLI has no command for them. */
const inConsole: ReadonlySet<string> = new Set(['signin', 'portal', 'billing', 'supportplans']);

/**
 * `aws iam create-user --user-name anna`; another identity than root is named as a profile. Several lines where the
 * answer's credentials are kept: they become a profile too.
 */
export function cliLine({ as, service, operation, input = {}, keeps }: Call): string {
  if (inConsole.has(service)) return `# In the console, as ${as ?? 'root'}: ${operation}`;
  const profile = as && as !== 'root' ? [`--profile ${shellWord(as)}`] : [];
  const options = Object.entries(input).flatMap(([name, value]) => {
    const option = `--${cliName(name)}`;
    if (isCodeOf(value)) return [`${option} ${codeNames[value.at]}`];
    if (isKeyOf(value)) return [`${option} "$(${keyLine(value, profile)})"`];
    if (isScpOf(value)) return [`${option} "$(${scpLine(value.scpOf, profile)})"`];
    if (value === true) return [option];
    if (value === false) return [`--no-${cliName(name)}`];
    return [`${option} ${argument(value)}`];
  });
  // The AWS CLI writes the secret to a file, and wants to know to which.
  if (operation === 'CreateVirtualMFADevice')
    options.push(
      `--outfile ${shellWord(`${input.VirtualMFADeviceName}.txt`)} --bootstrap-method Base32StringSeed`,
    );
  // Likewise for a file that is fetched.
  if (service === 's3' && operation === 'GetObject')
    options.push(shellWord(String(input.Key).replace(/^.*\//, '')));
  const line = ['aws', commands[service] ?? service, cliName(operation), ...options, ...profile].join(' ');
  return keeps === undefined ? line : keptLines(line, operation, keeps);
}

/** The AWS CLI finds credentials by profile; `cut` takes them apart as they come, with tabs between them. */
function keptLines(line: string, operation: string, keeps: string): string {
  const member = operation === 'CreateAccessKey' ? 'AccessKey' : 'Credentials';
  const settings = ['aws_access_key_id', 'aws_secret_access_key'];
  const parts = ['AccessKeyId', 'SecretAccessKey'];
  if (member === 'Credentials') {
    settings.push('aws_session_token');
    parts.push('SessionToken');
  }
  const file = `${shellWord(keeps)}.txt`;
  return [
    `${line} --query '${member}.[${parts.join(',')}]' --output text > ${file}`,
    ...settings.map(
      (setting, index) =>
        `aws configure set ${setting} "$(cut -f${index + 1} ${file})" --profile ${shellWord(keeps)}`,
    ),
  ].join('\n');
}

/** What the device shows, one after the other. */
const codeNames = { before: 'FIRST_CODE', now: 'SECOND_CODE', after: 'NEXT_CODE' } as const;

/** Asks for the id of an access key; JMESPath counts from 0. */
function keyLine({ keyOf, number = 1 }: KeyOf, profile: readonly string[]): string {
  const user = keyOf === 'root' ? [] : [`--user-name ${shellWord(keyOf)}`];
  const query = `--query 'AccessKeyMetadata[${number - 1}].AccessKeyId' --output text`;
  return ['aws iam list-access-keys', ...user, query, ...profile].join(' ');
}

function scpLine(name: string, profile: readonly string[]): string {
  const query = `--query ${shellWord(`Policies[?Name=='${name}'].Id`)} --output text`;
  return ['aws organizations list-policies --filter SERVICE_CONTROL_POLICY', query, ...profile].join(' ');
}

function argument(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return shellWord(String(value));
  if (Array.isArray(value)) return value.map(listed).join(' ');
  return shellWord(shorthand(value) ?? JSON.stringify(value));
}

function listed(value: unknown): string {
  return typeof value === 'object' ? argument(value) : shellWord(String(value));
}

/** Key=team,Value=web, where every member is a simple word. */
function shorthand(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const parts = Object.entries(value).map(([name, member]) =>
    /^[\w./:@-]+$/.test(String(member)) && typeof member !== 'object' ? `${name}=${String(member)}` : null,
  );
  return parts.includes(null) ? null : parts.join(',');
}

/** In single quotation marks where a POSIX shell would otherwise read something into it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
