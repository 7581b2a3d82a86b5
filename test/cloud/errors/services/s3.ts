// Amazon S3: few errors are declared by the SDK, the codes are those of «Error responses», S3 API reference.
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { document } from '../account.ts';
import { type Input, ofEach, type ServiceCase, type ServiceErrors } from '../service-cases.ts';

const Bucket = 'papers-of-practice';
const bare = 'bare-of-practice';
const Key = 'a.txt';
const resource = `arn:aws:s3:::${Bucket}`;
const statement = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:user/ben` },
  Action: 's3:GetObject',
  Resource: `${resource}/*`,
};
const policy = (changed: object = {}) => ({ Bucket, Policy: document({ ...statement, ...changed }) });
const block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const TagSet = [{ Key: 'team', Value: 'red' }];

const inputs: ServiceErrors['inputs'] = {
  CreateBucket: { Bucket: 'new-of-practice' },
  DeleteBucket: { Bucket: bare },
  HeadBucket: { Bucket },
  ListBuckets: {},
  GetBucketLocation: { Bucket },
  PutBucketPolicy: policy(),
  GetBucketPolicy: { Bucket },
  DeleteBucketPolicy: { Bucket },
  GetBucketPolicyStatus: { Bucket },
  GetPublicAccessBlock: { Bucket },
  PutPublicAccessBlock: { Bucket, PublicAccessBlockConfiguration: block },
  DeletePublicAccessBlock: { Bucket },
  GetBucketOwnershipControls: { Bucket },
  PutBucketOwnershipControls: {
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  },
  DeleteBucketOwnershipControls: { Bucket },
  GetBucketVersioning: { Bucket },
  PutBucketVersioning: { Bucket, VersioningConfiguration: { Status: 'Enabled' } },
  GetBucketTagging: { Bucket },
  PutBucketTagging: { Bucket, Tagging: { TagSet } },
  DeleteBucketTagging: { Bucket },
  GetBucketAcl: { Bucket },
  GetObject: { Bucket, Key },
  HeadObject: { Bucket, Key },
  PutObject: { Bucket, Key, Body: 'hello' },
  CopyObject: { Bucket, Key: 'b.txt', CopySource: `${Bucket}/${Key}` },
  DeleteObject: { Bucket, Key },
  DeleteObjects: { Bucket, Delete: { Objects: [{ Key }] } },
  ListObjectsV2: { Bucket },
  ListObjects: { Bucket },
  ListObjectVersions: { Bucket },
};

const at = (
  status: number,
  operation: string,
  error: string,
  input: Input,
  more: Partial<ServiceCase> = {},
) => ({
  status,
  operation,
  error,
  input,
  ...more,
});

interface Stored {
  versions: { id: string; deleted?: boolean }[];
}
const versions = (world: World) =>
  (
    world.accounts.get(account)?.resources.get(`s3/object/${Bucket}/gone.txt`) as unknown as
      | Stored
      | undefined
  )?.versions ?? [];
const marker = (world: World) => ({
  Bucket,
  Key: 'gone.txt',
  VersionId: versions(world).find(({ deleted }) => deleted)?.id,
});
const missing = { Bucket, Key: 'nobody.txt' };
const unknown = { Bucket, Key: 'gone.txt', VersionId: 'A'.repeat(32) };

/** Answers to HEAD have no body: the SDK knows a name for 404 only. */
const head = 'HeadBucket HeadObject';

