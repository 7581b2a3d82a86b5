import { beforeEach, expect, it, vi } from 'vitest';
import { keepDevice, keptDevices } from '../../src/console/iam/authenticator.ts';
import { fakeStorage } from './storage.ts';

const phone = 'arn:aws:iam::111122223333:mfa/phone';

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage());
});

it('knows the secrets of devices that were set up here, and of no others', () => {
  keepDevice({ serial: phone, seed: 'JBSWY3DPEHPK3PXP' });
  keepDevice({ serial: 'arn:aws:iam::111122223333:mfa/tablet', seed: 'GEZDGNBVGY3TQOJQ' });
  expect(keptDevices([phone, 'arn:aws:iam::111122223333:mfa/other'])).toEqual([
    { serial: phone, seed: 'JBSWY3DPEHPK3PXP' },
  ]);
});

it('takes the new secret where a device of the same name was set up again', () => {
  keepDevice({ serial: phone, seed: 'JBSWY3DPEHPK3PXP' });
  keepDevice({ serial: phone, seed: 'GEZDGNBVGY3TQOJQ' });
  expect(keptDevices([phone])).toEqual([{ serial: phone, seed: 'GEZDGNBVGY3TQOJQ' }]);
});
