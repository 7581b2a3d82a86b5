// The account's own data, against a whole practice account.
import { AccountClient } from '@aws-sdk/client-account';
import { expect, it } from 'vitest';
import {
  alternateContact,
  contactInformation,
  listRegions,
  removeAlternate,
  saveAlternate,
  saveContact,
  switchRegion,
} from '../../src/console/account.ts';
import { consoleAccount } from './account.ts';

const client = () => new AccountClient(consoleAccount().options());

it('reads contacts that are not set as none, and keeps those that are', async () => {
  const account = client();
  expect(await contactInformation(account)).toBeUndefined();
  expect(await alternateContact(account, 'SECURITY')).toBeUndefined();
  const contact = {
    FullName: 'Mira',
    AddressLine1: 'Street 1',
    City: 'Berlin',
    PostalCode: '10115',
    CountryCode: 'DE',
    PhoneNumber: '+49301234567',
  };
  await saveContact(account, contact);
  expect(await contactInformation(account)).toMatchObject(contact);
  await saveAlternate(account, 'SECURITY', {
    name: 'Tom',
    title: 'Guard',
    email: 'tom@example.com',
    phone: '+49301234568',
  });
  expect((await alternateContact(account, 'SECURITY'))?.EmailAddress).toBe('tom@example.com');
  await removeAlternate(account, 'SECURITY');
  expect(await alternateContact(account, 'SECURITY')).toBeUndefined();
});

it('lists every Region and enables one', async () => {
  const account = client();
  const off = (await listRegions(account)).find((region) => region.RegionOptStatus === 'DISABLED');
  await switchRegion(account, off?.RegionName ?? '', true);
  const now = (await listRegions(account)).find((region) => region.RegionName === off?.RegionName);
  expect(now?.RegionOptStatus).toMatch(/^ENABL/);
});
