// MFA devices: virtual ones with real one-time codes, by the wall clock, so that a learner's own authenticator works.
import type * as sdk from '@aws-sdk/client-iam';
import { iamArn, rootArn } from '../../world/arn.ts';
import type { MfaDevice } from '../../world/entities.ts';
import { currentStep, findPair } from '../../world/totp.ts';
import { nameKey } from '../../world/world.ts';
import { userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { Holder } from './common.ts';
import {
  date,
  entityKeys,
  findUser,
  holderOf,
  inOrder,
  newTags,
  onUser,
  page,
  quota,
  requestTagKeys,
  toldTags,
  userResource,
} from './common.ts';
import { tagOperations } from './tagging.ts';

export type QrMaker = (text: string) => Uint8Array;
let makeQr: QrMaker | undefined;

/** Fetches the maker of QR codes. */
async function loadQr(): Promise<void> {
  makeQr ??= (await import('./qr.ts')).qrPng;
}

/** The API names users only; root, which has no name, is told by the account id. */
function mfaHolder(call: Call, name: string | undefined): Holder {
  const isRoot = call.caller.kind === 'root' && (name === undefined || name === call.tx.accountId);
  return holderOf(call, isRoot ? undefined : name);
}

function findDevice(call: Call, serial: string): MfaDevice {
  return (
    call.tx.account.mfaDevices.get(serial) ??
    fail('NoSuchEntity', `VirtualMFADevice with serial number ${serial} doesn't exist.`)
  );
}

const onMfa = {
  resource: (input: { SerialNumber: string }) => input.SerialNumber,
  context: (input: { SerialNumber: string }, call: Call): Context =>
    entityKeys(call.tx.account.mfaDevices.get(input.SerialNumber)),
};

/** Operations on a user's device are asked on the user. */
const onHolder = {
  resource: (input: { UserName?: string | undefined }, call: Call) =>
    input.UserName === call.tx.accountId
      ? iamArn(call.tx.accountId, 'root')
      : userResource(call, input.UserName),
  context: onUser.context,
};

const createVirtual = operation<sdk.CreateVirtualMFADeviceRequest, sdk.CreateVirtualMFADeviceResponse>({
  fetch: loadQr,
  resource: (input, call) =>
    iamArn(call.tx.accountId, `mfa${input.Path ?? '/'}${input.VirtualMFADeviceName}`),
  context: (input) => requestTagKeys(input.Tags),
  run(input, call) {
    const path = input.Path ?? '/';
    const serial = iamArn(call.tx.accountId, `mfa${path}${input.VirtualMFADeviceName}`);
    const taken = call.tx.account.mfaDevices.some(
      (device) => device.kind === 'virtual' && nameKey(device.serial) === nameKey(serial),
    );
    if (taken) fail('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.');
    const seed = call.tx.ids.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 64);
    const device: MfaDevice = {
      serial,
      name: input.VirtualMFADeviceName,
      kind: 'virtual',
      path,
      created: call.times.now,
      seed,
      tags: newTags(input.Tags),
      drift: 0,
      lastStep: 0,
    };
    call.tx.put('mfaDevices', serial, device);
    const label = encodeURIComponent(`${device.name}@${call.tx.accountId}`);
    const uri = `otpauth://totp/Amazon%20Web%20Services:${label}?secret=${seed}&issuer=Amazon%20Web%20Services`;
    return {
      VirtualMFADevice: {
        SerialNumber: serial,
        Base32StringSeed: new TextEncoder().encode(seed),
        ...(makeQr ? { QRCodePNG: makeQr(uri) } : {}),
        Tags: toldTags(device.tags),
      },
    };
  },
});

function assign(call: Call, holder: Holder, device: MfaDevice, step: number): void {
  quota('MfaDevicesPerUser', holder.credentials.mfaDevices.length);
  call.tx.put('mfaDevices', device.serial, {
    ...device,
    holder: holder.key,
    enabled: call.times.now,
    lastStep: step,
    drift: step - currentStep(call.times.wall),
  });
  holder.change({ mfaDevices: [...holder.credentials.mfaDevices, device.serial] });
}

