// aws configure: asks for keys and settings, or gets, sets and lists them. Tests: test/terminal/aws.test.ts.
import { parseArguments } from './argparse.ts';
import type { Out } from './aws.ts';
import type { Setting } from './config.ts';
import { profileMissing, scoped, setting } from './config.ts';
import { updateSection } from './config-file.ts';
import { resolvePath } from './environment.ts';
import { fail } from './errors.ts';
import { configureHelp } from './help.ts';
import type { Session } from './session.ts';

const questions = [
  ['aws_access_key_id', 'AWS Access Key ID'],
  ['aws_secret_access_key', 'AWS Secret Access Key'],
  ['region', 'Default region name'],
  ['output', 'Default output format'],
] as const;

const inCredentials = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
];
const sections = ['preview', 'plugins'];

export async function configure(session: Session, words: readonly string[], out: Out): Promise<number> {
  const subcommands =
    session.environment.version === 2 ? ['list', 'get', 'set', 'list-profiles'] : ['list', 'get', 'set'];
  const { values, rest } = parseArguments(
    [],
    [{ dest: 'subcommand', takes: 'maybe', choices: [...subcommands, 'help'] }],
    words,
  );
  const chosen = values.subcommand as string | undefined;
  const none = (): void => {
    if (rest.length > 0) fail('unknown-options', `Unknown options: ${rest.join(', ')}`);
  };
  switch (chosen) {
    case 'help':
      out.print(configureHelp());
      return 0;
    case 'list':
      none();
      return list(session, out);
    case 'list-profiles':
      none();
      out.print(
        Object.keys(session.config.profiles)
          .map((name) => `${name}\n`)
          .join(''),
      );
      return 0;
    case 'get':
      return get(session, positional(rest, ['varname'])[0] as string, out);
    case 'set': {
      const [name = '', value = ''] = positional(rest, ['varname', 'value']);
      return set(session, name, value);
    }
    default:
      none();
      return askAll(session, out);
  }
}

function positional(words: readonly string[], names: readonly string[]): string[] {
  const { values, rest } = parseArguments(
    [],
    names.map((dest) => ({ dest })),
    words,
  );
  if (rest.length > 0) fail('unknown-options', `Unknown options: ${rest.join(', ')}`);
  return names.map((name) => values[name] as string);
}

const masked = (value: string | undefined): string =>
  value === undefined ? 'None' : '*'.repeat(16) + value.slice(-4);

async function askAll(session: Session, out: Out): Promise<number> {
  const { config, environment } = session;
  const profile = config.profiles[config.profile ?? 'default'] ?? {};
  const answers: Record<string, string> = {};
  const piped =
    environment.stdin.length > 0 ? new TextDecoder().decode(environment.stdin).split('\n') : undefined;
  if (piped?.at(-1) === '') piped.pop();
  for (const [name, words] of questions) {
    const current = setting(profile, name);
    const question = `${words} [${inCredentials.includes(name) ? masked(current) : (current ?? 'None')}]: `;
    let answer: string | undefined;
    if (piped) {
      out.print(question);
      answer = piped.shift();
    } else answer = await environment.ask(question);
    if (answer === undefined) {
      if (!piped) out.print(question);
      return fail('other', 'EOF when reading a line');
    }
    if (answer !== '' && answer !== current) answers[name] = answer;
  }
  await write(session, config.profile ?? 'default', answers);
  return 0;
}

/** Keys go to the credentials file, everything else to the config file. */
async function write(
  session: Session,
  profile: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { credentialsFile, configFile } = session.config;
  const keys = Object.entries(values).filter(([name]) => inCredentials.includes(name));
  const others = Object.entries(values).filter(([name]) => !inCredentials.includes(name));
  if (keys.length > 0) await update(session, credentialsFile, profile, Object.fromEntries(keys));
  if (others.length > 0) await update(session, configFile, sectionOf(profile), Object.fromEntries(others));
}

function sectionOf(profile: string): string {
  if (profile === 'default') return profile;
  return `profile ${/[ \t]/.test(profile) ? `'${profile}'` : profile}`;
}

