import { describe, expect, it } from 'vitest';
import { deleteUser } from '../../src/console/iam/deleteUser.ts';
import { answering, refusal } from './client.ts';

const changes = (operations: string[]): string[] => operations.filter((name) => !name.startsWith('List'));

describe('deleting a user in the console', () => {
  it('takes everything away first and the user last', async () => {
    const { iam, operations, asked } = answering({
      ListAccessKeys: { AccessKeyMetadata: [{ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }] },
      ListSigningCertificates: { Certificates: [{ CertificateId: 'cert' }] },
      ListSSHPublicKeys: { SSHPublicKeys: [{ SSHPublicKeyId: 'ssh' }] },
      ListServiceSpecificCredentials: {
        ServiceSpecificCredentials: [{ ServiceSpecificCredentialId: 'svc' }],
      },
      ListMFADevices: {
        MFADevices: [
          { SerialNumber: 'arn:aws:iam::111122223333:mfa/anna' },
          { SerialNumber: 'arn:aws:iam::111122223333:u2f/user/anna/key' },
        ],
      },
      ListUserPolicies: { PolicyNames: ['own'] },
      ListAttachedUserPolicies: {
        AttachedPolicies: [{ PolicyName: 'R', PolicyArn: 'arn:aws:iam::aws:policy/R' }],
      },
      ListGroupsForUser: { Groups: [{ GroupName: 'Developers' }] },
    });
    await deleteUser(iam, 'anna');
    expect(changes(operations())).toEqual([
      'DeleteLoginProfile',
      'DeleteAccessKey',
      'DeleteSigningCertificate',
      'DeleteSSHPublicKey',
      'DeleteServiceSpecificCredential',
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'DeactivateMFADevice',
      'DetachUserPolicy',
      'DeleteUserPolicy',
      'RemoveUserFromGroup',
      'DeleteUser',
    ]);
    expect(asked.every(({ input }) => input.UserName === 'anna' || 'SerialNumber' in input)).toBe(true);
  });

  it('does not mind a user without a password', async () => {
    const { iam, operations } = answering({
      DeleteLoginProfile: refusal('NoSuchEntityException', 'Login Profile for User anna cannot be found.'),
    });
    await deleteUser(iam, 'anna');
    expect(operations().at(-1)).toBe('DeleteUser');
  });

  it('leaves out kinds of credentials that the account does not simulate', async () => {
    const { iam, operations } = answering({ ListSSHPublicKeys: refusal('NotImplemented', 'not simulated') });
    await deleteUser(iam, 'anna');
    expect(operations().at(-1)).toBe('DeleteUser');
  });

  it('stops at a refusal and leaves the user there', async () => {
    const { iam, operations } = answering({
      ListGroupsForUser: { Groups: [{ GroupName: 'Developers' }] },
      RemoveUserFromGroup: refusal('AccessDenied', 'not authorized'),
    });
    await expect(deleteUser(iam, 'anna')).rejects.toThrow('not authorized');
    expect(operations()).not.toContain('DeleteUser');
  });
});
