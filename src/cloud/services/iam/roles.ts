// IAM roles: create, trust policy, boundary, tags, and the roles that AWS services link to an account.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn } from '../../world/arn.ts';
import type { Role } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { roleArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  boundaryKey,
  changeableRole,
  checkBoundary,
  countUse,
  date,
  encodeDocument,
  findRole,
  inOrder,
  newTags,
  onRole,
  page,
  putRole,
  quota,
  quotas,
  requestTagKeys,
  toldBoundary,
  toldTags,
  underPath,
} from './common.ts';
import { checkDocument, policySize } from './documents.ts';
import { checkPrincipals, forgetPrincipal } from './principals.ts';
import { tagOperations } from './tagging.ts';

/** As lists tell a role; GetRole adds boundary, tags and last use. */
export function toldRole(call: Call, role: Role): sdk.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(call.tx.accountId, role),
    CreateDate: date(role.created),
    AssumeRolePolicyDocument: encodeDocument(role.trust.document),
    ...(role.description ? { Description: role.description } : {}),
    MaxSessionDuration: role.maxSession,
  };
}

function toldWhole(call: Call, role: Role): sdk.Role {
  return {
    ...toldRole(call, role),
    PermissionsBoundary: toldBoundary(role.boundary),
    Tags: toldTags(role.tags),
    RoleLastUsed: role.lastUsed ? { LastUsedDate: date(role.lastUsed.at), Region: role.lastUsed.region } : {},
  };
}

