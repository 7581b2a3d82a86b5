// Passkeys and security keys: only the console can register one (IAM user guide, «MFA in IAM»). Then IAM's API lists and
// deactivates it like any device, and signing in takes a touch for its proof.
import { iamArn } from '../../world/arn.ts';
import { fail } from '../errors.ts';
import { holderOf, onUser, quota } from '../iam/common.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { RegisterSecurityKeyRequest } from './model.ts';

const register = operation<RegisterSecurityKeyRequest, { SerialNumber: string }>({
  action: null,
  dataEvent: true,
  run(input, call) {
    const isOwn = call.caller.kind === 'root' && input.UserName === undefined;
    // As CloudTrail records any new device; root has this name there («Root user, MFA changed»).
    const told = isOwn ? 'AWS ROOT USER' : (input.UserName ?? call.caller.user?.name);
    call.note({
      eventSource: 'iam.amazonaws.com',
      eventName: 'EnableMFADevice',
      requestParameters: { userName: told },
      responseElements: null,
      managementEvent: true,
      eventCategory: 'Management',
    });
    call.authorize({
      action: 'iam:EnableMFADevice',
      resource: onUser.resource({ UserName: input.UserName }, call),
      context: onUser.context({ UserName: input.UserName }, call),
    });
    const holder = holderOf(call, input.UserName);
    quota('MfaDevicesPerUser', holder.credentials.mfaDevices.length);
    const { mfaDevices } = call.tx.account;
    if (mfaDevices.some(({ name }) => name.toLowerCase() === input.Name.toLowerCase()))
      fail('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.');
    const path = isOwn ? 'root' : `user/${holder.name}`;
    const mark = call.tx.ids.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 26);
    const serial = iamArn(call.tx.accountId, `u2f/${path}/${input.Name}-${mark}`);
    call.tx.put('mfaDevices', serial, {
      serial,
      name: input.Name,
      kind: 'security-key',
      path: '/',
      created: call.times.now,
      enabled: call.times.now,
      seed: '',
      tags: [],
      holder: holder.key,
      drift: 0,
      lastStep: 0,
    });
    holder.change({ mfaDevices: [...holder.credentials.mfaDevices, serial] });
    call.note({ requestParameters: { userName: told, serialNumber: serial } });
    return { SerialNumber: serial };
  },
});

export const securityKeys: Operations = { RegisterSecurityKey: register };