const enable = operation<sdk.EnableMFADeviceRequest, void>({
  ...onHolder,
  run(input, call) {
    const holder = mfaHolder(call, input.UserName);
    const device = findDevice(call, input.SerialNumber);
    if (device.holder !== undefined)
      fail('EntityAlreadyExists', `MFADevice entity at the same path and name already exists.`);
    const step = findPair(
      device.seed,
      input.AuthenticationCode1,
      input.AuthenticationCode2,
      call.times.wall,
      2,
    );
    if (step === undefined) fail('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
    assign(call, holder, device, step);
  },
});

function heldDevice(call: Call, holder: Holder, serial: string): MfaDevice {
  const device = holder.credentials.mfaDevices.includes(serial)
    ? call.tx.account.mfaDevices.get(serial)
    : undefined;
  return device ?? fail('NoSuchEntity', `MFA Device invalid for user.`);
}

const deactivate = operation<sdk.DeactivateMFADeviceRequest, void>({
  ...onHolder,
  run(input, call) {
    const holder = mfaHolder(call, input.UserName);
    const { holder: before, enabled, ...device } = heldDevice(call, holder, input.SerialNumber);
    void before;
    void enabled;
    holder.change({ mfaDevices: holder.credentials.mfaDevices.filter((serial) => serial !== device.serial) });
    if (device.kind === 'virtual') call.tx.put('mfaDevices', device.serial, device);
    else call.tx.remove('mfaDevices', device.serial);
  },
});

/** A device whose clock went far off: two consecutive codes within a day of now set it right. */
const resync = operation<sdk.ResyncMFADeviceRequest, void>({
  ...onHolder,
  run(input, call) {
    const holder = mfaHolder(call, input.UserName);
    const device = heldDevice(call, holder, input.SerialNumber);
    const step = findPair(
      device.seed,
      input.AuthenticationCode1,
      input.AuthenticationCode2,
      call.times.wall,
      240,
    );
    if (step === undefined) fail('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
    call.tx.put('mfaDevices', device.serial, {
      ...device,
      drift: step - currentStep(call.times.wall),
      lastStep: step,
    });
  },
});

const deleteVirtual = operation<sdk.DeleteVirtualMFADeviceRequest, void>({
  ...onMfa,
  run(input, call) {
    const device = findDevice(call, input.SerialNumber);
    if (device.holder !== undefined)
      fail('DeleteConflict', 'Cannot delete entity, must deactivate the MFA device first.');
    call.tx.remove('mfaDevices', device.serial);
  },
});

const list = operation<sdk.ListMFADevicesRequest, sdk.ListMFADevicesResponse>({
  ...onHolder,
  run(input, call) {
    const holder = mfaHolder(call, input.UserName);
    const { items, rest } = page(input, holder.credentials.mfaDevices, (serial) => serial);
    return {
      MFADevices: items.map((serial) => {
        const device = call.tx.account.mfaDevices.get(serial);
        return { UserName: holder.name, SerialNumber: serial, EnableDate: date(device?.enabled ?? 0) };
      }),
      ...rest,
    };
  },
});

const listVirtual = operation<sdk.ListVirtualMFADevicesRequest, sdk.ListVirtualMFADevicesResponse>({
  run(input, call) {
    const status = input.AssignmentStatus ?? 'Any';
    const devices = inOrder(call.tx.account.mfaDevices).filter(
      ({ kind, holder }) =>
        kind === 'virtual' && (status === 'Any' || (status === 'Assigned') === (holder !== undefined)),
    );
    const { items, rest } = page(input, devices, ({ serial }) => serial);
    return {
      VirtualMFADevices: items.map((device) => ({
        SerialNumber: device.serial,
        ...(device.holder === undefined
          ? {}
          : { User: toldHolder(call, device.holder), EnableDate: date(device.enabled ?? 0) }),
      })),
      ...rest,
    };
  },
});

function toldHolder(call: Call, key: string): sdk.User {
  const { account, accountId } = call.tx;
  const user = account.users.get(key);
  if (user)
    return {
      Path: user.path,
      UserName: user.name,
      UserId: user.id,
      Arn: userArn(accountId, user),
      CreateDate: date(user.created),
    };
  return {
    Path: '/',
    UserName: account.settings.alias ?? '',
    UserId: accountId,
    Arn: rootArn(accountId),
    CreateDate: date(account.settings.created),
  };
}

const get = operation<sdk.GetMFADeviceRequest, sdk.GetMFADeviceResponse>({
  ...onHolder,
  run(input, call) {
    const device = findDevice(call, input.SerialNumber);
    if (input.UserName !== undefined && device.holder !== nameKey(findUser(call, input.UserName).name))
      fail('NoSuchEntity', `MFA Device invalid for user.`);
    const user = device.holder ? call.tx.account.users.get(device.holder) : undefined;
    return {
      ...(user ? { UserName: user.name } : {}),
      SerialNumber: device.serial,
      ...(device.enabled === undefined ? {} : { EnableDate: date(device.enabled) }),
    };
  },
});

export const mfa: Operations = {
  CreateVirtualMFADevice: createVirtual,
  EnableMFADevice: enable,
  DeactivateMFADevice: deactivate,
  ResyncMFADevice: resync,
  DeleteVirtualMFADevice: deleteVirtual,
  ListMFADevices: list,
  ListVirtualMFADevices: listVirtual,
  GetMFADevice: get,
  ...tagOperations('MFADevice', {
    ...onMfa,
    find: (input: { SerialNumber: string }, call) => findDevice(call, input.SerialNumber),
    put: (device, _input, call) => call.tx.put('mfaDevices', device.serial, device),
  }),
};
