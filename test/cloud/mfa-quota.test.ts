// Eight MFA devices of any mix, for root and for each user (IAM user guide, «MFA in IAM»).
import { CreateUserCommand, DeactivateMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { refusal, testAccount } from './support/account.ts';
import { jsonCall } from './support/json-call.ts';
import { enableVirtual } from './support/mfa.ts';

describe.each([
  ['root', undefined],
  ['a user', 'anna'],
])('%s', (_who, UserName) => {
  const of = UserName ? { UserName } : {};

  it('has eight devices of any mix, a ninth of either kind is refused, and one that goes makes room', async () => {
    const test = testAccount();
    if (UserName) await test.iam.send(new CreateUserCommand({ UserName }));
    const key = (Name: string) => jsonCall(test, 'Portal.RegisterSecurityKey', { Name, ...of }, test.root);
    await enableVirtual(test, 'phone', UserName);
    for (let number = 1; number <= 7; number++) expect((await key(`key-${number}`)).status).toBe(200);
    const { MFADevices } = await test.iam.send(new ListMFADevicesCommand(of));
    expect(MFADevices).toHaveLength(8);

    expect(await key('one-more')).toMatchObject({ status: 409, __type: 'LimitExceeded' });
    expect(await refusal(enableVirtual(test, 'one-more-phone', UserName))).toMatchObject({
      code: 'LimitExceeded',
    });

    await test.iam.send(
      new DeactivateMFADeviceCommand({ ...of, SerialNumber: MFADevices?.[0]?.SerialNumber } as never),
    );
    expect((await key('in-its-place')).status).toBe(200);
  });
});
