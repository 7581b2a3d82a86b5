// CloudTrail's event history: LookupEvents over the account's log.
import type * as sdk from '@aws-sdk/client-cloudtrail';
import { fromBase64, toBase64 } from '../../wire/schema.ts';
import type { CloudTrailEvent } from '../../world/events.ts';
import { fail } from '../errors.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';

/** CloudTrail user guide, «Viewing events with CloudTrail event history»: management events of the last 90 days. */
const kept = 90 * 86_400_000;

/** As LookupEvents calls whoever made an event. */
export function userNameOf({ userIdentity }: CloudTrailEvent): string | undefined {
  switch (userIdentity.type) {
    case 'Root':
      return 'root';
    case 'AssumedRole':
    case 'FederatedUser':
      return userIdentity.principalId?.split(':')[1];
    default:
      return userIdentity.userName;
  }
}

interface Named {
  ResourceType: string;
  ResourceName: string;
}

const resourceMembers: readonly [member: string, type: string][] = [
  ['userName', 'AWS::IAM::User'],
  ['groupName', 'AWS::IAM::Group'],
  ['roleName', 'AWS::IAM::Role'],
  ['policyArn', 'AWS::IAM::Policy'],
  ['instanceProfileName', 'AWS::IAM::InstanceProfile'],
  ['accessKeyId', 'AWS::IAM::AccessKey'],
  ['serialNumber', 'AWS::IAM::MfaDevice'],
  ['roleArn', 'AWS::IAM::Role'],
  ['bucketName', 'AWS::S3::Bucket'],
];

/** What an event is about, read from its parameters. */
export function resourcesOf(event: CloudTrailEvent): Named[] {
  const parameters = event.requestParameters ?? {};
  return resourceMembers.flatMap(([member, type]) => {
    const value = parameters[member];
    return typeof value === 'string' ? [{ ResourceType: type, ResourceName: value }] : [];
  });
}

const tests: Record<string, (event: CloudTrailEvent, value: string) => boolean> = {
  EventId: ({ eventID }, value) => eventID === value,
  EventName: ({ eventName }, value) => eventName === value,
  ReadOnly: ({ readOnly }, value) => String(readOnly) === value,
  Username: (event, value) => userNameOf(event) === value,
  ResourceType: (event, value) => resourcesOf(event).some(({ ResourceType }) => ResourceType === value),
  ResourceName: (event, value) => resourcesOf(event).some(({ ResourceName }) => ResourceName === value),
  EventSource: ({ eventSource }, value) => eventSource === value,
  AccessKeyId: ({ userIdentity }, value) => userIdentity.accessKeyId === value,
};

const lookupEvents = operation<sdk.LookupEventsRequest, sdk.LookupEventsResponse>({
  run(input, call) {
    const filters = input.LookupAttributes ?? [];
    if (filters.length > 1)
      fail('InvalidLookupAttributesException', 'Only one lookup attribute can be specified.');
    const { EventCategory: category } = input;
    if (category !== undefined && category !== 'insight')
      fail('InvalidEventCategoryException', 'The only valid value of EventCategory is insight.');
    const [filter] = filters;
    const from = Math.max(call.times.now - kept, input.StartTime?.getTime() ?? 0);
    const until = input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY;
    if (input.StartTime && input.EndTime && input.StartTime > input.EndTime)
      fail('InvalidTimeRangeException', 'The start time must be before the end time.');
    const most = input.MaxResults ?? 50;
    if (most < 1 || most > 50) fail('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
    const after = input.NextToken === undefined ? undefined : lastTold(input.NextToken);
    let skipping = after !== undefined;
    const found: sdk.Event[] = [];
    let more = false;
    for (const event of call.events.newest()) {
      if (skipping) {
        skipping = event.eventID !== after;
        continue;
      }
      const at = Date.parse(event.eventTime);
      if (at < from || at > until || event.recipientAccountId !== call.tx.accountId) continue;
      if (event.awsRegion !== call.region || event.eventCategory !== 'Management') continue;
      // Nothing here is unusual enough to make an Insights event.
      if (category) continue;
      if (filter && !tests[filter.AttributeKey]?.(event, filter.AttributeValue)) continue;
      if (found.length === most) {
        more = true;
        break;
      }
      found.push(told(event));
    }
    const last = found.at(-1)?.EventId;
    return {
      Events: found,
      ...(more && last ? { NextToken: toBase64(new TextEncoder().encode(last)) } : {}),
    };
  },
});

function lastTold(token: string): string {
  try {
    return new TextDecoder().decode(fromBase64(token));
  } catch {
    return fail('InvalidNextTokenException', 'The token is not valid.');
  }
}

function told(event: CloudTrailEvent): sdk.Event {
  const name = userNameOf(event);
  const { accessKeyId } = event.userIdentity;
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    ...(accessKeyId ? { AccessKeyId: accessKeyId } : {}),
    EventTime: new Date(event.eventTime),
    EventSource: event.eventSource,
    ...(name === undefined ? {} : { Username: name }),
    Resources: resourcesOf(event),
    CloudTrailEvent: JSON.stringify(event),
  };
}

export const events: Operations = { LookupEvents: lookupEvents };
