// Credentials in every form people have them, half of them, and those of somebody who may not look.
import { describe, expect, it } from 'vitest';
import { readCredentials, typedCredentials } from '../../src/live/credentials.ts';
import { judgeCaller, mayCallIam } from '../../src/live/guard.ts';

const id = 'ASIAIOSFODNN7EXAMPLE';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const token = 'IQoJb3JpZ2luX2VjEXAMPLE//token==';
const now = Date.parse('2026-11-20T09:00:00Z');

const forms: Readonly<Record<string, string>> = {
  export: `export AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY="${secret}"\nexport AWS_SESSION_TOKEN=${token}`,
  'export on one line': `export AWS_ACCESS_KEY_ID=${id}; export AWS_SECRET_ACCESS_KEY=${secret}; export AWS_SESSION_TOKEN=${token};`,
  PowerShell: `$Env:AWS_ACCESS_KEY_ID="${id}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$Env:AWS_SESSION_TOKEN="${token}"`,
  cmd: `SET AWS_ACCESS_KEY_ID=${id}\r\nSET AWS_SECRET_ACCESS_KEY=${secret}\r\nSET AWS_SESSION_TOKEN=${token}`,
  'an ini profile': `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
  'JSON of assume-role': JSON.stringify({
    Credentials: {
      AccessKeyId: id,
      SecretAccessKey: secret,
      SessionToken: token,
      Expiration: '2026-11-20T10:00:00+00:00',
    },
  }),
  'JSON of export-credentials': JSON.stringify({
    Version: 1,
    AccessKeyId: id,
    SecretAccessKey: secret,
    SessionToken: token,
  }),
};

describe('credentials', () => {
  it.each(Object.entries(forms))('are read from %s', (_name, text) => {
    expect(readCredentials(text, now)).toMatchObject({
      ok: true,
      longLived: false,
      credentials: { accessKeyId: id, secretAccessKey: secret, sessionToken: token },
    });
  });

  it('of long life are said to be so', () => {
    const text = `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=${secret}`;
    expect(readCredentials(text, now)).toMatchObject({ ok: true, longLived: true });
  });

  it.each([
    ['', 'empty'],
    ['hello', 'nothing'],
    [`export AWS_ACCESS_KEY_ID=${id}`, 'noSecret'],
    [`export AWS_SECRET_ACCESS_KEY=${secret}`, 'noId'],
    [`AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}`, 'noToken'],
    [`AWS_ACCESS_KEY_ID=AKIA\nAWS_SECRET_ACCESS_KEY=${secret}`, 'badId'],
    [`AWS_ACCESS_KEY_ID=AIDAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=${secret}`, 'notCredentials'],
    [`AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=wJalr\nAWS_SESSION_TOKEN=x`, 'badSecret'],
    [(forms['JSON of assume-role'] as string).slice(0, -3), 'badJson'],
    [(forms['JSON of assume-role'] as string).replace('T10', 'T08'), 'expired'],
    [`${forms['an ini profile']}\n${(forms['an ini profile'] as string).replace('default', 'b')}`, 'several'],
  ])('%j are refused: %s', (text, problem) => {
    expect(readCredentials(text, now)).toEqual({ ok: false, problem });
  });
});

describe('credentials of another kind', () => {
  const json = (more: object): string =>
    JSON.stringify({
      Credentials: { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token },
      ...more,
    });
  it.each([
    [
      'of GetFederationToken',
      json({ FederatedUser: { Arn: 'arn:aws:sts::111122223333:federated-user/x' } }),
      'federated',
    ],
    [
      'of China',
      json({ AssumedRoleUser: { Arn: 'arn:aws-cn:sts::111122223333:assumed-role/R/s' } }),
      'partition',
    ],
    ['with a Region of China', `${forms.export}\nexport AWS_REGION=cn-north-1`, 'partition'],
    ['with a Region of GovCloud', `${forms['an ini profile']}region = us-gov-west-1\n`, 'partition'],
  ])('%s are refused before anything is asked', (_name, text, problem) => {
    expect(readCredentials(text, now)).toEqual({ ok: false, problem });
  });

  it('with a Region of this partition are taken', () => {
    expect(readCredentials(`${forms['an ini profile']}region = eu-central-1\n`, now)).toMatchObject({
      ok: true,
    });
  });
});

describe('credentials that are typed', () => {
  it('are the same as pasted ones, also where whole lines got into the fields', () => {
    const wanted = {
      ok: true,
      credentials: { accessKeyId: id, secretAccessKey: secret, sessionToken: token },
    };
    expect(typedCredentials(id, secret, token, now)).toMatchObject(wanted);
    expect(
      typedCredentials(
        `export AWS_ACCESS_KEY_ID=${id}`,
        `aws_secret_access_key = ${secret}`,
        ` "${token}" `,
        now,
      ),
    ).toMatchObject(wanted);
  });

  it.each([
    ['', '', '', 'emptyFields'],
    [id, '', token, 'noSecret'],
    ['', secret, token, 'noId'],
    [id, secret, '', 'noToken'],
    [id, secret.slice(0, 12), token, 'badSecret'],
    [id.slice(0, 9), secret, token, 'badId'],
    ['AROAIOSFODNN7EXAMPLE', secret, token, 'notCredentials'],
  ])('%j %j %j: %s', (one, two, three, problem) => {
    expect(typedCredentials(one, two, three, now)).toEqual({ ok: false, problem });
  });
});

it.each([
  ['InvalidClientTokenId', 'The security token included in the request is invalid', false],
  ['AccessDenied', 'Cannot call GetAccountSummary with session credentials', false],
  ['AccessDenied', 'User: x is not authorized to perform: iam:GetAccountSummary', true],
  ['Throttling', 'Rate exceeded', true],
])(
  'tells a session that IAM does not take from one that lacks a permission: %s, %s',
  async (name, message, may) => {
    const send = async () => {
      throw Object.assign(new Error(message), { name });
    };
    expect(await mayCallIam(send)).toBe(may);
    expect(await mayCallIam(async () => ({}))).toBe(true);
  },
);

it.each([
  ['arn:aws:iam::111122223333:root', 'AKIA', undefined, 'root'],
  ['arn:aws:iam::111122223333:root', 'ASIA', true, 'root'],
  ['arn:aws:sts::111122223333:federated-user/x', 'ASIA', true, 'federated'],
  ['arn:aws:iam::111122223333:user/anna', 'ASIA', false, 'sessionWithoutMfa'],
  ['arn:aws-cn:iam::111122223333:user/anna', 'AKIA', true, 'partition'],
  ['', 'AKIA', true, 'strange'],
])('%s with %s is not let in', (arn, key, may, refusal) => {
  expect(judgeCaller(arn, key, may)).toEqual({ ok: false, refusal });
});

it('lets roles in, users, and users’ sessions that may call IAM', () => {
  expect(judgeCaller('arn:aws:sts::111122223333:assumed-role/Look/me', 'ASIA')).toMatchObject({
    ok: true,
    kind: 'role',
  });
  expect(judgeCaller('arn:aws:iam::111122223333:user/team/anna', 'AKIA')).toMatchObject({
    ok: true,
    name: 'team/anna',
  });
  expect(judgeCaller('arn:aws:iam::111122223333:user/anna', 'ASIA', true)).toMatchObject({ ok: true });
});