export const s3Errors: ServiceErrors = {
  service: 's3',
  things: [
    ['iam.CreateUser', { UserName: 'ben' }],
    ['CreateBucket', { Bucket }],
    ['CreateBucket', { Bucket: bare }],
    ['DeletePublicAccessBlock', { Bucket: bare }],
    ['DeleteBucketOwnershipControls', { Bucket: bare }],
    ['PutBucketPolicy', policy()],
    ['PutBucketTagging', { Bucket, Tagging: { TagSet } }],
    ['PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }],
    ['PutObject', { Bucket, Key, Body: 'hello' }],
    ['PutObject', { Bucket, Key: 'gone.txt', Body: 'hello' }],
    ['DeleteObject', { Bucket, Key: 'gone.txt' }],
    ['organizations.CreateOrganization', {}],
    ['organizations.CreateAccount', { AccountName: 'second', Email: 'second@example.com' }],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, `${head} DeleteObjects`, { error: 'AccessDenied', as: 'user/anna', status: 403 }),
    ...ofEach(inputs, `${head} DeleteObjects ListBuckets`, {
      error: 'AccessDenied',
      as: 'nobody',
      status: 403,
    }),
    at(403, 'HeadBucket', 'Unknown', { Bucket }, { as: 'user/anna' }),
    at(403, 'HeadObject', 'Unknown', { Bucket, Key }, { as: 'user/anna' }),
    ...ofEach(
      inputs,
      `${head} CreateBucket ListBuckets`,
      { error: 'NoSuchBucket', status: 404 },
      (input) => ({ ...input, Bucket: 'nobody-of-practice' }),
    ),
    at(404, 'HeadBucket', 'NotFound', { Bucket: 'nobody-of-practice' }),
    at(404, 'HeadObject', 'NotFound', missing),
    at(404, 'HeadObject', 'NotFound', { Bucket: 'nobody-of-practice', Key }),
    at(404, 'CopyObject', 'NoSuchBucket', { Bucket, Key, CopySource: 'nobody-of-practice/a' }),
    at(404, 'GetObject', 'NoSuchKey', missing),
    at(404, 'GetObject', 'NoSuchKey', { Bucket, Key: 'gone.txt' }),
    at(404, 'CopyObject', 'NoSuchKey', { Bucket, Key, CopySource: `${Bucket}/nobody.txt` }),
    at(404, 'GetObject', 'NoSuchVersion', unknown),
    at(405, 'GetObject', 'MethodNotAllowed', marker),
    at(405, 'HeadObject', 'Unknown', marker),
    at(400, 'CopyObject', 'InvalidRequest', (world) => ({
      Bucket,
      Key,
      CopySource: `${Bucket}/gone.txt?versionId=${marker(world).VersionId}`,
    })),
    at(400, 'CopyObject', 'InvalidArgument', { Bucket, Key, CopySource: 'nothing' }),
    at(400, 'PutObject', 'KeyTooLongError', { Bucket, Key: 'x'.repeat(1025), Body: '' }),
    at(400, 'CreateBucket', 'InvalidBucketName', { Bucket: 'No_Bucket' }),
    at(
      400,
      'CreateBucket',
      'IllegalLocationConstraintException',
      {
        Bucket: 'new-of-practice',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      },
      { region: 'eu-central-1' },
    ),
    at(409, 'CreateBucket', 'BucketAlreadyOwnedByYou', { Bucket }, { region: 'eu-west-1' }),
    at(
      409,
      'CreateBucket',
      'BucketAlreadyExists',
      { Bucket },
      {
        as: (world) => `arn:aws:iam::${[...world.accounts.keys()].find((id) => id !== account)}:root`,
      },
    ),
    at(409, 'DeleteBucket', 'BucketNotEmpty', { Bucket }),
    at(404, 'GetBucketPolicy', 'NoSuchBucketPolicy', { Bucket: bare }),
    at(404, 'GetBucketPolicyStatus', 'NoSuchBucketPolicy', { Bucket: bare }),
    at(404, 'GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration', { Bucket: bare }),
    at(404, 'GetBucketOwnershipControls', 'OwnershipControlsNotFoundError', { Bucket: bare }),
    at(404, 'GetBucketTagging', 'NoSuchTagSet', { Bucket: bare }),
    at(400, 'PutBucketPolicy', 'MalformedPolicy', { Bucket, Policy: 'Allow' }),
    at(400, 'PutBucketPolicy', 'MalformedPolicy', policy({ Effect: 'Maybe' })),
    at(
      400,
      'PutBucketPolicy',
      'MalformedPolicy',
      policy({ Principal: { AWS: `${statement.Principal.AWS}x` } }),
    ),
    at(400, 'PutBucketPolicy', 'MalformedPolicy', policy({ Resource: undefined })),
    at(400, 'PutBucketPolicy', 'MalformedPolicy', policy({ Action: 'iam:GetUser' })),
    at(400, 'PutBucketPolicy', 'MalformedPolicy', policy({ Resource: 'arn:aws:s3:::other' })),
    at(403, 'PutBucketPolicy', 'AccessDenied', policy({ Principal: '*' })),
    at(403, 'PutBucketVersioning', 'AccessDenied', {
      Bucket,
      VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' },
    }),
    at(400, 'PutBucketTagging', 'InvalidTag', { Bucket, Tagging: { TagSet: [...TagSet, ...TagSet] } }),
    at(400, 'ListBuckets', 'InvalidArgument', { ContinuationToken: 'nothing' }),
    at(400, 'ListObjectsV2', 'InvalidArgument', { Bucket, ContinuationToken: 'nothing' }),
  ],
  everywhere: {
    EncryptionTypeMismatch:
      'Nothing is added to objects in append mode: directory buckets are not simulated.',
    InvalidObjectState: 'Objects are of the storage class STANDARD: none is archived.',
    InvalidWriteOffset: 'Nothing is added to objects in append mode: directory buckets are not simulated.',
    ObjectNotInActiveTierError: 'Objects are of the storage class STANDARD: none is archived.',
    TooManyParts: 'Nothing is added to objects in append mode: directory buckets are not simulated.',
  },
  somewhere: {
    'PutObject InvalidRequest': 'It is told of checksums and encryption headers that contradict each other.',
  },
  undeclared: '«Error responses», S3 API reference',
};
