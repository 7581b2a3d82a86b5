// What a checkup knows of an account: each piece is seen, or says why it could not be. The same shape whether it came
// from AWS, from a practice account or from files. Types and small helpers only. Tests: test/checkup.

import type { CredentialReport } from './credential-report.ts';
import type { AccountDetails } from './details.ts';

/** Why a piece is missing: `denied` no permission, `file` not among the files, `notAsked` nobody wanted to know … */
export type UnseenReason =
  | 'denied'
  | 'file'
  | 'failed'
  | 'network'
  | 'throttled'
  | 'timeout'
  | 'cancelled'
  | 'expired'
  | 'clock'
  | 'notManagement'
  | 'person'
  | 'notAsked';

export type Seen<T> =
  | { seen: true; value: T }
  | { seen: false; reason: UnseenReason; operation: string; detail?: string };

export interface PasswordPolicy {
  minimumLength: number;
  symbols: boolean;
  numbers: boolean;
  uppercase: boolean;
  lowercase: boolean;
  usersMayChange: boolean;
  /** Days; null: passwords never expire. */
  maximumAge: number | null;
  /** How many former passwords are refused; null: none. */
  reusePrevention: number | null;
}

export interface Trail {
  name: string;
  multiRegion: boolean;
  logging: boolean;
  validation: boolean;
}

export type ChecklistAnswer = 'yes' | 'no' | 'notApplicable';

export interface Evidence {
  /** Twelve digits, where it is known. */
  account: string | null;
  alias: string | null;
  /** When it was collected: milliseconds since 1970. Ages are counted from here. */
  taken: number;
  summary: Seen<Readonly<Record<string, number>>>;
  report: Seen<CredentialReport>;
  details: Seen<AccountDetails>;
  /** null: the account has none of its own, so IAM's default holds. */
  passwordPolicy: Seen<PasswordPolicy | null>;
  virtualMfa: Seen<readonly { serial: string; user: string | null }[]>;
  certificates: Seen<readonly { name: string; expires: number }[]>;
  trails: Seen<readonly Trail[]>;
  /** Features of central root access; null: the account is in no organization. */
  rootFeatures: Seen<readonly string[] | null>;
  /** What a person answered, by the rule's id. */
  checklist: Readonly<Record<string, ChecklistAnswer>>;
}

export const pieces = [
  'summary',
  'report',
  'details',
  'passwordPolicy',
  'virtualMfa',
  'certificates',
  'trails',
  'rootFeatures',
] as const;
export type Piece = (typeof pieces)[number];

/** The operations that a piece comes from; the read-only role's policy is made of them. */
export const operationsOf: Readonly<Record<Piece, readonly string[]>> = {
  summary: ['iam:GetAccountSummary'],
  report: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  details: ['iam:GetAccountAuthorizationDetails'],
  passwordPolicy: ['iam:GetAccountPasswordPolicy'],
  virtualMfa: ['iam:ListVirtualMFADevices'],
  certificates: ['iam:ListServerCertificates'],
  trails: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  rootFeatures: ['iam:ListOrganizationsFeatures'],
};

export const seen = <T>(value: T): Seen<T> => ({ seen: true, value });

export const unseen = (
  piece: Piece,
  reason: UnseenReason,
  detail?: string,
): { seen: false; reason: UnseenReason; operation: string; detail?: string } => ({
  seen: false,
  reason,
  operation: operationsOf[piece].at(-1) as string,
  ...(detail === undefined ? {} : { detail }),
});

/** An account of which nothing is known yet. */
export function blankEvidence(taken: number, reason: UnseenReason = 'file'): Evidence {
  return {
    account: null,
    alias: null,
    taken,
    summary: unseen('summary', reason),
    report: unseen('report', reason),
    details: unseen('details', reason),
    passwordPolicy: unseen('passwordPolicy', reason),
    virtualMfa: unseen('virtualMfa', reason),
    certificates: unseen('certificates', reason),
    trails: unseen('trails', reason),
    rootFeatures: unseen('rootFeatures', reason),
    checklist: {},
  };
}
