import { describe, expect, test } from 'vitest';
import { loadService } from '../../src/data/actions/index.ts';
import {
  type AccountView,
  accessTo,
  compare,
  type Holder,
  type Standing,
  whatCan,
  whoCan,
} from '../../src/policy/index.ts';
import { anna, ben, everything, policy, root } from './make.ts';

const readers = policy('readers', { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b/*' });
const mfa = policy('mfa', {
  Effect: 'Allow',
  Action: 'iam:CreateUser',
  Resource: '*',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
});
const own = policy('own', {
  Effect: 'Allow',
  Action: ['iam:GetUser', 'iam:ChangePassword'],
  Resource: 'arn:aws:iam::111122223333:user/${aws:username}',
});
const holder = (arn: string, ...policies: Holder['policies']): Holder => ({ arn, policies });
const account: AccountView = {
  id: '111122223333',
  users: [{ ...holder(anna), groups: ['readers', 'gone'] }, holder(ben, own, mfa)],
  roles: [holder('arn:aws:iam::111122223333:role/admin', policy('all', everything))],
  groups: new Map([['readers', { policies: [readers] }]]),
};
const names = (list: ReturnType<typeof whoCan>) => list.map(({ principal }) => principal.split('/').at(-1));

describe('who can', () => {
  test('counts groups, roles and root', () => {
    expect(names(whoCan(account, 's3:GetObject', 'arn:aws:s3:::b/k'))).toEqual([root, 'anna', 'admin']);
    expect(whoCan(account, 's3:GetObject', 'arn:aws:s3:::b/k')[0]).toEqual({
      principal: root,
      kind: 'root',
      decidedBy: 'root',
    });
  });
  test('knows each principal’s own name', () => {
    expect(names(whoCan(account, 'iam:GetUser', ben))).toEqual([root, 'ben', 'admin']);
    expect(names(whoCan(account, 'iam:GetUser', anna))).toEqual([root, 'admin']);
  });
  test('asks with the context that it is given', () => {
    const user = 'arn:aws:iam::111122223333:user/x';
    expect(names(whoCan(account, 'iam:CreateUser', user))).toEqual([root, 'admin']);
    expect(names(whoCan(account, 'iam:CreateUser', user, { 'aws:MultiFactorAuthPresent': 'true' }))).toEqual([
      root,
      'ben',
      'admin',
    ]);
  });
  test('heeds the organization', () => {
    const scp = [[policy('no', { Effect: 'Deny', Action: '*', Resource: '*' })]];
    expect(whoCan({ ...account, scp }, 's3:GetObject', 'arn:aws:s3:::b/k')).toEqual([]);
    const managed = { ...account, scp, organization: { managementAccount: '111122223333' } };
    expect(names(whoCan(managed, 's3:GetObject', 'arn:aws:s3:::b/k'))).toEqual([root, 'anna', 'admin']);
  });
});

describe('what a principal can do', async () => {
  const tables = [await loadService('s3'), await loadService('iam')].filter((table) => table !== null);
  test('by service and access level', () => {
    const [s3, ...others] = whatCan(account, [...account.users][0] as Holder, tables);
    expect(others).toEqual([]);
    expect(s3?.service).toBe('s3');
    expect(s3?.actions.find(({ action }) => action === 's3:GetObject')).toEqual({
      action: 's3:GetObject',
      level: 'Read',
      extent: 'limited',
      resources: ['arn:aws:s3:::b/*'],
      conditional: false,
    });
    expect(s3?.levels.Write?.given).toBe(0);
    expect(s3?.levels.Read?.given).toBeGreaterThan(5);
  });
  test('tells what depends on a condition', () => {
    const [iam] = whatCan(account, [...account.users][1] as Holder, tables);
    expect(iam?.actions.find(({ action }) => action === 'iam:CreateUser')).toMatchObject({
      extent: 'limited',
      resources: ['*'],
      conditional: true,
    });
  });
  test('everything for an administrator and for root', () => {
    for (const who of [[...account.roles][0] as Holder, holder(root)]) {
      const [s3] = whatCan(account, who, tables);
      expect(s3?.actions).toHaveLength(tables[0]?.actions.size ?? 0);
      expect(s3?.actions.every(({ extent }) => extent === 'full')).toBe(true);
    }
  });
});

describe('access by patterns', () => {
  const standing = (...identity: Standing['identity'][number][]): Standing => ({ principal: anna, identity });
  const deny = (Resource: string, more: object = {}) =>
    policy('deny', { Effect: 'Deny', Action: 's3:*', Resource, ...more });
  test('yes, maybe and no', () => {
    expect(accessTo(standing(readers), 's3:getobject', 'arn:aws:s3:::b/k*')).toBe('yes');
    expect(accessTo(standing(readers), 's3:GetObject', 'arn:aws:s3:::*')).toBe('maybe');
    expect(accessTo(standing(readers), 's3:GetObject', 'arn:aws:s3:::c/*')).toBe('no');
    expect(
      accessTo(standing(readers, deny('arn:aws:s3:::b/secret/*')), 's3:GetObject', 'arn:aws:s3:::b/*'),
    ).toBe('maybe');
    expect(accessTo(standing(readers, deny('*')), 's3:GetObject', 'arn:aws:s3:::b/*')).toBe('no');
    expect(
      accessTo(
        standing(readers, deny('*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
        's3:GetObject',
        'arn:aws:s3:::b/*',
      ),
    ).toBe('maybe');
    expect(accessTo({ ...standing(readers), boundary: [own] }, 's3:GetObject', 'arn:aws:s3:::b/*')).toBe(
      'no',
    );
  });
  test('a change is told action by action', async () => {
    const s3 = await loadService('s3');
    const tables = s3 ? [s3] : [];
    const one = policy('one', {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::b/*',
    });
    const two = policy('two', {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:DeleteObject'],
      Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'],
    });
    const changes = compare(standing(one), standing(two), tables).map(
      ({ action, resource, change }) => `${change} ${action} ${resource}`,
    );
    expect(changes).toContain('added s3:GetObject arn:aws:s3:::c/*');
    expect(changes).toContain('removed s3:PutObject arn:aws:s3:::b/*');
    expect(changes).toContain('added s3:DeleteObject arn:aws:s3:::b/*');
    expect(changes.some((change) => change.includes('s3:GetObject arn:aws:s3:::b/*'))).toBe(false);
    expect(compare(standing(one), standing(one), tables)).toEqual([]);
  });
  test('another condition is a change too', async () => {
    const iam = await loadService('iam');
    const older = policy('mfa', {
      Effect: 'Allow',
      Action: 'iam:CreateUser',
      Resource: '*',
      Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
    });
    expect(compare(standing(mfa), standing(older), iam ? [iam] : [])).toMatchObject([
      { action: 'iam:CreateUser', change: 'changed' },
    ]);
  });
});
