// `rootless live` as a process: whose credentials it finds and how, what it says where it finds none, how it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { endpoint } from './support.ts';

const root = resolve(import.meta.dirname, '../..');
interface Key {
  AccessKeyId: string;
  SecretAccessKey: string;
}

let running: RunningEndpoint;
let home: string;
let looker: Key;

beforeAll(async () => {
  running = await endpoint();
  const { IAMClient, AttachUserPolicyCommand, CreateAccessKeyCommand, CreateUserCommand } = await import(
    '@aws-sdk/client-iam'
  );
  const iam = new IAMClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${running.port}`,
    credentials: running.credentials,
  });
  const UserName = 'looker';
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }),
  );
  looker = (await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey as Key;
  home = mkdtempSync(join(tmpdir(), 'rootless-home-'));
  mkdirSync(join(home, '.aws'));
  writeFileSync(
    join(home, '.aws', 'credentials'),
    `[looker]\naws_access_key_id = ${looker.AccessKeyId}\naws_secret_access_key = ${looker.SecretAccessKey}\n`,
  );
  writeFileSync(
    join(home, '.aws', 'config'),
    `[profile company]
sso_session = company
sso_account_id = 111122223333
sso_role_name = Reader
region = us-east-1
[sso-session company]
sso_start_url = https://company.example/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile through-looker]
role_arn = arn:aws:iam::111122223333:role/Nobody
source_profile = looker
region = us-east-1
`,
  );
});
afterAll(async () => {
  await running?.close();
  rmSync(home, { recursive: true, force: true });
});

const fromEnvironment = ({ AccessKeyId, SecretAccessKey }: Key): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: AccessKeyId,
  AWS_SECRET_ACCESS_KEY: SecretAccessKey,
});

interface Started {
  process: ChildProcess;
  /** All it said so far. */
  out: () => string;
  err: () => string;
  ended: Promise<number | null>;
  /** Resolves with the address it prints; rejects where it ends before. */
  address: Promise<URL>;
}

function start(args: string[], more: NodeJS.ProcessEnv = {}): Started {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const child = spawn(process.execPath, [join(root, 'src/cli/rootless.ts'), 'live', '--port', '0', ...args], {
    cwd: root,
    env: {
      ...Object.fromEntries(own),
      HOME: home,
      USERPROFILE: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${running.port}`,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stderr.on('data', (part) => {
    err += part;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const address = new Promise<URL>((found, failed) => {
    child.stdout.on('data', (part) => {
      out += part;
      const url = /http:\/\/127\.0\.0\.1:\d+\/live\/#\S+/.exec(out)?.[0];
      if (url) found(new URL(url));
    });
    void ended.then(() => failed(new Error(err)));
  });
  address.catch(() => undefined);
  return { process: child, out: () => out, err: () => err, ended, address };
}

async function ask(address: URL, action: string): Promise<Response> {
  const token = new URLSearchParams(address.hash.slice(1)).get('relay') ?? '';
  return fetch(new URL('/_live/aws', address), {
    method: 'POST',
    headers: { origin: address.origin, 'x-rootless-relay': token, 'x-rootless-host': 'iam.amazonaws.com' },
    body: `Action=${action}&UserName=somebody-secret&Version=2010-05-08`,
  });
}

describe('rootless live', () => {
  it.each<[string, string[], () => NodeJS.ProcessEnv]>([
    ['a profile', ['--profile', 'looker'], () => ({})],
    ['AWS_PROFILE', [], () => ({ AWS_PROFILE: 'looker' })],
    ['the environment', [], () => fromEnvironment(looker)],
    [
      'a profile that is named, over the environment',
      ['--profile', 'looker'],
      () => fromEnvironment({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'x'.repeat(40) }),
    ],
  ])(
    'has its credentials from %s, signs, refuses writes, logs no parameters, ends when told',
    async (_name, args, env) => {
      const live = start(args, env());
      const address = await live.address;
      expect(live.out()).toContain('111122223333, as looker');
      expect(live.out()).toContain('only reads');
      const answer = await ask(address, 'GetAccountSummary');
      expect([answer.status, (await answer.text()).includes('AccountMFAEnabled')]).toEqual([200, true]);
      expect((await ask(address, 'DeleteUser')).status).toBe(403);
      live.process.kill('SIGTERM');
      expect(await live.ended).toBe(0);
      expect(live.err()).toMatch(/^(?:.*\n)?GetAccountSummary: 200\nDeleteUser: refused\n$/s);
      expect(live.err()).not.toContain('Multiple credential sources');
      for (const secret of [looker.SecretAccessKey, 'somebody-secret'])
        expect(live.out() + live.err()).not.toContain(secret);
    },
  );

  it('says so and ends when nobody has called for a while', async () => {
    const live = start(['--profile', 'looker', '--idle', '0.01']);
    await live.address;
    expect(await live.ended).toBe(0);
    expect(live.out()).toContain('minutes without a call: the relay has ended.');
  });

  it.each<[string, string[], () => NodeJS.ProcessEnv, RegExp]>([
    [
      'nobody is signed in',
      [],
      () => ({}),
      /no credentials were found\. Looked as the AWS CLI does.*aws login/,
    ],
    [
      'the profile is not there',
      ['--profile', 'nobody'],
      () => ({}),
      /no credentials were found for profile «nobody»/,
    ],
    [
      'the sign-in of IAM Identity Center has ended',
      ['--profile', 'company'],
      () => ({}),
      /no credentials were found for profile «company».*aws sso login.*\(.*aws sso login/s,
    ],
    [
      'a role may not be taken',
      ['--profile', 'through-looker'],
      () => ({}),
      /no credentials were found for profile «through-looker».*not authorized to perform: sts:AssumeRole/s,
    ],
    [
      'they are wrong',
      [],
      () => fromEnvironment({ AccessKeyId: looker.AccessKeyId, SecretAccessKey: 'x'.repeat(40) }),
      /AWS does not take these credentials: they are wrong or have ended/,
    ],
    [
      'they are the root user’s',
      [],
      () =>
        fromEnvironment({
          AccessKeyId: running.credentials.accessKeyId,
          SecretAccessKey: running.credentials.secretAccessKey,
        }),
      /root user’s credentials\. Rootless does not take them/,
    ],
    [
      'AWS cannot be reached',
      ['--profile', 'looker'],
      () => ({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }),
      /AWS could not be reached\. Is this machine online\?/,
    ],
  ])('where %s, it says what to do, and does not start', async (_name, args, env, said) => {
    const live = start(args, env());
    expect(await live.ended).toBe(1);
    expect(live.out()).toBe('');
    expect(live.err()).toMatch(said);
    expect(live.err()).not.toMatch(/\n\s+at /);
    expect(live.err()).not.toContain(looker.SecretAccessKey);
  });
});
