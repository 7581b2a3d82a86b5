// S3: buckets, objects, and the policies on both sides.
import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';
import { enableVirtual } from './support/mfa.ts';

const client = (test: TestAccount, name?: string) =>
  new S3Client({
    ...(test.options(name ? test.as(name) : undefined) as object),
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as never);

const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

async function withBucket() {
  const test = testAccount();
  const root = client(test);
  await root.send(new CreateBucketCommand({ Bucket: 'course-files' }));
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  return { test, root, anna: client(test, 'user/anna') };
}

describe('objects', () => {
  it('are put, listed, read, copied and deleted', async () => {
    const { root } = await withBucket();
    const Bucket = 'course-files';
    await root.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/é b.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { who: 'anna' },
      }),
    );
    await root.send(new PutObjectCommand({ Bucket, Key: 'a/c.txt', Body: new Uint8Array([0, 255, 13, 10]) }));
    await root.send(new PutObjectCommand({ Bucket, Key: 'z', Body: '' }));
    const got = await root.send(new GetObjectCommand({ Bucket, Key: 'a/é b.txt' }));
    expect(got).toMatchObject({ ContentType: 'text/plain', ContentLength: 5, Metadata: { who: 'anna' } });
    expect(await got.Body?.transformToString()).toBe('hello');
    const binary = await root.send(new GetObjectCommand({ Bucket, Key: 'a/c.txt' }));
    expect([...((await binary.Body?.transformToByteArray()) ?? [])]).toEqual([0, 255, 13, 10]);
    const listed = await root.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect(listed.CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['z']);
    const paged = await root.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
    expect(paged.IsTruncated).toBe(true);
    const next = await root.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken: paged.NextContinuationToken }),
    );
    expect(next.Contents?.map(({ Key }) => Key)).toEqual(['z']);
    await root.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a/c.txt` }));
    expect((await root.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).ContentLength).toBe(4);
    expect(await refusal(root.send(new DeleteBucketCommand({ Bucket })))).toMatchObject({
      code: 'BucketNotEmpty',
      status: 409,
    });
    await root.send(new DeleteObjectCommand({ Bucket, Key: 'z' }));
    const gone = await root.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'a/é b.txt' }, { Key: 'a/c.txt' }, { Key: 'copy' }] },
      }),
    );
    expect(gone.Deleted).toHaveLength(3);
    expect(await refusal(root.send(new GetObjectCommand({ Bucket, Key: 'z' })))).toMatchObject({
      code: 'NoSuchKey',
      status: 404,
    });
    await root.send(new DeleteBucketCommand({ Bucket }));
    expect((await root.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
    expect(await refusal(root.send(new GetBucketLocationCommand({ Bucket })))).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    });
  });

  it('have versions where the bucket keeps them', async () => {
    const { root } = await withBucket();
    const Bucket = 'course-files';
    await root.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const first = await root.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '1' }));
    await root.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '2' }));
    expect((await root.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).DeleteMarker).toBe(true);
    expect((await refusal(root.send(new GetObjectCommand({ Bucket, Key: 'k' })))).code).toBe('NoSuchKey');
    const old = await root.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: first.VersionId }));
    expect(await old.Body?.transformToString()).toBe('1');
    const versions = await root.send(new ListObjectVersionsCommand({ Bucket }));
    expect([versions.Versions?.length, versions.DeleteMarkers?.length]).toEqual([2, 1]);
  });
});

describe('permissions', () => {
  const Bucket = 'course-files';

  it('S3 quotes the resource in its refusal', async () => {
    const { anna } = await withBucket();
    expect(await refusal(anna.send(new ListObjectsV2Command({ Bucket })))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${account}:user/anna is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::course-files" because no identity-based policy allows the s3:ListBucket action`,
    });
  });

  it('a bucket policy alone can allow a user of the same account', async () => {
    const { root, anna } = await withBucket();
    await root.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:user/anna` },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    };
    await root.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(statement) }));
    await anna.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    // Who may not list is not told what is missing.
    expect((await refusal(anna.send(new GetObjectCommand({ Bucket, Key: 'none' })))).code).toBe(
      'AccessDenied',
    );
  });

  it('a bucket policy names resources of the bucket and actions of S3', async () => {
    const { root } = await withBucket();
    const good = { Effect: 'Allow', Principal: { AWS: account }, Action: 's3:GetObject' };
    const refused = async (...statements: object[]) =>
      refusal(root.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(...statements) })));
    const Resource = `arn:aws:s3:::${Bucket}/*`;
    expect(await refused(good)).toMatchObject({
      code: 'MalformedPolicy',
      message: 'Missing required field Resource',
    });
    expect((await refused({ ...good, Resource, Action: 'sts:AssumeRole' })).message).toBe(
      'Policy has invalid action',
    );
    expect((await refused({ ...good, Resource: 'arn:aws:s3:::other/*' })).message).toBe(
      'Policy has invalid resource',
    );
    await root.send(new PutBucketPolicyCommand({ Bucket, Policy: policy({ ...good, Resource }) }));
  });

  it('a continuation token that is none is refused', async () => {
    const { root } = await withBucket();
    expect(
      await refusal(root.send(new ListObjectsV2Command({ Bucket, ContinuationToken: '1-2' }))),
    ).toMatchObject({
      code: 'InvalidArgument',
      status: 400,
    });
  });

  it('root gets out of a policy that denies everybody, an administrator does not', async () => {
    const { test, root, anna } = await withBucket();
    await test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
      }),
    );
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    };
    await anna.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(deny) }));
    expect((await refusal(anna.send(new DeleteBucketPolicyCommand({ Bucket })))).message).toContain(
      'with an explicit deny in a resource-based policy',
    );
    expect((await refusal(root.send(new ListObjectsV2Command({ Bucket })))).code).toBe('AccessDenied');
    await root.send(new DeleteBucketPolicyCommand({ Bucket }));
    await anna.send(new ListObjectsV2Command({ Bucket }));
  });

  it('new buckets block public policies until that is switched off', async () => {
    const { test, root } = await withBucket();
    await root.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const open = policy({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    expect(
      (await root.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration
        ?.BlockPublicPolicy,
    ).toBe(true);
    expect((await refusal(root.send(new PutBucketPolicyCommand({ Bucket, Policy: open })))).code).toBe(
      'AccessDenied',
    );
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: false, RestrictPublicBuckets: false };
    await root.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await root.send(new PutBucketPolicyCommand({ Bucket, Policy: open }));
    expect(JSON.parse((await root.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? '')).toEqual(
      JSON.parse(open),
    );
    const anyone = await test.cloud.handle(
      {
        method: 'GET',
        url: `https://${Bucket}.s3.amazonaws.com/k`,
        headers: { host: `${Bucket}.s3.amazonaws.com` },
        body: new Uint8Array(),
      },
      { wall: test.now, now: test.now },
    );
    expect([anyone.status, new TextDecoder().decode(anyone.body)]).toEqual([200, 'x']);
  });

  it('calls on objects are data events, which the history does not show', async () => {
    const { test, root } = await withBucket();
    await root.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'secret text' }));
    expect(test.records.at(-1)?.event).toMatchObject({
      eventName: 'PutObject',
      eventCategory: 'Data',
      managementEvent: false,
    });
    expect(JSON.stringify(test.records.at(-1)?.event)).not.toContain('secret text');
  });
});

it('MFA delete takes root and a code of its device; an administrator cannot switch it on', async () => {
  const { test, root, anna } = await withBucket();
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'everything',
      PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
    }),
  );
  const device = await enableVirtual(test, 'root-phone');
  const Bucket = 'course-files';
  const on = (who: S3Client, MFA?: string) =>
    who.send(
      new PutBucketVersioningCommand({
        Bucket,
        ...(MFA ? { MFA } : {}),
        VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' },
      }),
    );
  const proof = `${device.serial} ${device.next()}`;
  expect((await refusal(on(root))).code).toBe('AccessDenied');
  expect((await refusal(on(root, `${device.serial} 000000`))).code).toBe('AccessDenied');
  expect((await refusal(on(anna, proof))).code).toBe('AccessDenied');
  await on(root, proof);
  const { VersionId } = await root.send(new PutObjectCommand({ Bucket, Key: 'ledger', Body: '1' }));
  for (const who of [root, anna])
    expect(
      (await refusal(who.send(new DeleteObjectCommand({ Bucket, Key: 'ledger', VersionId })))).code,
    ).toBe('AccessDenied');
  // Without a version only a marker is set, which takes nothing away.
  await anna.send(new DeleteObjectCommand({ Bucket, Key: 'ledger' }));
});
