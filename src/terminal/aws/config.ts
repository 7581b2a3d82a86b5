// The AWS CLI's configuration: ~/.aws/config, ~/.aws/credentials, variables of the environment, the chosen profile.
// Pure but for reading the files. Tests: test/terminal/aws.test.ts.
import type { Environment } from './environment.ts';
import { resolvePath } from './environment.ts';
import { fail } from './errors.ts';

/** A value, or the values nested under a name (`s3 =` and indented lines). */
export type Setting = string | Record<string, string>;
export type Profile = Record<string, Setting>;

export interface Config {
  configFile: string;
  credentialsFile: string;
  /** Of both files; what the credentials file says comes first. */
  profiles: Record<string, Profile>;
  /** Profiles of the credentials file alone. */
  credentials: Record<string, Profile>;
  /** Profiles of the config file alone. */
  config: Record<string, Profile>;
  /** The profile that --profile or AWS_PROFILE names. */
  profile: string | undefined;
  /** --profile was written: then variables give no credentials. */
  explicit: boolean;
}

export async function loadConfig(environment: Environment, chosen: string | undefined): Promise<Config> {
  const { env } = environment;
  const configFile = env.AWS_CONFIG_FILE ?? '~/.aws/config';
  const credentialsFile = env.AWS_SHARED_CREDENTIALS_FILE ?? '~/.aws/credentials';
  const [configSections, credentials] = await Promise.all([
    readSections(environment, configFile),
    readSections(environment, credentialsFile),
  ]);
  const config: Record<string, Profile> = {};
  for (const [section, values] of Object.entries(configSections)) {
    if (section === 'default') config.default = values;
    else {
      const name = /^profile\s+(.*)$/.exec(section)?.[1];
      if (name !== undefined) config[unquote(name)] = values;
    }
  }
  const profiles: Record<string, Profile> = {};
  for (const name of new Set([...Object.keys(config), ...Object.keys(credentials)]))
    profiles[name] = { ...config[name], ...credentials[name] };
  const profile = chosen ?? env.AWS_PROFILE ?? env.AWS_DEFAULT_PROFILE;
  return {
    configFile,
    credentialsFile,
    profiles,
    credentials,
    config,
    profile: profile || undefined,
    explicit: chosen !== undefined,
  };
}

function unquote(name: string): string {
  const found = /^(["'])(.*)\1$/.exec(name.trim());
  return found ? (found[2] as string) : name.trim();
}

async function readSections(environment: Environment, file: string): Promise<Record<string, Profile>> {
  const path = resolvePath(environment, file);
  const info = await environment.files.info(path);
  if (!info || info.directory) return {};
  return parseSections(new TextDecoder().decode(await environment.files.read(path)), file);
}

/** @throws CliError where a line is neither a section, a setting nor a comment */
export function parseSections(text: string, file = ''): Record<string, Profile> {
  const sections: Record<string, Profile> = Object.create(null) as Record<string, Profile>;
  let section: Profile | undefined;
  let last: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const bare = line.trim();
    if (bare === '' || bare.startsWith('#') || bare.startsWith(';')) continue;
    const header = /^\[([^\]]+)\]/.exec(bare);
    if (header && !/^\s/.test(line)) {
      const name = (header[1] as string).trim();
      section = sections[name] ?? {};
      sections[name] = section;
      last = undefined;
      continue;
    }
    const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(bare);
    if (/^\s/.test(line) && section && last !== undefined) {
      const held = section[last];
      if (pair && (held === '' || typeof held === 'object'))
        section[last] = { ...(held || {}), [(pair[1] as string).toLowerCase()]: pair[2] as string };
      else if (typeof held === 'string') section[last] = `${held}\n${bare}`;
      continue;
    }
    if (!section || !pair) return fail('configuration', `Unable to parse config file: ${file}`);
    last = (pair[1] as string).toLowerCase();
    section[last] = pair[2] as string;
  }
  return { ...sections };
}

/** The settings of the chosen profile, or of the default one. */
export function scoped(config: Config): Profile {
  if (config.profile === undefined) return config.profiles.default ?? {};
  return config.profiles[config.profile] ?? profileMissing(config.profile);
}

export function profileMissing(profile: string): never {
  return fail('configuration', `The config profile (${profile}) could not be found`);
}

export function setting(profile: Profile, name: string): string | undefined {
  const value = profile[name];
  return typeof value === 'string' ? value : undefined;
}
