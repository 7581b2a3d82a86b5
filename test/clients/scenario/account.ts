// The Account service: name, contacts, regions.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { account as id, steps } from './step.ts';

const { call, refused, pages } = steps('account');
const iam = steps('iam');
const security = { AlternateContactType: 'SECURITY' };
const person = {
  Name: 'Ben',
  Title: 'CISO',
  EmailAddress: 'ben@example.com',
  PhoneNumber: '+1 206 555 0100',
};
const contact = {
  FullName: 'Anna Example',
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  PostalCode: '98101',
  CountryCode: 'US',
  PhoneNumber: '+1 206 555 0100',
};
const cape = { RegionName: 'af-south-1' };

export const accountSteps: readonly Step[] = [
  call('PutAccountName', { AccountName: 'Course' }),
  call(
    'GetAccountInformation',
    {},
    {
      AccountId: id,
      AccountName: 'Course',
      AccountCreatedDate: expect.stringMatching(/^\d{4}-/),
    },
  ),
  iam.call('PutAccountProperties', { Properties: { 'Course/Level': 'one' } }),
  iam.call('GetAccountProperties', {}, { Properties: { 'Course/Level': 'one' } }),
  refused('GetContactInformation', {}, ['ResourceNotFoundException', 404]),
  call('PutContactInformation', { ContactInformation: contact }),
  call('GetContactInformation', {}, { ContactInformation: contact }),
  refused('GetAlternateContact', security, ['ResourceNotFoundException', 404]),
  call('PutAlternateContact', { ...security, ...person }),
  call('GetAlternateContact', security, { AlternateContact: { ...security, ...person } }),
  call('DeleteAlternateContact', security),
  refused('DeleteAlternateContact', security, ['ResourceNotFoundException', 404]),
  call(
    'ListRegions',
    { RegionOptStatusContains: ['DISABLED'] },
    {
      Regions: expect.arrayContaining([{ ...cape, RegionOptStatus: 'DISABLED' }]),
    },
  ),
  pages('ListRegions', ['Regions'], {}, 10),
  call('EnableRegion', cape),
  call('GetRegionOptStatus', cape, { ...cape, RegionOptStatus: expect.stringMatching(/^ENABL/) }),
  call('DisableRegion', cape),
  call('GetRegionOptStatus', cape, { ...cape, RegionOptStatus: expect.stringMatching(/^DISABL/) }),
  refused('DisableRegion', { RegionName: 'us-east-1' }, ['ValidationException', 400]),
  // Of member accounts only, asked by the management account.
  refused('GetPrimaryEmail', { AccountId: id }, ['AccessDeniedException', 403]),
];
