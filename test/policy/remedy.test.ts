import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCase } from '../../src/policy/case.ts';
import { decide, grantingStatements, leastChange } from '../../src/policy/index.ts';
import { anyCase } from '../oracle/generate.ts';
import { anna, everything, policy, request, root, session } from './make.ts';

const reader = policy('reader', {
  Sid: 'Read',
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
});
const kinds = (steps: ReturnType<typeof leastChange>) =>
  steps.map(({ layer, alternatives }) => [layer, ...alternatives.map(({ kind }) => kind)]);

describe('the least change', () => {
  test('is an Allow on this very action and resource', () => {
    expect(leastChange(request())).toEqual([
      {
        layer: 'identity',
        alternatives: [
          {
            kind: 'addAllow',
            layer: 'identity',
            statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/k' },
          },
        ],
      },
    ]);
  });
  test('is a group to join, where one helps', () => {
    const groups = [
      { name: 'writers', policies: [policy('w', { Effect: 'Allow', Action: 's3:Put*', Resource: '*' })] },
      { name: 'readers', policies: [reader] },
    ];
    expect(leastChange(request(), { groups })[0]?.alternatives[0]).toEqual({
      kind: 'joinGroup',
      layer: 'identity',
      group: 'readers',
    });
    expect(kinds(leastChange(request({ principal: session }), { groups }))).toEqual([
      ['identity', 'addAllow'],
    ]);
  });
  test('may be a condition to meet, or a Deny’s to escape', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    expect(
      leastChange(request({ identity: [policy('m', { ...everything, ...mfa })] }))[0]?.alternatives[1],
    ).toMatchObject({ kind: 'meetCondition', policy: 'm', key: 'aws:MultiFactorAuthPresent', seen: null });
    const steps = leastChange(
      request({
        identity: [
          reader,
          policy('d', {
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
        context: { 'aws:SecureTransport': 'false' },
      }),
    );
    expect(kinds(steps)).toEqual([['identity', 'removeDeny', 'escapeCondition']]);
  });
  test('names every layer in the way', () => {
    const nothing = policy('nothing');
    const all = policy('all', everything);
    const steps = leastChange(
      request({ scp: [[all], [nothing]], boundary: [nothing], resourceAccount: '444455556666' }),
    );
    expect(steps.map(({ layer }) => layer)).toEqual(['scp', 'resource', 'identity', 'boundary']);
    expect(steps[0]?.alternatives[0]).toMatchObject({ level: 1 });
    expect(steps[1]?.alternatives[0]).toMatchObject({ statement: { Principal: { AWS: anna } } });
  });
  test('does not pretend that a policy helps root to assume a role', () => {
    const steps = leastChange(
      request({ principal: root, action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/r' }),
    );
    expect(kinds(steps)).toEqual([['resource', 'useAnotherPrincipal']]);
  });
  test('always ends in an allow: the last step is the last that was missing', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const read = readCase(JSON.stringify(c));
        if (!read.ok) throw new Error('unreadable');
        const allowed = decide(read.request).decision === 'allow';
        const steps = leastChange(read.request);
        expect(steps.length === 0).toBe(allowed);
        expect(steps.length).toBeLessThan(20);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the statements that grant', () => {
  test('are each tried alone', () => {
    const wide = policy(
      'wide',
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Effect: 'Allow', Action: 's3:Put*', Resource: '*' },
    );
    const bucket = policy('bucket', {
      Effect: 'Allow',
      Principal: { AWS: anna },
      Action: 's3:GetObject',
      Resource: '*',
    });
    expect(grantingStatements(request({ identity: [reader, wide], resourcePolicy: bucket }))).toEqual([
      { layer: 'resource', policy: 'bucket', pointer: '/Statement/0', alone: true },
      { layer: 'identity', policy: 'reader', pointer: '/Statement/0', sid: 'Read', alone: true },
      { layer: 'identity', policy: 'wide', pointer: '/Statement/0', alone: true },
    ]);
  });
  test('from another account take both sides', () => {
    const bucket = policy('bucket', {
      Effect: 'Allow',
      Principal: { AWS: anna },
      Action: 's3:GetObject',
      Resource: '*',
    });
    const found = grantingStatements(
      request({ identity: [reader], resourcePolicy: bucket, resourceAccount: '444455556666' }),
    );
    expect(found.map(({ layer, alone }) => [layer, alone])).toEqual([
      ['resource', false],
      ['identity', false],
    ]);
  });
  test('are none for a denial', () => {
    expect(grantingStatements(request())).toEqual([]);
  });
});
