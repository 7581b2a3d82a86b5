// Reads and changes of user groups, over the SDK's IAM client only. Tests: test/console/users.test.ts.
import {
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DetachGroupPolicyCommand,
  GetGroupCommand,
  GetGroupPolicyCommand,
  type Group,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsCommand,
  PutGroupPolicyCommand,
  RemoveUserFromGroupCommand,
  type User,
} from '@aws-sdk/client-iam';
import { collect, inParallel } from './pages.ts';
import { type PolicyLink, readDocument } from './policies.ts';

export const listGroups = (iam: IAMClient, onPart?: (soFar: readonly Group[]) => void): Promise<Group[]> =>
  collect(
    (input) => iam.send(new ListGroupsCommand(input)),
    (answer) => answer.Groups,
    onPart,
  );

export interface GroupWithMembers {
  group: Group;
  members: User[];
}

export async function getGroup(iam: IAMClient, name: string): Promise<GroupWithMembers> {
  let group: Group | undefined;
  const members = await collect(
    async (input) => {
      const answer = await iam.send(new GetGroupCommand({ GroupName: name, ...input }));
      group = answer.Group;
      return answer;
    },
    (answer) => answer.Users,
  );
  if (!group) throw new Error('GetGroup answered without a group');
  return { group, members };
}

export const attachedToGroup = (iam: IAMClient, name: string): Promise<PolicyLink[]> =>
  collect(
    (input) => iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: name, ...input })),
    (answer) => answer.AttachedPolicies,
  ).then((all) => all.map((one) => ({ name: one.PolicyName ?? '', arn: one.PolicyArn, via: undefined })));

/** Managed and inline policies of the group. */
export async function groupPolicies(iam: IAMClient, name: string): Promise<PolicyLink[]> {
  const attached = await attachedToGroup(iam, name);
  const inline = await collect(
    (input) => iam.send(new ListGroupPoliciesCommand({ GroupName: name, ...input })),
    (answer) => answer.PolicyNames,
  );
  return [...attached, ...inline.map((one) => ({ name: one, arn: undefined, via: undefined }))];
}

export const groupInlineDocument = async (iam: IAMClient, name: string, policy: string): Promise<string> =>
  readDocument(
    (await iam.send(new GetGroupPolicyCommand({ GroupName: name, PolicyName: policy }))).PolicyDocument,
  );

export const putGroupInline = (iam: IAMClient, name: string, policy: string, document: string) =>
  iam.send(new PutGroupPolicyCommand({ GroupName: name, PolicyName: policy, PolicyDocument: document }));

export const createGroup = (iam: IAMClient, name: string) =>
  iam.send(new CreateGroupCommand({ GroupName: name }));

export const attachToGroup = (iam: IAMClient, group: string, arn: string) =>
  iam.send(new AttachGroupPolicyCommand({ GroupName: group, PolicyArn: arn }));

export async function removeGroupPolicy(iam: IAMClient, group: string, policy: PolicyLink): Promise<void> {
  if (policy.arn === undefined)
    await iam.send(new DeleteGroupPolicyCommand({ GroupName: group, PolicyName: policy.name }));
  else await iam.send(new DetachGroupPolicyCommand({ GroupName: group, PolicyArn: policy.arn }));
}

/** Members and policies first, as DeleteGroup refuses a group that still has any; the console does the same. */
export async function deleteGroup(iam: IAMClient, name: string): Promise<void> {
  const { members } = await getGroup(iam, name);
  await inParallel(members, (user) =>
    iam.send(new RemoveUserFromGroupCommand({ GroupName: name, UserName: user.UserName })),
  );
  await inParallel(await groupPolicies(iam, name), (policy) => removeGroupPolicy(iam, name, policy));
  await iam.send(new DeleteGroupCommand({ GroupName: name }));
}
