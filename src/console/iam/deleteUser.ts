// DeleteUser refuses a user who still has anything; the console takes everything away first, in this order.
// Source: «Remove an IAM user» and the DeleteUser API reference. Tests: test/console/deleteUser.test.ts.
import {
  DeactivateMFADeviceCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
} from '@aws-sdk/client-iam';
import { orMissing, orNotSimulated } from '../errors.ts';
import { deleteAccessKey, disableConsole, mfaDevices } from './credentials.ts';
import { collect } from './pages.ts';
import { directPolicies, groupsOf, removeFromGroup, removeUserPolicy } from './users.ts';

/** Stops at the first refusal: the user is then still there, with what could not be taken away. */
export async function deleteUser(iam: IAMClient, name: string): Promise<void> {
  const of = { UserName: name };
  await orNotSimulated(orMissing(disableConsole(iam, name), undefined), undefined);

  const keys = await orNotSimulated(
    collect(
      (input) => iam.send(new ListAccessKeysCommand({ ...of, ...input })),
      (answer) => answer.AccessKeyMetadata,
    ),
    [],
  );
  for (const key of keys) await deleteAccessKey(iam, name, key.AccessKeyId ?? '');

  const certificates = await orNotSimulated(
    collect(
      (input) => iam.send(new ListSigningCertificatesCommand({ ...of, ...input })),
      (answer) => answer.Certificates,
    ),
    [],
  );
  for (const one of certificates)
    await iam.send(new DeleteSigningCertificateCommand({ ...of, CertificateId: one.CertificateId }));

  const sshKeys = await orNotSimulated(
    collect(
      (input) => iam.send(new ListSSHPublicKeysCommand({ ...of, ...input })),
      (answer) => answer.SSHPublicKeys,
    ),
    [],
  );
  for (const one of sshKeys)
    await iam.send(new DeleteSSHPublicKeyCommand({ ...of, SSHPublicKeyId: one.SSHPublicKeyId }));

  const service = await orNotSimulated(
    iam.send(new ListServiceSpecificCredentialsCommand(of)).then((a) => a.ServiceSpecificCredentials ?? []),
    [],
  );
  for (const one of service)
    await iam.send(
      new DeleteServiceSpecificCredentialCommand({
        ...of,
        ServiceSpecificCredentialId: one.ServiceSpecificCredentialId,
      }),
    );

  for (const device of await orNotSimulated(mfaDevices(iam, name), [])) {
    await iam.send(new DeactivateMFADeviceCommand({ ...of, SerialNumber: device.SerialNumber }));
    // Only virtual devices are things of the account that stay behind (their serial number is an ARN `…:mfa/…`).
    if (device.SerialNumber?.includes(':mfa/'))
      await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: device.SerialNumber }));
  }

  for (const policy of await directPolicies(iam, name)) await removeUserPolicy(iam, name, policy);
  for (const group of await groupsOf(iam, name)) await removeFromGroup(iam, name, group.GroupName ?? '');
  await iam.send(new DeleteUserCommand(of));
}
