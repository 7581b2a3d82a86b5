// Principals that stored policies name: they must exist when a trust or bucket policy is written, and one that is
// deleted stays behind as its unique id, so that a new user of the same name gets nothing (IAM user guide, «Principal»).

import { lastName, parseArn } from '../../world/arn.ts';
import { accountOf, nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';

/** ARNs and ids under "AWS" of every Principal in a document. */
export function awsPrincipals(text: string): string[] {
  const found: string[] = [];
  const document = JSON.parse(text) as { Statement?: unknown };
  const statements = [document.Statement ?? []].flat() as { Principal?: unknown }[];
  for (const { Principal: principal } of statements) {
    if (typeof principal !== 'object' || principal === null) continue;
    found.push(...([(principal as { AWS?: string | string[] }).AWS ?? []].flat() as string[]));
  }
  return found;
}

/** @throws AwsError MalformedPolicyDocument (or another code) naming the first principal that is not there */
export function checkPrincipals(call: Call, text: string, code = 'MalformedPolicyDocument'): void {
  for (const principal of awsPrincipals(text)) {
    if (!exists(call, principal)) fail(code, `Invalid principal in policy: "AWS":"${principal}"`);
  }
}

function exists(call: Call, principal: string): boolean {
  if (principal === '*' || /^\d{12}$/.test(principal)) return true;
  const { world } = call.tx;
  if (/^(AIDA|AROA)[A-Z0-9]+$/.test(principal)) {
    return world.accounts.some(
      ({ users, roles }) =>
        users.some(({ id }) => id === principal) || roles.some(({ id }) => id === principal),
    );
  }
  const arn = parseArn(principal);
  if (!arn || !/^\d{12}$/.test(arn.account)) return false;
  // Of accounts outside this world nothing is known.
  const account = world.accounts.get(arn.account);
  if (!account || arn.service === 'sts' || arn.resource === 'root') return true;
  const key = nameKey(lastName(arn.resource));
  if (arn.resource.startsWith('user/')) {
    const user = account.users.get(key);
    return user !== undefined && `user${user.path}${user.name}` === arn.resource;
  }
  const role = account.roles.get(key);
  return (
    role !== undefined && arn.resource.startsWith('role/') && `role${role.path}${role.name}` === arn.resource
  );
}

/** Puts the id of a deleted user or role where trust and resource policies named its ARN. */
export function forgetPrincipal(call: Call, arn: string, id: string): void {
  const [named, left] = [JSON.stringify(arn), JSON.stringify(id)];
  for (const accountId of call.tx.world.accounts.keys()) {
    const tx = call.tx.within(accountId);
    const { roles, resources } = accountOf(tx.world, accountId);
    for (const [key, role] of roles) {
      if (!role.trust.document.includes(named)) continue;
      tx.put('roles', key, {
        ...role,
        trust: { ...role.trust, document: role.trust.document.replaceAll(named, left) },
      });
    }
    for (const [key, resource] of resources) {
      const policy = resource.policy as { name: string; document: string } | undefined;
      if (!policy?.document.includes(named)) continue;
      tx.put('resources', key, {
        ...resource,
        policy: { ...policy, document: policy.document.replaceAll(named, left) },
      });
    }
  }
}
