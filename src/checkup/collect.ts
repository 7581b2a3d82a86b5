// Asks an account what the checkup wants to know, by as few calls as there are: nothing per user. What is refused or
// fails is named, and the rest goes on. Works over anything that sends an SDK operation. Tests: test/checkup/collect.test.ts.
import { type CredentialReport, readCredentialReport } from './credential-report.ts';
import { createDetailsReader } from './details.ts';
import {
  blankEvidence,
  type Evidence,
  operationsOf,
  type PasswordPolicy,
  type Piece,
  pieces,
  type Seen,
  seen,
  type UnseenReason,
  unseen,
} from './evidence.ts';
import { isNetwork, isThrottle, patient } from './patience.ts';

type Json = Readonly<Record<string, unknown>>;

/** Sends one operation: `('iam', 'GetAccountSummary', {})`. Rejects with an error named after AWS's code. */
export type SendOperation = (
  service: 'iam' | 'sts' | 'cloudtrail',
  operation: string,
  input: Json,
  signal?: AbortSignal,
) => Promise<Json>;

export interface Progress {
  calls: number;
  /** The operation under way. */
  operation: string;
  /** How much of it there is so far (users, groups, roles, policies). */
  read: number;
  /** Pieces that are done, of how many. */
  done: number;
  of: number;
  /** Waiting, because AWS said «slower». */
  waiting: boolean;
}

export interface CollectOptions {
  send: SendOperation;
  /** Milliseconds since 1970. */
  now: () => number;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  only?: readonly Piece[];
  /** How long the credential report may take to be made (ms). */
  reportPatience?: number;
}

const denials = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
const expiries = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);

/** Credentials that are no longer taken: nothing more can be asked. */
export const isExpiry = (error: unknown): boolean => expiries.has((error as Error)?.name);

function reasonOf(error: unknown): UnseenReason {
  const name = (error as Error)?.name ?? '';
  if (denials.has(name)) return 'denied';
  if (isThrottle(error)) return 'throttled';
  if (isExpiry(error)) return 'expired';
  if (name === 'AbortError') return 'cancelled';
  if (isNetwork(error)) return 'network';
  if (name === 'TimeoutError') return 'timeout';
  if (name === 'ClockError') return 'clock';
  return 'failed';
}

export function passwordPolicyOf(policy: Json): PasswordPolicy {
  const number = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);
  return {
    minimumLength: number(policy.MinimumPasswordLength) ?? 6,
    symbols: policy.RequireSymbols === true,
    numbers: policy.RequireNumbers === true,
    uppercase: policy.RequireUppercaseCharacters === true,
    lowercase: policy.RequireLowercaseCharacters === true,
    usersMayChange: policy.AllowUsersToChangePassword === true,
    maximumAge: number(policy.MaxPasswordAge),
    reusePrevention: number(policy.PasswordReusePrevention),
  };
}

export interface Collected {
  /** Its missing pieces say why. */
  evidence: Evidence;
  /** Requests, repeated ones too; polls of the credential report are counted apart. */
  calls: number;
  polls: number;
  /** The credentials ended on the way: what had been read by then is there. */
  expired: boolean;
}

/** Reading a thousand users' XML holds the page up for a third of a second; 5,000 users are some 35 calls this way. */
const detailsOnPage = 250;

/** An answer's member. One that is not there reads as «nothing», and that as an account without faults. */
function member<T>(answer: Json, name: string): T {
  const value = answer[name];
  if (value === undefined) throw Object.assign(new Error(`${name} is missing`), { name: 'IncompleteAnswer' });
  return value as T;
}

