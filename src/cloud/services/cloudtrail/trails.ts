// Trails: where an account keeps its events for longer. They are told about; the practice account writes no log files.
import type * as sdk from '@aws-sdk/client-cloudtrail';
import type { Tag } from '../../world/entities.ts';
import type { Resource } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { tagsWith, tagsWithout } from '../tags.ts';

interface Trail extends Resource {
  readonly kind: 'cloudtrail/trail';
  readonly name: string;
  readonly bucket: string;
  readonly prefix?: string | undefined;
  readonly region: string;
  readonly multiRegion: boolean;
  readonly global: boolean;
  readonly validation: boolean;
  readonly organization: boolean;
  readonly logging: boolean;
  readonly started?: number | undefined;
  readonly stopped?: number | undefined;
  readonly tags: readonly Tag[];
}

const keyOf = (name: string) => `cloudtrail/trail/${name}`;
/** CloudTrail user guide, «Quotas in AWS CloudTrail»: in a region, the shadows of trails of all regions with them. */
const mostTrails = 5;
const mostTags = 50;

function arnOf(call: Call, name: string, region = call.region): string {
  return `arn:aws:cloudtrail:${region}:${call.tx.accountId}:trail/${name}`;
}

interface Named {
  name: string;
  /** Where an ARN says it is. */
  region?: string;
}

/** @throws AwsError CloudTrailARNInvalidException, InvalidTrailNameException */
function readName(nameOrArn: string): Named {
  if (!nameOrArn.startsWith('arn:')) return { name: checkedName(nameOrArn) };
  const [, region, name] = /^arn:aws:cloudtrail:([a-z0-9-]+):\d{12}:trail\/(.+)$/.exec(nameOrArn) ?? [];
  if (region === undefined || name === undefined) return invalidArn(`Invalid ARN: ${nameOrArn}.`);
  return { name: checkedName(name), region };
}

const invalidArn = (message: string): never => fail('CloudTrailARNInvalidException', message);

/** Rules: API reference, CreateTrail. The sentence of a blank name is AWS's, the other unverified. */
function checkedName(name: string): string {
  if (name === '') fail('InvalidTrailNameException', 'Trail name cannot be blank!');
  if (!/^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/.test(name) || /[._-]{2}/.test(name))
    fail(
      'InvalidTrailNameException',
      'Trail name must be 3 to 128 letters, numbers, periods, underscores and dashes, of the latter three no two side by side.',
    );
  return name;
}

function stored(call: Call, name: string): Trail | undefined {
  return call.tx.account.resources.get(keyOf(name)) as Trail | undefined;
}

const noTrail = (call: Call, arn: string): never =>
  fail('TrailNotFoundException', `Unknown trail: ${arn} for the user: ${call.tx.accountId}`);

/**
 * A trail to read of. Its shadow in another region is found by its ARN only (API reference, GetTrailStatus).
 * @throws AwsError TrailNotFoundException
 */
function find(call: Call, nameOrArn: string): Trail {
  const { name, region = call.region } = readName(nameOrArn);
  const trail = stored(call, name);
  if (trail?.region === region && (region === call.region || trail.multiRegion)) return trail;
  return noTrail(call, arnOf(call, name, region));
}

/** A trail to change: in its home region only. @throws AwsError InvalidHomeRegionException (sentence unverified) */
function findHome(call: Call, nameOrArn: string): Trail {
  const { name, region = call.region } = readName(nameOrArn);
  const trail = stored(call, name);
  if (!trail || trail.region !== region) return noTrail(call, arnOf(call, name, region));
  if (region !== call.region)
    fail(
      'InvalidHomeRegionException',
      `The trail ${arnOf(call, name, region)} can only be changed in its home region ${region}.`,
    );
  return trail;
}

/**
 * A trail by the ARN that operations on tags take. The sentences are AWS's, those on the missing trail and on other
 * resources are the API reference's.
 */
function findTagged(call: Call, arn: string): Trail {
  const [, region, account, type, name = ''] =
    /^arn:aws:cloudtrail:([a-z0-9-]+):(\d{12}):([a-z]+)\/(.+)$/.exec(arn) ?? [];
  if (type === undefined) return invalidArn(`Invalid ARN: ${arn}.`);
  if (account !== call.tx.accountId)
    invalidArn(
      `AccountID in ARN is wrong, you can only access resources with AccountID ${call.tx.accountId}.`,
    );
  if (region !== call.region)
    invalidArn(`Region in ARN is wrong, you can only access resources in region ${call.region}.`);
  if (type !== 'trail')
    fail('ResourceTypeNotSupportedException', 'The specified resource type is not supported by CloudTrail.');
  const trail = stored(call, name);
  if (trail && trail.region === region) return trail;
  return fail('ResourceNotFoundException', 'The specified resource is not found.');
}

