// Trails: where an account keeps its events for longer. They are told about; the practice account writes no log files.
import type * as sdk from '@aws-sdk/client-cloudtrail';
import type { Tag } from '../../world/entities.ts';
import type { Resource } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { mergedTags } from '../iam/common.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';

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

function arnOf(call: Call, name: string): string {
  return `arn:aws:cloudtrail:${call.region}:${call.tx.accountId}:trail/${name}`;
}

function shortName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}

function find(call: Call, nameOrArn: string): Trail {
  const found = call.tx.account.resources.get(keyOf(shortName(nameOrArn)));
  return (
    (found as Trail | undefined) ??
    fail('TrailNotFoundException', `Unknown trail: ${nameOrArn} for the user: ${call.tx.accountId}`)
  );
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
    TrailARN: arnOf(call, trail.name),
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

function checkBucket(call: Call, bucket: string): void {
  if (!call.tx.world.buckets.has(bucket))
    fail('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`);
}

const onTrail = { resource: (input: { Name: string }, call: Call) => arnOf(call, shortName(input.Name)) };

const createTrail = operation<sdk.CreateTrailRequest, sdk.CreateTrailResponse>({
  ...onTrail,
  run(input, call) {
    if (!/^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/.test(input.Name))
      fail(
        'InvalidTrailNameException',
        'Trail name must be between 3 and 128 letters, numbers, periods, underscores and dashes.',
      );
    if (call.tx.account.resources.has(keyOf(input.Name)))
      fail(
        'TrailAlreadyExistsException',
        `Trail ${input.Name} already exists for customer: ${call.tx.accountId}`,
      );
    checkBucket(call, input.S3BucketName);
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
      tags: (input.TagsList ?? []).map(({ Key, Value }) => ({ Key, Value: Value ?? '' })),
    };
    put(call, trail);
    return answer(call, trail);
  },
});

const updateTrail = operation<sdk.UpdateTrailRequest, sdk.UpdateTrailResponse>({
  ...onTrail,
  run(input, call) {
    const trail = find(call, input.Name);
    if (input.S3BucketName !== undefined) checkBucket(call, input.S3BucketName);
    const next: Trail = {
      ...trail,
      bucket: input.S3BucketName ?? trail.bucket,
      prefix: input.S3KeyPrefix ?? trail.prefix,
      multiRegion: input.IsMultiRegionTrail ?? trail.multiRegion,
      global: input.IncludeGlobalServiceEvents ?? trail.global,
      validation: input.EnableLogFileValidation ?? trail.validation,
    };
    put(call, next);
    return answer(call, next);
  },
});

const deleteTrail = operation<sdk.DeleteTrailRequest, sdk.DeleteTrailResponse>({
  ...onTrail,
  run(input, call) {
    call.tx.remove('resources', keyOf(find(call, input.Name).name));
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
    const wanted = input.trailNameList?.map(shortName);
    const trails = all(call).filter(({ name }) => !wanted?.length || wanted.includes(name));
    return { trailList: trails.map((trail) => told(call, trail)) };
  },
});

const listTrails = operation<sdk.ListTrailsRequest, sdk.ListTrailsResponse>({
  run: (_input, call) => ({
    Trails: all(call).map(({ name, region }) => ({
      TrailARN: arnOf(call, name),
      Name: name,
      HomeRegion: region,
    })),
  }),
});

const startLogging = operation<sdk.StartLoggingRequest, sdk.StartLoggingResponse>({
  ...onTrail,
  run(input, call) {
    put(call, { ...find(call, input.Name), logging: true, started: call.times.now });
    return {};
  },
});

const stopLogging = operation<sdk.StopLoggingRequest, sdk.StopLoggingResponse>({
  ...onTrail,
  run(input, call) {
    put(call, { ...find(call, input.Name), logging: false, stopped: call.times.now });
    return {};
  },
});

const getEventSelectors = operation<sdk.GetEventSelectorsRequest, sdk.GetEventSelectorsResponse>({
  resource: (input, call) => arnOf(call, shortName(input.TrailName)),
  run(input, call) {
    const trail = find(call, input.TrailName);
    const selector = {
      ReadWriteType: 'All' as const,
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    };
    return { TrailARN: arnOf(call, trail.name), EventSelectors: [selector] };
  },
});

const addTags = operation<sdk.AddTagsRequest, sdk.AddTagsResponse>({
  resource: (input) => input.ResourceId,
  run(input, call) {
    const trail = find(call, input.ResourceId);
    const tags = input.TagsList.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }));
    put(call, { ...trail, tags: mergedTags(trail.tags, tags) });
    return {};
  },
});

const removeTags = operation<sdk.RemoveTagsRequest, sdk.RemoveTagsResponse>({
  resource: (input) => input.ResourceId,
  run(input, call) {
    const trail = find(call, input.ResourceId);
    const gone = new Set(input.TagsList.map(({ Key }) => Key));
    put(call, { ...trail, tags: trail.tags.filter(({ Key }) => !gone.has(Key)) });
    return {};
  },
});

const listTags = operation<sdk.ListTagsRequest, sdk.ListTagsResponse>({
  run: (input, call) => ({
    ResourceTagList: input.ResourceIdList.map((id) => ({
      ResourceId: id,
      TagsList: [...find(call, id).tags],
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
