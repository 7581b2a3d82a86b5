// Making temporary credentials, and what the operations that make them have in common.
import type { Tag } from '@aws-sdk/client-sts';
import type { KeyOwner, KeyRecord, SessionRecord, StoredPolicy } from '../../world/entities.ts';
import { findCode } from '../../world/totp.ts';
import type { Transaction } from '../../world/transaction.ts';
import { policyByArn } from '../authorize.ts';
import { fail } from '../errors.ts';
import { checkDocument, policySize } from '../iam/documents.ts';
import type { Call, Context } from '../service.ts';

/** Beyond this many keys, sessions that ended are swept out when a new one begins. */
const sweepAt = 2000;

export interface Issued {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  Expiration: Date;
}

export function issueSession(
  call: Call,
  tx: Transaction,
  owner: KeyOwner,
  seconds: number,
  session: Omit<SessionRecord, 'token' | 'expires' | 'issued'>,
): Issued {
  const { now } = call.times;
  if (tx.world.keys.size > sweepAt)
    for (const key of tx.world.keys.values())
      if (key.session && key.session.expires <= now) tx.removeKey(key.id);
  const expires = now + seconds * 1000;
  const key = {
    id: tx.ids.accessKey('ASIA'),
    account: tx.accountId,
    secret: tx.ids.secret(),
    status: 'Active',
    created: now,
    owner,
    session: { ...session, token: tx.ids.token(356), expires, issued: now },
  } satisfies KeyRecord;
  tx.putKey(key);
  return {
    AccessKeyId: key.id,
    SecretAccessKey: key.secret,
    SessionToken: key.session.token,
    Expiration: new Date(expires),
  };
}

/**
 * Whether the request proves MFA; checks the code against the caller's own device.
 * @throws AwsError AccessDenied
 */
export function provesMfa(call: Call, serial: string | undefined, code: string | undefined): boolean {
  if (serial === undefined && code === undefined) return false;
  if (serial === undefined || code === undefined)
    fail('ValidationError', 'SerialNumber and TokenCode must both be present or both be absent.');
  const { caller } = call;
  const holder = caller.kind === 'root' ? call.tx.account.settings.root : caller.user;
  const device = holder?.mfaDevices.includes(serial) ? call.tx.account.mfaDevices.get(serial) : undefined;
  if (!device || device.kind === 'security-key')
    fail(
      'AccessDenied',
      `MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.`,
    );
  const step = findCode(device.seed, code, call.times.wall, device.drift, device.lastStep);
  if (step === undefined)
    fail('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
  call.tx.put('mfaDevices', device.serial, { ...device, lastStep: step });
  return true;
}

export const mfaContext: Context = { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' };

export interface SessionPolicies {
  policies: readonly StoredPolicy[] | null;
  policyArns?: readonly string[];
  /** Percent of what may be packed into a session. */
  packed?: number;
}

/** Session policies as passed: a text, and ARNs of managed policies. */
export function sessionPolicies(
  call: Call,
  text: string | undefined,
  arns: readonly { arn?: string | undefined }[] | undefined,
  tags: readonly Tag[] | undefined,
): SessionPolicies {
  if (text === undefined && !arns?.length && !tags?.length) return { policies: null };
  const size = (text === undefined ? 0 : policySize(text)) + JSON.stringify(tags ?? []).length;
  if (text !== undefined) {
    checkDocument(text, 'identity');
    if (policySize(text) > 2048)
      fail(
        'PackedPolicyTooLarge',
        `Packed policy consumes ${Math.ceil((size / 2048) * 100)}% of allotted space, please use smaller policy.`,
      );
  }
  const packed = Math.ceil((size / 4096) * 100);
  if (packed > 100)
    fail(
      'PackedPolicyTooLarge',
      `Packed policy consumes ${packed}% of allotted space, please use smaller policy.`,
    );
  const given = (arns ?? []).map(({ arn = '' }) => arn);
  if (given.length > 10) fail('ValidationError', 'A session can have at most 10 managed session policies.');
  for (const arn of given)
    if (!policyByArn(call.tx.account, arn))
      fail('MalformedPolicyDocument', `The policy ${arn} does not exist.`);
  return {
    policies:
      text === undefined ? (given.length > 0 ? [] : null) : [{ name: 'SessionPolicy', document: text }],
    ...(given.length > 0 ? { policyArns: given } : {}),
    packed,
  };
}
