// The account's own data (contacts, Regions), over the SDK's Account client only. Tests: test/console/account.test.ts.
import {
  type AccountClient,
  type AlternateContact,
  type AlternateContactType,
  type ContactInformation,
  DeleteAlternateContactCommand,
  DisableRegionCommand,
  EnableRegionCommand,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  ListRegionsCommand,
  PutAccountNameCommand,
  PutAlternateContactCommand,
  PutContactInformationCommand,
  type Region,
} from '@aws-sdk/client-account';
import { toFailure } from './errors.ts';

export type { AlternateContact, ContactInformation, Region };

export const contactKinds = ['BILLING', 'OPERATIONS', 'SECURITY'] as const satisfies AlternateContactType[];
export type ContactKind = (typeof contactKinds)[number];

/** Undefined where nothing was set: AWS answers ResourceNotFoundException. */
async function orNone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (toFailure(error).code === 'ResourceNotFound') return undefined;
    throw error;
  }
}

export const contactInformation = (client: AccountClient): Promise<ContactInformation | undefined> =>
  orNone(client.send(new GetContactInformationCommand({})).then((answer) => answer.ContactInformation));

export const saveContact = (client: AccountClient, contact: ContactInformation) =>
  client.send(new PutContactInformationCommand({ ContactInformation: contact }));

export const alternateContact = (
  client: AccountClient,
  kind: ContactKind,
): Promise<AlternateContact | undefined> =>
  orNone(
    client
      .send(new GetAlternateContactCommand({ AlternateContactType: kind }))
      .then((answer) => answer.AlternateContact),
  );

export const saveAlternate = (
  client: AccountClient,
  kind: ContactKind,
  contact: { name: string; title: string; email: string; phone: string },
) =>
  client.send(
    new PutAlternateContactCommand({
      AlternateContactType: kind,
      Name: contact.name,
      Title: contact.title,
      EmailAddress: contact.email,
      PhoneNumber: contact.phone,
    }),
  );

export const removeAlternate = (client: AccountClient, kind: ContactKind) =>
  client.send(new DeleteAlternateContactCommand({ AlternateContactType: kind }));

export const renameAccount = (client: AccountClient, name: string) =>
  client.send(new PutAccountNameCommand({ AccountName: name }));

export async function listRegions(client: AccountClient): Promise<Region[]> {
  const regions: Region[] = [];
  let next: string | undefined;
  do {
    const answer = await client.send(
      new ListRegionsCommand({ MaxResults: 50, ...(next === undefined ? {} : { NextToken: next }) }),
    );
    regions.push(...(answer.Regions ?? []));
    next = answer.NextToken;
  } while (next !== undefined);
  return regions;
}

export const switchRegion = (client: AccountClient, name: string, on: boolean): Promise<unknown> =>
  on
    ? client.send(new EnableRegionCommand({ RegionName: name }))
    : client.send(new DisableRegionCommand({ RegionName: name }));
