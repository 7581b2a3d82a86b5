// The policy that a resource of this world has itself, found by its ARN: for questions about any action, where no
// operation knows the resource. Tests: test/cloud/attempt.test.ts
import { lastName, parseArn } from '../world/arn.ts';
import type { StoredPolicy } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { nameKey } from '../world/world.ts';

export interface OwnPolicy {
  /** Whose the resource is. */
  account?: string;
  policy?: StoredPolicy;
  policyKind?: 'resource' | 'trust';
}

/** Nothing where the world does not hold the resource; then its account is the ARN's, where that is one of this world. */
export function ownPolicy(world: World, arn: string): OwnPolicy {
  const parsed = parseArn(arn);
  if (!parsed) return {};
  const { service, resource } = parsed;
  const [bucket = ''] = resource.split('/');
  const account = service === 's3' ? world.buckets.get(bucket) : parsed.account;
  const found = account === undefined ? undefined : world.accounts.get(account);
  if (!found || account === undefined) return {};
  if (service === 'iam' && resource.startsWith('role/')) {
    const role = found.roles.get(nameKey(lastName(resource)));
    return role ? { account, policy: role.trust, policyKind: 'trust' } : { account };
  }
  const key = service === 's3' ? `s3/bucket/${bucket}` : `${service}/queue/${parsed.region}/${resource}`;
  const policy = found.resources.get(key)?.policy as StoredPolicy | undefined;
  return policy ? { account, policy, policyKind: 'resource' } : { account };
}
