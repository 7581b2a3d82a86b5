import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Caller } from '../../src/practice/calls.ts';
import type { AccountHost } from '../../src/practice/types.ts';
import { account, callerOf, iam, openHost } from './account.ts';

let host: AccountHost;
let caller: Caller;
beforeEach(async () => {
  host = await openHost();
  caller = callerOf(host);
});
afterEach(() => host.close());

const enable = (codes: [unknown, unknown]) =>
  iam('EnableMFADevice', {
    UserName: account,
    SerialNumber: `arn:aws:iam::${account}:mfa/phone`,
    AuthenticationCode1: codes[0],
    AuthenticationCode2: codes[1],
  });
const before = { codeOf: 'phone', at: 'before' };
const now = { codeOf: 'phone', at: 'now' };

it('two codes in a row of a device that an earlier call made are accepted', async () => {
  await caller.run(iam('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' }));
  await caller.run(enable([before, now]));
  expect(await caller.run(iam('ListMFADevices'))).toMatchObject({
    MFADevices: [{ SerialNumber: `arn:aws:iam::${account}:mfa/phone` }],
  });
});

it('the same two in the wrong order are not', async () => {
  await caller.run(iam('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' }));
  await expect(caller.run(enable([now, before]))).rejects.toMatchObject({
    code: 'InvalidAuthenticationCodeException',
  });
});

it('a code of a device that nobody made is a mistake in the call', async () => {
  await expect(caller.run(enable([before, now]))).rejects.toThrow(
    'no earlier call made the virtual MFA device «phone»',
  );
});

it.each([
  ['root', {}],
  ['anna', { UserName: 'anna' }],
])('a key of %s is found by its number', async (who, holder) => {
  await caller.run(iam('CreateUser', { UserName: 'anna' }));
  const first = await caller.run(iam('CreateAccessKey', holder));
  await caller.run(iam('CreateAccessKey', holder));
  await caller.run(iam('DeleteAccessKey', { ...holder, AccessKeyId: { keyOf: who, number: 2 } }));
  expect(await caller.run(iam('ListAccessKeys', holder))).toMatchObject({
    AccessKeyMetadata: [
      { AccessKeyId: (first as { AccessKey: { AccessKeyId: string } }).AccessKey.AccessKeyId },
    ],
  });
  await caller.run(iam('DeleteAccessKey', { ...holder, AccessKeyId: { keyOf: who } }));
  await expect(
    caller.run(iam('DeleteAccessKey', { ...holder, AccessKeyId: { keyOf: who } })),
  ).rejects.toThrow(`«${who}» has no access key number 1`);
});

it('a service control policy is found by its name', async () => {
  const organizations = (operation: string, input: Record<string, unknown> = {}) => ({
    service: 'organizations',
    operation,
    input,
  });
  await caller.run(organizations('CreateOrganization', { FeatureSet: 'ALL' }));
  const created = await caller.run(
    organizations('CreatePolicy', {
      Name: 'Limit',
      Description: 'none',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    }),
  );
  const { Id } = (created as { Policy: { PolicySummary: { Id: string } } }).Policy.PolicySummary;
  const described = await caller.run(organizations('DescribePolicy', { PolicyId: { scpOf: 'Limit' } }));
  expect(described).toMatchObject({ Policy: { PolicySummary: { Id } } });
  await expect(caller.run(organizations('DescribePolicy', { PolicyId: { scpOf: 'Other' } }))).rejects.toThrow(
    'no service control policy is called «Other»',
  );
});
