// A decision as the way along the flow chart.
import { expect, it } from 'vitest';
import { gatesOf, markedIn } from '../../src/inspector/flow.ts';
import { compile, explain, type PolicyDocument } from '../../src/policy/index.ts';
import { type AccountPicture, imaginedRequest } from '../../src/practice/picture.ts';
import { picture, policy, storage } from '../editor/pictured.ts';

const anna = picture.users[0]?.arn ?? '';

function explained(account: AccountPicture, action: string, resource = '*') {
  const request = imaginedRequest(account, { principal: anna, action, resource });
  if (!request) throw new Error('nobody');
  return explain(request);
}
const states = (explanation: ReturnType<typeof explain>) =>
  Object.fromEntries(gatesOf(explanation).map(({ id, state }) => [id, state]));

it('goes through every gate that takes part when it is allowed', () => {
  expect(states(explained(picture, 's3:GetObject'))).toEqual({
    deny: 'allowed',
    rcp: 'absent',
    scp: 'absent',
    resource: 'excused',
    identity: 'allowed',
    boundary: 'absent',
    session: 'absent',
    endpoint: 'absent',
  });
});

it('ends at the gate that allows nothing, and does not reach those behind it', () => {
  const [first, ...others] = picture.users;
  if (!first) throw new Error('nobody');
  const bounded = { ...picture, users: [{ ...first, boundary: storage }, ...others] };
  expect(states(explained(bounded, 'iam:ListUsers'))).toMatchObject({
    identity: 'stopped',
    boundary: 'unreached',
  });
});

it('ends at the first gate where any policy denies, and says which layer it is', () => {
  const denying = {
    ...picture,
    policies: {
      [storage]: {
        name: 'storage',
        arn: storage,
        text: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
      },
    },
  };
  const gates = gatesOf(explained(denying, 's3:GetObject'));
  expect(gates[0]).toMatchObject({ id: 'deny', state: 'stopped', layer: 'identity' });
  expect(gates.slice(1).every(({ state }) => state === 'absent' || state === 'unreached')).toBe(true);
});

it('marks what decided and what came near', () => {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' },
      { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
    ],
  };
  const base = imaginedRequest(picture, {
    principal: anna,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::photos/a',
  });
  if (!base) throw new Error('nobody');
  const explanation = explain({ ...base, identity: [{ name: 'p', compiled: compile(document) }] });
  const identity = explanation.layers.find(({ layer }) => layer === 'identity');
  expect(
    identity &&
      markedIn(identity).map(({ statement, mark, missed }) => [statement.pointer, mark, missed?.element]),
  ).toEqual([
    ['/Statement/0', 'near', 'Resource'],
    ['/Statement/2', 'deny', undefined],
  ]);
  expect(policy('a:b')).toContain('a:b');
});
