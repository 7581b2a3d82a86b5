// CloudTrail's event history, over the SDK's client only. Tests: test/console/trail.test.ts.
import {
  type CloudTrailClient,
  type Event,
  LookupAttributeKey,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';

export type LookupBy = keyof typeof LookupAttributeKey;
/** In the order of the console's menu. */
export const lookups = [
  'READ_ONLY',
  'USERNAME',
  'EVENT_NAME',
  'EVENT_SOURCE',
  'RESOURCE_TYPE',
  'RESOURCE_NAME',
  'EVENT_ID',
  'ACCESS_KEY_ID',
] as const satisfies readonly LookupBy[];

export interface Lookup {
  by: LookupBy;
  value: string;
}

/** More than the console shows at once; enough to look around in. */
const MOST = 500;

/** Newest first. AWS takes one attribute at a time; an empty value is none. */
export async function lookupEvents(
  client: CloudTrailClient,
  lookup: Lookup,
  since: Date | undefined,
  onPart?: (soFar: readonly Event[]) => void,
): Promise<readonly Event[]> {
  const value = lookup.value.trim();
  const events: Event[] = [];
  let next: string | undefined;
  do {
    const answer = await client.send(
      new LookupEventsCommand({
        MaxResults: 50,
        ...(value === ''
          ? {}
          : {
              LookupAttributes: [{ AttributeKey: LookupAttributeKey[lookup.by], AttributeValue: value }],
            }),
        ...(since ? { StartTime: since } : {}),
        ...(next === undefined ? {} : { NextToken: next }),
      }),
    );
    events.push(...(answer.Events ?? []));
    next = answer.NextToken;
    if (next !== undefined && events.length < MOST) onPart?.([...events]);
  } while (next !== undefined && events.length < MOST);
  return events;
}

/** One event with its record; undefined where there is none of that id, or none in the last 90 days. */
export const eventById = async (client: CloudTrailClient, id: string): Promise<Event | undefined> =>
  (
    await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: id }],
      }),
    )
  ).Events?.[0];

/** What the console shows of a record beside the table. */
export interface EventRecord {
  errorCode?: string;
  errorMessage?: string;
  requestID?: string;
  awsRegion?: string;
  sourceIPAddress?: string;
  userIdentity?: { type?: string; arn?: string; accessKeyId?: string };
}

export function readRecord(event: Event): { text: string; record: EventRecord } {
  try {
    const record = JSON.parse(event.CloudTrailEvent ?? '{}') as EventRecord;
    return { text: JSON.stringify(record, null, 4), record };
  } catch {
    return { text: event.CloudTrailEvent ?? '', record: {} };
  }
}
