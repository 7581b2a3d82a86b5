// A request under examination: asked, changed, mended.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/inspector/Documents.tsx';
import { markedIn } from '../../src/inspector/flow.ts';
import {
  answer,
  applied,
  imagined,
  policiesOf,
  readPasted,
  remedyOf,
  withStatement,
  withText,
} from '../../src/inspector/request.ts';
import { addressOf, questionIn } from '../../src/inspector/Why.tsx';
import type { PlainRequest } from '../../src/practice/picture.ts';
import { account, picture, policy, storage } from '../editor/pictured.ts';

const anna = `arn:aws:iam::${account}:user/anna`;
function ask(action: string, resource = '*', context = {}): PlainRequest {
  const request = imagined(picture, { principal: anna, action, resource, context });
  if (!request) throw new Error('nobody');
  return request;
}
const decided = (request: PlainRequest): string => answer(request).explanation.decision;

describe('try it', () => {
  it('answers another text of a policy', () => {
    const request = ask('s3:DeleteBucket', 'arn:aws:s3:::photos');
    expect(decided(request)).toBe('implicitDeny');
    const [placed] = policiesOf(request);
    expect(placed).toMatchObject({
      slot: { layer: 'identity', index: 0 },
      policy: { name: 'storage', group: 'Team' },
    });
    if (!placed) return;
    expect(decided(withText(request, placed.slot, policy('s3:*')))).toBe('allow');
    // What was asked first is as it was.
    expect(decided(request)).toBe('implicitDeny');
  });

  it('answers a new policy in each layer', () => {
    const request = ask('iam:ListUsers');
    const statement = { Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' } as const;
    expect(decided(withStatement(request, 'identity', undefined, statement, 'new'))).toBe('allow');
    const bounded = withStatement(request, 'boundary', undefined, { ...statement, Action: 's3:*' }, 'bound');
    expect(decided(withStatement(bounded, 'identity', undefined, statement, 'new'))).toBe('implicitDeny');
  });
});

describe('the least change', () => {
  it('leads to an allow when each step is done', () => {
    for (const action of ['iam:ListUsers', 's3:DeleteBucket', 'ec2:RunInstances']) {
      let request = ask(action);
      for (const { alternatives } of remedyOf(answer(request).request, picture)) {
        const next = applied(request, alternatives[0], picture);
        expect(next).not.toBeNull();
        if (next) request = next;
      }
      expect(decided(request)).toBe('allow');
    }
  });

  it('takes a Deny out, and no other statement', () => {
    const request = withStatement(
      withStatement(
        ask('iam:ListUsers'),
        'identity',
        undefined,
        { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
        'a',
      ),
      'identity',
      undefined,
      { Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' },
      'b',
    );
    expect(decided(request)).toBe('explicitDeny');
    const [step] = remedyOf(answer(request).request, picture);
    const next = step && applied(request, step.alternatives[0], picture);
    expect(next && decided(next)).toBe('allow');
  });

  it('lets somebody join a group that helps', () => {
    const lonely = {
      ...picture,
      users: picture.users.map((user) => ({ ...user, groups: [], attached: [] })),
    };
    const request = imagined(lonely, { principal: anna, action: 's3:GetObject', resource: '*', context: {} });
    if (!request) throw new Error('nobody');
    const [step] = remedyOf(answer(request).request, lonely);
    expect(step?.alternatives[0]).toMatchObject({ kind: 'joinGroup', group: 'Team' });
    const next = step && applied(request, step.alternatives[0], lonely);
    expect(next && decided(next)).toBe('allow');
  });

  it('meets a condition', () => {
    const request = withStatement(
      ask('iam:ListUsers'),
      'identity',
      undefined,
      {
        Effect: 'Allow',
        Action: 'iam:ListUsers',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      'mfa',
    );
    const steps = remedyOf(answer(request).request, picture);
    const meet = steps
      .flatMap(({ alternatives }) => alternatives)
      .find(({ kind }) => kind === 'meetCondition');
    const next = meet && applied(request, meet, picture);
    expect(next && decided(next)).toBe('allow');
  });
});

describe('a pasted message', () => {
  const sentence = `An error occurred (AccessDenied) when calling the ListUsers operation: User: ${anna} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ because no identity-based policy allows the iam:ListUsers action`;

  it('is read with whatever stands around it', () => {
    expect(readPasted(`$ aws iam list-users\n\n${sentence}\n$`, picture)).toMatchObject({
      question: { principal: anna, action: 'iam:ListUsers', resource: `arn:aws:iam::${account}:user/` },
      here: true,
      layer: 'identity',
      explicit: false,
    });
  });

  it('may be about somebody of another account', () => {
    const elsewhere = sentence.replaceAll(account, '999988887777');
    expect(readPasted(elsewhere, picture)).toMatchObject({ here: false });
  });

  it('may be anything at all', () => {
    expect(readPasted('Access Denied', picture)).toBeNull();
    expect(readPasted(`${'x'.repeat(3_000_000)}${sentence}`, picture)).toBeNull();
    expect(readPasted(`\u0000\u0007${sentence}`, picture)).not.toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPasted(text, picture)));
  });
});

it('keeps a question in an address', () => {
  fc.assert(
    fc.property(
      fc.record({ principal: fc.string(), action: fc.string(), resource: fc.string({ minLength: 1 }) }),
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
        fc.string(),
      ),
      (asked, context) => {
        const question = { ...asked, context: { ...context } };
        expect(questionIn(addressOf(question).slice('why/'.length))).toEqual(question);
      },
    ),
  );
});

it('cuts a document into what decided and the rest, losing nothing', () => {
  const text = JSON.stringify(JSON.parse(policy('iam:ListUsers')), null, 2);
  const request = withStatement(
    ask('s3:GetObject'),
    'identity',
    undefined,
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x' },
    'near',
  );
  const { explanation } = answer(request);
  for (const layer of explanation.layers)
    layer.policies.forEach((one, index) => {
      const found = policiesOf(request).filter(({ slot }) => slot.layer === layer.layer)[index];
      const pretty = JSON.stringify(JSON.parse(found?.policy.text ?? '{}'), null, 2);
      const pieces = piecesOf(pretty, markedIn({ policies: [one] }));
      expect(pieces.map((piece) => piece.text).join('')).toBe(pretty);
      expect(pieces.some(({ mark }) => mark !== undefined)).toBe(true);
    });
  expect(piecesOf(text, [])).toEqual([{ text }]);
  expect(storage).toContain('storage');
});
