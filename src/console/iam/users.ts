// Reads and changes of users, over the SDK's IAM client only. Tests: test/console/users.test.ts.
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type Group,
  type IAMClient,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  type User,
} from '@aws-sdk/client-iam';
import { groupPolicies } from './groups.ts';
import { collect } from './pages.ts';
import { type PolicyLink, readDocument } from './policies.ts';

export const listUsers = (iam: IAMClient, onPart?: (soFar: readonly User[]) => void): Promise<User[]> =>
  collect(
    (input) => iam.send(new ListUsersCommand(input)),
    (answer) => answer.Users,
    onPart,
  );

export async function getUser(iam: IAMClient, name: string): Promise<User> {
  const { User: user } = await iam.send(new GetUserCommand({ UserName: name }));
  if (!user) throw new Error('GetUser answered without a user');
  return user;
}

export const groupsOf = (iam: IAMClient, name: string): Promise<Group[]> =>
  collect(
    (input) => iam.send(new ListGroupsForUserCommand({ UserName: name, ...input })),
    (answer) => answer.Groups,
  );

/** Policies attached to the user itself, managed and inline. */
export async function directPolicies(iam: IAMClient, name: string): Promise<PolicyLink[]> {
  const attached = await collect(
    (input) => iam.send(new ListAttachedUserPoliciesCommand({ UserName: name, ...input })),
    (answer) => answer.AttachedPolicies,
  );
  const inline = await collect(
    (input) => iam.send(new ListUserPoliciesCommand({ UserName: name, ...input })),
    (answer) => answer.PolicyNames,
  );
  return [
    ...attached.map((one) => ({ name: one.PolicyName ?? '', arn: one.PolicyArn, via: undefined })),
    ...inline.map((one) => ({ name: one, arn: undefined, via: undefined })),
  ];
}

/** What the Permissions tab lists: the user's own policies and those of its groups, each with where it comes from. */
export async function effectivePolicies(iam: IAMClient, name: string): Promise<PolicyLink[]> {
  const own = await directPolicies(iam, name);
  const groups = await groupsOf(iam, name);
  const through = await Promise.all(
    groups.map(async (group) => {
      const policies = await groupPolicies(iam, group.GroupName ?? '');
      return policies.map((one) => ({ ...one, via: group.GroupName }));
    }),
  );
  return [...own, ...through.flat()];
}

export const userInlineDocument = async (iam: IAMClient, name: string, policy: string): Promise<string> =>
  readDocument(
    (await iam.send(new GetUserPolicyCommand({ UserName: name, PolicyName: policy }))).PolicyDocument,
  );

export const putUserInline = (iam: IAMClient, name: string, policy: string, document: string) =>
  iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: policy, PolicyDocument: document }));

export const addToGroup = (iam: IAMClient, user: string, group: string) =>
  iam.send(new AddUserToGroupCommand({ UserName: user, GroupName: group }));

export const removeFromGroup = (iam: IAMClient, user: string, group: string) =>
  iam.send(new RemoveUserFromGroupCommand({ UserName: user, GroupName: group }));

export const attachToUser = (iam: IAMClient, user: string, arn: string) =>
  iam.send(new AttachUserPolicyCommand({ UserName: user, PolicyArn: arn }));

/** Detaches a managed policy, deletes an inline one. */
export async function removeUserPolicy(iam: IAMClient, user: string, policy: PolicyLink): Promise<void> {
  if (policy.arn === undefined)
    await iam.send(new DeleteUserPolicyCommand({ UserName: user, PolicyName: policy.name }));
  else await iam.send(new DetachUserPolicyCommand({ UserName: user, PolicyArn: policy.arn }));
}

export async function setBoundary(iam: IAMClient, user: string, arn: string | undefined): Promise<void> {
  if (arn === undefined) await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: user }));
  else await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: user, PermissionsBoundary: arn }));
}
