// The steps that guided changes are made of: one call each, with its way back. Pure. Source: IAM API reference, DeleteUser
// (what must go first). Tests: test/live/plan.test.ts.
import type { PlainCall, Step } from './plan.ts';
import type { HolderState, Json, KeyState, UserState } from './state.ts';

const capital = { user: 'User', group: 'Group', role: 'Role' } as const;
export const call = (operation: string, input: Json): PlainCall => ({ operation, input });
/** The last part of an ARN. */
export const last = (arn: string): string => arn.split('/').at(-1) as string;

/** How a policy is taken from its holder, and how it comes back. */
export function removal(holder: HolderState, policy: { arn: string } | { name: string; text: string }): Step {
  const Kind = capital[holder.kind];
  const who = { [`${Kind}Name`]: holder.name };
  if ('arn' in policy)
    return {
      ...call(`Detach${Kind}Policy`, { ...who, PolicyArn: policy.arn }),
      says: `detach_${holder.kind}`,
      params: { policy: last(policy.arn), name: holder.name },
      undo: [call(`Attach${Kind}Policy`, { ...who, PolicyArn: policy.arn })],
    };
  return {
    ...call(`Delete${Kind}Policy`, { ...who, PolicyName: policy.name }),
    says: `deleteInline_${holder.kind}`,
    params: { policy: policy.name, name: holder.name },
    undo: [call(`Put${Kind}Policy`, { ...who, PolicyName: policy.name, PolicyDocument: policy.text })],
  };
}

export const leaving = (UserName: string, GroupName: string): Step => ({
  ...call('RemoveUserFromGroup', { UserName, GroupName }),
  says: 'leaveGroup',
  params: { name: UserName, group: GroupName },
  undo: [call('AddUserToGroup', { UserName, GroupName })],
});

export const deletingKey = (UserName: string, { id }: KeyState): Step => ({
  ...call('DeleteAccessKey', { UserName, AccessKeyId: id }),
  says: 'deleteKey',
  params: { name: UserName, key: id },
  undo: [],
  never: 'key',
});

export const deletingPassword = (UserName: string): Step => ({
  ...call('DeleteLoginProfile', { UserName }),
  says: 'deleteLoginProfile',
  params: { name: UserName },
  undo: [],
  never: 'password',
});

/** Everything of a user's, in the order in which IAM lets it go. Source: IAM API reference, DeleteUser. */
export function deletion(user: UserState): Step[] {
  const UserName = user.name;
  const named = (more: Json): Json => ({ UserName, ...more });
  const steps: Step[] = [];
  if (user.password) steps.push(deletingPassword(UserName));
  for (const key of user.keys) steps.push(deletingKey(UserName, key));
  for (const { id, body, active } of user.certificates)
    steps.push({
      ...call('DeleteSigningCertificate', named({ CertificateId: id })),
      says: 'deleteCertificate',
      params: { name: UserName, id },
      ...(active
        ? { undo: [call('UploadSigningCertificate', named({ CertificateBody: body }))], loses: 'otherId' }
        : { undo: [], never: 'certificate' }),
    });
  for (const { id, body, active } of user.sshKeys)
    steps.push({
      ...call('DeleteSSHPublicKey', named({ SSHPublicKeyId: id })),
      says: 'deleteSshKey',
      params: { name: UserName, id },
      ...(active
        ? { undo: [call('UploadSSHPublicKey', named({ SSHPublicKeyBody: body }))], loses: 'otherId' }
        : { undo: [], never: 'certificate' }),
    });
  for (const ServiceSpecificCredentialId of user.serviceCredentials)
    steps.push({
      ...call('DeleteServiceSpecificCredential', named({ ServiceSpecificCredentialId })),
      says: 'deleteServiceCredential',
      params: { name: UserName, id: ServiceSpecificCredentialId },
      undo: [],
      never: 'serviceCredential',
    });
  for (const SerialNumber of user.mfa) {
    steps.push({
      ...call('DeactivateMFADevice', named({ SerialNumber })),
      says: 'deactivateMfa',
      params: { name: UserName, id: last(SerialNumber) },
      undo: [],
      never: 'mfa',
    });
    // Only a virtual device is a thing of its own, which would stay behind.
    if (/:mfa\//.test(SerialNumber))
      steps.push({
        ...call('DeleteVirtualMFADevice', { SerialNumber }),
        says: 'deleteMfa',
        params: { id: last(SerialNumber) },
        undo: [],
        never: 'mfa',
      });
  }
  for (const one of user.inline) steps.push(removal(user, one));
  for (const arn of user.attached) steps.push(removal(user, { arn }));
  for (const group of user.groups) steps.push(leaving(UserName, group));
  steps.push({
    ...call('DeleteUser', named({})),
    says: 'deleteUser',
    params: { name: UserName },
    undo: [
      call('CreateUser', {
        UserName,
        Path: user.path,
        ...(user.tags.length > 0 ? { Tags: user.tags } : {}),
        ...(user.boundary === null ? {} : { PermissionsBoundary: user.boundary }),
      }),
    ],
    loses: 'userId',
  });
  return steps;
}
