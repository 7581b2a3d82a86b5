import { describe, expect, test } from 'vitest';
import { contextKeys, principalKeys, withDerived } from '../../src/policy/index.ts';
import { anna, root, session } from './make.ts';

describe('the principal’s keys', () => {
  const table: [facts: Parameters<typeof principalKeys>[0], keys: object][] = [
    [
      { principal: 'arn:aws:iam::111122223333:user/team/anna', uniqueId: 'AIDAEXAMPLE' },
      {
        'aws:PrincipalType': 'User',
        'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/team/anna',
        'aws:PrincipalAccount': '111122223333',
        'aws:username': 'anna',
        'aws:userid': 'AIDAEXAMPLE',
      },
    ],
    [
      { principal: root },
      {
        'aws:PrincipalType': 'Account',
        'aws:PrincipalArn': root,
        'aws:PrincipalAccount': '111122223333',
        'aws:userid': '111122223333',
      },
    ],
    [
      { principal: session, roleArn: 'arn:aws:iam::111122223333:role/path/app', uniqueId: 'AROAEXAMPLE' },
      {
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/path/app',
        'aws:PrincipalAccount': '111122223333',
        'aws:userid': 'AROAEXAMPLE:run',
      },
    ],
    [
      { principal: 'arn:aws:sts::111122223333:federated-user/fred' },
      {
        'aws:PrincipalType': 'FederatedUser',
        'aws:PrincipalArn': 'arn:aws:sts::111122223333:federated-user/fred',
        'aws:PrincipalAccount': '111122223333',
        'aws:userid': '111122223333:fred',
      },
    ],
    [
      { principal: '*' },
      { 'aws:PrincipalType': 'Anonymous', 'aws:PrincipalAccount': 'anonymous', 'aws:userid': 'anonymous' },
    ],
    [{ principal: 'ec2.amazonaws.com' }, {}],
  ];
  for (const [facts, keys] of table) test(facts.principal, () => expect(principalKeys(facts)).toEqual(keys));
});

test('long-lived keys have no MFA key at all, sessions have it either way', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  expect(contextKeys({ principal: anna, now })).not.toHaveProperty('aws:MultiFactorAuthPresent');
  expect(contextKeys({ principal: anna, now, session: { issued: now, mfa: null } })).toMatchObject({
    'aws:MultiFactorAuthPresent': 'false',
  });
  const keys = contextKeys({ principal: anna, now, session: { issued: now - 90_500, mfa: now - 90_500 } });
  expect(keys).toMatchObject({
    'aws:MultiFactorAuthPresent': 'true',
    'aws:MultiFactorAuthAge': '90',
    'aws:TokenIssueTime': '2026-01-01T11:58:29Z',
    'aws:CurrentTime': '2026-01-01T12:00:00Z',
    'aws:EpochTime': '1767268800',
  });
});

test('tags, empty ones too, and the list of their keys', () => {
  expect(
    contextKeys({
      principal: anna,
      principalTags: { team: '' },
      resourceTags: { a: '1' },
      requestTags: { b: '2', c: '' },
    }),
  ).toMatchObject({
    'aws:PrincipalTag/team': '',
    'aws:ResourceTag/a': '1',
    'aws:RequestTag/b': '2',
    'aws:TagKeys': ['b', 'c'],
  });
  expect(contextKeys({ principal: anna })).not.toHaveProperty('aws:TagKeys');
  expect(contextKeys({ principal: anna, tagKeys: ['gone'] })['aws:TagKeys']).toEqual(['gone']);
});

test('an endpoint hides the source address', () => {
  const keys = contextKeys({
    principal: anna,
    sourceIp: '203.0.113.7',
    vpc: { id: 'vpc-1', endpoint: 'vpce-1', sourceIp: '10.0.0.1' },
  });
  expect(keys).toMatchObject({ 'aws:SourceVpce': 'vpce-1', 'aws:VpcSourceIp': '10.0.0.1' });
  expect(keys).not.toHaveProperty('aws:SourceIp');
});

test('who passes it on', () => {
  expect(
    contextKeys({ principal: anna, calledVia: ['cloudformation.amazonaws.com', 's3.amazonaws.com'] }),
  ).toMatchObject({
    'aws:ViaAWSService': 'true',
    'aws:CalledViaFirst': 'cloudformation.amazonaws.com',
    'aws:CalledViaLast': 's3.amazonaws.com',
    'aws:PrincipalIsAWSService': 'false',
  });
  expect(contextKeys({ principal: 'ec2.amazonaws.com' })).toMatchObject({
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': 'ec2.amazonaws.com',
  });
});

test('what is given wins, in any spelling', () => {
  expect(
    withDerived({ 'AWS:UserName': 'x' }, { 'aws:username': 'anna', 'aws:PrincipalType': 'User' }),
  ).toEqual({ 'AWS:UserName': 'x', 'aws:PrincipalType': 'User' });
});
