import { expect, test } from 'vitest';
import { decide, explain } from '../../src/policy/index.ts';
import { requestOf } from '../../src/quiz/decision/request.ts';
import { reasonFor, resolveDecision, resolvePoint } from '../../src/quiz/decision/resolve.ts';
import type { DecisionCase } from '../../src/quiz/model.ts';

const policy = (name: string, ...statements: object[]) => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
});
const allow = { Sid: 'Yes', Effect: 'Allow', Action: 's3:*', Resource: '*' };
const deny = { Sid: 'No', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' };
const asks: DecisionCase = {
  principal: 'arn:aws:iam::111122223333:user/anna',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
};
const other = { ...asks, resourceAccount: '444455556666' };
const bucket = (...statements: object[]) =>
  policy('Bucket', ...statements.map((one) => ({ ...one, Principal: { AWS: asks.principal } })));

test.each<[string, DecisionCase, string]>([
  ['an Allow of the caller’s', { ...asks, identity: [policy('P', allow)] }, 'allow.identity'],
  ['the bucket’s policy alone', { ...asks, resourcePolicy: bucket(allow) }, 'allow.resource'],
  [
    'both sides, over accounts',
    { ...other, identity: [policy('P', allow)], resourcePolicy: bucket(allow) },
    'allow.both',
  ],
  ['root', { ...asks, principal: 'arn:aws:iam::111122223333:root' }, 'allow.root'],
  ['a Deny', { ...asks, identity: [policy('P', allow, deny)] }, 'deny.identity'],
  [
    'a Deny from above',
    { ...asks, identity: [policy('P', allow)], scp: [[policy('S', allow, deny)]] },
    'deny.scp',
  ],
  [
    'nothing',
    { ...asks, identity: [policy('P', { ...allow, Action: 's3:PutObject' })] },
    'none.identity.action',
  ],
  [
    'the bucket without /*',
    { ...asks, identity: [policy('P', { ...allow, Resource: 'arn:aws:s3:::b' })] },
    'none.identity.resource',
  ],
  [
    'a condition',
    {
      ...asks,
      identity: [policy('P', { ...allow, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
    },
    'none.identity.condition',
  ],
  [
    'a boundary',
    { ...asks, identity: [policy('P', allow)], boundary: [policy('B', { ...allow, Action: 'ec2:*' })] },
    'none.boundary',
  ],
  ['the other account', { ...other, identity: [policy('P', allow)] }, 'none.resource'],
])('%s is the reason', (_, given, code) => {
  const reading = requestOf(given);
  if (!reading.ok) throw new Error(reading.error.message);
  expect(reasonFor(explain(reading.request))).toBe(code);
  const resolved = resolveDecision(given, 'seed');
  expect(resolved.verdict).toBe(decide(reading.request).decision);
  const right = resolved.reasons.filter((one) => one.right);
  expect(right).toHaveLength(1);
  expect(right[0]?.verdict).toBe(resolved.verdict);
});

test('what is true beside the right reason is not offered as a wrong one', () => {
  // Both a policy of the caller's and one of the organization deny: only one of the two is among the reasons.
  const { reasons } = resolveDecision(
    { ...asks, identity: [policy('P', allow, deny)], scp: [[policy('S', allow, deny)]] },
    'seed',
  );
  const denials = reasons.filter(({ verdict }) => verdict === 'explicitDeny').map(({ text }) => text);
  expect(denials.filter((text) => /service control|caller/.test(text))).toHaveLength(1);
});

test('an explicit deny is decided by every Deny that applies, an allow by every Allow', () => {
  const denied = resolvePoint({
    ...asks,
    identity: [policy('P', allow, deny)],
    scp: [[policy('S', allow, deny)]],
  });
  expect(denied?.statements.filter((one) => one.decides).map(({ id }) => id)).toEqual([
    'identity/0/1',
    'scp/0/0/1',
  ]);
  const allowed = resolvePoint({
    ...asks,
    identity: [
      policy('P', allow, { ...allow, Action: 'ec2:*' }),
      policy('Q', { ...allow, Resource: 'arn:aws:s3:::c/*' }),
    ],
    boundary: [policy('B', allow)],
  });
  expect(allowed?.statements.map(({ id, decides }) => [id, decides])).toEqual([
    ['identity/0/0', true],
    ['identity/0/1', false],
    ['identity/1/0', false],
    ['boundary/0/0', true],
  ]);
  expect(allowed?.statements[2]?.why).toContain('Resource does not cover arn:aws:s3:::b/k');
});

test('where nothing allows, no statement can be pointed at', () => {
  expect(resolvePoint({ ...asks, identity: [] })).toBeNull();
});