/** Rejects only where credentials were not taken from the beginning (`isExpiry`). */
export async function collect(options: CollectOptions): Promise<Collected> {
  const { signal, now, wait } = options;
  const wanted = options.only ?? pieces;
  let calls = 0;
  let polls = 0;
  let done = 0;
  let read = 0;
  const say = (operation: string, waiting = false): void =>
    options.onProgress?.({ calls, operation, read, done, of: wanted.length, waiting });

  const send = patient(options.send, {
    wait,
    onCall(operation) {
      calls++;
      say(operation);
    },
    onWait: (operation, throttled) => say(operation, throttled),
  });
  const ask = (service: 'iam' | 'sts' | 'cloudtrail', operation: string, input: Json = {}): Promise<Json> =>
    send(service, operation, input, signal);

  /** Every page of a listing; IAM may answer fewer than asked for and yet have more. */
  async function pages(operation: string, take: (page: Json) => void, size = 1000): Promise<void> {
    let marker: unknown;
    do {
      const page = await ask('iam', operation, {
        MaxItems: size,
        ...(marker === undefined ? {} : { Marker: marker }),
      });
      take(page);
      marker = page.IsTruncated === true ? page.Marker : undefined;
      say(operation);
    } while (marker !== undefined);
  }

  async function generated(): Promise<void> {
    const end = now() + (options.reportPatience ?? 60_000);
    let state = (await ask('iam', 'GenerateCredentialReport')).State;
    while (state !== 'COMPLETE') {
      if (now() >= end) throw Object.assign(new Error('the report was not ready'), { name: 'TimeoutError' });
      await wait(2_000, signal);
      polls++;
      calls--;
      state = (await ask('iam', 'GenerateCredentialReport')).State;
    }
  }

  async function written(): Promise<CredentialReport> {
    const answer = await ask('iam', 'GetCredentialReport');
    const generated = answer.GeneratedTime;
    return readCredentialReport(
      new TextDecoder().decode(answer.Content as Uint8Array),
      generated instanceof Date ? generated.getTime() : null,
    );
  }

  async function report(): Promise<CredentialReport> {
    try {
      await generated();
    } catch (error) {
      if (signal?.aborted || isExpiry(error)) throw error;
      // Who may not have one made may still read the last one, which is as old as four hours anyway.
      return await written().catch(() => Promise.reject(error));
    }
    return written();
  }

  const readers: { [P in Piece]: () => Promise<Extract<Evidence[P], { seen: true }>['value']> } = {
    summary: async () => member<Record<string, number>>(await ask('iam', 'GetAccountSummary'), 'SummaryMap'),
    report,
    async details() {
      const reader = createDetailsReader();
      const take = (page: Json): void => {
        member(page, 'UserDetailList');
        reader.add(page);
        read = Object.values(reader.counts()).reduce((sum, count) => sum + count, 0);
      };
      await pages('GetAccountAuthorizationDetails', take, detailsOnPage);
      return reader.done();
    },
    async passwordPolicy() {
      try {
        return passwordPolicyOf(member(await ask('iam', 'GetAccountPasswordPolicy'), 'PasswordPolicy'));
      } catch (error) {
        if (/^NoSuchEntity/.test((error as Error).name)) return null;
        throw error;
      }
    },
    async virtualMfa() {
      const devices: { serial: string; user: string | null }[] = [];
      await pages('ListVirtualMFADevices', (page) => {
        for (const one of member<{ SerialNumber: string; User?: { Arn?: string } }[]>(
          page,
          'VirtualMFADevices',
        ))
          devices.push({ serial: one.SerialNumber, user: one.User?.Arn ?? null });
      });
      return devices;
    },
    async certificates() {
      const found: { name: string; expires: number }[] = [];
      await pages('ListServerCertificates', (page) => {
        for (const one of member<{ ServerCertificateName: string; Expiration?: Date }[]>(
          page,
          'ServerCertificateMetadataList',
        ))
          found.push({
            name: one.ServerCertificateName,
            expires: one.Expiration?.getTime() ?? Number.POSITIVE_INFINITY,
          });
      });
      return found;
    },
    async trails() {
      const found = member<
        {
          Name?: string;
          TrailARN?: string;
          IsMultiRegionTrail?: boolean;
          LogFileValidationEnabled?: boolean;
        }[]
      >(await ask('cloudtrail', 'DescribeTrails', { includeShadowTrails: true }), 'trailList');
      // Those of all Regions first: one that logs is all that the rule needs.
      const sorted = [...found].sort(
        (a, b) => Number(b.IsMultiRegionTrail ?? false) - Number(a.IsMultiRegionTrail ?? false),
      );
      const trails = [];
      for (const trail of sorted.slice(0, 5)) {
        const status = await ask('cloudtrail', 'GetTrailStatus', { Name: trail.TrailARN ?? trail.Name });
        const one = {
          name: trail.Name ?? '',
          multiRegion: trail.IsMultiRegionTrail === true,
          logging: member(status, 'IsLogging') === true,
          validation: trail.LogFileValidationEnabled === true,
        };
        trails.push(one);
        if (one.logging && one.multiRegion) break;
      }
      return trails;
    },
    async rootFeatures() {
      try {
        const answer = await ask('iam', 'ListOrganizationsFeatures');
        // An organization without any features may be told by its id alone.
        return answer.OrganizationId && !answer.EnabledFeatures ? [] : member(answer, 'EnabledFeatures');
      } catch (error) {
        if (/^OrganizationNotFound|^AWSOrganizationsNotInUse/.test((error as Error).name)) return null;
        throw error;
      }
    },
  };

  let expiry: unknown;
  async function piece<P extends Piece>(name: P): Promise<Seen<unknown>> {
    const operation = operationsOf[name].at(-1) as string;
    if (expiry !== undefined) return { seen: false, reason: 'expired', operation };
    try {
      return seen(await readers[name]());
    } catch (error) {
      if (isExpiry(error)) expiry = error;
      const { name: code, message } = error as Error;
      const reason: UnseenReason = /^CallerIsNotManagement|^AccountNotManagementOrDelegated/.test(code)
        ? 'notManagement'
        : signal?.aborted
          ? 'cancelled'
          : reasonOf(error);
      return { seen: false, reason, operation, detail: `${code}: ${message}` };
    } finally {
      done++;
      say('');
    }
  }

  let evidence = blankEvidence(now(), 'cancelled');
  for (const piece of pieces)
    if (!wanted.includes(piece)) evidence = { ...evidence, [piece]: unseen(piece, 'notAsked') };
  // Three at a time: IAM counts an account's calls, and gives no figures for how many are too many.
  const queue = [...wanted];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const found = await piece(next);
      evidence = { ...evidence, [next]: found };
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  if (expiry !== undefined && !wanted.some((name) => evidence[name].seen)) throw expiry;
  return { evidence, calls, polls, expired: expiry !== undefined };
}
