// Which operations look and which change something, by the host they go to; and what a request asks for. Of the page's
// guards and of `rootless live` alike. Pure. Tests: test/live/relay.test.ts, test/live/fence.test.ts.

const reads: Readonly<Record<string, RegExp>> = {
  'iam.amazonaws.com':
    /^(?:(?:Get|List|Simulate)[A-Z]\w*|GenerateCredentialReport|GenerateServiceLastAccessedDetails)$/,
  'sts.us-east-1.amazonaws.com': /^GetCallerIdentity$/,
  'cloudtrail.us-east-1.amazonaws.com': /^(?:DescribeTrails|GetTrailStatus|ListTrails|LookupEvents)$/,
};

/** IAM only, and never what hands credentials out for somebody else. */
const writes =
  /^(?:Add|Attach|Create|Deactivate|Delete|Detach|Enable|Put|Remove|Set|Tag|Untag|Update|Upload)[A-Z]\w*$/;

/** The operation that a request names, as AWS reads it; undefined where it names none, or two. */
export function operationOf(body: string, target: string | undefined): string | undefined {
  if (target !== undefined) return /\.([A-Z]\w*)$/.exec(target)?.[1];
  const named = new URLSearchParams(body).getAll('Action');
  // Two of them are an attempt to show one and do the other.
  return named.length === 1 && /^[A-Z]\w*$/.test(named[0] as string) ? named[0] : undefined;
}

export const isKnownHost = (host: string): boolean => Object.hasOwn(reads, host);

export const isRead = (host: string, operation: string): boolean =>
  isKnownHost(host) && reads[host]?.test(operation) === true;

export const isWrite = (operation: string): boolean => writes.test(operation);

/** Their answers hold a new secret, which shall not pass through the relay into the page. */
const newSecrets = new Set([
  'CreateAccessKey',
  'CreateDelegationRequest',
  'CreateServiceSpecificCredential',
  'CreateVirtualMFADevice',
]);
export const answersWithSecret = (operation: string): boolean => newSecrets.has(operation);

export const mayCall = (host: string, operation: string, allowWrites: boolean): boolean =>
  isRead(host, operation) || (allowWrites && host === 'iam.amazonaws.com' && isWrite(operation));
