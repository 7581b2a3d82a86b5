// CloudTrail's records, and the log that keeps them: append-only, capped, in chunks, beside the world and not in it, so
// that the hundred-thousandth event costs no more than the first. Tests: test/cloud/save.test.ts

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

export const chunkSize = 512;

export interface EventChunk {
  /** Number of the chunk since the log began; chunk n holds events n·512 … n·512+511. */
  readonly number: number;
  readonly events: readonly CloudTrailEvent[];
}

export interface EventLog {
  /** Events ever appended: also the number of the next one. */
  readonly total: number;
  /** Number of the oldest event still kept. */
  readonly first: number;
  append(event: CloudTrailEvent): void;
  get(number: number): CloudTrailEvent | undefined;
  /** From the newest to the oldest. */
  newest(): Iterable<CloudTrailEvent>;
  /** From a number on, oldest first. */
  since(number: number): Iterable<CloudTrailEvent>;
  /** The chunks that hold an event from this number on: what a store has to write. */
  chunks(from?: number): EventChunk[];
  clear(): void;
}

/**
 * @param cap how many events are kept at least; older chunks go as a whole
 * @param saved chunks as `chunks()` gave them
 */
export function createEventLog(cap = 100_000, saved: readonly EventChunk[] = []): EventLog {
  let chunks: CloudTrailEvent[][] = saved.map((chunk) => [...chunk.events]);
  let base = saved[0]?.number ?? 0;
  const total = () =>
    chunks.length === 0
      ? base * chunkSize
      : (base + chunks.length - 1) * chunkSize + (chunks.at(-1)?.length ?? 0);
  const get = (number: number) => chunks[Math.floor(number / chunkSize) - base]?.[number % chunkSize];
  return {
    get total() {
      return total();
    },
    get first() {
      return base * chunkSize;
    },
    append(event) {
      const last = chunks.at(-1);
      if (last && last.length < chunkSize) last.push(event);
      else chunks.push([event]);
      if ((chunks.length - 1) * chunkSize >= cap + chunkSize) {
        chunks.shift();
        base++;
      }
    },
    get,
    *newest() {
      for (let c = chunks.length - 1; c >= 0; c--) {
        const chunk = chunks[c] as CloudTrailEvent[];
        for (let i = chunk.length - 1; i >= 0; i--) yield chunk[i] as CloudTrailEvent;
      }
    },
    *since(number) {
      for (let n = Math.max(number, base * chunkSize); n < total(); n++) yield get(n) as CloudTrailEvent;
    },
    chunks(from = 0) {
      return chunks
        .map((events, i) => ({ number: base + i, events }))
        .filter(({ number, events }) => number * chunkSize + events.length > from);
    },
    clear() {
      base += chunks.length;
      chunks = [];
    },
  };
}
