import { describe, expect, it } from 'vitest';
import { deleteRole, trustedBy, trustPolicy } from '../../src/console/iam/roles.ts';
import { answering } from './client.ts';

describe('roles', () => {
  it('say whom they trust, each once', () => {
    expect(trustedBy(trustPolicy({ kind: 'service', service: 'ec2.amazonaws.com' }))).toEqual([
      'ec2.amazonaws.com',
    ]);
    expect(trustedBy(trustPolicy({ kind: 'account', account: '111122223333' }))).toEqual([
      'arn:aws:iam::111122223333:root',
    ]);
    expect(
      trustedBy('{"Statement":{"Principal":{"AWS":["arn:a","arn:b"],"Service":"s"},"Effect":"Allow"}}'),
    ).toEqual(['arn:a', 'arn:b', 's']);
    expect(trustedBy('{"Statement":[{"Principal":"*"},{"Principal":"*"}]}')).toEqual(['*']);
    expect(trustedBy('not json')).toEqual([]);
  });

  it('are deleted after their policies and instance profiles', async () => {
    const { iam, operations } = answering({
      ListInstanceProfilesForRole: { InstanceProfiles: [{ InstanceProfileName: 'p' }] },
      ListAttachedRolePolicies: {
        AttachedPolicies: [{ PolicyName: 'R', PolicyArn: 'arn:aws:iam::aws:policy/R' }],
      },
      ListRolePolicies: { PolicyNames: ['own'] },
    });
    await deleteRole(iam, 'Deploy');
    expect(operations().filter((name) => !name.startsWith('List'))).toEqual([
      'RemoveRoleFromInstanceProfile',
      'DetachRolePolicy',
      'DeleteRolePolicy',
      'DeleteRole',
    ]);
  });
});
