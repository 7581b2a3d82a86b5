// Reads and changes of roles, over the SDK's IAM client only. Tests: test/console/roles.test.ts.
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  type InstanceProfile,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  type Role,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { orNotSimulated } from '../errors.ts';
import { collect } from './pages.ts';
import { type PolicyLink, readDocument } from './policies.ts';

export const listRoles = (iam: IAMClient, onPart?: (soFar: readonly Role[]) => void): Promise<Role[]> =>
  collect(
    (input) => iam.send(new ListRolesCommand(input)),
    (answer) => answer.Roles,
    onPart,
  );

export async function getRole(iam: IAMClient, name: string): Promise<Role> {
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
  if (!role) throw new Error('GetRole answered without a role');
  return role;
}

export async function rolePolicies(iam: IAMClient, name: string): Promise<PolicyLink[]> {
  const attached = await collect(
    (input) => iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...input })),
    (answer) => answer.AttachedPolicies,
  );
  const inline = await collect(
    (input) => iam.send(new ListRolePoliciesCommand({ RoleName: name, ...input })),
    (answer) => answer.PolicyNames,
  );
  return [
    ...attached.map((one) => ({ name: one.PolicyName ?? '', arn: one.PolicyArn, via: undefined })),
    ...inline.map((one) => ({ name: one, arn: undefined, via: undefined })),
  ];
}

export const roleInlineDocument = async (iam: IAMClient, name: string, policy: string): Promise<string> =>
  readDocument(
    (await iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }))).PolicyDocument,
  );

export const putRoleInline = (iam: IAMClient, name: string, policy: string, document: string) =>
  iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: policy, PolicyDocument: document }));

export const attachToRole = (iam: IAMClient, role: string, arn: string) =>
  iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: arn }));

export async function removeRolePolicy(iam: IAMClient, role: string, policy: PolicyLink): Promise<void> {
  if (policy.arn === undefined)
    await iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: policy.name }));
  else await iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: policy.arn }));
}

export const listInstanceProfiles = (iam: IAMClient): Promise<InstanceProfile[]> =>
  collect(
    (input) => iam.send(new ListInstanceProfilesCommand(input)),
    (answer) => answer.InstanceProfiles,
  );

export const saveTrust = (iam: IAMClient, role: string, document: string) =>
  iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument: document }));

export const createRole = (iam: IAMClient, name: string, description: string, trust: string) =>
  iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: trust,
      ...(description === '' ? {} : { Description: description }),
    }),
  );

/** Policies and instance profiles first, as DeleteRole refuses a role that still has any. */
export async function deleteRole(iam: IAMClient, name: string): Promise<void> {
  const profiles = await orNotSimulated(
    collect(
      (input) => iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: name, ...input })),
      (answer) => answer.InstanceProfiles,
    ),
    [],
  );
  for (const profile of profiles)
    await iam.send(
      new RemoveRoleFromInstanceProfileCommand({
        RoleName: name,
        InstanceProfileName: profile.InstanceProfileName,
      }),
    );
  for (const policy of await rolePolicies(iam, name)) await removeRolePolicy(iam, name, policy);
  await iam.send(new DeleteRoleCommand({ RoleName: name }));
}

export type Trusted = { kind: 'service'; service: string } | { kind: 'account'; account: string };

/** The trust policies that «Create role» writes for a service or an account. */
export const trustPolicy = (trusted: Trusted): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal:
            trusted.kind === 'service'
              ? { Service: trusted.service }
              : { AWS: `arn:aws:iam::${trusted.account}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    null,
    4,
  );

/** Who may assume a role, in a word each: services, accounts, ARNs. Empty where the document cannot be read. */
export function trustedBy(document: string): string[] {
  try {
    const { Statement: statements } = JSON.parse(document) as { Statement?: unknown };
    const names = [statements].flat().flatMap((statement) => {
      const principal = (statement as { Principal?: unknown } | undefined)?.Principal;
      if (typeof principal === 'string') return [principal];
      return Object.values((principal ?? {}) as Record<string, string | string[]>).flat();
    });
    return [...new Set(names)];
  } catch {
    return [];
  }
}