function all(call: Call): Trail[] {
  return [...call.tx.account.resources.values()].filter(
    (resource): resource is Trail => resource.kind === 'cloudtrail/trail',
  );
}

function put(call: Call, trail: Trail): void {
  call.tx.put('resources', keyOf(trail.name), trail);
}

function told(call: Call, trail: Trail): sdk.Trail {
  return {
    Name: trail.name,
    S3BucketName: trail.bucket,
    ...(trail.prefix === undefined ? {} : { S3KeyPrefix: trail.prefix }),
    IncludeGlobalServiceEvents: trail.global,
    IsMultiRegionTrail: trail.multiRegion,
    HomeRegion: trail.region,
    TrailARN: arnOf(call, trail.name, trail.region),
    LogFileValidationEnabled: trail.validation,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: trail.organization,
  };
}

function answer(call: Call, trail: Trail): sdk.CreateTrailResponse {
  const { HomeRegion, HasCustomEventSelectors, HasInsightSelectors, ...rest } = told(call, trail);
  void [HomeRegion, HasCustomEventSelectors, HasInsightSelectors];
  return rest;
}

/** Sentences unverified, but for that of the bucket that is not there and that of the combination. */
function checkSettings(
  call: Call,
  input: Pick<sdk.UpdateTrailRequest, 'S3BucketName' | 'S3KeyPrefix'>,
  { multiRegion, global }: Pick<Trail, 'multiRegion' | 'global'>,
): void {
  if (input.S3BucketName !== undefined) checkBucket(call, input.S3BucketName);
  if ((input.S3KeyPrefix?.length ?? 0) > 200)
    fail('InvalidS3PrefixException', 'The S3 prefix must not be longer than 200 characters.');
  if (multiRegion && !global)
    fail('InvalidParameterCombinationException', 'Multi-Region trail must include global service events.');
}

function checkBucket(call: Call, bucket: string): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    fail('InvalidS3BucketNameException', `S3 bucket name ${bucket} is not valid.`);
  if (!call.tx.world.buckets.has(bucket))
    fail('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`);
}

/** Tags to add, as they are kept. @throws AwsError InvalidTagParameterException (sentence unverified) */
function readTags(given: readonly sdk.Tag[]): Tag[] {
  if (new Set(given.map(({ Key }) => Key)).size < given.length)
    fail('InvalidTagParameterException', 'Duplicate tag keys are not allowed.');
  return given.map(({ Key = '', Value }) => ({ Key, Value: Value ?? '' }));
}

/** The sentence is the API reference's. @throws AwsError TagsLimitExceededException */
function checkTagCount(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > mostTags)
    fail(
      'TagsLimitExceededException',
      `The number of tags per trail has exceeded the permitted amount. Currently, the limit is ${mostTags}.`,
    );
  return tags;
}

const resourceOf = (nameOrArn: string, call: Call) =>
  nameOrArn.startsWith('arn:') ? nameOrArn : arnOf(call, nameOrArn);
const onTrail = { resource: (input: { Name: string }, call: Call) => resourceOf(input.Name, call) };

const createTrail = operation<sdk.CreateTrailRequest, sdk.CreateTrailResponse>({
  ...onTrail,
  run(input, call) {
    checkedName(input.Name);
    if (stored(call, input.Name))
      fail(
        'TrailAlreadyExistsException',
        `Trail ${input.Name} already exists for customer: ${call.tx.accountId}`,
      );
    const here = all(call).filter(({ region, multiRegion }) => multiRegion || region === call.region);
    if (here.length >= mostTrails)
      fail(
        'MaximumNumberOfTrailsExceededException',
        `User: ${call.tx.accountId} already has ${mostTrails} trails in ${call.region}.`,
      );
    const tags = checkTagCount(readTags(input.TagsList ?? []));
    const trail: Trail = {
      kind: 'cloudtrail/trail',
      name: input.Name,
      bucket: input.S3BucketName,
      prefix: input.S3KeyPrefix,
      region: call.region,
      multiRegion: input.IsMultiRegionTrail ?? false,
      global: input.IncludeGlobalServiceEvents ?? true,
      validation: input.EnableLogFileValidation ?? false,
      organization: input.IsOrganizationTrail ?? false,
      logging: false,
      tags,
    };
    checkSettings(call, input, trail);
    put(call, trail);
    return answer(call, trail);
  },
});

