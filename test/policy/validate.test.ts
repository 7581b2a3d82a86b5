import { describe, expect, test } from 'vitest';
import english from '../../content/en/messages/policy.json' with { type: 'json' };
import { loadActionTables, type PolicyKind, validate } from '../../src/policy/index.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const to = (AWS: string | string[], more: object = {}) => ({ ...allow, Principal: { AWS }, ...more });
const when = (Condition: object, more: object = {}) => ({ ...allow, Condition, ...more });

/** Every finding there is: a statement (or a document), the kind of policy, and where it is found. */
const table: [code: string, severity: string, kind: PolicyKind, given: object, pointer: string][] = [
  ['illegalCharacter', 'error', 'identity', { ...allow, Sid: '…' }, '/Statement/0/Sid'],
  ['missingVersion', 'suggestion', 'identity', { Statement: [allow] }, ''],
  ['oldVersion', 'suggestion', 'identity', { Version: '2008-10-17', Statement: [allow] }, '/Version'],
  [
    'variableInOldVersion',
    'warning',
    'identity',
    { Statement: [{ ...allow, Resource: 'arn:aws:s3:::b/${aws:username}' }] },
    '/Statement/0',
  ],
  ['noStatements', 'suggestion', 'identity', { Version: '2012-10-17', Statement: [] }, '/Statement'],
  ['emptyList', 'suggestion', 'identity', { ...allow, Action: [] }, '/Statement/0/Action'],
  ['invalidSid', 'error', 'identity', { ...allow, Sid: 'two words' }, '/Statement/0/Sid'],
  ['principalNotAllowed', 'error', 'identity', to('111122223333'), '/Statement/0/Principal'],
  ['principalNotAllowed', 'error', 'scp', to('*'), '/Statement/0/Principal'],
  ['principalMissing', 'error', 'resource', allow, '/Statement/0'],
  [
    'notPrincipalWithAllow',
    'error',
    'resource',
    { ...allow, NotPrincipal: { AWS: '111122223333' } },
    '/Statement/0/NotPrincipal',
  ],
  [
    'notPrincipalNotAllowed',
    'error',
    'trust',
    { ...trust, Principal: undefined, NotPrincipal: '*' },
    '/Statement/0/NotPrincipal',
  ],
  [
    'notPrincipalDiscouraged',
    'warning',
    'resource',
    { ...allow, Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } },
    '/Statement/0/NotPrincipal',
  ],
  [
    'groupAsPrincipal',
    'error',
    'resource',
    to(['111122223333', 'arn:aws:iam::111122223333:group/g']),
    '/Statement/0/Principal/AWS/1',
  ],
  [
    'wildcardInPrincipal',
    'error',
    'resource',
    to('arn:aws:iam::111122223333:user/*'),
    '/Statement/0/Principal/AWS',
  ],
  ['invalidPrincipalName', 'error', 'resource', to('anna'), '/Statement/0/Principal/AWS'],
  [
    'rcpPrincipalMustBeEveryone',
    'error',
    'rcp',
    to('111122223333', { Effect: 'Deny' }),
    '/Statement/0/Principal',
  ],
  ['rcpAllowsNothing', 'error', 'rcp', { ...allow, Principal: '*' }, '/Statement/0/Effect'],
  [
    'rcpElementNotAllowed',
    'error',
    'rcp',
    { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
    '/Statement/0/NotAction',
  ],
  [
    'rcpServiceNotReached',
    'error',
    'rcp',
    { Effect: 'Deny', Principal: '*', Action: 'ec2:*', Resource: '*' },
    '/Statement/0/Action',
  ],
  ['resourceMissing', 'error', 'identity', { Effect: 'Allow', Action: 's3:GetObject' }, '/Statement/0'],
  ['resourceNotAllowed', 'error', 'trust', { ...trust, Resource: '*' }, '/Statement/0/Resource'],
  [
    'invalidAction',
    'error',
    'identity',
    { ...allow, Action: ['s3:GetObject, s3:PutObject'] },
    '/Statement/0/Action/0',
  ],
  ['unknownService', 'error', 'identity', { ...allow, Action: 's33:GetObject' }, '/Statement/0/Action'],
  ['unknownAction', 'error', 'identity', { ...allow, Action: 's3:GetObjekt' }, '/Statement/0/Action'],
  ['patternWithoutAction', 'error', 'identity', { ...allow, Action: 's3:Fetch*' }, '/Statement/0/Action'],
  ['invalidArn', 'error', 'identity', { ...allow, Resource: 'b/*' }, '/Statement/0/Resource'],
  ['incompleteArn', 'warning', 'identity', { ...allow, Resource: 'arn:aws:s3' }, '/Statement/0/Resource'],
  [
    'incompleteArnInSession',
    'error',
    'session',
    { ...allow, Resource: 'arn:aws:s3' },
    '/Statement/0/Resource',
  ],
  [
    'variableTooEarly',
    'error',
    'identity',
    { ...allow, Resource: 'arn:aws:iam::${aws:PrincipalAccount}:user/x' },
    '/Statement/0/Resource',
  ],
  [
    'resourceNeedsStar',
    'warning',
    'identity',
    { ...allow, Action: ['s3:ListAllMyBuckets', 's3:GetObject'] },
    '/Statement/0/Action/0',
  ],
  [
    'resourceDoesNotFit',
    'warning',
    'identity',
    { ...allow, Resource: ['arn:aws:s3:::b/*', 'arn:aws:iam::111122223333:user/x'] },
    '/Statement/0/Resource/1',
  ],
  [
    'unknownGlobalKey',
    'error',
    'identity',
    when({ StringEquals: { 'aws:Usrname': 'x' } }),
    '/Statement/0/Condition/StringEquals/aws:Usrname',
  ],
  [
    'unknownServiceKey',
    'error',
    'identity',
    when({ StringEquals: { 's3:prefixes': 'x' } }),
    '/Statement/0/Condition/StringEquals/s3:prefixes',
  ],
  [
    'keyNotOfAction',
    'warning',
    'identity',
    when({ StringEquals: { 's3:prefix': 'x' } }),
    '/Statement/0/Condition/StringEquals/s3:prefix',
  ],
  [
    'operatorDoesNotFit',
    'error',
    'identity',
    when({ StringEquals: { 'aws:SourceIp': '10.0.0.1' } }),
    '/Statement/0/Condition/StringEquals/aws:SourceIp',
  ],
  [
    'invalidConditionText',
    'error',
    'identity',
    when({ IpAddress: { 'aws:SourceIp': ['10.0.0.1', '10.0.0.0/33'] } }),
    '/Statement/0/Condition/IpAddress/aws:SourceIp/1',
  ],
  [
    'needsSetOperator',
    'error',
    'identity',
    when({ StringEquals: { 'aws:TagKeys': 'a' } }, { Action: 'iam:TagUser', Resource: '*' }),
    '/Statement/0/Condition/StringEquals/aws:TagKeys',
  ],
  [
    'setOperatorOnSingleKey',
    'securityWarning',
    'identity',
    when({ 'ForAllValues:StringEquals': { 'aws:username': 'a' } }),
    '/Statement/0/Condition/ForAllValues:StringEquals/aws:username',
  ],
  [
    'forAllValuesWithoutNull',
    'securityWarning',
    'identity',
    when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, { Action: 'iam:TagUser', Resource: '*' }),
    '/Statement/0/Condition/ForAllValues:StringEquals/aws:TagKeys',
  ],
  ['emptyCondition', 'suggestion', 'identity', when({}), '/Statement/0/Condition'],
  [
    'allowsEverything',
    'securityWarning',
    'identity',
    { Effect: 'Allow', Action: '*', Resource: '*' },
    '/Statement/0/Action',
  ],
  [
    'allowsServiceOnAll',
    'suggestion',
    'identity',
    { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    '/Statement/0/Action',
  ],
  [
    'passRoleOnAll',
    'securityWarning',
    'identity',
    { Effect: 'Allow', Action: ['iam:PassRole'], Resource: '*' },
    '/Statement/0/Action/0',
  ],
  [
    'allowNotAction',
    'securityWarning',
    'identity',
    { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    '/Statement/0/NotAction',
  ],
  [
    'allowNotResource',
    'securityWarning',
    'identity',
    { Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*' },
    '/Statement/0/NotResource',
  ],
  ['openToEveryone', 'securityWarning', 'resource', { ...allow, Principal: '*' }, '/Statement/0/Principal'],
  ['denyOnlyBoundary', 'warning', 'boundary', { ...allow, Effect: 'Deny' }, '/Statement'],
  [
    'redundantAction',
    'suggestion',
    'identity',
    { ...allow, Action: ['s3:Get*', 's3:getobject'] },
    '/Statement/0/Action/1',
  ],
  [
    'redundantResource',
    'suggestion',
    'identity',
    { ...allow, Resource: ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/*'] },
    '/Statement/0/Resource/0',
  ],
  [
    'duplicateSid',
    'error',
    'identity',
    {
      Version: '2012-10-17',
      Statement: [
        { ...allow, Sid: 'A' },
        { Effect: 'Allow', Sid: 'A', Action: 's3:PutObject', Resource: '*' },
      ],
    },
    '/Statement/1/Sid',
  ],
  [
    'redundantStatement',
    'suggestion',
    'identity',
    { Version: '2012-10-17', Statement: [allow, { ...allow, Resource: 'arn:aws:s3:::b/k' }] },
    '/Statement/1',
  ],
  [
    'unreachableStatement',
    'warning',
    'identity',
    { Version: '2012-10-17', Statement: [allow, { Effect: 'Deny', Action: 's3:*', Resource: '*' }] },
    '/Statement/0',
  ],
  ['tooLarge', 'error', 'identity', { Version: '2012-10-17', Id: 'x'.repeat(6200), Statement: [allow] }, ''],
];

const textOf = (given: object) =>
  JSON.stringify('Statement' in given ? given : { Version: '2012-10-17', Statement: [given] }, null, 2);

for (const [code, severity, kind, given, pointer] of table) {
  test(`${code} in a policy of kind ${kind}`, async () => {
    const text = textOf(given);
    const found = validate(text, { kind, tables: await loadActionTables(text) });
    const one = found.find((finding) => finding.code === code);
    expect(found.map((finding) => finding.code)).toContain(code);
    expect(one).toMatchObject({ severity, pointer });
    expect(`${one?.message} ${one?.hint}`).not.toMatch(/\{[a-z]+\}/);
    // The place is the value's own: what stands there is what the pointer names.
    const line = text.split('\n')[(one?.line ?? 0) - 1] ?? '';
    expect(line.slice((one?.column ?? 0) - 1, one?.column)).toMatch(/["[{tf\d]/);
  });
}

test('there is a test for every finding, and a sentence for every test', () => {
  expect(new Set(table.map(([code]) => code))).toEqual(new Set(Object.keys(english.findings)));
});

describe('a good policy has no findings', () => {
  const good: [PolicyKind, object][] = [
    ['identity', { Sid: 'Read', ...allow }],
    [
      'identity',
      {
        Effect: 'Allow',
        Action: ['iam:GetUser', 'iam:ChangePassword'],
        Resource: 'arn:aws:iam::*:user/${aws:username}',
      },
    ],
    [
      'identity',
      {
        Effect: 'Allow',
        Action: 'ec2:StopInstances',
        Resource: 'arn:aws:ec2:*:*:instance/*',
        Condition: {
          StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
          IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        },
      },
    ],
    [
      'identity',
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::111122223333:role/x',
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ],
    [
      'identity',
      {
        Effect: 'Allow',
        Action: 'iam:TagUser',
        Resource: '*',
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] },
          Null: { 'aws:TagKeys': 'false' },
        },
      },
    ],
    ['trust', trust],
    [
      'resource',
      { ...allow, Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:user/path/anna'] } },
    ],
    ['scp', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ['rcp', { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    ['boundary', { Effect: 'Allow', Action: ['s3:*', 'ec2:*'], Resource: '*' }],
  ];
  for (const [i, [kind, given]] of good.entries()) {
    test(`${kind} ${i + 1}`, async () => {
      const text = textOf(given);
      expect(validate(text, { kind, tables: await loadActionTables(text) })).toEqual([]);
    });
  }
});

test('a text that is no policy has errors with their places, all of them', () => {
  expect(validate('{"Statement": [}', { kind: 'identity' })).toMatchObject([
    { severity: 'error', code: 'jsonUnexpected', line: 1, column: 16 },
  ]);
  const found = validate(
    '{"Statement":[{"Effect":"allow","Action":5},\n{"Efect":"Allow","Action":"*","Resource":"*"}]}',
    { kind: 'identity' },
  );
  expect(found.map(({ code, line }) => [code, line])).toEqual([
    ['invalidEffect', 1],
    ['notAStringOrList', 1],
    ['unknownElement', 2],
    ['missingEffect', 2],
  ]);
});
