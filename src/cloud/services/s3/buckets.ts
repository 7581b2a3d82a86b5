// S3 buckets and their settings.
import type * as sdk from '@aws-sdk/client-s3';
import type { StoredPolicy, Tag } from '../../world/entities.ts';
import { findCode } from '../../world/totp.ts';
import type { Resource } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { documentProblem } from '../iam/documents.ts';
import { checkPrincipals } from '../iam/principals.ts';
import { tokenPage } from '../paging.ts';
import type { Call, Context, Operations, Question } from '../service.ts';
import { operation } from '../service.ts';

export interface Bucket extends Resource {
  readonly kind: 's3/bucket';
  readonly name: string;
  readonly region: string;
  readonly created: number;
  readonly policy?: StoredPolicy | undefined;
  readonly block?: Required<sdk.PublicAccessBlockConfiguration> | undefined;
  readonly ownership?: string | undefined;
  readonly versioning?: 'Enabled' | 'Suspended' | undefined;
  readonly mfaDelete?: boolean | undefined;
  readonly tags: readonly Tag[];
}

export const bucketKey = (name: string) => `s3/bucket/${name}`;
export const bucketArn = (name: string) => `arn:aws:s3:::${name}`;

export interface Owned {
  bucket: Bucket;
  account: string;
}

export function findBucket(call: Call, name: string): Owned {
  const account = call.tx.world.buckets.get(name);
  const found =
    account === undefined ? undefined : call.tx.world.accounts.get(account)?.resources.get(bucketKey(name));
  if (!found || account === undefined)
    return fail('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      details: { BucketName: name },
    });
  return { bucket: found as Bucket, account };
}

export function putBucket(call: Call, account: string, bucket: Bucket): void {
  call.tx.within(account).put('resources', bucketKey(bucket.name), bucket);
}

/** A question on a bucket or on an object in it, with the bucket's policy. */
export function bucketQuestion(
  call: Call,
  name: string,
  action: string,
  key?: string,
  context: Context = {},
): Question {
  const { bucket, account } = findBucket(call, name);
  const shut = call.caller.kind === 'anonymous' && bucket.block?.RestrictPublicBuckets === true;
  return {
    action,
    resource: key === undefined ? bucketArn(name) : `${bucketArn(name)}/${key}`,
    account,
    ...(bucket.policy && !shut ? { policy: bucket.policy, policyKind: 'resource' } : {}),
    context: { 's3:ResourceAccount': account, 'aws:ResourceAccount': account, ...context },
  };
}

const on = (action: string, context?: (input: object) => Context) => ({
  questions: (input: { Bucket: string }, call: Call) => [
    bucketQuestion(call, input.Bucket, action, undefined, context?.(input)),
  ],
});

/**
 * The region's own endpoint makes buckets of that region only, and wants to be told so. That of us-east-1 makes them
 * everywhere. The sentences are AWS's.
 * @throws AwsError IllegalLocationConstraintException
 */
function checkPlace(call: Call, constraint: string | undefined): void {
  if (call.region === 'us-east-1' || constraint === call.region) return;
  fail(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    { status: 400 },
  );
}

const createBucket = operation<sdk.CreateBucketRequest, sdk.CreateBucketOutput>({
  resource: (input) => bucketArn(input.Bucket),
  run(input, call) {
    const name = input.Bucket;
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|^\d+\.\d+\.\d+\.\d+$/.test(name))
      fail('InvalidBucketName', 'The specified bucket is not valid.', { details: { BucketName: name } });
    checkPlace(call, input.CreateBucketConfiguration?.LocationConstraint);
    const owner = call.tx.world.buckets.get(name);
    if (owner !== undefined) {
      if (owner !== call.tx.accountId)
        fail(
          'BucketAlreadyExists',
          'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
          { status: 409 },
        );
      if (call.region !== 'us-east-1')
        fail(
          'BucketAlreadyOwnedByYou',
          'Your previous request to create the named bucket succeeded and you already own it.',
          { status: 409 },
        );
      return { Location: `/${name}` };
    }
    const bucket: Bucket = {
      kind: 's3/bucket',
      name,
      region: input.CreateBucketConfiguration?.LocationConstraint ?? call.region,
      created: call.times.now,
      // Since April 2023 new buckets block public access and have no access control lists.
      block: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      ownership: input.ObjectOwnership ?? 'BucketOwnerEnforced',
      tags: (input.CreateBucketConfiguration?.Tags ?? []).map(({ Key, Value }) => ({ Key, Value })),
    };
    call.tx.putBucket(name, call.tx.accountId);
    putBucket(call, call.tx.accountId, bucket);
    return { Location: `/${name}` };
  },
});

