// Passwords, access keys and MFA devices of users, over the SDK's IAM client only. Tests: test/console/users.test.ts.
import {
  type AccessKeyLastUsed,
  type AccessKeyMetadata,
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountPasswordPolicyCommand,
  GetLoginProfileCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  type LoginProfile,
  type MFADevice,
  type PasswordPolicy,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { orMissing, orNotSimulated } from '../errors.ts';
import { collect } from './pages.ts';
import { defaultRules, type PasswordRules } from './password.ts';

/** The managed policy the console attaches where a user must choose a new password at the next sign-in. */
export const CHANGE_PASSWORD_POLICY = 'arn:aws:iam::aws:policy/IAMUserChangePassword';

/** Undefined where the user has no console password. */
export const loginProfile = (iam: IAMClient, user: string): Promise<LoginProfile | undefined> =>
  orMissing(
    iam.send(new GetLoginProfileCommand({ UserName: user })).then((answer) => answer.LoginProfile),
    undefined,
  );

export const enableConsole = (iam: IAMClient, user: string, password: string, mustReset: boolean) =>
  iam.send(
    new CreateLoginProfileCommand({ UserName: user, Password: password, PasswordResetRequired: mustReset }),
  );

export const resetPassword = (iam: IAMClient, user: string, password: string, mustReset: boolean) =>
  iam.send(
    new UpdateLoginProfileCommand({ UserName: user, Password: password, PasswordResetRequired: mustReset }),
  );

export const disableConsole = (iam: IAMClient, user: string) =>
  iam.send(new DeleteLoginProfileCommand({ UserName: user }));

/** Undefined while the account keeps the IAM default (AWS answers NoSuchEntity). */
export const passwordPolicy = (iam: IAMClient): Promise<PasswordPolicy | undefined> =>
  orNotSimulated(
    orMissing(
      iam.send(new GetAccountPasswordPolicyCommand({})).then((answer) => answer.PasswordPolicy),
      undefined,
    ),
    undefined,
  );

export function rulesOf(policy: PasswordPolicy | undefined): PasswordRules {
  if (!policy) return defaultRules;
  return {
    minimumLength: policy.MinimumPasswordLength ?? 6,
    classes: 0,
    lowercase: policy.RequireLowercaseCharacters === true,
    uppercase: policy.RequireUppercaseCharacters === true,
    numbers: policy.RequireNumbers === true,
    symbols: policy.RequireSymbols === true,
  };
}

export const accessKeyIds = async (iam: IAMClient, user: string): Promise<AccessKeyMetadata[]> =>
  (await iam.send(new ListAccessKeysCommand({ UserName: user }))).AccessKeyMetadata ?? [];

export interface AccessKey extends AccessKeyMetadata {
  lastUsed: AccessKeyLastUsed | undefined;
}

/** The user's keys, oldest first; `user` undefined: the caller's own. */
export async function accessKeys(iam: IAMClient, user?: string): Promise<AccessKey[]> {
  const keys = await collect(
    (input) =>
      iam.send(new ListAccessKeysCommand({ ...(user === undefined ? {} : { UserName: user }), ...input })),
    (answer) => answer.AccessKeyMetadata,
  );
  const sorted = keys.sort((a, b) => Number(a.CreateDate) - Number(b.CreateDate));
  return Promise.all(
    sorted.map(async (key) => ({
      ...key,
      // A caller may list keys without being allowed to see when they were used: the list matters more.
      lastUsed: await iam
        .send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.AccessKeyId }))
        .then((answer) => answer.AccessKeyLastUsed)
        .catch(() => undefined),
    })),
  );
}

export interface NewKey {
  id: string;
  secret: string;
}

export async function createAccessKey(iam: IAMClient, user?: string): Promise<NewKey> {
  const { AccessKey: key } = await iam.send(
    new CreateAccessKeyCommand(user === undefined ? {} : { UserName: user }),
  );
  return { id: key?.AccessKeyId ?? '', secret: key?.SecretAccessKey ?? '' };
}

/** The caller's own password; root's cannot be changed here. */
export const changePassword = (iam: IAMClient, before: string, after: string) =>
  iam.send(new ChangePasswordCommand({ OldPassword: before, NewPassword: after }));

/** The console keeps a key's description as a tag of the user, its key the access key id. */
export const describeKey = (iam: IAMClient, user: string, id: string, description: string) =>
  iam.send(new TagUserCommand({ UserName: user, Tags: [{ Key: id, Value: description }] }));

export const setKeyStatus = (
  iam: IAMClient,
  user: string | undefined,
  id: string,
  status: 'Active' | 'Inactive',
) =>
  iam.send(
    new UpdateAccessKeyCommand({
      AccessKeyId: id,
      Status: status,
      ...(user === undefined ? {} : { UserName: user }),
    }),
  );

export const deleteAccessKey = (iam: IAMClient, user: string | undefined, id: string) =>
  iam.send(
    new DeleteAccessKeyCommand({ AccessKeyId: id, ...(user === undefined ? {} : { UserName: user }) }),
  );

export const mfaDevices = (iam: IAMClient, user?: string): Promise<MFADevice[]> =>
  collect(
    (input) =>
      iam.send(new ListMFADevicesCommand({ ...(user === undefined ? {} : { UserName: user }), ...input })),
    (answer) => answer.MFADevices,
  );

export interface NewDevice {
  serial: string;
  /** The secret an authenticator app takes, in base 32. */
  seed: string;
  /** A picture of the QR code (PNG), where the account gives one. */
  qr: Uint8Array | undefined;
}

/** A virtual device that belongs to nobody yet. */
export async function createDevice(iam: IAMClient, name: string): Promise<NewDevice> {
  const { VirtualMFADevice: device } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
  );
  return {
    serial: device?.SerialNumber ?? '',
    seed: new TextDecoder().decode(device?.Base32StringSeed),
    qr: device?.QRCodePNG,
  };
}

/** @param holder a user's name; for root the account's id, since the API knows users only */
export const enableDevice = (
  iam: IAMClient,
  holder: string,
  serial: string,
  codes: readonly [string, string],
) =>
  iam.send(
    new EnableMFADeviceCommand({
      UserName: holder,
      SerialNumber: serial,
      AuthenticationCode1: codes[0],
      AuthenticationCode2: codes[1],
    }),
  );

export const deleteDevice = (iam: IAMClient, serial: string) =>
  iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: serial }));

/** Takes the device from its holder; a virtual one is a thing of the account and goes too. */
export async function removeDevice(iam: IAMClient, holder: string, serial: string): Promise<void> {
  await iam.send(new DeactivateMFADeviceCommand({ UserName: holder, SerialNumber: serial }));
  if (serial.includes(':mfa/')) await deleteDevice(iam, serial);
}
