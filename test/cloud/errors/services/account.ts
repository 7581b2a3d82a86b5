// AWS Account Management.
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { ofEach, type ServiceErrors } from '../service-cases.ts';

export const memberOf = (world: World) => [...world.accounts.keys()].find((id) => id !== account) as string;

const contact = {
  FullName: 'Anna Example',
  AddressLine1: '1 Main Street',
  City: 'Seattle',
  PostalCode: '98101',
  CountryCode: 'US',
  StateOrRegion: 'WA',
  PhoneNumber: '+1 555 0100',
};
const billing = { AlternateContactType: 'BILLING' };
const someone = {
  ...billing,
  EmailAddress: 'money@example.com',
  Name: 'Ben',
  PhoneNumber: '+1 555 0101',
  Title: 'Bookkeeper',
};

const inputs: ServiceErrors['inputs'] = {
  GetAccountInformation: {},
  PutAccountName: { AccountName: 'practice' },
  GetPrimaryEmail: (world: World) => ({ AccountId: memberOf(world) }),
  GetContactInformation: {},
  PutContactInformation: { ContactInformation: contact },
  GetAlternateContact: billing,
  PutAlternateContact: someone,
  DeleteAlternateContact: billing,
  GetRegionOptStatus: { RegionName: 'af-south-1' },
  ListRegions: {},
  EnableRegion: { RegionName: 'af-south-1' },
  DisableRegion: { RegionName: 'af-south-1' },
};

export const accountErrors: ServiceErrors = {
  service: 'account',
  things: [
    ['organizations.CreateOrganization', {}],
    ['organizations.CreateAccount', { AccountName: 'second', Email: 'second@example.com' }],
    ['PutContactInformation', { ContactInformation: contact }],
    ['PutAlternateContact', someone],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, '', { error: 'AccessDeniedException', as: 'user/anna' }),
    ...ofEach(inputs, '', { error: 'AccessDeniedException' }, (input) => ({
      ...input,
      AccountId: '999988887777',
    })),
    ...ofEach(inputs, '', { error: 'ValidationException' }, (input) => ({ ...input, AccountId: account })),
    ...ofEach(inputs, '', { error: 'ValidationException' }, (input) => ({ ...input, AccountId: 'mine' })),
    { operation: 'GetRegionOptStatus', error: 'ValidationException', input: { RegionName: 'no-where-1' } },
    { operation: 'EnableRegion', error: 'ValidationException', input: { RegionName: 'us-east-1' } },
    { operation: 'ListRegions', error: 'ValidationException', input: { NextToken: 'nothing' } },
    { operation: 'GetContactInformation', error: 'ResourceNotFoundException', input: {}, empty: true },
    { operation: 'GetAlternateContact', error: 'ResourceNotFoundException', input: billing, empty: true },
    { operation: 'DeleteAlternateContact', error: 'ResourceNotFoundException', input: billing, empty: true },
  ],
  everywhere: {
    ConflictException: 'A region is on or off at once: no change is ever under way.',
    InternalServerException: 'It is AWS’s own failure. A failure of the account here is an InternalFailure.',
    TooManyRequestsException: 'Requests are not counted against a rate.',
  },
  somewhere: {
    'GetPrimaryEmail ResourceNotFoundException':
      'Every account has an address; an unknown one is AccessDenied.',
  },
  undeclared: {},
};