const deleteBucket = operation<sdk.DeleteBucketRequest, void>({
  ...on('s3:DeleteBucket'),
  run(input, call) {
    const { account } = findBucket(call, input.Bucket);
    const prefix = `s3/object/${input.Bucket}/`;
    const tx = call.tx.within(account);
    if (tx.account.resources.some((_, key) => key.startsWith(prefix)))
      fail('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 });
    tx.remove('resources', bucketKey(input.Bucket));
    call.tx.putBucket(input.Bucket, undefined);
  },
});

const headBucket = operation<sdk.HeadBucketRequest, sdk.HeadBucketOutput>({
  ...on('s3:ListBucket'),
  run: (input, call) => ({ BucketRegion: findBucket(call, input.Bucket).bucket.region }),
});

const listBuckets = operation<sdk.ListBucketsRequest, sdk.ListBucketsOutput>({
  action: 's3:ListAllMyBuckets',
  run(input, call) {
    const buckets = [...call.tx.account.resources.values()].filter(
      (item): item is Bucket =>
        item.kind === 's3/bucket' && (item.name as string).startsWith(input.Prefix ?? ''),
    );
    buckets.sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, next } = tokenPage(buckets, ({ name }) => name, {
      token: input.ContinuationToken,
      most: input.MaxBuckets ?? 10_000,
      invalid: 'InvalidArgument',
    });
    return {
      ...(next ? { ContinuationToken: next } : {}),
      ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
      Buckets: items.map(({ name, created }) => ({ Name: name, CreationDate: new Date(created) })),
      Owner: { ID: canonicalId(call.tx.accountId) },
    };
  },
});

/** An account's canonical user id: 64 hexadecimal digits. */
export function canonicalId(account: string): string {
  return BigInt(account).toString(16).padStart(10, '0').repeat(7).slice(0, 64);
}

const getLocation = operation<sdk.GetBucketLocationRequest, sdk.GetBucketLocationOutput>({
  ...on('s3:GetBucketLocation'),
  run(input, call) {
    const { region } = findBucket(call, input.Bucket).bucket;
    return region === 'us-east-1' ? {} : { LocationConstraint: region as 'eu-west-1' };
  },
});

function change(call: Call, name: string, changed: Partial<Bucket>): void {
  const { bucket, account } = findBucket(call, name);
  putBucket(call, account, { ...bucket, ...changed });
}

const noConfiguration = (code: string, message: string, name: string): never =>
  fail(code, message, { status: 404, details: { BucketName: name } });

// Bucket policy

/** Allows something to everybody, without a condition that narrows it. */
export function isPublic(text: string): boolean {
  const document = JSON.parse(text) as { Statement?: unknown };
  return (
    [document.Statement ?? []].flat() as { Effect: string; Principal?: unknown; Condition?: object }[]
  ).some(({ Effect, Principal, Condition }) => {
    const named =
      typeof Principal === 'object' && Principal !== null ? (Principal as { AWS?: unknown }).AWS : Principal;
    return Effect === 'Allow' && Condition === undefined && [named].flat().includes('*');
  });
}

type Strings = string | string[];

interface PolicyStatement {
  Action?: Strings;
  NotAction?: Strings;
  Resource?: Strings;
  NotResource?: Strings;
}

