// Managed and inline policies of users, groups and roles: the same seven operations for each of the three.
import type * as sdk from '@aws-sdk/client-iam';
import type { Group, Role, StoredPolicy, User } from '../../world/entities.ts';
import { isAwsManaged, isServicePolicy, managedPolicy } from '../../world/managed-policies.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operation, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  boundaryKey,
  changeableRole,
  checkBoundary,
  countUse,
  encodeDocument,
  entityKeys,
  findGroup,
  findRole,
  findUser,
  groupResource,
  page,
  quota,
  quotas,
  roleResource,
  userResource,
} from './common.ts';
import { checkDocument, policySize } from './documents.ts';

type Entity = User | Group | Role;

interface Kind {
  name: 'User' | 'Group' | 'Role';
  table: 'users' | 'groups' | 'roles';
  find(call: Call, name: string): Entity;
  /** The same, to be changed. */
  findToChange(call: Call, name: string): Entity;
  resource(call: Call, name: string): string;
  inlineSize: 'UserInline' | 'GroupInline' | 'RoleInline';
  quota: 'PoliciesPerUser' | 'PoliciesPerGroup' | 'PoliciesPerRole';
}

const kinds: Kind[] = [
  {
    name: 'User',
    table: 'users',
    find: findUser,
    findToChange: findUser,
    resource: userResource,
    inlineSize: 'UserInline',
    quota: 'PoliciesPerUser',
  },
  {
    name: 'Group',
    table: 'groups',
    find: findGroup,
    findToChange: findGroup,
    resource: groupResource,
    inlineSize: 'GroupInline',
    quota: 'PoliciesPerGroup',
  },
  {
    name: 'Role',
    table: 'roles',
    find: findRole,
    findToChange: changeableRole,
    resource: roleResource,
    inlineSize: 'RoleInline',
    quota: 'PoliciesPerRole',
  },
];

/** The three requests differ only in the member that names the holder: UserName, GroupName or RoleName. */
type Named = Record<string, unknown>;

