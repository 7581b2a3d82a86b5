// Users, groups and roles as what policies hang on: the same questions and changes for each of the three. Over the SDK's
// IAM client only. Tests: test/console/holders.test.ts.
import {
  DeleteRolePermissionsBoundaryCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import {
  attachToGroup,
  groupInlineDocument,
  groupPolicies,
  putGroupInline,
  removeGroupPolicy,
} from './groups.ts';
import type { PolicyLink } from './policies.ts';
import { attachToRole, putRoleInline, removeRolePolicy, roleInlineDocument, rolePolicies } from './roles.ts';
import {
  attachToUser,
  effectivePolicies,
  putUserInline,
  removeUserPolicy,
  setBoundary as setUserBoundary,
  userInlineDocument,
} from './users.ts';

export type HolderKind = 'user' | 'group' | 'role';

export interface Holder {
  kind: HolderKind;
  name: string;
}

interface Ways {
  /** Everything that works for it; a user's include those of its groups. */
  list(iam: IAMClient, name: string): Promise<PolicyLink[]>;
  attach(iam: IAMClient, name: string, arn: string): Promise<unknown>;
  putInline(iam: IAMClient, name: string, policy: string, document: string): Promise<unknown>;
  inlineDocument(iam: IAMClient, name: string, policy: string): Promise<string>;
  /** Detaches a managed policy, deletes an inline one. */
  remove(iam: IAMClient, name: string, link: PolicyLink): Promise<void>;
  /** Groups have no permissions boundary. */
  setBoundary?: (iam: IAMClient, name: string, arn: string | undefined) => Promise<unknown>;
}

const setRoleBoundary = (iam: IAMClient, name: string, arn: string | undefined): Promise<unknown> =>
  arn === undefined
    ? iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: name }))
    : iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: name, PermissionsBoundary: arn }));

export const waysOf: Readonly<Record<HolderKind, Ways>> = {
  user: {
    list: effectivePolicies,
    attach: attachToUser,
    putInline: putUserInline,
    inlineDocument: userInlineDocument,
    remove: removeUserPolicy,
    setBoundary: setUserBoundary,
  },
  group: {
    list: groupPolicies,
    attach: attachToGroup,
    putInline: putGroupInline,
    inlineDocument: groupInlineDocument,
    remove: removeGroupPolicy,
  },
  role: {
    list: rolePolicies,
    attach: attachToRole,
    putInline: putRoleInline,
    inlineDocument: roleInlineDocument,
    remove: removeRolePolicy,
    setBoundary: setRoleBoundary,
  },
};
