// The services there are. IAM and STS are always at hand; the others are fetched when a request first names them.
import type { Dialect } from '../wire/protocol.ts';
import { query } from '../wire/protocol.ts';
import { iam } from './iam/iam.ts';
import type { Service } from './service.ts';
import { sts } from './sts/sts.ts';

export interface LoadedService {
  service: Service;
  dialect: Dialect;
}

const loaded: Record<string, LoadedService> = {
  iam: { service: iam, dialect: query },
  sts: { service: sts, dialect: query },
};

/** Each a chunk of its own in the page. */
const loaders: Record<string, () => Promise<LoadedService>> = {
  signin: async () => (await import('./signin/signin.ts')).signin,
  portal: async () => (await import('./portal/portal.ts')).portal,
  billing: async () => (await import('./billing/billing.ts')).billing,
  supportplans: async () => (await import('./supportplans/supportplans.ts')).supportplans,
  account: async () => (await import('./account/account.ts')).account,
  organizations: async () => (await import('./organizations/organizations.ts')).organizations,
  imds: async () => (await import('./imds/imds.ts')).imds,
  ec2: async () => (await import('./ec2/ec2.ts')).ec2,
  s3: async () => (await import('./s3/s3.ts')).s3,
  sqs: async () => (await import('./sqs/sqs.ts')).sqs,
  cloudtrail: async () => (await import('./cloudtrail/cloudtrail.ts')).cloudtrail,
};

/** The service at hand, a promise of it, or undefined when there is none of the name. */
export function findService(name: string): LoadedService | Promise<LoadedService> | undefined {
  if (Object.hasOwn(loaded, name)) return loaded[name];
  if (!Object.hasOwn(loaders, name)) return undefined;
  return (loaders[name] as () => Promise<LoadedService>)().then((service) => {
    loaded[name] = service;
    return service;
  });
}

export function knowsService(name: string): boolean {
  return Object.hasOwn(loaded, name) || Object.hasOwn(loaders, name);
}

/**
 * Service → operations the account simulates; everything else answers NotImplemented or InvalidAction. Of services
 * that are fetched later the names stand here; test/cloud/simulated.test.ts holds them to the services.
 */
export const simulated: Readonly<Record<string, readonly string[]>> = {
  iam: Object.keys(iam.operations),
  sts: Object.keys(sts.operations),
  cloudtrail:
    `LookupEvents CreateTrail UpdateTrail DeleteTrail GetTrail GetTrailStatus DescribeTrails ListTrails
    StartLogging StopLogging GetEventSelectors AddTags RemoveTags ListTags`.split(/\s+/),
  organizations:
    `CreateOrganization DescribeOrganization DeleteOrganization ListRoots CreateOrganizationalUnit
    UpdateOrganizationalUnit DescribeOrganizationalUnit DeleteOrganizationalUnit
    ListOrganizationalUnitsForParent ListAccountsForParent ListChildren ListParents ListAccounts
    DescribeAccount CreateAccount DescribeCreateAccountStatus MoveAccount
    RemoveAccountFromOrganization LeaveOrganization CloseAccount CreatePolicy UpdatePolicy
    DescribePolicy DeletePolicy ListPolicies ListPoliciesForTarget ListTargetsForPolicy AttachPolicy
    DetachPolicy EnablePolicyType DisablePolicyType`.split(/\s+/),
  account: `GetAccountInformation PutAccountName GetPrimaryEmail GetContactInformation PutContactInformation
    GetAlternateContact PutAlternateContact DeleteAlternateContact GetRegionOptStatus ListRegions EnableRegion
    DisableRegion`.split(/\s+/),
  signin: ['SignIn', 'GetSession', 'SignOut'],
  portal: `DescribeAccount UpdateRootEmail UpdateRootPassword CloseAccount ReopenAccount
    RegisterSecurityKey Attempt GetProviderMetadata IssueSamlAssertion IssueWebIdentityToken`.split(/\s+/),
  billing: ['GetBillingData', 'GetIAMAccessPreference', 'UpdateIAMAccessPreference'],
  supportplans: ['GetSupportPlan', 'StartSupportPlanUpdate'],
  ec2: `RunInstances DescribeInstances DescribeInstanceStatus StartInstances StopInstances
    TerminateInstances RebootInstances AssociateIamInstanceProfile DisassociateIamInstanceProfile
    DescribeIamInstanceProfileAssociations CreateTags DeleteTags DescribeTags DescribeRegions
    DescribeAvailabilityZones`.split(/\s+/),
  imds: ['GetToken', 'GetMetadata'],
  s3: `CreateBucket DeleteBucket HeadBucket ListBuckets GetBucketLocation PutBucketPolicy GetBucketPolicy DeleteBucketPolicy
    GetBucketPolicyStatus GetPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock GetBucketOwnershipControls
    PutBucketOwnershipControls DeleteBucketOwnershipControls GetBucketVersioning PutBucketVersioning GetBucketTagging
    PutBucketTagging DeleteBucketTagging GetBucketAcl GetObject HeadObject PutObject CopyObject DeleteObject DeleteObjects
    ListObjectsV2 ListObjects ListObjectVersions`.split(/\s+/),
  sqs: `CreateQueue DeleteQueue GetQueueUrl ListQueues PurgeQueue TagQueue UntagQueue ListQueueTags SetQueueAttributes
    GetQueueAttributes AddPermission RemovePermission SendMessage SendMessageBatch ReceiveMessage DeleteMessage
    DeleteMessageBatch ChangeMessageVisibility ChangeMessageVisibilityBatch`.split(/\s+/),
};

/** Operations of IAM and STS that are known and not simulated: they answer NotImplemented. */
export const leftOut: Readonly<Record<'iam' | 'sts', readonly string[]>> = {
  iam: missingFrom(iam),
  sts: missingFrom(sts),
};

function missingFrom({ schemas, operations }: Service): string[] {
  return Object.keys(schemas.operations)
    .filter((name) => !Object.hasOwn(operations, name))
    .sort();
}

/**
 * Services whose operations are our own: what AWS does in its console and by no public API. Actions, events and answers
 * are AWS's where they are documented.
 */
export const invented: readonly string[] = ['signin', 'portal', 'billing', 'supportplans', 'imds'];
