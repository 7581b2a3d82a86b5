// S3: buckets, their settings, objects and versions.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { account, steps } from './step.ts';

const { call, refused, pages, wait } = steps('s3');
const course = { Bucket: 'course-files' };
const bytes = (text: string) => new TextEncoder().encode(text);
const etag = expect.stringMatching(/^"[0-9a-f]{32}"$/);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::course-files/*',
    },
  ],
};
const everything = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export const s3: readonly Step[] = [
  wait('BucketNotExists', course),
  call('CreateBucket', course, { Location: '/course-files' }),
  call('CreateBucket', { Bucket: 'course-more' }),
  refused('CreateBucket', { Bucket: 'Course_Files' }, ['InvalidBucketName', 400]),
  wait('BucketExists', course),
  call('HeadBucket', course),
  refused('ListObjectsV2', { Bucket: 'nobody-has-this' }, [
    'NoSuchBucket',
    404,
    'The specified bucket does not exist',
  ]),
  call('ListBuckets', {}, { Buckets: [{ Name: 'course-files' }, { Name: 'course-more' }] }),
  pages('ListBuckets', ['Buckets']),
  call('GetBucketLocation', course),
  call('GetBucketAcl', course, { Grants: [{ Permission: 'FULL_CONTROL' }] }),

  wait('ObjectNotExists', { ...course, Key: 'a.txt' }),
  call(
    'PutObject',
    { ...course, Key: 'a.txt', Body: bytes('hello'), Metadata: { by: 'anna' } },
    {
      ETag: etag,
    },
  ),
  call('PutObject', { ...course, Key: 'b/c.txt', Body: bytes('more') }),
  wait('ObjectExists', { ...course, Key: 'a.txt' }),
  call(
    'GetObject',
    { ...course, Key: 'a.txt' },
    { Body: base64('hello'), ContentLength: 5, Metadata: { by: 'anna' } },
  ),
  refused('GetObject', { ...course, Key: 'none' }, ['NoSuchKey', 404, 'The specified key does not exist.']),
  call('HeadObject', { ...course, Key: 'a.txt' }, { ContentLength: 5, ETag: etag }),
  call(
    'CopyObject',
    { ...course, Key: 'copy', CopySource: 'course-files/a.txt' },
    {
      CopyObjectResult: { ETag: etag },
    },
  ),
  call(
    'ListObjectsV2',
    { ...course, Delimiter: '/' },
    {
      Contents: [{ Key: 'a.txt', Size: 5 }, { Key: 'copy' }],
      CommonPrefixes: [{ Prefix: 'b/' }],
    },
  ),
  pages('ListObjectsV2', ['Contents'], course),
  call('ListObjects', { ...course, Prefix: 'b/' }, { Contents: [{ Key: 'b/c.txt' }] }),
  pages('ListObjects', ['Contents'], course),

  call('GetBucketVersioning', course),
  call('PutBucketVersioning', { ...course, VersioningConfiguration: { Status: 'Enabled' } }),
  call('GetBucketVersioning', course, { Status: 'Enabled' }),
  call(
    'PutObject',
    { ...course, Key: 'a.txt', Body: bytes('again') },
    { VersionId: expect.any(String) },
    { keep: 'put' },
  ),
  call('ListObjectVersions', { ...course, Prefix: 'a' }, ({ put }) => ({
    Versions: [
      { Key: 'a.txt', VersionId: put.VersionId, IsLatest: true },
      { Key: 'a.txt', VersionId: 'null', IsLatest: false },
    ],
  })),
  pages('ListObjectVersions', ['Versions'], course),
  call('GetObject', { ...course, Key: 'a.txt', VersionId: 'null' }, { Body: base64('hello') }),
  call('DeleteObject', { ...course, Key: 'copy' }, { DeleteMarker: true }),
  refused('GetObject', { ...course, Key: 'copy' }, ['NoSuchKey', 404]),

  refused('GetBucketPolicy', course, ['NoSuchBucketPolicy', 404, 'The bucket policy does not exist']),
  call('PutBucketPolicy', { ...course, Policy: JSON.stringify(policy) }),
  refused('PutBucketPolicy', { ...course, Policy: '{' }, ['MalformedPolicy', 400]),
  call('GetBucketPolicy', course, { Policy: JSON.stringify(policy) }),
  call('GetBucketPolicyStatus', course, { PolicyStatus: { IsPublic: false } }),
  call('DeleteBucketPolicy', course),
  call('GetPublicAccessBlock', course, { PublicAccessBlockConfiguration: everything }),
  call('PutPublicAccessBlock', {
    ...course,
    PublicAccessBlockConfiguration: { ...everything, BlockPublicAcls: false },
  }),
  call('GetPublicAccessBlock', course, {
    PublicAccessBlockConfiguration: { ...everything, BlockPublicAcls: false },
  }),
  call('DeletePublicAccessBlock', course),
  refused('GetPublicAccessBlock', course, ['NoSuchPublicAccessBlockConfiguration', 404]),
  call('GetBucketOwnershipControls', course, {
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  }),
  call('PutBucketOwnershipControls', {
    ...course,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
  }),
  call('GetBucketOwnershipControls', course, {
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
  }),
  call('DeleteBucketOwnershipControls', course),
  refused('GetBucketOwnershipControls', course, ['OwnershipControlsNotFoundError', 404]),
  refused('GetBucketTagging', course, ['NoSuchTagSet', 404]),
  call('PutBucketTagging', { ...course, Tagging: { TagSet: [{ Key: 'team', Value: 'course' }] } }),
  call('GetBucketTagging', course, { TagSet: [{ Key: 'team', Value: 'course' }] }),
  call('DeleteBucketTagging', course),

  refused('DeleteBucket', course, ['BucketNotEmpty', 409]),
  call('ListObjectVersions', course, undefined, { keep: 'all' }),
  call(
    'DeleteObjects',
    ({ all }) => ({
      ...course,
      Delete: {
        Objects: [...all.Versions, ...(all.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
          Key,
          VersionId,
        })),
      },
    }),
    ({ all }) => ({ Deleted: { length: all.Versions.length + (all.DeleteMarkers ?? []).length } }),
  ),
  call('DeleteBucket', course),
  call('DeleteBucket', { Bucket: 'course-more' }),
];