async function update(
  { environment }: Session,
  file: string,
  section: string,
  values: Readonly<Record<string, Setting>>,
): Promise<void> {
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && /[\r\n]/.test(value))
      fail(
        'other',
        `Invalid value for key ${name}: newline characters and carriage returns are not allowed.`,
      );
  const path = resolvePath(environment, file);
  const before = (await environment.files.info(path))
    ? new TextDecoder().decode(await environment.files.read(path))
    : '';
  await environment.files.write(path, new TextEncoder().encode(updateSection(before, section, values)));
}

function get({ config }: Session, name: string, out: Out): number {
  let value: Setting | undefined;
  if (!name.includes('.')) value = scoped(config)[name];
  else {
    const parts = name.split('.');
    const named =
      parts[0] === 'profile' ? 2 : parts[0] === 'default' || config.profiles[parts[0] as string] ? 1 : 0;
    const profile = named === 0 ? (config.profile ?? 'default') : (parts[named - 1] as string);
    const [first = '', second] = parts.slice(named);
    value = config.profiles[profile]?.[first];
    if (second !== undefined) value = typeof value === 'object' ? value[second] : undefined;
  }
  if (typeof value === 'string') {
    out.print(`${value}\n`);
    return 0;
  }
  if (value !== undefined)
    out.warn(`varname (${name}) must reference a value, not a section or sub-section.`);
  return 1;
}

async function set(session: Session, name: string, value: string): Promise<number> {
  const { config } = session;
  let profile = config.profile ?? 'default';
  let parts = name.split('.');
  if (parts.length > 1) {
    if (parts[0] === 'default') [profile, parts] = ['default', parts.slice(1)];
    else if (parts[0] === 'profile') [profile, parts] = [parts[1] ?? 'default', parts.slice(2)];
  }
  const [key = '', inner] = parts;
  const held: Setting = inner === undefined ? value : { [inner]: value };
  if (inCredentials.includes(key)) await update(session, config.credentialsFile, profile, { [key]: held });
  else {
    const section = sections.includes(profile) ? profile : sectionOf(profile);
    await update(session, config.configFile, section, { [key]: held });
  }
  return 0;
}

async function list(session: Session, out: Out): Promise<number> {
  const { config, environment, globals } = session;
  const { env, version } = environment;
  const row = (name: string, value: string, type: string, place: string): void =>
    out.print(
      version === 2
        ? `${name.padEnd(10)} : ${value.padEnd(24)} : ${type.padEnd(16)} : ${place}\n`
        : `${name.padStart(10)} ${value.padStart(24)} ${type.padStart(16)}    ${place}\n`,
    );
  const unset = ['<not set>', 'None', 'None'] as const;
  if (version === 2) row('NAME', 'VALUE', 'TYPE', 'LOCATION');
  else {
    row('Name', 'Value', 'Type', 'Location');
    row('----', '-----', '----', '--------');
  }
  const variable = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].find((name) => env[name]);
  if (globals.profile !== undefined) row('profile', globals.profile, 'manual', '--profile');
  else if (variable)
    row(
      'profile',
      env[variable] as string,
      'env',
      version === 2 ? variable : "['AWS_DEFAULT_PROFILE', 'AWS_PROFILE']",
    );
  else row('profile', ...unset);
  if (config.profile !== undefined && !config.profiles[config.profile]) profileMissing(config.profile);
  const found = await session.credentials();
  if (found) {
    row('access_key', masked(found.credentials.accessKeyId), found.method, '');
    row('secret_key', masked(found.credentials.secretAccessKey), found.method, '');
  } else {
    row('access_key', ...unset);
    row('secret_key', ...unset);
  }
  const region = setting(config.profiles[config.profile ?? 'default'] ?? {}, 'region');
  const regionVariable = (version === 2 ? ['AWS_REGION', 'AWS_DEFAULT_REGION'] : ['AWS_DEFAULT_REGION']).find(
    (name) => env[name],
  );
  if (regionVariable)
    row(
      'region',
      env[regionVariable] as string,
      'env',
      version === 2 ? "['AWS_REGION', 'AWS_DEFAULT_REGION']" : regionVariable,
    );
  else if (region !== undefined) row('region', region, 'config-file', config.configFile);
  else row('region', ...unset);
  return 0;
}
