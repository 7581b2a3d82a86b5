// What is true of every world, whatever was asked of it: ids are unique, nothing refers to what is not there, quotas hold.
import { expect } from 'vitest';
import type { World } from '../../../src/cloud/index.ts';
import { quotas } from '../../../src/cloud/services/iam/common.ts';

/** Problems rather than expectations: there are thousands of checks, and an expect for each would be slow. */
export function problemsOf(world: World): string[] {
  const problems: string[] = [];
  const check = (holds: unknown, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const atMost = (name: keyof typeof quotas, count: number, what: string) =>
    check(count <= quotas[name], `${what}: ${count} of ${name}`);
  const ids = new Set<string>();
  for (const [id, account] of world.accounts) {
    const {
      settings,
      users,
      groups,
      roles,
      policies,
      instanceProfiles,
      mfaDevices,
      policyUse,
      certificates,
    } = account;
    check(settings.id === id, `account ${id} is ${settings.id}`);
    check(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(settings.root.email), `email of ${id}`);
    const attached = new Map<string, number>();
    const bounded = new Map<string, number>();
    const uses = (counts: Map<string, number>, arn: string) => {
      counts.set(arn, (counts.get(arn) ?? 0) + 1);
      check(arn.startsWith('arn:aws:iam::aws:') || policies.has(arn), `${arn} is used and not there`);
    };
    for (const table of [users, groups, roles, policies, instanceProfiles])
      for (const [key, entity] of table) {
        check(!ids.has(entity.id), `${entity.id} twice`);
        ids.add(entity.id);
        check(table === policies || key === entity.name.toLowerCase(), `${key} is ${entity.name}`);
        if ('attached' in entity) for (const arn of entity.attached) uses(attached, arn);
        if ('boundary' in entity && entity.boundary) uses(bounded, entity.boundary as string);
        if ('tags' in entity) atMost('TagsPerEntity', entity.tags.length, entity.id);
      }
    for (const arn of new Set([...policyUse.keys(), ...attached.keys(), ...bounded.keys()])) {
      const use = policyUse.get(arn);
      check((use?.attached ?? 0) === (attached.get(arn) ?? 0), `${arn}: attached ${use?.attached}`);
      check((use?.boundaries ?? 0) === (bounded.get(arn) ?? 0), `${arn}: boundaries ${use?.boundaries}`);
    }
    for (const [arn, policy] of policies) {
      atMost('VersionsPerPolicy', policy.versions.length, arn);
      check(
        policy.versions.some(({ number }) => number === policy.defaultVersion),
        `${arn}: no default`,
      );
    }
    for (const [key, user] of users) {
      for (const group of user.groups) check(groups.has(group), `${key} is in ${group}`);
      for (const one of user.accessKeys) {
        const owner = world.keys.get(one)?.owner;
        check(owner?.kind === 'user' && owner.user === key, `${one} of ${key}`);
      }
      for (const serial of user.mfaDevices)
        check(mfaDevices.get(serial)?.holder === key, `${serial} of ${key}`);
      for (const one of user.certificates) check(certificates.has(one), `${one} of ${key}`);
      atMost('GroupsPerUser', user.groups.length, key);
      atMost('AccessKeysPerUser', user.accessKeys.length, key);
      atMost('MfaDevicesPerUser', user.mfaDevices.length, key);
      atMost('SigningCertificatesPerUser', user.certificates.length, key);
      atMost('SSHPublicKeysPerUser', user.sshKeys.length, key);
      atMost('PoliciesPerUser', user.attached.length, key);
    }
    for (const group of groups.values()) atMost('PoliciesPerGroup', group.attached.length, group.name);
    for (const role of roles.values()) atMost('PoliciesPerRole', role.attached.length, role.name);
    for (const profile of instanceProfiles.values())
      check(!profile.role || roles.has(profile.role), `${profile.name} has ${profile.role}`);
    for (const [serial, { holder }] of mfaDevices)
      if (holder !== undefined) {
        const has = holder === '' ? settings.root : users.get(holder);
        check(has?.mfaDevices.includes(serial), `${serial} is held by ${holder || 'root'}`);
      }
    check(settings.root.mfaDevices.length <= 8, 'devices of root');
    for (const resource of account.resources.values())
      if (resource.kind === 's3/object')
        check(world.buckets.get(resource.bucket as string) === id, `an object in ${resource.bucket}`);
  }
  for (const [name, owner] of world.buckets)
    check(world.accounts.get(owner)?.resources.has(`s3/bucket/${name}`), `bucket ${name}`);
  for (const [id, key] of world.keys) {
    const tables = world.accounts.get(key.account);
    check(tables, `${id} of account ${key.account}`);
    if (key.owner.kind === 'user' && !key.session) check(tables?.users.has(key.owner.user), `owner of ${id}`);
  }
  for (const [id, node] of world.organizations) {
    if (node.kind === 'organization') continue;
    check(world.organizations.has(node.organization as string) || node.awsManaged, `organization of ${id}`);
    if (node.parent !== undefined) check(world.organizations.has(node.parent as string), `parent of ${id}`);
    for (const policy of (node.policies as string[] | undefined) ?? [])
      check(world.organizations.has(policy), `${policy} at ${id}`);
  }
  return problems;
}

/** @param after what was asked last */
export function checkInvariants(world: World, after = () => ''): void {
  const problems = problemsOf(world);
  expect(problems, problems.length > 0 ? after() : '').toEqual([]);
}
