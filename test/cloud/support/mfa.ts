// A virtual MFA device that is enabled with two real codes, for root or a user.
import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand } from '@aws-sdk/client-iam';
import { codeAt, currentStep } from '../../../src/cloud/index.ts';
import { account, type TestAccount } from './account.ts';

export interface VirtualDevice {
  serial: string;
  /** The code after the two that enabling used up; each code works once. */
  next(): string;
}

export async function enableVirtual(test: TestAccount, name: string, user?: string): Promise<VirtualDevice> {
  const { VirtualMFADevice: device } = await test.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
  );
  const seed = new TextDecoder().decode(device?.Base32StringSeed);
  const serial = device?.SerialNumber as string;
  const step = currentStep(Date.now());
  await test.iam.send(
    new EnableMFADeviceCommand({
      // For root this field takes the account's number.
      UserName: user ?? account,
      SerialNumber: serial,
      AuthenticationCode1: codeAt(seed, step - 1),
      AuthenticationCode2: codeAt(seed, step),
    }),
  );
  return { serial, next: () => codeAt(seed, step + 1) };
}
