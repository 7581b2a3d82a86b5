// The types of policies that an organization can switch on.
import type { Organization } from '../../world/organization.ts';
import type { Call } from '../service.ts';
import { places, put } from './tree.ts';

/** Policies that every place has while their type is switched on. */
export const fullAccess: Record<string, string> = {
  SERVICE_CONTROL_POLICY: 'p-FullAWSAccess',
  RESOURCE_CONTROL_POLICY: 'p-RCPFullAWSAccess',
};

const documents: Record<string, object> = {
  SERVICE_CONTROL_POLICY: { Effect: 'Allow', Action: '*', Resource: '*' },
  RESOURCE_CONTROL_POLICY: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
};

/** Attaches full access everywhere, so that nothing changes until a policy says so. */
export function switchOn(call: Call, organization: Organization, type: string): void {
  const id = fullAccess[type] as string;
  put(call, {
    kind: 'policy',
    id,
    organization: organization.id,
    type,
    name: id.slice(2),
    description: 'Allows access to every operation',
    document: JSON.stringify({ Version: '2012-10-17', Statement: [documents[type]] }),
    awsManaged: true,
  });
  for (const place of places(call, organization))
    put(call, {
      ...place,
      policies: [...place.policies, id],
      ...(place.id === organization.root ? { enabled: [...(place.enabled ?? []), type] } : {}),
    });
}
