// Credentials in whatever form somebody has them: export lines, PowerShell, cmd, an ini profile, JSON of the AWS CLI.
// Pure; nothing here keeps or sends anything. Tests: test/live/credentials.test.ts.

export interface LiveCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Milliseconds since 1970, where the form says it. */
  expires?: number;
}

export type CredentialsProblem =
  | 'empty'
  | 'emptyFields'
  | 'nothing'
  | 'noSecret'
  | 'noId'
  | 'noToken'
  | 'badId'
  | 'badSecret'
  | 'badJson'
  | 'several'
  | 'expired'
  | 'notCredentials'
  | 'federated'
  | 'partition';

export type ReadCredentials =
  | { ok: true; credentials: LiveCredentials; longLived: boolean }
  | { ok: false; problem: CredentialsProblem };

type Field = 'id' | 'secret' | 'token' | 'expires' | 'region';

const names: Readonly<Record<string, Field>> = {
  awsaccesskeyid: 'id',
  accesskeyid: 'id',
  awssecretaccesskey: 'secret',
  secretaccesskey: 'secret',
  awssessiontoken: 'token',
  sessiontoken: 'token',
  awssecuritytoken: 'token',
  awscredentialexpiration: 'expires',
  expiration: 'expires',
  awsregion: 'region',
  awsdefaultregion: 'region',
  region: 'region',
};
const fieldOf = (name: string): Field | undefined => names[name.toLowerCase().replace(/[^a-z]/g, '')];

type Fields = Partial<Record<Field, string>>;

function fromJson(text: string): Fields | CredentialsProblem {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'badJson';
  }
  const outer = (json ?? {}) as Record<string, unknown>;
  // What the CLI's answer says beside them: whose they are.
  const { Arn: arn } = (outer.AssumedRoleUser ?? outer.FederatedUser ?? {}) as { Arn?: unknown };
  if (/^arn:aws-/.test(String(arn))) return 'partition';
  if (outer.FederatedUser) return 'federated';
  const inner = (outer.Credentials ?? outer.AccessKey ?? outer) as Record<string, unknown>;
  const fields: Fields = {};
  for (const [name, value] of Object.entries(inner)) {
    const field = fieldOf(name);
    if (field && typeof value === 'string') fields[field] = value.trim();
  }
  return fields;
}

function fromLines(text: string): Fields | CredentialsProblem {
  const fields: Fields = {};
  let profiles = 0;
  for (const line of text.split(/\r?\n|;(?=\s*(?:export|set|\$env))|&&/)) {
    if (/^\s*\[.+\]\s*$/.test(line)) profiles++;
    const match =
      /^\s*(?:export\s+|set\s+|setx\s+|\$env:|-x\s+)?["']?([A-Za-z_]+)["']?\s*(?:=|:|\s)\s*(.+?)\s*$/i.exec(
        line,
      );
    const field = match && fieldOf(match[1] ?? '');
    if (!match || !field) continue;
    const value = (match[2] ?? '').replace(/[;,]$/, '').replace(/^(["'])(.*)\1$/, '$2');
    if (profiles > 1 && field !== 'region' && fields[field] !== undefined) return 'several';
    fields[field] = value;
  }
  return fields;
}

/** @param now milliseconds since 1970 */
export function readCredentials(text: string, now: number): ReadCredentials {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const fields = trimmed.startsWith('{') ? fromJson(trimmed) : fromLines(trimmed);
  if (typeof fields === 'string') return { ok: false, problem: fields };
  return checked(fields, now);
}

/** What was typed into fields of its own. */
export function typedCredentials(id: string, secret: string, token: string, now: number): ReadCredentials {
  // Whole lines get into single fields too: «export AWS_ACCESS_KEY_ID=…», «aws_access_key_id = …», quotes.
  const bare = (text: string): string =>
    text
      .trim()
      .replace(/^(?:export\s+|set\s+|\$env:)?aws_\w+\s*=\s*/i, '')
      .replace(/^(["'])(.*)\1$/, '$2')
      .trim();
  const fields = { id: bare(id), secret: bare(secret), token: bare(token) };
  if (!fields.id && !fields.secret && !fields.token) return { ok: false, problem: 'emptyFields' };
  return checked(fields, now);
}

/** Regions of AWS's other partitions. Source: AWS General Reference, partitions (aws-cn, aws-us-gov, aws-iso…, aws-eusc). */
const elsewhere = /^(?:cn|us-gov|us-iso\w*|eu-isoe|eusc)-/;

function checked({ id, secret, token, expires, region }: Fields, now: number): ReadCredentials {
  const no = (problem: CredentialsProblem): ReadCredentials => ({ ok: false, problem });
  if (region && elsewhere.test(region)) return no('partition');
  if (!id && !secret) return no('nothing');
  if (!id) return no('noId');
  if (!secret) return no('noSecret');
  if (!/^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/.test(id))
    return no(/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(id) ? 'notCredentials' : 'badId');
  if (!/^[A-Za-z0-9/+=]{30,128}$/.test(secret)) return no('badSecret');
  const longLived = id.startsWith('AKIA');
  if (!longLived && !token) return no('noToken');
  const at = expires === undefined ? Number.NaN : Date.parse(expires);
  if (at <= now) return no('expired');
  return {
    ok: true,
    longLived,
    credentials: {
      accessKeyId: id,
      secretAccessKey: secret,
      ...(token && !longLived ? { sessionToken: token } : {}),
      ...(Number.isNaN(at) ? {} : { expires: at }),
    },
  };
}
