// Where an account stands in an organization, and the policies of each level above it. The organizations table holds
// the organization, its root, units, one node for each account, and the policies. Tests: test/cloud/organizations.test.ts
import type { StoredPolicy } from './entities.ts';
import type { OrganizationNode, World } from './world.ts';

export interface Organization extends OrganizationNode {
  readonly kind: 'organization';
  readonly management: string;
  readonly root: string;
  readonly features: 'ALL' | 'CONSOLIDATED_BILLING';
  /** IAM's organization features: RootCredentialsManagement, RootSessions. */
  readonly rootFeatures: readonly string[];
}

/** A root, a unit or an account in the tree. */
export interface Place extends OrganizationNode {
  readonly kind: 'root' | 'unit' | 'account';
  readonly organization: string;
  readonly parent?: string;
  readonly name: string;
  /** Ids of the policies attached here. */
  readonly policies: readonly string[];
  readonly enabled?: readonly string[];
}

export interface OrganizationPolicy extends OrganizationNode, StoredPolicy {
  readonly kind: 'policy';
  readonly organization: string;
  readonly type: string;
  readonly description: string;
  readonly awsManaged?: boolean;
}

export interface Standing {
  organization: Organization;
  /** The root first, the account last. */
  path: Place[];
}

export function standingOf(world: World, account: string): Standing | undefined {
  if (world.organizations.size === 0) return undefined;
  let place = world.organizations.get(account) as Place | undefined;
  if (place?.kind !== 'account') return undefined;
  const organization = world.organizations.get(place.organization) as Organization | undefined;
  if (!organization) return undefined;
  const path: Place[] = [];
  for (
    ;
    place;
    place = place.parent ? (world.organizations.get(place.parent) as Place | undefined) : undefined
  )
    path.unshift(place);
  return { organization, path };
}

/** One list of policies a level, organization root first, or none when the type is not enabled. */
export function levels(world: World, standing: Standing | undefined, type: string): StoredPolicy[][] {
  if (!standing || !(standing.path[0]?.enabled ?? []).includes(type)) return [];
  return standing.path.map((place) =>
    place.policies
      .map((id) => world.organizations.get(id) as OrganizationPolicy | undefined)
      .filter((policy): policy is OrganizationPolicy => policy?.type === type),
  );
}
