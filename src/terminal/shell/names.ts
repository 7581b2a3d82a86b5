// Names that are in the account, for completion: asks with the terminal's own credentials, so that it offers only what
// they may see. Tests: test/terminal/shell.test.ts.
import { runAws } from '../aws/aws.ts';
import type { Environment } from '../aws/environment.ts';

/** Service and parameter → what lists its values, and the query that takes them out. */
const lists: Record<string, readonly [string, string]> = {
  'iam UserName': ['iam list-users', 'Users[].UserName'],
  'iam GroupName': ['iam list-groups', 'Groups[].GroupName'],
  'iam RoleName': ['iam list-roles', 'Roles[].RoleName'],
  'iam PolicyArn': ['iam list-policies --scope Local', 'Policies[].Arn'],
  'iam PolicySourceArn': ['iam list-users', 'Users[].Arn'],
  'iam PermissionsBoundary': ['iam list-policies --scope Local', 'Policies[].Arn'],
  'iam InstanceProfileName': ['iam list-instance-profiles', 'InstanceProfiles[].InstanceProfileName'],
  'iam AccessKeyId': ['iam list-access-keys', 'AccessKeyMetadata[].AccessKeyId'],
  'iam SerialNumber': ['iam list-virtual-mfa-devices', 'VirtualMFADevices[].SerialNumber'],
  'iam AccountAlias': ['iam list-account-aliases', 'AccountAliases'],
  'sts RoleArn': ['iam list-roles', 'Roles[].Arn'],
  's3 Bucket': ['s3api list-buckets', 'Buckets[].Name'],
  'ec2 InstanceIds': ['ec2 describe-instances', 'Reservations[].Instances[].InstanceId'],
  'organizations PolicyId': ['organizations list-policies --filter SERVICE_CONTROL_POLICY', 'Policies[].Id'],
  'organizations AccountId': ['organizations list-accounts', 'Accounts[].Id'],
  'cloudtrail Name': ['cloudtrail describe-trails', 'trailList[].Name'],
};

export async function existingNames(
  environment: Environment,
  service: string,
  member: string,
  words: readonly string[],
): Promise<string[] | undefined> {
  const found = lists[`${service} ${member}`];
  if (!found) return undefined;
  const [line, query] = found;
  const more: string[] = [];
  // Keys are somebody's, and a question is asked as the profile that the command would be.
  if (member === 'AccessKeyId') more.push(...option(words, '--user-name'));
  more.push(...option(words, '--profile'));
  const { stdout, exitCode } = await runAws(
    [...line.split(' '), ...more, '--query', query, '--output', 'json'],
    environment,
  );
  if (exitCode !== 0 || typeof stdout !== 'string') return undefined;
  const names: unknown = JSON.parse(stdout || '[]');
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined;
}

function option(words: readonly string[], flag: string): string[] {
  const at = words.indexOf(flag);
  const value = at < 0 ? undefined : words[at + 1];
  return value === undefined ? [] : [flag, value];
}
