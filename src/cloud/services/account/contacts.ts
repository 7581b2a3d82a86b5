// The account's contact information and its alternate contacts.
import type * as sdk from '@aws-sdk/client-account';
import { fail } from '../errors.ts';
import type { Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { accountArn, targetOf } from './target.ts';

const getContact = operation<sdk.GetContactInformationRequest, sdk.GetContactInformationResponse>({
  resource: accountArn,
  run(input, call) {
    const { contact } = targetOf(call, input).account.settings;
    if (!contact) fail('ResourceNotFoundException', 'No contact information was found for the account.');
    return { ContactInformation: contact as unknown as sdk.ContactInformation };
  },
});

const putContact = operation<sdk.PutContactInformationRequest, void>({
  resource: accountArn,
  run(input, call) {
    targetOf(call, input).settings({ contact: plain(input.ContactInformation) });
  },
});

const onType = {
  resource: accountArn,
  context: (input: { AlternateContactType: string }): Context => ({
    'account:AlternateContactTypes': [input.AlternateContactType],
  }),
};

const none = (): never =>
  fail('ResourceNotFoundException', 'No contact of the inputted alternate contact type found.');

const getAlternate = operation<sdk.GetAlternateContactRequest, sdk.GetAlternateContactResponse>({
  ...onType,
  run(input, call) {
    const contacts = targetOf(call, input).account.settings.alternateContacts ?? {};
    return { AlternateContact: contacts[input.AlternateContactType] ?? none() };
  },
});

const putAlternate = operation<sdk.PutAlternateContactRequest, void>({
  ...onType,
  run(input, call) {
    const target = targetOf(call, input);
    const { AccountId, ...contact } = input;
    void AccountId;
    target.settings({
      alternateContacts: {
        ...target.account.settings.alternateContacts,
        [input.AlternateContactType]: plain(contact),
      },
    });
  },
});

const deleteAlternate = operation<sdk.DeleteAlternateContactRequest, void>({
  ...onType,
  run(input, call) {
    const target = targetOf(call, input);
    const { [input.AlternateContactType]: gone, ...rest } = target.account.settings.alternateContacts ?? {};
    if (!gone) none();
    target.settings({ alternateContacts: rest });
  },
});

function plain(contact: object): Record<string, string> {
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined));
}

export const contacts: Operations = {
  GetContactInformation: getContact,
  PutContactInformation: putContact,
  GetAlternateContact: getAlternate,
  PutAlternateContact: putAlternate,
  DeleteAlternateContact: deleteAlternate,
};