const putPolicy = operation<sdk.PutBucketPolicyRequest, void>({
  ...on('s3:PutBucketPolicy'),
  run(input, call) {
    const { bucket } = findBucket(call, input.Bucket);
    const problem = documentProblem(input.Policy, 'resource');
    if (problem)
      fail(
        'MalformedPolicy',
        problem === 'Syntax errors in policy.'
          ? "Policies must be valid JSON and the first byte must be '{'"
          : problem,
      );
    try {
      checkPrincipals(call, input.Policy);
    } catch {
      fail('MalformedPolicy', 'Invalid principal in policy');
    }
    const statements = [JSON.parse(input.Policy).Statement].flat() as PolicyStatement[];
    if (statements.some(({ Resource, NotResource }) => Resource === undefined && NotResource === undefined))
      fail('MalformedPolicy', 'Missing required field Resource');
    const actions = statements.flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []].flat());
    if (actions.some((action) => action !== '*' && !/^s3[\w-]*:/i.test(action)))
      fail('MalformedPolicy', 'Policy has invalid action');
    const outside = statements
      .flatMap(({ Resource }) => [Resource ?? []].flat())
      .some(
        (resource) =>
          resource !== bucketArn(bucket.name) &&
          !resource.startsWith(`${bucketArn(bucket.name)}/`) &&
          !/^arn:aws:s3:::[^/]*\*/.test(resource),
      );
    if (outside) fail('MalformedPolicy', 'Policy has invalid resource');
    if (bucket.block?.BlockPublicPolicy && isPublic(input.Policy))
      fail(
        'AccessDenied',
        `User: ${call.caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(bucket.name)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      );
    change(call, bucket.name, { policy: { name: 'BucketPolicy', document: input.Policy } });
  },
});

const getPolicy = operation<sdk.GetBucketPolicyRequest, sdk.GetBucketPolicyOutput>({
  ...on('s3:GetBucketPolicy'),
  run(input, call) {
    const { policy } = findBucket(call, input.Bucket).bucket;
    return policy
      ? { Policy: policy.document }
      : noConfiguration('NoSuchBucketPolicy', 'The bucket policy does not exist', input.Bucket);
  },
});

const deletePolicy = operation<sdk.DeleteBucketPolicyRequest, void>({
  ...on('s3:DeleteBucketPolicy'),
  run: (input, call) => change(call, input.Bucket, { policy: undefined }),
});

const getPolicyStatus = operation<sdk.GetBucketPolicyStatusRequest, sdk.GetBucketPolicyStatusOutput>({
  ...on('s3:GetBucketPolicyStatus'),
  run(input, call) {
    const { policy } = findBucket(call, input.Bucket).bucket;
    if (!policy)
      return noConfiguration('NoSuchBucketPolicy', 'The bucket policy does not exist', input.Bucket);
    return { PolicyStatus: { IsPublic: isPublic(policy.document) } };
  },
});

// Public access block, ownership, versioning, tags

const getBlock = operation<sdk.GetPublicAccessBlockRequest, sdk.GetPublicAccessBlockOutput>({
  ...on('s3:GetBucketPublicAccessBlock'),
  run(input, call) {
    const { block } = findBucket(call, input.Bucket).bucket;
    if (!block)
      return noConfiguration(
        'NoSuchPublicAccessBlockConfiguration',
        'The public access block configuration was not found',
        input.Bucket,
      );
    return { PublicAccessBlockConfiguration: block };
  },
});

const putBlock = operation<sdk.PutPublicAccessBlockRequest, void>({
  ...on('s3:PutBucketPublicAccessBlock'),
  run(input, call) {
    const given = input.PublicAccessBlockConfiguration;
    change(call, input.Bucket, {
      block: {
        BlockPublicAcls: given.BlockPublicAcls ?? false,
        IgnorePublicAcls: given.IgnorePublicAcls ?? false,
        BlockPublicPolicy: given.BlockPublicPolicy ?? false,
        RestrictPublicBuckets: given.RestrictPublicBuckets ?? false,
      },
    });
  },
});

const deleteBlock = operation<sdk.DeletePublicAccessBlockRequest, void>({
  ...on('s3:PutBucketPublicAccessBlock'),
  run: (input, call) => change(call, input.Bucket, { block: undefined }),
});

const getOwnership = operation<sdk.GetBucketOwnershipControlsRequest, sdk.GetBucketOwnershipControlsOutput>({
  ...on('s3:GetBucketOwnershipControls'),
  run(input, call) {
    const { ownership } = findBucket(call, input.Bucket).bucket;
    if (!ownership)
      return noConfiguration(
        'OwnershipControlsNotFoundError',
        'The bucket ownership controls were not found',
        input.Bucket,
      );
    return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership as 'BucketOwnerEnforced' }] } };
  },
});

const putOwnership = operation<sdk.PutBucketOwnershipControlsRequest, void>({
  ...on('s3:PutBucketOwnershipControls'),
  run: (input, call) =>
    change(call, input.Bucket, { ownership: input.OwnershipControls.Rules[0]?.ObjectOwnership }),
});

const deleteOwnership = operation<sdk.DeleteBucketOwnershipControlsRequest, void>({
  ...on('s3:PutBucketOwnershipControls'),
  run: (input, call) => change(call, input.Bucket, { ownership: undefined }),
});

const getVersioning = operation<sdk.GetBucketVersioningRequest, sdk.GetBucketVersioningOutput>({
  ...on('s3:GetBucketVersioning'),
  run(input, call) {
    const { versioning, mfaDelete } = findBucket(call, input.Bucket).bucket;
    return {
      ...(versioning ? { Status: versioning } : {}),
      ...(mfaDelete === undefined
        ? {}
        : { MFADelete: mfaDelete ? ('Enabled' as const) : ('Disabled' as const) }),
    };
  },
});

/** «serial code» of one of root's own devices: only root may turn MFA delete on or off. */
export function checkMfa(call: Call, header: string | undefined): void {
  const denied = (): never =>
    fail(
      'AccessDenied',
      'This operation requires MFA authentication by the root user of the account that owns the bucket.',
    );
  const [serial = '', code = ''] = (header ?? '').split(' ');
  const found = call.caller.kind === 'root' ? call.tx.account.mfaDevices.get(serial) : undefined;
  const device = found?.holder === '' ? found : denied();
  const step = findCode(device.seed, code, call.times.wall, device.drift, device.lastStep) ?? denied();
  call.tx.put('mfaDevices', serial, { ...device, lastStep: step });
}

const putVersioning = operation<sdk.PutBucketVersioningRequest, void>({
  ...on('s3:PutBucketVersioning'),
  run(input, call) {
    const { Status, MFADelete } = input.VersioningConfiguration;
    const { bucket } = findBucket(call, input.Bucket);
    const wants = MFADelete === undefined ? bucket.mfaDelete : MFADelete === 'Enabled';
    if ((MFADelete !== undefined && wants !== (bucket.mfaDelete ?? false)) || bucket.mfaDelete)
      checkMfa(call, input.MFA);
    change(call, input.Bucket, { versioning: Status ?? bucket.versioning, mfaDelete: wants });
  },
});

const getTagging = operation<sdk.GetBucketTaggingRequest, sdk.GetBucketTaggingOutput>({
  ...on('s3:GetBucketTagging'),
  run(input, call) {
    const { tags } = findBucket(call, input.Bucket).bucket;
    return tags.length > 0
      ? { TagSet: [...tags] }
      : noConfiguration('NoSuchTagSet', 'The TagSet does not exist', input.Bucket);
  },
});

const putTagging = operation<sdk.PutBucketTaggingRequest, void>({
  ...on('s3:PutBucketTagging'),
  run(input, call) {
    const tags = input.Tagging.TagSet.map(({ Key, Value }) => ({ Key, Value }));
    if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
      fail('InvalidTag', 'Cannot provide multiple Tags with the same key', { status: 400 });
    change(call, input.Bucket, { tags });
  },
});

const deleteTagging = operation<sdk.DeleteBucketTaggingRequest, void>({
  ...on('s3:PutBucketTagging'),
  run: (input, call) => change(call, input.Bucket, { tags: [] }),
});

const getAcl = operation<sdk.GetBucketAclRequest, sdk.GetBucketAclOutput>({
  ...on('s3:GetBucketAcl'),
  run(input, call) {
    const ID = canonicalId(findBucket(call, input.Bucket).account);
    return {
      Owner: { ID },
      Grants: [{ Grantee: { ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }],
    };
  },
});

export const buckets: Operations = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  HeadBucket: headBucket,
  ListBuckets: listBuckets,
  GetBucketLocation: getLocation,
  PutBucketPolicy: putPolicy,
  GetBucketPolicy: getPolicy,
  DeleteBucketPolicy: deletePolicy,
  GetBucketPolicyStatus: getPolicyStatus,
  GetPublicAccessBlock: getBlock,
  PutPublicAccessBlock: putBlock,
  DeletePublicAccessBlock: deleteBlock,
  GetBucketOwnershipControls: getOwnership,
  PutBucketOwnershipControls: putOwnership,
  DeleteBucketOwnershipControls: deleteOwnership,
  GetBucketVersioning: getVersioning,
  PutBucketVersioning: putVersioning,
  GetBucketTagging: getTagging,
  PutBucketTagging: putTagging,
  DeleteBucketTagging: deleteTagging,
  GetBucketAcl: getAcl,
};
