// Managed policies and their versions: the account's own, and AWS's to read.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn } from '../../world/arn.ts';
import type { ManagedPolicy, ManagedPolicyVersion } from '../../world/entities.ts';
import type { AwsManagedPolicy } from '../../world/managed-policies.ts';
import {
  isAwsManaged,
  loadManagedIndex,
  managedPolicies,
  managedPolicy,
} from '../../world/managed-policies.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  date,
  encodeDocument,
  entityKeys,
  findPolicy,
  inOrder,
  newTags,
  page,
  policyUse,
  quota,
  quotas,
  requestTagKeys,
  toldTags,
} from './common.ts';
import { checkDocument, policySize } from './documents.ts';
import { tagOperations } from './tagging.ts';

function arnOf(call: Call, policy: { path: string; name: string }): string {
  return pathArn(call.tx.accountId, 'policy', policy.path, policy.name);
}

export function toldOwn(call: Call, policy: ManagedPolicy): sdk.Policy {
  const arn = arnOf(call, policy);
  const use = policyUse(call, arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: `v${policy.defaultVersion}`,
    AttachmentCount: use.attached,
    PermissionsBoundaryUsageCount: use.boundaries,
    IsAttachable: true,
    CreateDate: date(policy.created),
    UpdateDate: date(policy.updated),
  };
}

function toldAws(call: Call, policy: AwsManagedPolicy): sdk.Policy {
  const use = policyUse(call, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: `v${policy.version}`,
    AttachmentCount: use.attached,
    PermissionsBoundaryUsageCount: use.boundaries,
    IsAttachable: !policy.path.startsWith('/aws-service-role/'),
    CreateDate: date(policy.created),
    UpdateDate: date(policy.updated),
  };
}

const onPolicy = {
  resource: (input: { PolicyArn: string }) => input.PolicyArn,
  context: (input: { PolicyArn: string }, call: Call): Context =>
    entityKeys(call.tx.account.policies.get(input.PolicyArn)),
};

/** AWS's policies can be read by everyone and changed by nobody. */
function ownPolicy(call: Call, arn: string): ManagedPolicy {
  if (isAwsManaged(arn))
    fail('AccessDenied', `Cannot perform the operation on the protected AWS managed policy ${arn}.`);
  return findPolicy(call, arn);
}

function versionNumber(id: string): number {
  return Number(/^v(\d+)/.exec(id)?.[1]);
}

function toldVersion(policy: ManagedPolicy, version: ManagedPolicyVersion): sdk.PolicyVersion {
  return {
    VersionId: `v${version.number}`,
    IsDefaultVersion: version.number === policy.defaultVersion,
    CreateDate: date(version.created),
  };
}

function checkPolicyText(text: string): void {
  checkDocument(text, 'identity');
  if (policySize(text) > quotas.PolicySize)
    fail('LimitExceeded', `Cannot exceed quota for PolicySize: ${quotas.PolicySize}`);
}

const createPolicy = operation<sdk.CreatePolicyRequest, sdk.CreatePolicyResponse>({
  resource: (input, call) => arnOf(call, { path: input.Path ?? '/', name: input.PolicyName }),
  context: (input) => requestTagKeys(input.Tags),
  run(input, call) {
    const { policies } = call.tx.account;
    if (policies.some(({ name }) => nameKey(name) === nameKey(input.PolicyName)))
      fail(
        'EntityAlreadyExists',
        `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`,
      );
    quota('PoliciesPerAccount', policies.size);
    checkPolicyText(input.PolicyDocument);
    const { now } = call.times;
    const policy: ManagedPolicy = {
      id: call.tx.ids.entity('ANPA'),
      name: input.PolicyName,
      path: input.Path ?? '/',
      created: now,
      updated: now,
      description: input.Description ?? '',
      tags: newTags(input.Tags),
      defaultVersion: 1,
      nextVersion: 2,
      versions: [{ number: 1, name: input.PolicyName, document: input.PolicyDocument, created: now }],
    };
    call.tx.put('policies', arnOf(call, policy), policy);
    return { Policy: { ...toldOwn(call, policy), Tags: toldTags(policy.tags) } };
  },
});