function checkTrust(call: Call, text: string): void {
  checkDocument(text, 'trust');
  checkPrincipals(call, text);
  if (policySize(text) > quotas.TrustPolicySize)
    fail('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${quotas.TrustPolicySize}`);
}

const createRole = operation<sdk.CreateRoleRequest, sdk.CreateRoleResponse>({
  resource: (input, call) => pathArn(call.tx.accountId, 'role', input.Path ?? '/', input.RoleName),
  context: (input) => ({ ...requestTagKeys(input.Tags), ...boundaryKey(input.PermissionsBoundary) }),
  run(input, call) {
    const { roles } = call.tx.account;
    if (roles.has(nameKey(input.RoleName)))
      fail('EntityAlreadyExists', `Role with name ${input.RoleName} already exists.`);
    quota('RolesPerAccount', roles.size);
    checkTrust(call, input.AssumeRolePolicyDocument);
    if (input.PermissionsBoundary !== undefined) {
      checkBoundary(call, input.PermissionsBoundary);
      countUse(call, input.PermissionsBoundary, 0, 1);
    }
    const role: Role = {
      id: call.tx.ids.entity('AROA'),
      name: input.RoleName,
      path: input.Path ?? '/',
      created: call.times.now,
      trust: { name: 'AssumeRolePolicyDocument', document: input.AssumeRolePolicyDocument },
      description: input.Description ?? '',
      maxSession: input.MaxSessionDuration ?? 3600,
      tags: newTags(input.Tags),
      boundary: input.PermissionsBoundary,
      attached: [],
      inline: [],
    };
    putRole(call, role);
    const { RoleLastUsed, ...told } = toldWhole(call, role);
    void RoleLastUsed;
    return { Role: told };
  },
});

const getRole = operation<sdk.GetRoleRequest, sdk.GetRoleResponse>({
  ...onRole,
  run: (input, call) => ({ Role: toldWhole(call, findRole(call, input.RoleName)) }),
});

const listRoles = operation<sdk.ListRolesRequest, sdk.ListRolesResponse>({
  resource: (input, call) => `arn:aws:iam::${call.tx.accountId}:role${input.PathPrefix ?? '/'}`,
  run(input, call) {
    const roles = underPath(inOrder(call.tx.account.roles), input.PathPrefix);
    const { items, rest } = page(input, roles, (role) => nameKey(role.name));
    return { Roles: items.map((role) => toldRole(call, role)), ...rest };
  },
});

const updateRole = operation<sdk.UpdateRoleRequest, sdk.UpdateRoleResponse>({
  ...onRole,
  run(input, call) {
    const role = changeableRole(call, input.RoleName);
    putRole(call, {
      ...role,
      description: input.Description ?? role.description,
      maxSession: input.MaxSessionDuration ?? role.maxSession,
    });
    return {};
  },
});

const updateRoleDescription = operation<sdk.UpdateRoleDescriptionRequest, sdk.UpdateRoleDescriptionResponse>({
  ...onRole,
  run(input, call) {
    const role = { ...changeableRole(call, input.RoleName), description: input.Description };
    putRole(call, role);
    return { Role: toldRole(call, role) };
  },
});

const updateAssumeRolePolicy = operation<sdk.UpdateAssumeRolePolicyRequest, void>({
  ...onRole,
  run(input, call) {
    const role = changeableRole(call, input.RoleName);
    checkTrust(call, input.PolicyDocument);
    putRole(call, { ...role, trust: { ...role.trust, document: input.PolicyDocument } });
  },
});

const deleteRole = operation<sdk.DeleteRoleRequest, void>({
  ...onRole,
  run(input, call) {
    const role = changeableRole(call, input.RoleName);
    const conflict = (what: string) => fail('DeleteConflict', `Cannot delete entity, ${what}`);
    const key = nameKey(role.name);
    if (call.tx.account.instanceProfiles.some((profile) => profile.role === key))
      conflict('must remove roles from instance profile first.');
    if (role.attached.length > 0) conflict('must detach all policies first.');
    if (role.inline.length > 0) conflict('must delete policies first.');
    removeRole(call, role);
  },
});

/** Takes a role away with its sessions, and leaves its id where policies named it. */
function removeRole(call: Call, role: Role): void {
  if (role.boundary) countUse(call, role.boundary, 0, -1);
  for (const arn of role.attached) countUse(call, arn, -1, 0);
  call.tx.remove('roles', nameKey(role.name));
  for (const key of call.tx.world.keys.values())
    if (key.account === call.tx.accountId && key.owner.kind === 'role' && key.owner.roleId === role.id)
      call.tx.removeKey(key.id);
  forgetPrincipal(call, roleArn(call.tx.accountId, role), role.id);
}

/** Names that do not follow from the service's own (IAM user guide, «AWS services that work with IAM»). */
const linkedNames: Record<string, string> = {
  'autoscaling.amazonaws.com': 'AWSServiceRoleForAutoScaling',
  'elasticloadbalancing.amazonaws.com': 'AWSServiceRoleForElasticLoadBalancing',
  'spot.amazonaws.com': 'AWSServiceRoleForEC2Spot',
  'ecs.amazonaws.com': 'AWSServiceRoleForECS',
  'rds.amazonaws.com': 'AWSServiceRoleForRDS',
  'support.amazonaws.com': 'AWSServiceRoleForSupport',
  'trustedadvisor.amazonaws.com': 'AWSServiceRoleForTrustedAdvisor',
  'organizations.amazonaws.com': 'AWSServiceRoleForOrganizations',
  'access-analyzer.amazonaws.com': 'AWSServiceRoleForAccessAnalyzer',
  'cloudtrail.amazonaws.com': 'AWSServiceRoleForCloudTrail',
  'config.amazonaws.com': 'AWSServiceRoleForConfig',
  'guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDuty',
  'sso.amazonaws.com': 'AWSServiceRoleForSSO',
  'elasticbeanstalk.amazonaws.com': 'AWSServiceRoleForElasticBeanstalk',
};

function linkedName(service: string): string {
  const label = service.split('.')[0] as string;
  return linkedNames[service] ?? `AWSServiceRoleFor${label.charAt(0).toUpperCase()}${label.slice(1)}`;
}

const createServiceLinkedRole = operation<
  sdk.CreateServiceLinkedRoleRequest,
  sdk.CreateServiceLinkedRoleResponse
>({
  resource: (input, call) =>
    pathArn(
      call.tx.accountId,
      'role',
      `/aws-service-role/${input.AWSServiceName}/`,
      linkedName(input.AWSServiceName),
    ),
  context: (input) => ({ 'iam:AWSServiceName': input.AWSServiceName }),
  run(input, call) {
    const service = input.AWSServiceName;
    if (!service.endsWith('.amazonaws.com'))
      fail('InvalidInput', `Service role trust policy does not allow the service ${service}.`);
    const name = linkedName(service) + (input.CustomSuffix ? `_${input.CustomSuffix}` : '');
    if (call.tx.account.roles.has(nameKey(name)))
      fail(
        'InvalidInput',
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    };
    const role: Role = {
      id: call.tx.ids.entity('AROA'),
      name,
      path: `/aws-service-role/${service}/`,
      created: call.times.now,
      trust: { name: 'AssumeRolePolicyDocument', document: JSON.stringify(trust) },
      description: input.Description ?? '',
      maxSession: 3600,
      tags: [],
      attached: [],
      inline: [],
      linkedService: service,
    };
    putRole(call, role);
    return { Role: toldRole(call, role) };
  },
});

const deleteServiceLinkedRole = operation<
  sdk.DeleteServiceLinkedRoleRequest,
  sdk.DeleteServiceLinkedRoleResponse
>({
  ...onRole,
  run(input, call) {
    const role = findRole(call, input.RoleName);
    if (!role.linkedService) fail('InvalidInput', `Role ${role.name} is not a service-linked role.`);
    const id = `task${role.path}${role.name}/${call.tx.ids.uuid()}`;
    removeRole(call, role);
    call.tx.put('jobs', id, {
      id,
      kind: 'DeleteServiceLinkedRole',
      created: call.times.now,
      arn: roleArn(call.tx.accountId, role),
      owner: call.caller.userId,
    });
    return { DeletionTaskId: id };
  },
});

const deletionStatus = operation<
  sdk.GetServiceLinkedRoleDeletionStatusRequest,
  sdk.GetServiceLinkedRoleDeletionStatusResponse
>({
  run(input, call) {
    if (call.tx.account.jobs.get(input.DeletionTaskId)?.kind !== 'DeleteServiceLinkedRole')
      fail('NoSuchEntity', `The deletion task ${input.DeletionTaskId} cannot be found.`);
    return { Status: 'SUCCEEDED' };
  },
});

export const roles: Operations = {
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateRoleDescription,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  DeleteRole: deleteRole,
  ...tagOperations('Role', {
    ...onRole,
    find: (input: { RoleName: string }, call) => changeableRole(call, input.RoleName),
    put: (role, _input, call) => putRole(call, role),
    read: (input, call) => findRole(call, input.RoleName).tags,
  }),
  CreateServiceLinkedRole: createServiceLinkedRole,
  DeleteServiceLinkedRole: deleteServiceLinkedRole,
  GetServiceLinkedRoleDeletionStatus: deletionStatus,
};
