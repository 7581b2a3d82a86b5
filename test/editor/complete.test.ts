// What the editor offers at the cursor.
import { expect, it } from 'vitest';
import { formOf, type Knowledge, suggest } from '../../src/editor/complete.ts';
import { account, picture } from './pictured.ts';

async function offered(marked: string, more: Partial<Knowledge> = {}): Promise<string[]> {
  const offset = marked.indexOf('|');
  const found = await suggest(marked.replace('|', ''), offset, { kind: 'identity', picture, ...more });
  return (found?.list ?? []).map(({ text }) => text);
}
const statement = (inside: string) => `{"Version": "2012-10-17", "Statement": [{${inside}}]}`;

it('offers the elements that are not there yet', async () => {
  expect(await offered(statement('"Effect": "Allow", "|"'))).toEqual([
    'Sid',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Condition',
  ]);
  expect(await offered(statement('"|"'), { kind: 'trust' })).toContain('Principal');
  expect(await offered('{"|"}')).toEqual(['Version', 'Id', 'Statement']);
});

it('offers services, then their actions with patterns', async () => {
  expect(await offered(statement('"Action": "|"'))).toContain('s3:');
  const actions = await offered(statement('"Action": ["s3:|"]'));
  expect(actions).toContain('s3:GetObject');
  expect(actions).toContain('s3:Get*');
  expect(actions).toContain('s3:*');
  expect(await offered(statement('"Action": "nothing:|"'))).toEqual([]);
});

it('offers the account’s own resources that the actions can be about, and the forms of others', async () => {
  const arns = await offered(statement('"Action": "s3:GetObject", "Resource": "|"'));
  expect(arns).toContain('arn:aws:s3:::photos/*');
  expect(arns).not.toContain(`arn:aws:iam::${account}:user/anna`);
  expect(await offered(statement('"Action": "iam:DeleteUser", "Resource": "|"'))).toEqual(
    expect.arrayContaining([`arn:aws:iam::${account}:user/anna`, `arn:aws:iam::${account}:user/*`]),
  );
  // An account that is not known is the caller's own.
  expect(
    await offered(statement('"Action": "iam:DeleteUser", "Resource": "|"'), { picture: null }),
  ).toContain('arn:aws:iam::${aws:PrincipalAccount}:user/*');
});

it('offers operators, keys and values of conditions', async () => {
  const operators = await offered(statement('"Action": "iam:PassRole", "Condition": {"|"}'));
  expect(operators).toEqual(
    expect.arrayContaining(['StringEquals', 'BoolIfExists', 'ForAnyValue:StringLike', 'Null']),
  );
  const keys = await offered(statement('"Action": "iam:PassRole", "Condition": {"StringEquals": {"|"}}'));
  expect(keys).toEqual(expect.arrayContaining(['iam:PassedToService', 'aws:MultiFactorAuthPresent']));
  expect(await offered(statement('"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "|"}}'))).toEqual([
    'true',
    'false',
  ]);
});

it('offers principals of the account', async () => {
  expect(await offered(statement('"Principal": {"AWS": "|"}'), { kind: 'trust' })).toEqual([
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:user/anna`,
    `arn:aws:iam::${account}:user/ben`,
    `arn:aws:iam::${account}:user/carla`,
    `arn:aws:iam::${account}:role/worker`,
    '*',
  ]);
  expect(await offered(statement('"Principal": {"Service": "|"}'), { kind: 'trust' })).toContain(
    'ec2.amazonaws.com',
  );
});

it('makes a pattern of an ARN’s form', () => {
  expect(formOf('arn:${Partition}:s3:::${BucketName}/${ObjectName}', account)).toBe('arn:aws:s3:::*/*');
});