const updateTrail = operation<sdk.UpdateTrailRequest, sdk.UpdateTrailResponse>({
  ...onTrail,
  run(input, call) {
    const trail = findHome(call, input.Name);
    const next: Trail = {
      ...trail,
      bucket: input.S3BucketName ?? trail.bucket,
      prefix: input.S3KeyPrefix ?? trail.prefix,
      multiRegion: input.IsMultiRegionTrail ?? trail.multiRegion,
      global: input.IncludeGlobalServiceEvents ?? trail.global,
      validation: input.EnableLogFileValidation ?? trail.validation,
    };
    checkSettings(call, input, next);
    put(call, next);
    return answer(call, next);
  },
});

const deleteTrail = operation<sdk.DeleteTrailRequest, sdk.DeleteTrailResponse>({
  ...onTrail,
  run(input, call) {
    call.tx.remove('resources', keyOf(findHome(call, input.Name).name));
    return {};
  },
});

const getTrail = operation<sdk.GetTrailRequest, sdk.GetTrailResponse>({
  ...onTrail,
  run: (input, call) => ({ Trail: told(call, find(call, input.Name)) }),
});

const getTrailStatus = operation<sdk.GetTrailStatusRequest, sdk.GetTrailStatusResponse>({
  ...onTrail,
  run(input, call) {
    const trail = find(call, input.Name);
    return {
      IsLogging: trail.logging,
      ...(trail.started === undefined ? {} : { StartLoggingTime: new Date(trail.started) }),
      ...(trail.stopped === undefined ? {} : { StopLoggingTime: new Date(trail.stopped) }),
    };
  },
});

const describeTrails = operation<sdk.DescribeTrailsRequest, sdk.DescribeTrailsResponse>({
  run(input, call) {
    const wanted = input.trailNameList?.map((one) => readName(one));
    const shadows = input.includeShadowTrails ?? true;
    const trails = all(call)
      .filter(({ region, multiRegion }) => region === call.region || (multiRegion && shadows))
      .filter(
        (trail) =>
          !wanted?.length ||
          wanted.some(({ name, region }) => name === trail.name && (region ?? trail.region) === trail.region),
      );
    return { trailList: trails.map((trail) => told(call, trail)) };
  },
});

const listTrails = operation<sdk.ListTrailsRequest, sdk.ListTrailsResponse>({
  run: (_input, call) => ({
    Trails: all(call).map(({ name, region }) => ({
      TrailARN: arnOf(call, name, region),
      Name: name,
      HomeRegion: region,
    })),
  }),
});

const startLogging = operation<sdk.StartLoggingRequest, sdk.StartLoggingResponse>({
  ...onTrail,
  run(input, call) {
    put(call, { ...findHome(call, input.Name), logging: true, started: call.times.now });
    return {};
  },
});

const stopLogging = operation<sdk.StopLoggingRequest, sdk.StopLoggingResponse>({
  ...onTrail,
  run(input, call) {
    put(call, { ...findHome(call, input.Name), logging: false, stopped: call.times.now });
    return {};
  },
});

const getEventSelectors = operation<sdk.GetEventSelectorsRequest, sdk.GetEventSelectorsResponse>({
  resource: (input, call) => resourceOf(input.TrailName, call),
  run(input, call) {
    const trail = find(call, input.TrailName);
    const selector = {
      ReadWriteType: 'All' as const,
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    };
    return { TrailARN: arnOf(call, trail.name, trail.region), EventSelectors: [selector] };
  },
});

const addTags = operation<sdk.AddTagsRequest, sdk.AddTagsResponse>({
  resource: (input) => input.ResourceId,
  run(input, call) {
    const trail = findTagged(call, input.ResourceId);
    const tags = readTags(input.TagsList);
    put(call, { ...trail, tags: checkTagCount(tagsWith(trail.tags, tags)) });
    return {};
  },
});

const removeTags = operation<sdk.RemoveTagsRequest, sdk.RemoveTagsResponse>({
  resource: (input) => input.ResourceId,
  run(input, call) {
    const trail = findTagged(call, input.ResourceId);
    const gone = readTags(input.TagsList).map(({ Key }) => Key);
    put(call, { ...trail, tags: tagsWithout(trail.tags, gone) });
    return {};
  },
});

const listTags = operation<sdk.ListTagsRequest, sdk.ListTagsResponse>({
  run: (input, call) => ({
    ResourceTagList: input.ResourceIdList.map((id) => ({
      ResourceId: id,
      TagsList: [...findTagged(call, id).tags],
    })),
  }),
});

export const trails: Operations = {
  CreateTrail: createTrail,
  UpdateTrail: updateTrail,
  DeleteTrail: deleteTrail,
  GetTrail: getTrail,
  GetTrailStatus: getTrailStatus,
  DescribeTrails: describeTrails,
  ListTrails: listTrails,
  StartLogging: startLogging,
  StopLogging: stopLogging,
  GetEventSelectors: getEventSelectors,
  AddTags: addTags,
  RemoveTags: removeTags,
  ListTags: listTags,
};
