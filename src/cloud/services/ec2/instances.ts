// EC2 instances, enough to try permissions on: run, look, start, stop, end, tag, and hand over a role.
import type * as sdk from '@aws-sdk/client-ec2';
import { lastName } from '../../world/arn.ts';
import type { InstanceProfile, Tag } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { roleResource } from '../iam/common.ts';
import { profileArn } from '../iam/instance-profiles.ts';
import { tokenPage } from '../paging.ts';
import type { Call, Context, Operations, Question } from '../service.ts';
import { operation } from '../service.ts';
import type { Instance, State } from './instance.ts';
import { isInstance } from './instance.ts';

const keyOf = (id: string) => `ec2/instance/${id}`;
const codes: Record<State, number> = { running: 16, terminated: 48, stopped: 80 };

function arnOf(call: Call, id: string): string {
  return `arn:aws:ec2:${call.region}:${call.tx.accountId}:instance/${id}`;
}

function all(call: Call): Instance[] {
  return [...call.tx.account.resources.values()]
    .filter(isInstance)
    .filter(({ region }) => region === call.region)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function find(call: Call, id: string): Instance {
  if (!/^i-[0-9a-f]{17}$/.test(id)) fail('InvalidInstanceID.Malformed', `Invalid id: "${id}"`);
  const found = call.tx.account.resources.get(keyOf(id)) as Instance | undefined;
  if (found?.region === call.region) return found;
  return fail('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
}

function put(call: Call, instance: Instance): void {
  call.tx.put('resources', keyOf(instance.id), instance);
}

function tagKeys(tags: readonly Tag[]): Context {
  return Object.fromEntries(
    tags.flatMap(({ Key, Value }) => [
      [`aws:ResourceTag/${Key}`, Value],
      [`ec2:ResourceTag/${Key}`, Value],
    ]),
  );
}

/** One question an instance, with its tags. */
function onInstances(action: string) {
  return (input: { InstanceIds?: string[] | undefined }, call: Call): Question[] =>
    (input.InstanceIds ?? []).map((id) => ({
      action,
      resource: arnOf(call, id),
      context: tagKeys((call.tx.account.resources.get(keyOf(id)) as Instance | undefined)?.tags ?? []),
    }));
}

function dryRun(input: { DryRun?: boolean | undefined }): void {
  if (input.DryRun)
    fail('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', { status: 412 });
}

type ProfileSpecification = { Arn?: string | undefined; Name?: string | undefined } | undefined;

function findProfile(call: Call, given: ProfileSpecification): InstanceProfile | undefined {
  if (given === undefined) return undefined;
  const name = given.Name ?? lastName(given.Arn ?? '');
  return (
    call.tx.account.instanceProfiles.get(nameKey(name)) ??
    fail(
      'InvalidParameterValue',
      `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    )
  );
}

/** Giving an instance a profile hands its role to EC2. */
function passRole(call: Call, given: ProfileSpecification): Question[] {
  const key = findProfile(call, given)?.role;
  const role = key === undefined ? undefined : call.tx.account.roles.get(key);
  if (!role) return [];
  const context = { 'iam:PassedToService': 'ec2.amazonaws.com' };
  return [{ action: 'iam:PassRole', resource: roleResource(call, role.name), context }];
}

function told(call: Call, instance: Instance): sdk.Instance {
  const profile =
    instance.profile === undefined ? undefined : call.tx.account.instanceProfiles.get(instance.profile);
  return {
    InstanceId: instance.id,
    ImageId: instance.image,
    State: { Code: codes[instance.state], Name: instance.state },
    InstanceType: instance.type as sdk._InstanceType,
    LaunchTime: new Date(instance.launched),
    Placement: { AvailabilityZone: `${instance.region}a`, Tenancy: 'default' },
    Monitoring: { State: 'disabled' },
    ...(instance.state === 'terminated' ? {} : { PrivateIpAddress: instance.address }),
    Architecture: 'x86_64',
    Tags: [...instance.tags],
    ...(profile
      ? { IamInstanceProfile: { Arn: profileArn(call.tx.accountId, profile), Id: profile.id } }
      : {}),
  };
}

interface ListInput {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

/** A page of a list, and the token of the next one as answers have it. Without MaxResults everything is told. */
function pageOf<Item>(
  input: ListInput,
  items: readonly Item[],
  key: (item: Item) => string,
): { page: Item[]; rest: { NextToken?: string } } {
  const { items: page, next } = tokenPage(items, key, {
    token: input.NextToken,
    most: input.MaxResults ?? 1000,
    invalid: 'InvalidNextToken',
  });
  return { page: [...page], rest: next ? { NextToken: next } : {} };
}

const hex = '0123456789abcdef';

const runInstances = operation<sdk.RunInstancesRequest, sdk.Reservation>({
  questions(input, call) {
    const tags = (input.TagSpecifications ?? []).flatMap((one) => one.Tags ?? []);
    const context: Context = {
      'ec2:InstanceType': input.InstanceType ?? 'm1.small',
      ...(tags.length > 0 ? { 'aws:TagKeys': tags.map(({ Key }) => Key ?? '') } : {}),
      ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value ?? ''])),
    };
    const instance = arnOf(call, '*');
    return [
      { action: 'ec2:RunInstances', resource: instance, context },
      {
        action: 'ec2:RunInstances',
        resource: `arn:aws:ec2:${call.region}::image/${input.ImageId ?? '*'}`,
        context,
      },
      ...(tags.length > 0
        ? [
            {
              action: 'ec2:CreateTags',
              resource: instance,
              context: { ...context, 'ec2:CreateAction': 'RunInstances' },
            },
          ]
        : []),
      ...passRole(call, input.IamInstanceProfile),
    ];
  },
  run(input, call) {
    dryRun(input);
    const { MinCount: least, MaxCount: most, ImageId: image } = input;
    if (image === undefined) fail('MissingParameter', 'The request must contain the parameter ImageId');
    if (least < 1 || most < least || most > 20)
      fail(
        'InvalidParameterValue',
        `Value (${most}) for parameter maxCount is invalid. It must be from minCount to 20.`,
      );
    const profile = findProfile(call, input.IamInstanceProfile);
    const reservation = `r-${call.tx.ids.text(hex, 17)}`;
    const tags = (input.TagSpecifications ?? [])
      .filter(({ ResourceType }) => ResourceType === 'instance')
      .flatMap((one) => one.Tags ?? [])
      .map(({ Key = '', Value = '' }) => ({ Key, Value }));
    const made = Array.from(
      { length: most },
      (): Instance => ({
        kind: 'ec2/instance',
        id: `i-${call.tx.ids.text(hex, 17)}`,
        reservation,
        region: call.region,
        image,
        type: input.InstanceType ?? 'm1.small',
        launched: call.times.now,
        state: 'running',
        address: `10.0.0.${10 + (all(call).length % 200)}`,
        ...(profile
          ? { profile: nameKey(profile.name), association: `iip-assoc-${call.tx.ids.text(hex, 17)}` }
          : {}),
        tags,
      }),
    );
    for (const instance of made) put(call, instance);
    return {
      ReservationId: reservation,
      OwnerId: call.tx.accountId,
      Groups: [],
      Instances: made.map((instance) => ({
        ...told(call, instance),
        State: { Code: 0, Name: 'pending' as const },
      })),
    };
  },
});

const filters: Record<string, (instance: Instance, values: readonly string[]) => boolean> = {
  'instance-id': ({ id }, values) => values.includes(id),
  'instance-state-name': ({ state }, values) => values.includes(state),
  'instance-type': ({ type }, values) => values.includes(type),
  'image-id': ({ image }, values) => values.includes(image),
  'tag-key': ({ tags }, values) => tags.some(({ Key }) => values.includes(Key)),
};

type Filter = { Name?: string | undefined; Values?: string[] | undefined };

function passes(instance: Instance, given: readonly Filter[] | undefined): boolean {
  return (given ?? []).every(({ Name: name = '', Values: values = [] }) => {
    if (name.startsWith('tag:'))
      return instance.tags.some(({ Key, Value }) => Key === name.slice(4) && values.includes(Value));
    const test = filters[name] ?? fail('InvalidParameterValue', `The filter '${name}' is invalid`);
    return test(instance, values);
  });
}

const describeInstances = operation<sdk.DescribeInstancesRequest, sdk.DescribeInstancesResult>({
  run(input, call) {
    const wanted = input.InstanceIds?.length ? input.InstanceIds.map((id) => find(call, id)) : all(call);
    const found = wanted.filter((instance) => passes(instance, input.Filters));
    const reservations = [...Map.groupBy(found, ({ reservation }) => reservation)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const { page, rest } = pageOf(input, reservations, ([id]) => id);
    return {
      Reservations: page.map(([id, instances]) => ({
        ReservationId: id,
        OwnerId: call.tx.accountId,
        Groups: [],
        Instances: instances.map((instance) => told(call, instance)),
      })),
      ...rest,
    };
  },
});

const describeStatus = operation<sdk.DescribeInstanceStatusRequest, sdk.DescribeInstanceStatusResult>({
  run(input, call) {
    const wanted = input.InstanceIds?.length ? input.InstanceIds.map((id) => find(call, id)) : all(call);
    const ok = { Status: 'ok' as const };
    const found = wanted.filter(({ state }) => input.IncludeAllInstances || state === 'running');
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return {
      InstanceStatuses: page.map(({ id, region, state }) => ({
        InstanceId: id,
        AvailabilityZone: `${region}a`,
        InstanceState: { Code: codes[state], Name: state },
        ...(state === 'running' ? { InstanceStatus: ok, SystemStatus: ok } : {}),
      })),
      ...rest,
    };
  },
});

/** Instances that have not ended. @throws AwsError IncorrectInstanceState */
function alive(call: Call, ids: readonly string[], done: 'started' | 'stopped' | 'rebooted'): Instance[] {
  const found = ids.map((id) => find(call, id));
  const ended = found.find(({ state }) => state === 'terminated');
  if (ended)
    fail(
      'IncorrectInstanceState',
      `The instance '${ended.id}' is not in a state from which it can be ${done}.`,
    );
  return found;
}

function moveTo(state: State, call: Call, ids: readonly string[]): sdk.InstanceStateChange[] {
  const found =
    state === 'terminated'
      ? ids.map((id) => find(call, id))
      : alive(call, ids, state === 'running' ? 'started' : 'stopped');
  return found.map((instance) => {
    put(call, { ...instance, state });
    return {
      InstanceId: instance.id,
      CurrentState: { Code: codes[state], Name: state },
      PreviousState: { Code: codes[instance.state], Name: instance.state },
    };
  });
}

const startInstances = operation<sdk.StartInstancesRequest, sdk.StartInstancesResult>({
  questions: onInstances('ec2:StartInstances'),
  run(input, call) {
    dryRun(input);
    return { StartingInstances: moveTo('running', call, input.InstanceIds) };
  },
});

const stopInstances = operation<sdk.StopInstancesRequest, sdk.StopInstancesResult>({
  questions: onInstances('ec2:StopInstances'),
  run(input, call) {
    dryRun(input);
    return { StoppingInstances: moveTo('stopped', call, input.InstanceIds) };
  },
});

const terminateInstances = operation<sdk.TerminateInstancesRequest, sdk.TerminateInstancesResult>({
  questions: onInstances('ec2:TerminateInstances'),
  run(input, call) {
    dryRun(input);
    return { TerminatingInstances: moveTo('terminated', call, input.InstanceIds) };
  },
});

const rebootInstances = operation<sdk.RebootInstancesRequest, void>({
  questions: onInstances('ec2:RebootInstances'),
  run(input, call) {
    dryRun(input);
    alive(call, input.InstanceIds, 'rebooted');
  },
});

// Instance profiles of running instances

function toldAssociation(call: Call, instance: Instance): sdk.IamInstanceProfileAssociation {
  return {
    AssociationId: instance.association,
    InstanceId: instance.id,
    IamInstanceProfile: told(call, instance).IamInstanceProfile,
    State: 'associated',
  };
}

const associateProfile = operation<
  sdk.AssociateIamInstanceProfileRequest,
  sdk.AssociateIamInstanceProfileResult
>({
  questions: (input, call) => [
    { action: 'ec2:AssociateIamInstanceProfile', resource: arnOf(call, input.InstanceId) },
    ...passRole(call, input.IamInstanceProfile),
  ],
  run(input, call) {
    const instance = find(call, input.InstanceId);
    if (instance.profile !== undefined)
      fail('IncorrectState', `There is an existing association for instance ${instance.id}`);
    const profile = findProfile(call, input.IamInstanceProfile) as InstanceProfile;
    const next = {
      ...instance,
      profile: nameKey(profile.name),
      association: `iip-assoc-${call.tx.ids.text(hex, 17)}`,
    };
    put(call, next);
    return { IamInstanceProfileAssociation: toldAssociation(call, next) };
  },
});

function findAssociation(call: Call, id: string): Instance {
  return (
    all(call).find(({ association }) => association === id) ??
    fail('NoSuchAssociation', `An invalid association-id of '${id}' was given`)
  );
}

const disassociateProfile = operation<
  sdk.DisassociateIamInstanceProfileRequest,
  sdk.DisassociateIamInstanceProfileResult
>({
  resource: (_input, call) => arnOf(call, '*'),
  run(input, call) {
    const instance = findAssociation(call, input.AssociationId);
    put(call, { ...instance, profile: undefined, association: undefined });
    return { IamInstanceProfileAssociation: { ...toldAssociation(call, instance), State: 'disassociating' } };
  },
});

const describeAssociations = operation<
  sdk.DescribeIamInstanceProfileAssociationsRequest,
  sdk.DescribeIamInstanceProfileAssociationsResult
>({
  run(input, call) {
    const found = all(call).filter(
      ({ association }) =>
        association !== undefined &&
        (!input.AssociationIds?.length || input.AssociationIds.includes(association)),
    );
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return {
      IamInstanceProfileAssociations: page.map((instance) => toldAssociation(call, instance)),
      ...rest,
    };
  },
});

// Tags

const createTags = operation<sdk.CreateTagsRequest, void>({
  questions: (input, call) =>
    input.Resources.map((id) => ({
      action: 'ec2:CreateTags',
      resource: arnOf(call, id),
      context: {
        'aws:TagKeys': input.Tags.map(({ Key }) => Key ?? ''),
        ...Object.fromEntries(input.Tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value ?? ''])),
      },
    })),
  run(input, call) {
    dryRun(input);
    const added = input.Tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
    for (const id of input.Resources) {
      const instance = find(call, id);
      const kept = instance.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key));
      put(call, { ...instance, tags: [...kept, ...added] });
    }
  },
});

const deleteTags = operation<sdk.DeleteTagsRequest, void>({
  questions: (input, call) =>
    input.Resources.map((id) => ({ action: 'ec2:DeleteTags', resource: arnOf(call, id) })),
  run(input, call) {
    dryRun(input);
    for (const id of input.Resources) {
      const instance = find(call, id);
      const gone = (tag: Tag) =>
        input.Tags === undefined ||
        input.Tags.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value));
      put(call, { ...instance, tags: instance.tags.filter((tag) => !gone(tag)) });
    }
  },
});

const describeTags = operation<sdk.DescribeTagsRequest, sdk.DescribeTagsResult>({
  run(input, call) {
    const found = all(call).flatMap(({ id, tags }) =>
      tags.map(({ Key, Value }) => ({ ResourceId: id, ResourceType: 'instance' as const, Key, Value })),
    );
    const { page, rest } = pageOf(input, found, ({ ResourceId, Key }) => `${ResourceId} ${Key}`);
    return { Tags: page, ...rest };
  },
});

// Places

/** Regions on from the first day; the others have to be opted into. */
const regions =
  `ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1
  eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`.split(
    /\s+/,
  );

const describeRegions = operation<sdk.DescribeRegionsRequest, sdk.DescribeRegionsResult>({
  run(input) {
    const unknown = input.RegionNames?.find((name) => !regions.includes(name));
    if (unknown !== undefined) fail('InvalidParameterValue', `Invalid region provided: ${unknown}`);
    return {
      Regions: regions
        .filter((name) => !input.RegionNames?.length || input.RegionNames.includes(name))
        .map((name) => ({
          RegionName: name,
          Endpoint: `ec2.${name}.amazonaws.com`,
          OptInStatus: 'opt-in-not-required',
        })),
    };
  },
});

const describeZones = operation<sdk.DescribeAvailabilityZonesRequest, sdk.DescribeAvailabilityZonesResult>({
  run: (_input, call) => ({
    AvailabilityZones: ['a', 'b', 'c'].map((letter) => ({
      ZoneName: call.region + letter,
      RegionName: call.region,
      State: 'available' as const,
      OptInStatus: 'opt-in-not-required' as const,
      ZoneType: 'availability-zone',
    })),
  }),
});

export const instances: Operations = {
  RunInstances: runInstances,
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeStatus,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
  RebootInstances: rebootInstances,
  AssociateIamInstanceProfile: associateProfile,
  DisassociateIamInstanceProfile: disassociateProfile,
  DescribeIamInstanceProfileAssociations: describeAssociations,
  CreateTags: createTags,
  DeleteTags: deleteTags,
  DescribeTags: describeTags,
  DescribeRegions: describeRegions,
  DescribeAvailabilityZones: describeZones,
};
