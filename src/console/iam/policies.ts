// Reads and changes of policies, over the SDK's IAM client only. Tests: test/console/users.test.ts.
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  type Policy,
  type PolicyVersion,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import type { TagInput } from './names.ts';
import { collect, inParallel } from './pages.ts';

/** A policy as it hangs on a user or group. Without an ARN it is inline. */
export interface PolicyLink {
  name: string;
  arn: string | undefined;
  /** The group it comes through; undefined: attached directly. */
  via: string | undefined;
}

export type PolicyType = 'awsManaged' | 'jobFunction' | 'customerManaged' | 'inline';

/** AWS's own managed policies carry `aws` where an account id stands, job functions a path of their own. */
export function policyType(arn: string | undefined): PolicyType {
  if (arn === undefined) return 'inline';
  if (/^arn:[^:]+:iam::aws:policy\/job-function\//.test(arn)) return 'jobFunction';
  return /^arn:[^:]+:iam::aws:policy\//.test(arn) ? 'awsManaged' : 'customerManaged';
}

export const policyName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** IAM answers documents percent-encoded; shown as the console shows them, indented where they are JSON. */
export function readDocument(encoded: string | undefined): string {
  if (encoded === undefined) return '';
  let text = encoded;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    // Not percent-encoded: as it is.
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 4);
  } catch {
    return text;
  }
}

export const listPolicies = (
  iam: IAMClient,
  onPart?: (soFar: readonly Policy[]) => void,
): Promise<Policy[]> =>
  collect(
    (input) => iam.send(new ListPoliciesCommand({ Scope: 'All', ...input })),
    (answer) => answer.Policies,
    onPart,
  );

export async function getPolicy(iam: IAMClient, arn: string): Promise<Policy> {
  const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  if (!policy) throw new Error('GetPolicy answered without a policy');
  return policy;
}

export const policyDocument = async (iam: IAMClient, arn: string, version: string): Promise<string> =>
  readDocument(
    (await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }))).PolicyVersion
      ?.Document,
  );

export const policyVersions = (iam: IAMClient, arn: string): Promise<PolicyVersion[]> =>
  collect(
    (input) => iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn, ...input })),
    (answer) => answer.Versions,
  );

export interface AttachedEntity {
  name: string;
  kind: 'user' | 'group' | 'role';
  /** Attached as a permissions boundary rather than as a permissions policy. */
  boundary: boolean;
}

export async function entitiesOf(iam: IAMClient, arn: string): Promise<AttachedEntity[]> {
  const as = (usage: 'PermissionsPolicy' | 'PermissionsBoundary') =>
    collect(
      (input) =>
        iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn, PolicyUsageFilter: usage, ...input })),
      (answer): AttachedEntity[] => {
        const boundary = usage === 'PermissionsBoundary';
        return [
          ...(answer.PolicyUsers ?? []).map((one) => ({
            name: one.UserName ?? '',
            kind: 'user' as const,
            boundary,
          })),
          ...(answer.PolicyGroups ?? []).map((one) => ({
            name: one.GroupName ?? '',
            kind: 'group' as const,
            boundary,
          })),
          ...(answer.PolicyRoles ?? []).map((one) => ({
            name: one.RoleName ?? '',
            kind: 'role' as const,
            boundary,
          })),
        ];
      },
    );
  return [...(await as('PermissionsPolicy')), ...(await as('PermissionsBoundary'))];
}

export const createPolicy = (
  iam: IAMClient,
  name: string,
  description: string,
  document: string,
  tags: readonly TagInput[] = [],
) =>
  iam.send(
    new CreatePolicyCommand({
      PolicyName: name,
      PolicyDocument: document,
      ...(description === '' ? {} : { Description: description }),
      ...(tags.length === 0 ? {} : { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
    }),
  );

export const saveVersion = (iam: IAMClient, arn: string, document: string) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: document, SetAsDefault: true }));

export const setDefaultVersion = (iam: IAMClient, arn: string, version: string) =>
  iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: version }));

export const deleteVersion = (iam: IAMClient, arn: string, version: string) =>
  iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: version }));

/** Older versions first: DeletePolicy refuses a policy that has more than its default one. */
export async function deletePolicy(iam: IAMClient, arn: string): Promise<void> {
  const versions = await policyVersions(iam, arn);
  await inParallel(
    versions.filter((one) => one.IsDefaultVersion !== true),
    (one) => deleteVersion(iam, arn, one.VersionId ?? ''),
  );
  await iam.send(new DeletePolicyCommand({ PolicyArn: arn }));
}
