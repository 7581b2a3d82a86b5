// Buckets and objects, over the SDK's S3 client only. Tests: test/console/s3.test.ts.
import {
  type Bucket,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type PublicAccessBlockConfiguration,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
  type _Object as S3Object,
} from '@aws-sdk/client-s3';
import { toFailure } from './errors.ts';

export type { Bucket, PublicAccessBlockConfiguration, S3Object };

/** The four switches, in the console's order. */
export const blockSwitches = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const satisfies readonly (keyof PublicAccessBlockConfiguration)[];
export type Block = Record<(typeof blockSwitches)[number], boolean>;
export const blockAll: Block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
export const blockNone: Block = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** Source: S3 user guide, «General purpose bucket naming rules»: the rules that a form can check. */
export const bucketNameIsFine = (name: string): boolean =>
  /^[a-z0-9](?:[a-z0-9-]|\.(?![.-])){1,61}[a-z0-9]$/.test(name) && !/^\d+\.\d+\.\d+\.\d+$/.test(name);

/** `fallback` where AWS answers that nothing of the kind is set. */
async function unlessMissing<T, F>(read: Promise<T>, codes: readonly string[], fallback: F): Promise<T | F> {
  try {
    return await read;
  } catch (error) {
    if (codes.includes(toFailure(error).code)) return fallback;
    throw error;
  }
}

export const listBuckets = async (client: S3Client): Promise<Bucket[]> =>
  (await client.send(new ListBucketsCommand({}))).Buckets ?? [];

export async function createBucket(client: S3Client, name: string, block: Block): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  // A new bucket blocks everything by itself; only what is wanted otherwise is a request.
  if (blockSwitches.some((one) => !block[one])) await saveBlock(client, name, block);
}

export const deleteBucket = (client: S3Client, name: string) =>
  client.send(new DeleteBucketCommand({ Bucket: name }));

export const bucketRegion = async (client: S3Client, name: string): Promise<string> =>
  (await client.send(new GetBucketLocationCommand({ Bucket: name }))).LocationConstraint ?? 'us-east-1';

export async function listObjects(
  client: S3Client,
  bucket: string,
  onPart?: (soFar: readonly S3Object[]) => void,
): Promise<S3Object[]> {
  const objects: S3Object[] = [];
  let next: string | undefined;
  do {
    const answer = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        ...(next === undefined ? {} : { ContinuationToken: next }),
      }),
    );
    objects.push(...(answer.Contents ?? []));
    next = answer.IsTruncated ? answer.NextContinuationToken : undefined;
    if (next !== undefined) onPart?.([...objects]);
  } while (next !== undefined);
  return objects;
}

export const putObject = (client: S3Client, bucket: string, key: string, body: Uint8Array, type: string) =>
  client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: type }));

export async function getObject(
  client: S3Client,
  bucket: string,
  key: string,
): Promise<{ body: Uint8Array; type: string }> {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return {
    body: (await answer.Body?.transformToByteArray()) ?? new Uint8Array(),
    type: answer.ContentType ?? 'application/octet-stream',
  };
}

export const deleteObject = (client: S3Client, bucket: string, key: string) =>
  client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));

/** The bucket policy, indented; undefined where there is none. */
export async function bucketPolicy(client: S3Client, bucket: string): Promise<string | undefined> {
  const text = await unlessMissing(
    client.send(new GetBucketPolicyCommand({ Bucket: bucket })).then((answer) => answer.Policy),
    ['NoSuchBucketPolicy'],
    undefined,
  );
  if (text === undefined) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 4);
  } catch {
    return text;
  }
}

export const savePolicy = (client: S3Client, bucket: string, policy: string) =>
  client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));

export const deletePolicy = (client: S3Client, bucket: string) =>
  client.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));

export const isPublic = (client: S3Client, bucket: string): Promise<boolean> =>
  unlessMissing(
    client
      .send(new GetBucketPolicyStatusCommand({ Bucket: bucket }))
      .then((answer) => answer.PolicyStatus?.IsPublic === true),
    ['NoSuchBucketPolicy'],
    false,
  );

export async function publicAccessBlock(client: S3Client, bucket: string): Promise<Block> {
  const answer = await unlessMissing(
    client.send(new GetPublicAccessBlockCommand({ Bucket: bucket })),
    ['NoSuchPublicAccessBlockConfiguration'],
    undefined,
  );
  const set = answer?.PublicAccessBlockConfiguration;
  return Object.fromEntries(blockSwitches.map((one) => [one, set?.[one] === true])) as Block;
}

export const saveBlock = (client: S3Client, bucket: string, block: Block) =>
  client.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: block }));

export const versioning = async (client: S3Client, bucket: string): Promise<string> =>
  (await client.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status ?? 'Disabled';

export const saveVersioning = (client: S3Client, bucket: string, on: boolean) =>
  client.send(
    new PutBucketVersioningCommand({
      Bucket: bucket,
      VersioningConfiguration: { Status: on ? 'Enabled' : 'Suspended' },
    }),
  );
