// Lists in pages: nothing is told twice or left out, whatever comes and goes between two pages.

import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { tokenPage } from '../../src/cloud/services/paging.ts';
import { refusal, testAccount } from './support/account.ts';

const walk = (items: readonly string[], most: number, token?: string) =>
  tokenPage(items, (item) => item, { token, most, invalid: 'InvalidNextToken' });

it('tells every item once, and no token with the last page', () => {
  const items = ['a', 'b', 'c', 'd'];
  const first = walk(items, 2);
  expect(first).toEqual({ items: ['a', 'b'], next: expect.any(String) });
  expect(walk(items, 2, first.next)).toEqual({ items: ['c', 'd'], next: undefined });
  expect(walk([], 2)).toEqual({ items: [], next: undefined });
});

it('goes on where it stood when the last item told has gone', () => {
  const { next } = walk(['a', 'b', 'c'], 2);
  expect(walk(['a', 'c'], 2, next).items).toEqual(['c']);
  expect(walk(['a'], 2, next).items).toEqual([]);
});

it('refuses a token that is none', () => {
  for (const token of ['x', '%%%', 'YWJj']) expect(() => walk(['a'], 1, token), token).toThrow(/not valid/);
});

it('S3 counts versions, not keys, and pages hold only objects that are there', async () => {
  const test = testAccount();
  const s3 = new S3Client({ ...test.options(), forcePathStyle: true } as never);
  const Bucket = 'paged-bucket';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  for (const Key of ['a', 'a', 'a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const first = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
  expect(first.Versions?.map(({ Key }) => Key)).toEqual(['a', 'a']);
  const second = await s3.send(
    new ListObjectVersionsCommand({
      Bucket,
      KeyMarker: first.NextKeyMarker,
      VersionIdMarker: first.NextVersionIdMarker,
    }),
  );
  expect(second.Versions?.map(({ Key }) => Key)).toEqual(['a', 'b']);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  const there = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
  expect([there.Contents?.map(({ Key }) => Key), there.IsTruncated]).toEqual([['b'], false]);
  expect(await refusal(s3.send(new ListObjectsV2Command({ Bucket: 'none-of-mine' })))).toMatchObject({
    status: 404,
  });
});
