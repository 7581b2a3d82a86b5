// What Organizations' operations share: finding organization, places and policies, and their ARNs.

import type { Organization, OrganizationPolicy, Place } from '../../world/organization.ts';
import { standingOf } from '../../world/organization.ts';
import { fail } from '../errors.ts';
import { tokenPage } from '../paging.ts';
import type { Call } from '../service.ts';

export function organizationOf(call: Call): Organization {
  return (
    standingOf(call.tx.world, call.tx.accountId)?.organization ??
    fail('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
  );
}

const notKnown = "You specified a target that doesn't exist";

/** The organization, if the caller's account is the one that manages it. */
export function managed(call: Call): Organization {
  const organization = organizationOf(call);
  if (organization.management !== call.tx.accountId)
    fail('AccessDeniedException', "You don't have permissions to access this resource.");
  return organization;
}

/** @param message without it, AWS's sentence of a target. Callers ask for the organization they manage first: `managed`. */
export function findPlace(
  call: Call,
  id: string,
  code: string,
  kinds: readonly Place['kind'][],
  message = `${notKnown}: ${id}.`,
): Place {
  const place = call.tx.world.organizations.get(id) as Place | undefined;
  const organization = organizationOf(call);
  if (place && kinds.includes(place.kind) && place.organization === organization.id) return place;
  return fail(code, message);
}

export const findTarget = (call: Call, id: string) =>
  findPlace(call, id, 'TargetNotFoundException', ['root', 'unit', 'account']);
export const findParent = (call: Call, id: string) =>
  findPlace(call, id, 'ParentNotFoundException', ['root', 'unit']);
/** The sentence is the API reference's. */
export const findRoot = (call: Call, id: string) =>
  findPlace(
    call,
    id,
    'RootNotFoundException',
    ['root'],
    "We can't find a root with the RootId that you specified.",
  );
export const findAccount = (call: Call, id: string) =>
  findPlace(call, id, 'AccountNotFoundException', ['account']);
export const findUnit = (call: Call, id: string) =>
  findPlace(call, id, 'OrganizationalUnitNotFoundException', ['unit']);

export function places(call: Call, organization: Organization): Place[] {
  const all = [...call.tx.world.organizations.values()] as Place[];
  return all
    .filter(
      (node) => ['root', 'unit', 'account'].includes(node.kind) && node.organization === organization.id,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function findPolicy(call: Call, id: string): OrganizationPolicy {
  const policy = call.tx.world.organizations.get(id) as OrganizationPolicy | undefined;
  if (policy?.kind === 'policy' && (policy.awsManaged || policy.organization === organizationOf(call).id))
    return policy;
  return fail('PolicyNotFoundException', "You specified a policy that doesn't exist.");
}

export function put(call: Call, node: Organization | Place | OrganizationPolicy): void {
  call.tx.putOrganization(node.id, node);
}

export function placeArn(organization: Organization, place: Place): string {
  const kind = { root: 'root', unit: 'ou', account: 'account' }[place.kind];
  return `arn:aws:organizations::${organization.management}:${kind}/${organization.id}/${place.id}`;
}

export function organizationArn({ management, id }: Organization): string {
  return `arn:aws:organizations::${management}:organization/${id}`;
}

export function policyArn(organization: Organization, policy: OrganizationPolicy): string {
  const kind = policy.type.toLowerCase();
  const owner = policy.awsManaged ? 'aws' : organization.management;
  return policy.awsManaged
    ? `arn:aws:organizations::${owner}:policy/${kind}/${policy.id}`
    : `arn:aws:organizations::${owner}:policy/${organization.id}/${kind}/${policy.id}`;
}

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const newId = (call: Call, prefix: string, length: number) => prefix + call.tx.ids.text(lower, length);

/** What lists take; MaxResults goes up to 20 (Organizations API reference), and so many a page are the default. */
interface ListInput {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

/** A page of a list, and the token of the next one as answers have it. */
export function pageOf<Item>(
  input: ListInput,
  items: readonly Item[],
  key: (item: Item) => string | undefined,
): { page: Item[]; rest: { NextToken?: string } } {
  const { items: page, next } = tokenPage(items, (item) => key(item) ?? '', {
    token: input.NextToken,
    most: Math.min(input.MaxResults ?? 20, 20),
    invalid: 'InvalidInputException',
  });
  return { page: [...page], rest: next ? { NextToken: next } : {} };
}
