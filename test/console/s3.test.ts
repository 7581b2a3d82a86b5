// Buckets as the console makes and changes them, against a whole practice account.
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  blockAll,
  blockNone,
  bucketNameIsFine,
  bucketPolicy,
  createBucket,
  deletePolicy,
  getObject,
  isPublic,
  listBuckets,
  listObjects,
  publicAccessBlock,
  putObject,
  saveBlock,
  savePolicy,
  saveVersioning,
  versioning,
} from '../../src/console/s3.ts';
import { consoleAccount } from './account.ts';

const open = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports-1/*' },
  ],
});

describe('bucket names', () => {
  it.each(['abc', 'my-bucket.1', 'a'.repeat(63)])('takes %s', (name) => {
    expect(bucketNameIsFine(name)).toBe(true);
  });
  it.each(['ab', 'Abc', 'a..b', '-abc', 'abc-', '192.168.0.1', 'a'.repeat(64)])('refuses %s', (name) => {
    expect(bucketNameIsFine(name)).toBe(false);
  });
});

it('blocks public access unless it was asked not to', async () => {
  const client = new S3Client(consoleAccount().options());
  await createBucket(client, 'reports-1', blockAll);
  expect(await publicAccessBlock(client, 'reports-1')).toEqual(blockAll);
  await createBucket(client, 'reports-2', { ...blockAll, BlockPublicPolicy: false });
  expect((await publicAccessBlock(client, 'reports-2')).BlockPublicPolicy).toBe(false);
  expect((await listBuckets(client)).map(({ Name }) => Name)).toEqual(['reports-1', 'reports-2']);
});

it('reads a policy that is not there as none, and knows what is public', async () => {
  const client = new S3Client(consoleAccount().options());
  await createBucket(client, 'reports-1', blockAll);
  expect(await bucketPolicy(client, 'reports-1')).toBeUndefined();
  expect(await isPublic(client, 'reports-1')).toBe(false);
  await expect(savePolicy(client, 'reports-1', open)).rejects.toThrow();
  await saveBlock(client, 'reports-1', blockNone);
  await savePolicy(client, 'reports-1', open);
  expect(JSON.parse((await bucketPolicy(client, 'reports-1')) ?? '')).toEqual(JSON.parse(open));
  expect(await isPublic(client, 'reports-1')).toBe(true);
  await deletePolicy(client, 'reports-1');
  expect(await bucketPolicy(client, 'reports-1')).toBeUndefined();
});

it('keeps objects, and versioning', async () => {
  const client = new S3Client(consoleAccount().options());
  await createBucket(client, 'reports-1', blockAll);
  await putObject(client, 'reports-1', 'a/b.txt', new TextEncoder().encode('hello'), 'text/plain');
  expect((await listObjects(client, 'reports-1')).map(({ Key, Size }) => [Key, Size])).toEqual([
    ['a/b.txt', 5],
  ]);
  const { body, type } = await getObject(client, 'reports-1', 'a/b.txt');
  expect([new TextDecoder().decode(body), type]).toEqual(['hello', 'text/plain']);
  expect(await versioning(client, 'reports-1')).toBe('Disabled');
  await saveVersioning(client, 'reports-1', true);
  expect(await versioning(client, 'reports-1')).toBe('Enabled');
});
