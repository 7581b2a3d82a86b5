// The account's own settings, with the SDK's client: by permission, not by being root.
import {
  AccountClient,
  DeleteAlternateContactCommand,
  DisableRegionCommand,
  EnableRegionCommand,
  GetAccountInformationCommand,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  GetPrimaryEmailCommand,
  GetRegionOptStatusCommand,
  ListRegionsCommand,
  PutAccountNameCommand,
  PutAlternateContactCommand,
  PutContactInformationCommand,
  StartPrimaryEmailUpdateCommand,
} from '@aws-sdk/client-account';
import { AttachUserPolicyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import { account, refusal, start, testAccount } from './support/account.ts';

async function withUsers() {
  const test = testAccount();
  for (const UserName of ['admin', 'anna']) await test.iam.send(new CreateUserCommand({ UserName }));
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  return {
    test,
    root: new AccountClient(test.options()),
    admin: new AccountClient(test.options(test.as('user/admin'))),
    anna: new AccountClient(test.options(test.as('user/anna'))),
  };
}

const contact = {
  FullName: 'Anna Example',
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  PostalCode: '98101',
  CountryCode: 'US',
  PhoneNumber: '+1 206 555 0100',
};
const security = {
  AlternateContactType: 'SECURITY',
  Name: 'Ben Example',
  Title: 'CISO',
  EmailAddress: 'ben@example.com',
  PhoneNumber: '+1 206 555 0101',
} as const;

it('an administrator keeps name and contacts, a user without permission does not', async () => {
  const { test, admin, anna } = await withUsers();
  await admin.send(new PutAccountNameCommand({ AccountName: 'Course' }));
  expect(await admin.send(new GetAccountInformationCommand({}))).toMatchObject({
    AccountId: account,
    AccountName: 'Course',
    AccountCreatedDate: new Date(start - 86_400_000),
    AccountState: 'ACTIVE',
  });
  expect(await refusal(admin.send(new GetContactInformationCommand({})))).toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
  });
  await admin.send(new PutContactInformationCommand({ ContactInformation: contact }));
  expect((await admin.send(new GetContactInformationCommand({}))).ContactInformation).toEqual(contact);
  expect(await refusal(anna.send(new GetContactInformationCommand({})))).toEqual({
    code: 'AccessDeniedException',
    status: 403,
    message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: account:GetContactInformation on resource: arn:aws:account::${account}:account because no identity-based policy allows the account:GetContactInformation action`,
  });
  expect(test.records.at(-1)?.event).toMatchObject({
    eventSource: 'account.amazonaws.com',
    eventName: 'GetContactInformation',
    awsRegion: 'us-east-1',
    errorCode: 'AccessDenied',
  });
});

it('alternate contacts are put, read, and deleted by kind; the event names the kind only', async () => {
  const { test, admin, anna } = await withUsers();
  const asked = new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' });
  expect(await refusal(admin.send(asked))).toEqual({
    code: 'ResourceNotFoundException',
    status: 404,
    message: 'No contact of the inputted alternate contact type found.',
  });
  await admin.send(new PutAlternateContactCommand(security));
  expect(test.records.at(-1)?.event.requestParameters).toEqual({ alternateContactType: 'SECURITY' });
  expect((await admin.send(asked)).AlternateContact).toEqual(security);
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'security-contact',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'account:*AlternateContact',
          Resource: `arn:aws:account::${account}:account`,
          Condition: { 'ForAllValues:StringEquals': { 'account:AlternateContactTypes': 'SECURITY' } },
        },
      }),
    }),
  );
  await anna.send(asked);
  expect(
    (
      await refusal(
        anna.send(new PutAlternateContactCommand({ ...security, AlternateContactType: 'BILLING' })),
      )
    ).code,
  ).toBe('AccessDeniedException');
  await anna.send(new DeleteAlternateContactCommand({ AlternateContactType: 'SECURITY' }));
  expect(
    (await refusal(anna.send(new DeleteAlternateContactCommand({ AlternateContactType: 'SECURITY' })))).code,
  ).toBe('ResourceNotFoundException');
});

it('a Region is opted into by whom the policy names it for', async () => {
  const { test, admin, anna } = await withUsers();
  const first = await admin.send(new ListRegionsCommand({ MaxResults: 20 }));
  const rest = await admin.send(new ListRegionsCommand({ MaxResults: 50, NextToken: first.NextToken }));
  expect((first.Regions?.length ?? 0) + (rest.Regions?.length ?? 0)).toBe(34);
  expect(rest.NextToken).toBeUndefined();
  expect(
    (await admin.send(new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED_BY_DEFAULT'] }))).Regions,
  ).toHaveLength(17);
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'hong-kong',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: ['account:EnableRegion', 'account:DisableRegion', 'account:GetRegionOptStatus'],
          Resource: '*',
          Condition: { StringEquals: { 'account:TargetRegion': 'ap-east-1' } },
        },
      }),
    }),
  );
  const status = async () =>
    (await anna.send(new GetRegionOptStatusCommand({ RegionName: 'ap-east-1' }))).RegionOptStatus;
  expect(await status()).toBe('DISABLED');
  await anna.send(new EnableRegionCommand({ RegionName: 'ap-east-1' }));
  expect(await status()).toBe('ENABLED');
  expect((await refusal(anna.send(new EnableRegionCommand({ RegionName: 'me-south-1' })))).code).toBe(
    'AccessDeniedException',
  );
  await anna.send(new DisableRegionCommand({ RegionName: 'ap-east-1' }));
  expect(await status()).toBe('DISABLED');
  for (const RegionName of ['us-east-1', 'eu-west-9', '__proto__'])
    expect((await refusal(admin.send(new DisableRegionCommand({ RegionName })))).code, RegionName).toBe(
      'ValidationException',
    );
});

it('the management account reads and names its members, nobody else does', async () => {
  const { test, root, admin } = await withUsers();
  const AccountId = '999988887777';
  expect(await refusal(root.send(new GetAccountInformationCommand({ AccountId })))).toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
  });
  const organizations = new OrganizationsClient(test.options());
  await organizations.send(new CreateOrganizationCommand({}));
  const { CreateAccountStatus: made } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'Member', Email: 'member@example.com' }),
  );
  const member = made?.AccountId;
  expect((await admin.send(new GetPrimaryEmailCommand({ AccountId: member }))).PrimaryEmail).toBe(
    'member@example.com',
  );
  await admin.send(new PutAccountNameCommand({ AccountId: member, AccountName: 'Sandbox' }));
  expect(test.records.at(-1)?.authorization[0]?.request.resource).toMatch(
    new RegExp(`^arn:aws:account::${account}:account/o-[a-z0-9]+/${member}$`),
  );
  const { Accounts } = await organizations.send(new ListAccountsCommand({}));
  expect(Accounts?.map(({ Name }) => Name)).toContain('Sandbox');
  expect((await refusal(root.send(new GetPrimaryEmailCommand({ AccountId: account })))).code).toBe(
    'ValidationException',
  );
  expect((await refusal(root.send(new GetPrimaryEmailCommand({ AccountId })))).code).toBe(
    'AccessDeniedException',
  );
});

it('strange input is refused and contacts stay out of the answer', async () => {
  const { root } = await withUsers();
  const strange = [
    new PutContactInformationCommand({ ContactInformation: { ...contact, CountryCode: 'USA' } }),
    new PutContactInformationCommand({ ContactInformation: undefined }),
    new PutContactInformationCommand({ ContactInformation: { ...contact, City: 'x'.repeat(100_000) } }),
    new PutAccountNameCommand({ AccountName: '' }),
    new PutAccountNameCommand({ AccountName: '<b>' }),
    new PutAlternateContactCommand({ ...security, EmailAddress: 'no address' }),
    new PutAlternateContactCommand({ ...security, AlternateContactType: 'OTHER' as never }),
    new ListRegionsCommand({ MaxResults: 0 }),
    new ListRegionsCommand({ NextToken: '!' }),
    new GetAccountInformationCommand({ AccountId: '1' }),
    new GetRegionOptStatusCommand({ RegionName: undefined }),
  ];
  for (const command of strange) {
    const told = await refusal(root.send(command as never));
    expect([told.code, told.status], JSON.stringify(command.input).slice(0, 100)).toEqual([
      'ValidationException',
      400,
    ]);
    expect(told.message.length).toBeLessThan(1000);
    expect(told.message).not.toContain('no address');
  }
  expect(
    await refusal(
      root.send(new StartPrimaryEmailUpdateCommand({ AccountId: account, PrimaryEmail: 'new@example.com' })),
    ),
  ).toMatchObject({ code: 'NotImplemented', status: 501 });
});