const getPolicy = operation<sdk.GetPolicyRequest, sdk.GetPolicyResponse>({
  ...onPolicy,
  run(input, call) {
    const aws = managedPolicy(input.PolicyArn);
    if (aws) return { Policy: { ...toldAws(call, aws), Tags: [] } };
    const policy = findPolicy(call, input.PolicyArn);
    return {
      Policy: {
        ...toldOwn(call, policy),
        ...(policy.description ? { Description: policy.description } : {}),
        Tags: [...policy.tags],
      },
    };
  },
});

const listPolicies = operation<sdk.ListPoliciesRequest, sdk.ListPoliciesResponse>({
  fetch: loadManagedIndex,
  run(input, call) {
    const scope = input.Scope ?? 'All';
    const own =
      scope === 'AWS' ? [] : inOrder(call.tx.account.policies).map((policy) => toldOwn(call, policy));
    const aws = scope === 'Local' ? [] : managedPolicies().map((policy) => toldAws(call, policy));
    const prefix = input.PathPrefix ?? '/';
    const found = [...own, ...aws].filter((policy) => {
      if (!policy.Path?.startsWith(prefix)) return false;
      if (input.PolicyUsageFilter === 'PermissionsPolicy' && !policy.AttachmentCount) return false;
      if (input.PolicyUsageFilter === 'PermissionsBoundary' && !policy.PermissionsBoundaryUsageCount)
        return false;
      return (
        !input.OnlyAttached || (policy.AttachmentCount ?? 0) + (policy.PermissionsBoundaryUsageCount ?? 0) > 0
      );
    });
    const { items, rest } = page(input, found, (policy) => policy.Arn as string);
    return { Policies: items, ...rest };
  },
});

type VersionInput = { PolicyArn: string; VersionId: string };

const noVersion = ({ PolicyArn, VersionId }: VersionInput): never =>
  fail('NoSuchEntity', `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`);

/** The version that an input names, of a policy that is the account's own. */
const findVersion = (policy: ManagedPolicy, input: VersionInput): ManagedPolicy['versions'][number] =>
  policy.versions.find(({ number }) => number === versionNumber(input.VersionId)) ?? noVersion(input);

const getPolicyVersion = operation<sdk.GetPolicyVersionRequest, sdk.GetPolicyVersionResponse>({
  ...onPolicy,
  run(input, call) {
    const aws = managedPolicy(input.PolicyArn);
    if (aws) {
      if (versionNumber(input.VersionId) !== aws.version) noVersion(input);
      return {
        PolicyVersion: {
          Document: encodeDocument(aws.document),
          VersionId: `v${aws.version}`,
          IsDefaultVersion: true,
          CreateDate: date(aws.updated),
        },
      };
    }
    const policy = findPolicy(call, input.PolicyArn);
    const version = findVersion(policy, input);
    return { PolicyVersion: { Document: encodeDocument(version.document), ...toldVersion(policy, version) } };
  },
});

const listPolicyVersions = operation<sdk.ListPolicyVersionsRequest, sdk.ListPolicyVersionsResponse>({
  ...onPolicy,
  run(input, call) {
    const aws = managedPolicy(input.PolicyArn);
    if (aws) {
      const version = { VersionId: `v${aws.version}`, IsDefaultVersion: true, CreateDate: date(aws.updated) };
      return { Versions: [version], IsTruncated: false };
    }
    const policy = findPolicy(call, input.PolicyArn);
    const versions = [...policy.versions].reverse();
    const { items, rest } = page(input, versions, ({ number }) => String(number));
    return { Versions: items.map((version) => toldVersion(policy, version)), ...rest };
  },
});

