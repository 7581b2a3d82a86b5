import { describe, expect, test } from 'vitest';
import { loadService, serviceNames } from '../../src/data/actions/index.ts';
import { readCaller } from '../../src/policy/caller.ts';
import { decide } from '../../src/policy/index.ts';
import { closeness, Grant, principalElement, spares } from '../../src/policy/principal.ts';
import { quirks } from '../../src/policy/quirks.ts';
import { anna, everything, policy, request, root, session } from './make.ts';

const role = 'arn:aws:iam::111122223333:role/app';
const close = (Principal: object | '*', principal: string, roleArn?: string, extras?: object) => {
  const element = principalElement({ Effect: 'Allow', Principal: Principal as '*' });
  return element && closeness(element, readCaller(principal, roleArn), extras);
};

describe('how closely a principal is named', () => {
  const table: [Principal: object | '*', principal: string, grant: Grant][] = [
    ['*', '*', Grant.direct],
    [{ AWS: '*' }, '*', Grant.direct],
    [{ AWS: anna }, anna, Grant.direct],
    [{ AWS: '111122223333' }, anna, Grant.account],
    [{ AWS: root }, anna, Grant.account],
    [{ AWS: ['444455556666', root] }, session, Grant.account],
    [{ AWS: root }, root, Grant.account],
    [{ AWS: role }, session, Grant.parent],
    [{ AWS: role }, role, Grant.parent],
    [{ AWS: session }, session, Grant.direct],
    [{ AWS: 'arn:aws:iam::111122223333:user/Anna' }, anna, Grant.none],
    [{ AWS: 'arn:aws:iam::111122223333:user/*' }, anna, Grant.none],
    [{ AWS: root }, '*', Grant.none],
    [{ AWS: root }, 'ec2.amazonaws.com', Grant.none],
    [{ Service: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com', Grant.direct],
    [{ Service: ['a.amazonaws.com'] }, 'ec2.amazonaws.com', Grant.none],
    [
      { Federated: 'arn:aws:iam::111122223333:saml-provider/x' },
      'arn:aws:iam::111122223333:saml-provider/x',
      Grant.direct,
    ],
    [{ Federated: 'accounts.google.com' }, 'accounts.google.com', Grant.direct],
  ];
  for (const [Principal, principal, grant] of table) {
    test(`${JSON.stringify(Principal)} names ${principal}`, () =>
      expect(close(Principal, principal)).toBe(grant));
  }
  test('an id is the one who has it', () => {
    expect(close({ AWS: 'AIDAONE' }, anna, undefined, { uniqueId: 'AIDAONE' })).toBe(Grant.direct);
    expect(close({ AWS: 'AIDAONE' }, anna, undefined, { uniqueId: 'AIDATWO' })).toBe(Grant.none);
    expect(close({ AWS: 'AIDAONE' }, anna)).toBe(Grant.none);
    expect(close({ AWS: 'AROAONE' }, session, undefined, { uniqueId: 'AROAONE' })).toBe(Grant.parent);
    expect(close({ CanonicalUser: 'f00' }, anna, undefined, { canonicalUserId: 'f00' })).toBe(Grant.account);
  });
  test('NotPrincipal spares only whose account, role and session are listed', () => {
    const spared = (AWS: string[], principal: string) => {
      const element = principalElement({ Effect: 'Deny', NotPrincipal: { AWS } });
      return element && spares(element, readCaller(principal), undefined);
    };
    expect(spared([anna, root], anna)).toBe(true);
    expect(spared([anna], anna)).toBe(false);
    expect(spared([root], anna)).toBe(false);
    expect(spared([root], root)).toBe(true);
    expect(spared([session, root], session)).toBe(false);
    expect(spared([session, role, root], session)).toBe(true);
  });
});

describe('callers', () => {
  test('of a service-linked role are known by path, by name or by being told', () => {
    expect(
      readCaller(
        'arn:aws:sts::111122223333:assumed-role/x/s',
        'arn:aws:iam::111122223333:role/aws-service-role/s.amazonaws.com/x',
      ).serviceLinked,
    ).toBe(true);
    expect(readCaller('arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s').serviceLinked).toBe(
      true,
    );
    const scp = [[policy('no', { Effect: 'Deny', Action: '*', Resource: '*' })]];
    const asked = request({ principal: session, identity: [policy('all', everything)], scp });
    expect(decide(asked).decision).toBe('explicitDeny');
    expect(decide({ ...asked, principalExtras: { serviceLinked: true } }).decision).toBe('allow');
  });
  test('in a root session of AssumeRoot are bound by its task policy', () => {
    const task = [policy('task', { Effect: 'Allow', Action: 's3:DeleteBucketPolicy', Resource: '*' })];
    const asked = request({ principal: root, session: task, principalExtras: { assumedRoot: true } });
    expect(decide(asked)).toEqual({ decision: 'implicitDeny', decidedBy: 'session' });
    expect(decide({ ...asked, action: 's3:DeleteBucketPolicy' }).decision).toBe('allow');
  });
  test('who are federated have nothing without a session policy', () => {
    const asked = request({
      principal: 'arn:aws:sts::111122223333:federated-user/anna',
      identity: [policy('all', everything)],
    });
    expect(decide(asked)).toEqual({ decision: 'implicitDeny', decidedBy: 'session' });
  });
});

test('a key needs its key policy, root included; listing keys does not', () => {
  const key = 'arn:aws:kms:us-east-1:111122223333:key/1';
  expect(decide(request({ principal: root, action: 'kms:Decrypt', resource: key })).decision).toBe(
    'implicitDeny',
  );
  expect(decide(request({ principal: root, action: 'kms:ListKeys', resource: '*' })).decision).toBe('allow');
});

test('every quirk names its source, and its actions exist', async () => {
  for (const { code, source, actions, service } of quirks) {
    expect(source.length, code).toBeGreaterThan(10);
    if (actions === 'all') expect(serviceNames[service ?? '']).toBeDefined();
    else {
      for (const action of actions) {
        const [prefix = '', name = ''] = action.split(':');
        expect((await loadService(prefix))?.actions.has(name), action).toBe(true);
      }
    }
  }
});

test('the tables of the services', async () => {
  expect(Object.keys(serviceNames).length).toBeGreaterThan(400);
  const iam = await loadService('iam');
  const pass = iam?.actions.get('passrole');
  expect(pass).toMatchObject({
    name: 'PassRole',
    level: 'Write',
    resourceTypes: [{ type: { name: 'role' }, required: true }],
  });
  expect(pass?.conditionKeys).toContain('iam:PassedToService');
  expect(iam?.actions.get('listusers')?.resourceTypes).toEqual([]);
  expect((await loadService('ec2'))?.actions.get('runinstances')?.dependents).toContain('iam:PassRole');
  expect(await loadService('nothing')).toBeNull();
  expect(await loadService('__proto__')).toBeNull();
});
