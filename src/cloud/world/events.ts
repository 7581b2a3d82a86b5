// CloudTrail's records, and the log that keeps them: append-only, capped, in chunks, beside the world and not in it, so
// that the hundred-thousandth event costs no more than the first. Tests: test/cloud/events.test.ts
import type { PackedEvents } from './packed-events.ts';
import { packedEvents } from './packed-events.ts';

export interface UserIdentity {
  type:
    | 'Root'
    | 'IAMUser'
    | 'AssumedRole'
    | 'FederatedUser'
    | 'AWSAccount'
    | 'AWSService'
    | 'Unknown'
    | 'WebIdentityUser'
    | 'SAMLUser';
  principalId?: string;
  arn?: string;
  accountId?: string;
  accessKeyId?: string;
  userName?: string;
  identityProvider?: string;
  invokedBy?: string;
  sessionContext?: {
    sessionIssuer?: { type: string; principalId: string; arn: string; accountId: string; userName?: string };
    webIdFederationData?: { federatedProvider: string; attributes: Record<string, string> };
    attributes?: { creationDate: string; mfaAuthenticated: string };
    sourceIdentity?: string;
    assumedRoot?: string;
  };
}

/** One CloudTrail record, in AWS's own shape («CloudTrail record contents»). */
export interface CloudTrailEvent {
  eventVersion: string;
  userIdentity: UserIdentity;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  errorCode?: string;
  errorMessage?: string;
  requestParameters: Record<string, unknown> | null;
  responseElements: Record<string, unknown> | null;
  additionalEventData?: Record<string, unknown>;
  requestID: string;
  eventID: string;
  readOnly: boolean;
  resources?: { accountId?: string; type?: string; ARN: string }[];
  eventType: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent' | 'AwsConsoleAction';
  managementEvent: boolean;
  recipientAccountId: string;
  eventCategory: 'Management' | 'Data';
  tlsDetails?: { tlsVersion: string; cipherSuite: string; clientProvidedHostHeader: string };
  sessionCredentialFromConsole?: 'true';
}

/** Records go as a whole chunk. */
const chunkSize = 512;

export interface EventLog {
  /** Events ever appended: also the number of the next one. */
  readonly total: number;
  /** Number of the oldest event still kept. */
  readonly first: number;
  append(event: CloudTrailEvent): void;
  get(number: number): CloudTrailEvent | undefined;
  /** From the newest to the oldest. */
  newest(): Iterable<CloudTrailEvent>;
}

/** @param cap how many events are kept at least; older chunks go as a whole */
export function createEventLog(cap = 100_000): EventLog {
  const chunks: PackedEvents[] = [];
  let base = 0;
  let total = 0;
  const get = (number: number) => chunks[Math.floor(number / chunkSize) - base]?.at(number % chunkSize);
  return {
    get total() {
      return total;
    },
    get first() {
      return base * chunkSize;
    },
    append(event) {
      let last = chunks.at(-1);
      if (!last || last.length === chunkSize) {
        last = packedEvents(chunkSize);
        chunks.push(last);
      }
      last.add(event);
      total++;
      if ((chunks.length - 1) * chunkSize >= cap + chunkSize) {
        chunks.shift();
        base++;
      }
    },
    get,
    *newest() {
      for (let number = total - 1; number >= base * chunkSize; number--) yield get(number) as CloudTrailEvent;
    },
  };
}