const createPolicyVersion = operation<sdk.CreatePolicyVersionRequest, sdk.CreatePolicyVersionResponse>({
  ...onPolicy,
  run(input, call) {
    const policy = ownPolicy(call, input.PolicyArn);
    if (policy.versions.length >= quotas.VersionsPerPolicy)
      fail(
        'LimitExceeded',
        `A managed policy can have up to ${quotas.VersionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
      );
    checkPolicyText(input.PolicyDocument);
    const { now } = call.times;
    const version = {
      number: policy.nextVersion,
      name: policy.name,
      document: input.PolicyDocument,
      created: now,
    };
    const next: ManagedPolicy = {
      ...policy,
      updated: now,
      nextVersion: policy.nextVersion + 1,
      defaultVersion: input.SetAsDefault ? version.number : policy.defaultVersion,
      versions: [...policy.versions, version],
    };
    call.tx.put('policies', input.PolicyArn, next);
    return { PolicyVersion: toldVersion(next, version) };
  },
});

const deletePolicyVersion = operation<sdk.DeletePolicyVersionRequest, void>({
  ...onPolicy,
  run(input, call) {
    const policy = ownPolicy(call, input.PolicyArn);
    const { number } = findVersion(policy, input);
    if (number === policy.defaultVersion)
      fail('DeleteConflict', 'Cannot delete the default version of a policy.');
    call.tx.put('policies', input.PolicyArn, {
      ...policy,
      updated: call.times.now,
      versions: policy.versions.filter((version) => version.number !== number),
    });
  },
});

const setDefaultPolicyVersion = operation<sdk.SetDefaultPolicyVersionRequest, void>({
  ...onPolicy,
  run(input, call) {
    const policy = ownPolicy(call, input.PolicyArn);
    const { number } = findVersion(policy, input);
    call.tx.put('policies', input.PolicyArn, { ...policy, updated: call.times.now, defaultVersion: number });
  },
});

const deletePolicy = operation<sdk.DeletePolicyRequest, void>({
  ...onPolicy,
  run(input, call) {
    const policy = ownPolicy(call, input.PolicyArn);
    const use = policyUse(call, input.PolicyArn);
    if (use.attached > 0) fail('DeleteConflict', 'Cannot delete a policy attached to entities.');
    if (use.boundaries > 0)
      fail('DeleteConflict', 'Cannot delete a policy that is in use as a permissions boundary.');
    if (policy.versions.length > 1)
      fail(
        'DeleteConflict',
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    call.tx.remove('policies', input.PolicyArn);
  },
});

const listEntitiesForPolicy = operation<sdk.ListEntitiesForPolicyRequest, sdk.ListEntitiesForPolicyResponse>({
  ...onPolicy,
  run(input, call) {
    const arn = input.PolicyArn;
    if (!managedPolicy(arn)) findPolicy(call, arn);
    const usage = input.PolicyUsageFilter;
    const uses = (entity: { attached: readonly string[]; boundary?: string | undefined }) =>
      (usage !== 'PermissionsBoundary' && entity.attached.includes(arn)) ||
      (usage !== 'PermissionsPolicy' && entity.boundary === arn);
    const wants = (kind: string) => input.EntityFilter === undefined || input.EntityFilter === kind;
    const { users, groups, roles } = call.tx.account;
    const prefix = input.PathPrefix ?? '/';
    const all = [
      ...(wants('Group') ? inOrder(groups).map((entity) => ({ kind: 'g', entity })) : []),
      ...(wants('User') ? inOrder(users).map((entity) => ({ kind: 'u', entity })) : []),
      ...(wants('Role') ? inOrder(roles).map((entity) => ({ kind: 'r', entity })) : []),
    ].filter(({ entity }) => uses(entity) && entity.path.startsWith(prefix));
    const { items, rest } = page(input, all, ({ kind, entity }) => `${kind}/${nameKey(entity.name)}`);
    const of = (kind: string) => items.filter((item) => item.kind === kind).map(({ entity }) => entity);
    return {
      PolicyGroups: of('g').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('u').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('r').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...rest,
    };
  },
});

export const policies: Operations = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  ListPolicies: listPolicies,
  DeletePolicy: deletePolicy,
  CreatePolicyVersion: createPolicyVersion,
  GetPolicyVersion: getPolicyVersion,
  ListPolicyVersions: listPolicyVersions,
  DeletePolicyVersion: deletePolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  ...tagOperations('Policy', {
    ...onPolicy,
    find: (input: { PolicyArn: string }, call) => ownPolicy(call, input.PolicyArn),
    put: (policy, input, call) => call.tx.put('policies', input.PolicyArn, policy),
    read: (input, call) => (managedPolicy(input.PolicyArn) ? [] : findPolicy(call, input.PolicyArn).tags),
  }),
};
