// S3 objects and their versions, enough to try permissions on. Bodies are kept whole in the account.
import type * as sdk from '@aws-sdk/client-s3';
import { md5Hex } from '../../wire/md5.ts';
import { fromBase64, toBase64 } from '../../wire/schema.ts';
import type { Resource } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { readToken, writeToken } from '../paging.ts';
import type { Call, Operations, Question } from '../service.ts';
import { operation } from '../service.ts';
import { bucketQuestion, checkMfa, findBucket } from './buckets.ts';

interface Version {
  readonly id: string;
  readonly modified: number;
  readonly deleted?: boolean;
  readonly body: string;
  readonly size: number;
  readonly etag: string;
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Versions from the newest; without versioning there is one, called null. */
interface StoredObject extends Resource {
  readonly kind: 's3/object';
  readonly bucket: string;
  readonly key: string;
  readonly versions: readonly Version[];
}

const objectKey = (bucket: string, key: string) => `s3/object/${bucket}/${key}`;

function stored(call: Call, bucket: string, key: string): StoredObject | undefined {
  const { account } = findBucket(call, bucket);
  return call.tx.within(account).account.resources.get(objectKey(bucket, key)) as StoredObject | undefined;
}

function store(call: Call, object: StoredObject): void {
  const tx = call.tx.within(findBucket(call, object.bucket).account);
  const key = objectKey(object.bucket, object.key);
  if (object.versions.length === 0) tx.remove('resources', key);
  else tx.put('resources', key, object);
}

type Named = { Bucket: string; Key: string; VersionId?: string | undefined };

const on = (action: string) => ({
  dataEvent: true,
  questions: (input: Named, call: Call): Question[] => [
    bucketQuestion(
      call,
      input.Bucket,
      input.VersionId === undefined ? `s3:${action}` : `s3:${action}Version`,
      input.Key,
    ),
  ],
});

function findVersion(call: Call, { Bucket, Key, VersionId }: Named): Version {
  const object = stored(call, Bucket, Key);
  const version =
    VersionId === undefined ? object?.versions[0] : object?.versions.find(({ id }) => id === VersionId);
  if (version && !version.deleted) return version;
  // S3 user guide, «Working with delete markers».
  if (version && VersionId !== undefined)
    return fail('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      status: 405,
      details: { Method: call.request.method, ResourceType: 'DeleteMarker' },
    });
  // Whoever may not list the bucket is not told whether the object is there.
  call.authorize(bucketQuestion(call, Bucket, 's3:ListBucket'));
  if (VersionId !== undefined && !version)
    return fail('NoSuchVersion', 'The specified version does not exist.', {
      status: 404,
      details: { Key, VersionId },
    });
  return fail('NoSuchKey', 'The specified key does not exist.', { status: 404, details: { Key } });
}

function headers(version: Version) {
  return {
    ContentLength: version.size,
    ContentType: version.type,
    ETag: version.etag,
    LastModified: new Date(version.modified),
    AcceptRanges: 'bytes',
    Metadata: { ...version.metadata },
    ...(version.id === 'null' ? {} : { VersionId: version.id }),
  };
}

const getObject = operation<sdk.GetObjectRequest, object>({
  ...on('GetObject'),
  run(input, call) {
    const version = findVersion(call, input);
    return { ...headers(version), Body: fromBase64(version.body) };
  },
});

const headObject = operation<sdk.HeadObjectRequest, sdk.HeadObjectOutput>({
  ...on('GetObject'),
  run: (input, call) => headers(findVersion(call, input)),
});

/** In bytes (S3 user guide, «Naming Amazon S3 objects»). */
const longestKey = 1024;

function addVersion(
  call: Call,
  bucket: string,
  key: string,
  made: Omit<Version, 'id' | 'modified'>,
): Version {
  if (new TextEncoder().encode(key).length > longestKey)
    fail('KeyTooLongError', 'Your key is too long', { status: 400 });
  const versioned = findBucket(call, bucket).bucket.versioning === 'Enabled';
  const version: Version = {
    ...made,
    id: versioned ? call.tx.ids.text(versionAlphabet, 32) : 'null',
    modified: call.times.now,
  };
  const before = stored(call, bucket, key)?.versions ?? [];
  const kept = versioned ? before : before.filter(({ id }) => id !== 'null');
  store(call, { kind: 's3/object', bucket, key, versions: [version, ...kept] });
  return version;
}

const versionAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

const putObject = operation<sdk.PutObjectRequest, sdk.PutObjectOutput>({
  ...on('PutObject'),
  run(input, call) {
    const body = (input.Body ?? new Uint8Array()) as Uint8Array;
    const version = addVersion(call, input.Bucket, input.Key, {
      body: toBase64(body),
      size: body.length,
      etag: `"${md5Hex(body)}"`,
      type: input.ContentType ?? 'binary/octet-stream',
      metadata: input.Metadata ?? {},
    });
    return {
      ETag: version.etag,
      ServerSideEncryption: 'AES256',
      ...(version.id === 'null' ? {} : { VersionId: version.id }),
    };
  },
});