function operationsOf(kind: Kind): Record<string, Operation> {
  const nameOf = (input: object) => (input as Named)[`${kind.name}Name`] as string;
  const put = (call: Call, entity: Entity, change: Partial<Entity>) =>
    call.tx.put(kind.table, nameKey(entity.name), { ...entity, ...change } as never);
  const keys = (input: object, call: Call): Context => {
    const entity: Entity | undefined = call.tx.account[kind.table].get(nameKey(nameOf(input)));
    return entity && kind.name !== 'Group' ? entityKeys(entity as User | Role) : {};
  };
  const on = {
    resource: (input: object, call: Call) => kind.resource(call, nameOf(input)),
    context: keys,
  };
  const onPolicy = {
    resource: on.resource,
    context: (input: { PolicyArn: string }, call: Call): Context => ({
      ...keys(input, call),
      'iam:PolicyARN': input.PolicyArn,
    }),
  };

  const attach = operation<sdk.AttachUserPolicyRequest, void>({
    ...onPolicy,
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input));
      const arn = input.PolicyArn;
      const there = isAwsManaged(arn) ? managedPolicy(arn) : call.tx.account.policies.get(arn);
      if (!there && isServicePolicy(arn))
        fail('PolicyNotAttachable', 'Cannot attach a Service Role Policy to a Customer Role.');
      if (!there) fail('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`);
      if (entity.attached.includes(arn)) return;
      quota(kind.quota, entity.attached.length);
      countUse(call, arn, 1, 0);
      put(call, entity, { attached: [...entity.attached, arn] });
    },
  });

  const detach = operation<sdk.DetachUserPolicyRequest, void>({
    ...onPolicy,
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input));
      if (!entity.attached.includes(input.PolicyArn))
        fail('NoSuchEntity', `Policy ${input.PolicyArn} was not found.`);
      countUse(call, input.PolicyArn, -1, 0);
      put(call, entity, { attached: entity.attached.filter((arn) => arn !== input.PolicyArn) });
    },
  });

  const listAttached = operation<sdk.ListAttachedUserPoliciesRequest, sdk.ListAttachedUserPoliciesResponse>({
    ...on,
    run(input, call) {
      const { PathPrefix: prefix } = input;
      const arns = kind
        .find(call, nameOf(input))
        .attached.filter(
          (arn) => prefix === undefined || arn.slice(arn.indexOf(':policy') + 7).startsWith(prefix),
        );
      const { items, rest } = page(input, arns, (arn) => arn);
      return {
        AttachedPolicies: items.map((arn) => ({
          PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
          PolicyArn: arn,
        })),
        ...rest,
      };
    },
  });

  const putInline = operation<sdk.PutUserPolicyRequest, void>({
    ...on,
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input));
      checkDocument(input.PolicyDocument, 'identity');
      const policy: StoredPolicy = { name: input.PolicyName, document: input.PolicyDocument };
      const others = entity.inline.filter(({ name }) => nameKey(name) !== nameKey(policy.name));
      const size = [...others, policy].reduce((sum, { document }) => sum + policySize(document), 0);
      const limit = quotas[kind.inlineSize];
      if (size > limit)
        fail(
          'LimitExceeded',
          `Maximum policy size of ${limit} bytes exceeded for ${kind.name.toLowerCase()} ${entity.name}`,
        );
      put(call, entity, { inline: [...others, policy] });
    },
  });

  const noInline = (name: string) =>
    fail('NoSuchEntity', `The ${kind.name.toLowerCase()} policy with name ${name} cannot be found.`);

  const getInline = operation<sdk.GetUserPolicyRequest, object>({
    ...on,
    run(input, call) {
      const entity = kind.find(call, nameOf(input));
      const policy =
        entity.inline.find(({ name }) => nameKey(name) === nameKey(input.PolicyName)) ??
        noInline(input.PolicyName);
      return {
        [`${kind.name}Name`]: entity.name,
        PolicyName: policy.name,
        PolicyDocument: encodeDocument(policy.document),
      };
    },
  });

  const deleteInline = operation<sdk.DeleteUserPolicyRequest, void>({
    ...on,
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input));
      const rest = entity.inline.filter(({ name }) => nameKey(name) !== nameKey(input.PolicyName));
      if (rest.length === entity.inline.length) noInline(input.PolicyName);
      put(call, entity, { inline: rest });
    },
  });

  const listInline = operation<sdk.ListUserPoliciesRequest, sdk.ListUserPoliciesResponse>({
    ...on,
    run(input, call) {
      const { items, rest } = page(input, kind.find(call, nameOf(input)).inline, ({ name }) => name);
      return { PolicyNames: items.map(({ name }) => name), ...rest };
    },
  });

  const putBoundary = operation<sdk.PutUserPermissionsBoundaryRequest, void>({
    resource: on.resource,
    context: (input, call) => ({ ...keys(input, call), ...boundaryKey(input.PermissionsBoundary) }),
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input)) as User | Role;
      checkBoundary(call, input.PermissionsBoundary);
      if (entity.boundary) countUse(call, entity.boundary, 0, -1);
      countUse(call, input.PermissionsBoundary, 0, 1);
      put(call, entity, { boundary: input.PermissionsBoundary });
    },
  });

  const deleteBoundary = operation<sdk.DeleteUserPermissionsBoundaryRequest, void>({
    ...on,
    run(input, call) {
      const entity = kind.findToChange(call, nameOf(input)) as User | Role;
      if (!entity.boundary) return;
      countUse(call, entity.boundary, 0, -1);
      put(call, entity, { boundary: undefined });
    },
  });

  const bounded: Record<string, Operation> =
    kind.name === 'Group'
      ? {}
      : {
          [`Put${kind.name}PermissionsBoundary`]: putBoundary,
          [`Delete${kind.name}PermissionsBoundary`]: deleteBoundary,
        };

  return {
    ...bounded,
    [`Attach${kind.name}Policy`]: attach,
    [`Detach${kind.name}Policy`]: detach,
    [`ListAttached${kind.name}Policies`]: listAttached,
    [`Put${kind.name}Policy`]: putInline,
    [`Get${kind.name}Policy`]: getInline,
    [`Delete${kind.name}Policy`]: deleteInline,
    [`List${kind.name}Policies`]: listInline,
  };
}

export const attachments: Operations = Object.assign({}, ...kinds.map(operationsOf));
