// What the editor says of a text: findings with fixes, words, access, and what a change does to whom.
import { describe, expect, it } from 'vitest';
import { format } from '../../src/editor/format.ts';
import { type Insight, type InsightOptions, look } from '../../src/editor/insight.ts';
import { messages } from '../../src/editor/strings.ts';
import { translator } from '../../src/strings/index.ts';
import { account, picture, policy, storage } from './pictured.ts';

const t = translator(messages, 'en');
const tell = (text: string, more: Partial<InsightOptions> = {}): Promise<Insight> =>
  look(text, { kind: 'identity', before: text, picture, subject: undefined, t, locale: 'en', ...more });

describe('fixes', () => {
  it.each([
    ['a misspelt action', policy('s3:GetObjekt'), policy('s3:GetObject')],
    ['a misspelt service', policy('s4:GetObject'), policy('s3:GetObject')],
    [
      'no version',
      '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    ],
    [
      'no resource',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    ],
    [
      'a principal where none may stand',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    ],
    ['what is said twice', policy('s3:*', 's3:GetObject'), policy('s3:*')],
  ])('mends %s', async (_name, wrong, right) => {
    const { findings } = await tell(wrong);
    const texts = findings.flatMap(({ fix }) => (fix ? [JSON.stringify(JSON.parse(fix.text))] : []));
    expect(texts).toContain(right);
  });

  it('offers none that leaves the finding where it is', async () => {
    const { findings } = await tell(policy('zzzzqqq:Nothing'));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ fix }) => fix === null)).toBe(true);
  });

  it('says where JSON breaks off', async () => {
    const { findings, words } = await tell('{"Version": "2012-10-17",\n "Statement": [}');
    expect(findings).toMatchObject([{ severity: 'error', line: 2 }]);
    expect(words).toBeNull();
  });
});

describe('words', () => {
  it('says each statement in a sentence', async () => {
    const { words } = await tell(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:*'],
            Resource: 'arn:aws:s3:::photos/*',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          },
          { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' },
        ],
      }),
    );
    expect(words).toEqual([
      'Allows `s3:GetObject` and everything in Amazon S3 on `arn:aws:s3:::photos/*`, but only if `aws:MultiFactorAuthPresent` Bool `true`.',
      'Forbids everything but everything in AWS Identity and Access Management (IAM) on all resources, whatever else allows it.',
    ]);
  });

  it('says whom a trust policy lets in', async () => {
    const { words, access } = await tell(picture.roles[0]?.trust.text ?? '', { kind: 'trust' });
    expect(words).toEqual(['Lets `ec2.amazonaws.com` do `sts:AssumeRole`.']);
    expect(access).toEqual([]);
  });

  it('counts access by level', async () => {
    const { access, all } = await tell(policy('s3:GetObject', 's3:DeleteBucket'));
    expect(access).toMatchObject([{ service: 's3', levels: { Read: { given: 1 }, Write: { given: 1 } } }]);
    expect(all).toBe(false);
    expect((await tell(policy('*'))).all).toBe(true);
  });
});

describe('changes', () => {
  const subject = { arn: storage };
  const before = policy('s3:GetObject');

  it('names who gains: those who have the policy, and those whose group has it', async () => {
    const { effects, held } = await tell(policy('s3:GetObject', 's3:DeleteBucket'), { before, subject });
    expect(held).toBe(true);
    expect(effects).toEqual([
      { change: 'added', people: ['anna', 'ben', 'carla'], actions: ['s3:DeleteBucket'] },
    ]);
  });

  it('names who loses', async () => {
    const { effects } = await tell(policy('s3:ListBucket'), { before, subject });
    expect(effects?.map(({ change, actions }) => [change, actions])).toEqual([
      ['added', ['s3:ListBucket']],
      ['removed', ['s3:GetObject']],
    ]);
  });

  it('leaves out those who may already by something else', async () => {
    const [anna, ...others] = picture.users;
    if (!anna) throw new Error('no anna');
    const rich = {
      ...picture,
      users: [{ ...anna, inline: [{ name: 'own', text: policy('s3:DeleteBucket') }] }, ...others],
    };
    const { effects } = await tell(policy('s3:GetObject', 's3:DeleteBucket'), {
      before,
      subject,
      picture: rich,
    });
    expect(effects?.[0]?.people).toEqual(['ben', 'carla']);
  });

  it('looks at an inline policy of a group', async () => {
    const { effects } = await tell(policy('iam:ListUsers'), {
      before: '{"Version":"2012-10-17","Statement":[]}',
      subject: { holder: 'group', name: 'Team', policy: 'new' },
    });
    expect(effects).toEqual([{ change: 'added', people: ['anna', 'ben'], actions: ['iam:ListUsers'] }]);
  });

  it('says what a policy that nobody holds would do', async () => {
    const { effects, held } = await tell(policy('s3:DeleteBucket'), {
      before: policy('s3:GetObject'),
      subject: { arn: `arn:aws:iam::${account}:policy/new` },
    });
    expect(held).toBe(false);
    expect(effects?.map(({ change, people }) => [change, people])).toEqual([
      ['added', []],
      ['removed', []],
    ]);
  });

  it('says nothing of a text that is as it was', async () => {
    expect((await tell(before, { before, subject })).effects).toBeNull();
  });
});

describe('bad input', () => {
  it('reads megabytes without words', async () => {
    const long = policy(...Array.from({ length: 30_000 }, (_, i) => `s3:Get${i}`));
    const { long: told, words, findings } = await tell(long);
    expect(told).toBe(true);
    expect(words).toBeNull();
    expect(findings.length).toBeGreaterThan(0);
    const [first] = (await tell(`${' '.repeat(2_000_000)}{}`)).findings;
    expect(first?.code).toBe('tooLong');
  });

  it('names control characters', async () => {
    const [first] = (await tell('{"Version": "2012\u0000-10-17"}')).findings;
    expect(first?.code).toBe('jsonControlCharacter');
    expect((await tell(policy('s3:Get\u0007'))).findings.map(({ code }) => code)).toContain(
      'illegalCharacter',
    );
  });
});

it('formats what is JSON, and leaves the rest alone', () => {
  expect(format('{"a":["x"],"b":["y","z"]}')).toBe('{\n  "a": ["x"],\n  "b": [\n    "y",\n    "z"\n  ]\n}');
  expect(format('{"a":')).toBeNull();
  expect(format(policy('s3:*')) && JSON.parse(format(policy('s3:*')) ?? '')).toEqual(
    JSON.parse(policy('s3:*')),
  );
});