function sourceOf(text: string): Named {
  const [path = '', query = ''] = decodeURIComponent(text).replace(/^\//, '').split('?versionId=');
  const slash = path.indexOf('/');
  if (slash < 1)
    fail('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1), ...(query ? { VersionId: query } : {}) };
}

/** S3 API reference, CopyObject; the sentence is AWS's. @throws AwsError InvalidRequest */
function checkNoMarker(call: Call, { Bucket, Key, VersionId }: Named): void {
  const version = stored(call, Bucket, Key)?.versions.find(({ id }) => id === VersionId);
  if (version?.deleted)
    fail(
      'InvalidRequest',
      'The source of a copy request may not specifically refer to a delete marker by version id.',
    );
}

const copyObject = operation<sdk.CopyObjectRequest, sdk.CopyObjectOutput>({
  dataEvent: true,
  questions(input, call) {
    const source = sourceOf(input.CopySource);
    return [
      bucketQuestion(
        call,
        source.Bucket,
        source.VersionId ? 's3:GetObjectVersion' : 's3:GetObject',
        source.Key,
      ),
      bucketQuestion(call, input.Bucket, 's3:PutObject', input.Key),
    ];
  },
  run(input, call) {
    const from = sourceOf(input.CopySource);
    checkNoMarker(call, from);
    const { id, modified, ...source } = findVersion(call, from);
    void [id, modified];
    const version = addVersion(call, input.Bucket, input.Key, source);
    return {
      CopyObjectResult: { ETag: version.etag, LastModified: new Date(version.modified) },
      ...(version.id === 'null' ? {} : { VersionId: version.id }),
    };
  },
});

function removeObject(call: Call, { Bucket, Key, VersionId }: Named, mfa: string | undefined) {
  const { bucket } = findBucket(call, Bucket);
  const object = stored(call, Bucket, Key);
  if (VersionId !== undefined) {
    if (bucket.mfaDelete) checkMfa(call, mfa);
    if (object) store(call, { ...object, versions: object.versions.filter(({ id }) => id !== VersionId) });
    return { VersionId };
  }
  if (bucket.versioning === undefined) {
    if (object) store(call, { ...object, versions: [] });
    return {};
  }
  const marker = addVersion(call, Bucket, Key, {
    deleted: true,
    body: '',
    size: 0,
    etag: '',
    type: '',
    metadata: {},
  });
  return { DeleteMarker: true, VersionId: marker.id };
}

const deleteObject = operation<sdk.DeleteObjectRequest, sdk.DeleteObjectOutput>({
  ...on('DeleteObject'),
  run: (input, call) => removeObject(call, input, input.MFA),
});

/** Each object is asked and answered for itself. */
const deleteObjects = operation<sdk.DeleteObjectsRequest, sdk.DeleteObjectsOutput>({
  dataEvent: true,
  questions: () => [],
  run(input, call) {
    findBucket(call, input.Bucket);
    const deleted: sdk.DeletedObject[] = [];
    const errors: sdk._Error[] = [];
    for (const { Key, VersionId } of input.Delete.Objects) {
      const named = { Bucket: input.Bucket, Key, VersionId };
      try {
        call.authorize(
          bucketQuestion(call, input.Bucket, VersionId ? 's3:DeleteObjectVersion' : 's3:DeleteObject', Key),
        );
        removeObject(call, named, input.MFA);
        deleted.push({ Key, ...(VersionId ? { VersionId } : {}) });
      } catch (error) {
        errors.push({
          Key,
          Code: (error as { code?: string }).code ?? 'InternalError',
          Message: (error as Error).message,
        });
      }
    }
    return { ...(input.Delete.Quiet ? {} : { Deleted: deleted }), Errors: errors };
  },
});

// Lists

interface ListInput {
  Bucket: string;
  Prefix?: string | undefined;
  Delimiter?: string | undefined;
  MaxKeys?: number | undefined;
}

const onList = (action: string) => ({
  questions: (input: ListInput, call: Call): Question[] => [
    bucketQuestion(call, input.Bucket, action, undefined, {
      's3:prefix': input.Prefix ?? '',
      ...(input.Delimiter === undefined ? {} : { 's3:delimiter': input.Delimiter }),
      's3:max-keys': String(input.MaxKeys ?? 1000),
    }),
  ],
});

const isThere = ({ versions }: StoredObject) => versions[0] !== undefined && !versions[0].deleted;

/** Objects of a bucket under the prefix, in order of their keys. */
function objectsOf(call: Call, input: ListInput): StoredObject[] {
  const { account } = findBucket(call, input.Bucket);
  const prefix = input.Prefix ?? '';
  return [...call.tx.within(account).account.resources.values()]
    .filter(
      (item): item is StoredObject =>
        item.kind === 's3/object' && item.bucket === input.Bucket && (item.key as string).startsWith(prefix),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The first of the items, in order of their keys; what has the delimiter after the prefix is told once, by the part before. */
function list<Item extends { key: string }>(
  input: ListInput,
  items: readonly Item[],
  after: string,
): { items: Item[]; prefixes: string[]; more: boolean; last: string | undefined } {
  const prefix = input.Prefix ?? '';
  const most = Math.min(input.MaxKeys ?? 1000, 1000);
  const found: Item[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const item of items) {
    const cut = input.Delimiter ? item.key.indexOf(input.Delimiter, prefix.length) : -1;
    const common = cut < 0 ? undefined : item.key.slice(0, cut + (input.Delimiter?.length ?? 0));
    if (common !== undefined && (common <= after || common === prefixes.at(-1))) continue;
    if (found.length + prefixes.length === most) return { items: found, prefixes, more: true, last };
    if (common === undefined) found.push(item);
    else prefixes.push(common);
    last = common ?? item.key;
  }
  return { items: found, prefixes, more: false, last };
}

/** Of objects that are there, those whose key comes after the mark. */
function listThere(call: Call, input: ListInput, after: string) {
  const there = objectsOf(call, input).filter((object) => isThere(object) && object.key > after);
  const { items, more, last, prefixes } = list(input, there, after);
  return { objects: items, prefixes, last: more ? last : undefined };
}

function toldObjects(objects: readonly StoredObject[]): sdk._Object[] {
  return objects.map(({ key, versions: [version] }) => ({
    Key: key,
    LastModified: new Date(version?.modified ?? 0),
    ETag: version?.etag,
    Size: version?.size,
    StorageClass: 'STANDARD',
  }));
}

const listObjectsV2 = operation<sdk.ListObjectsV2Request, sdk.ListObjectsV2Output>({
  ...onList('s3:ListBucket'),
  run(input, call) {
    const after =
      input.ContinuationToken === undefined
        ? (input.StartAfter ?? '')
        : readToken(input.ContinuationToken, 'InvalidArgument');
    const { objects, prefixes, last } = listThere(call, input, after);
    const contents = toldObjects(objects);
    return {
      Name: input.Bucket,
      Prefix: input.Prefix ?? '',
      ...(input.Delimiter === undefined ? {} : { Delimiter: input.Delimiter }),
      MaxKeys: input.MaxKeys ?? 1000,
      KeyCount: contents.length + prefixes.length,
      IsTruncated: last !== undefined,
      ...(last === undefined ? {} : { NextContinuationToken: writeToken(last) }),
      Contents: contents,
      CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
    };
  },
});

const listObjects = operation<sdk.ListObjectsRequest, sdk.ListObjectsOutput>({
  ...onList('s3:ListBucket'),
  run(input, call) {
    const { objects, prefixes, last } = listThere(call, input, input.Marker ?? '');
    return {
      Name: input.Bucket,
      Prefix: input.Prefix ?? '',
      Marker: input.Marker ?? '',
      MaxKeys: input.MaxKeys ?? 1000,
      IsTruncated: last !== undefined,
      ...(last === undefined ? {} : { NextMarker: last }),
      Contents: toldObjects(objects),
      CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
    };
  },
});

const listVersions = operation<sdk.ListObjectVersionsRequest, sdk.ListObjectVersionsOutput>({
  ...onList('s3:ListBucketVersions'),
  run(input, call) {
    const after = input.KeyMarker ?? '';
    const all = objectsOf(call, input).flatMap(({ key, versions }) =>
      versions.map((version, i) => ({ key, version, latest: i === 0 })),
    );
    // Without a version's id the mark is behind all versions of its key.
    const marked = all.findIndex(({ key, version }) => key === after && version.id === input.VersionIdMarker);
    const from = marked < 0 ? all.filter(({ key }) => key > after) : all.slice(marked + 1);
    const { items, prefixes, more, last } = list(input, from, after);
    const told = ({ key, version, latest }: (typeof all)[number]) => ({
      Key: key,
      VersionId: version.id,
      IsLatest: latest,
      LastModified: new Date(version.modified),
    });
    return {
      Name: input.Bucket,
      Prefix: input.Prefix ?? '',
      MaxKeys: input.MaxKeys ?? 1000,
      IsTruncated: more,
      ...(more
        ? {
            NextKeyMarker: last,
            ...(last === items.at(-1)?.key ? { NextVersionIdMarker: items.at(-1)?.version.id } : {}),
          }
        : {}),
      Versions: items
        .filter(({ version }) => !version.deleted)
        .map((item) => ({
          ...told(item),
          ETag: item.version.etag,
          Size: item.version.size,
          StorageClass: 'STANDARD' as const,
        })),
      DeleteMarkers: items.filter(({ version }) => version.deleted).map(told),
      CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
    };
  },
});

export const objects: Operations = {
  GetObject: getObject,
  HeadObject: headObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  ListObjectsV2: listObjectsV2,
  ListObjects: listObjects,
  ListObjectVersions: listVersions,
};
