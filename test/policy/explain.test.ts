import { expect, describe as suite, test } from 'vitest';
import ofCases from '../../content/en/messages/case.json' with { type: 'json' };
import english from '../../content/en/messages/policy.json' with { type: 'json' };
import faults from '../../content/en/messages/policy-faults.json' with { type: 'json' };
import { accessDeniedMessage, describe, explain, readAccessDenied } from '../../src/policy/index.ts';
import { inputs } from '../bench/policy-inputs.ts';
import { anna, everything, policy, request, root, session } from './make.ts';

const layer = (name: string, given: Parameters<typeof request>[0]) =>
  explain(request(given)).layers.find((trace) => trace.layer === name);

suite('a trace', () => {
  test('lists the layers in AWS’s order', () => {
    expect(explain(request()).layers.map((trace) => trace.layer)).toEqual([
      'rcp',
      'scp',
      'resource',
      'identity',
      'boundary',
      'session',
      'endpoint',
    ]);
  });
  test('names the pattern that matched and the value seen', () => {
    const reader = policy('reader', {
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:Put*', 's3:Get*'],
      Resource: ['arn:aws:s3:::b/*'],
    });
    const [statement] = layer('identity', { identity: [reader] })?.policies[0]?.statements ?? [];
    expect(statement).toEqual({
      pointer: '/Statement/0',
      sid: 'Read',
      effect: 'Allow',
      matched: true,
      elements: [
        {
          element: 'Action',
          matched: true,
          pointer: '/Statement/0/Action/1',
          pattern: 's3:Get*',
          seen: 's3:GetObject',
        },
        {
          element: 'Resource',
          matched: true,
          pointer: '/Statement/0/Resource/0',
          pattern: 'arn:aws:s3:::b/*',
          seen: 'arn:aws:s3:::b/k',
        },
      ],
    });
  });
  test('names the one element that failed, a missing key as null', () => {
    const mfa = policy('mfa', {
      ...everything,
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const [statement] = layer('identity', { identity: [mfa] })?.policies[0]?.statements ?? [];
    expect(statement).toMatchObject({
      matched: false,
      elements: [
        {
          element: 'Condition',
          pointer: '/Statement/0/Condition/Bool/aws:MultiFactorAuthPresent',
          seen: null,
          values: ['true'],
        },
      ],
    });
    const [empty] =
      layer('identity', { identity: [mfa], context: { 'aws:MultiFactorAuthPresent': '' } })?.policies[0]
        ?.statements ?? [];
    expect(empty?.elements[0]?.seen).toBe('');
  });
  test('tells which level of an organization allows nothing', () => {
    const all = policy('all', everything);
    expect(layer('scp', { identity: [all], scp: [[all], [], [all]] })).toMatchObject({
      verdict: 'noAllow',
      level: 1,
    });
  });
  test('stays small for ten managed policies', () => {
    const named = inputs.managed.identity.map(({ name, document }) => ({
      ...policy(name),
      ...policy(name, ...[(document as { Statement: object[] }).Statement].flat()),
    }));
    expect(JSON.stringify(explain(request({ identity: named }))).length).toBeLessThan(20_000);
  });
});

const denied = (given: Parameters<typeof request>[0]) => accessDeniedMessage(explain(request(given)));
const all = policy('all', everything);
const deny = policy('deny', { Effect: 'Deny', Action: 's3:*', Resource: '*' });
const nothing = policy('nothing');
const start = `User: ${anna} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;
const tails: [given: Parameters<typeof request>[0], tail: string][] = [
  [{}, 'because no identity-based policy allows the s3:GetObject action'],
  [{ identity: [all], scp: [[]] }, 'because no service control policy allows the s3:GetObject action'],
  [
    { identity: [all], boundary: [nothing] },
    'because no permissions boundary allows the s3:GetObject action',
  ],
  [{ identity: [all], session: [] }, 'because no session policy allows the s3:GetObject action'],
  [
    { identity: [all], resourceAccount: '444455556666' },
    'because no resource-based policy allows the s3:GetObject action',
  ],
  [{ identity: [all], endpoint: [nothing] }, 'because no VPC endpoint policy allows the s3:GetObject action'],
  [{ identity: [all, deny] }, 'with an explicit deny in an identity-based policy'],
  [
    { identity: [all, { ...deny, arn: 'arn:aws:iam::111122223333:policy/deny' }] },
    'with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/deny',
  ],
  [{ identity: [all], scp: [[all, deny]] }, 'with an explicit deny in a service control policy'],
  [{ identity: [all], rcp: [[all, deny]] }, 'with an explicit deny in a resource control policy'],
  [{ identity: [all], boundary: [deny] }, 'with an explicit deny in a permissions boundary'],
  [{ identity: [all], session: [deny] }, 'with an explicit deny in a session policy'],
  [
    {
      identity: [all],
      resourcePolicy: policy('r', { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
    },
    'with an explicit deny in a resource-based policy',
  ],
  [{ identity: [all], endpoint: [deny] }, 'with an explicit deny in a VPC endpoint policy'],
];

suite('AccessDenied', () => {
  for (const [given, tail] of tails) {
    test(`… ${tail}`, () => {
      expect(denied(given)).toBe(`${start} ${tail}`);
      const ruling = explain(request(given));
      const back = readAccessDenied(
        `An error occurred (AccessDenied) when calling the GetObject operation: ${denied(given)}`,
      );
      expect(back).toMatchObject({
        principal: anna,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::b/k',
        decision: ruling.decision,
        layer: ruling.decidedBy,
      });
    });
  }
  test('speaks of the trust policy of a role', () => {
    const role = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/r', identity: [all] };
    expect(denied(role)).toContain('because no role trust policy allows the sts:AssumeRole action');
    expect(readAccessDenied(denied(role))).toMatchObject({ layer: 'resource', trust: true });
    const shut = policy('trust', { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' });
    expect(denied({ ...role, resourcePolicy: shut })).toContain(
      'with an explicit deny in the role trust policy',
    );
  });
  test('has nothing to say of an allow', () => {
    expect(denied({ identity: [all] })).toBe('');
  });
  test('is read back with a link, without a resource, and over broken lines', () => {
    expect(
      readAccessDenied(
        `User: ${anna} is not authorized\n to perform: iam:ListUsers because no identity-based policy allows the iam:ListUsers action. https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/abc-123`,
      ),
    ).toEqual({
      principal: anna,
      action: 'iam:ListUsers',
      resource: null,
      decision: 'implicitDeny',
      layer: 'identity',
      trust: false,
      policyArn: null,
      link: 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/abc-123',
      authorizationId: 'abc-123',
    });
    expect(readAccessDenied('Access Denied')).toBeNull();
  });
});

suite('in plain words', () => {
  const said = (given: Parameters<typeof request>[0]) => describe(explain(request(given))).join(' ');
  test('two to four sentences with nothing left to fill in', () => {
    const cases = [
      ...tails.map(([given]) => given),
      { identity: [all] },
      { principal: root },
      { principal: session, identity: [all] },
      { principal: root, action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/r' },
    ];
    for (const given of cases) {
      const sentences = describe(explain(request(given)));
      expect(sentences.length).toBeGreaterThan(1);
      expect(sentences.length).toBeLessThan(5);
      expect(sentences.join(' ')).not.toMatch(/[{}]|undefined/);
    }
  });
  test('names the statement that nearly did it', () => {
    const near = policy('near', {
      Sid: 'Near',
      Effect: 'Allow',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::c/*',
    });
    expect(said({ identity: [near] })).toContain('Near of near');
  });
});

test('sentences have a message and a hint, and no parameter that nobody gives', () => {
  for (const sentences of [faults.faults, english.findings, ofCases]) {
    for (const [code, { message, hint }] of Object.entries(sentences)) {
      expect(message, code).toMatch(/[.]$/);
      expect(hint, code).toMatch(/[.\])}]$/);
    }
  }
});
