// Files instead of credentials: which of them a text is, and what the checkup sees by it. Tests: test/checkup/files.test.ts.

import { passwordPolicyOf } from './collect.ts';
import { accountOfReport, EvidenceError, readCredentialReport } from './credential-report.ts';
import { accountOfDetails, readingDetails } from './details.ts';
import { type Evidence, seen } from './evidence.ts';
import { atOnce, type Steps } from './steps.ts';

/** Larger files are not read: characters. 5,000 users are about 20 million. */
export const maximumFile = 128 * 1024 * 1024;

export type FileKind = 'report' | 'details' | 'summary' | 'passwordPolicy' | 'virtualMfa';

export interface Added {
  evidence: Evidence;
  kind: FileKind;
}

interface Json {
  readonly [name: string]: unknown;
}

/** A credential report as the CLI hands it out is Base64 in JSON. */
function decoded(content: string): string {
  const bytes = Uint8Array.from(atob(content.replace(/\s/g, '')), (sign) => sign.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/**
 * Adds what a file says. Files of different accounts are refused.
 * @param modified when the file was written (ms), for a report that does not say when it was made
 * @throws EvidenceError where nothing of the kind is in it
 */
export const addFile = (evidence: Evidence, text: string, modified: number): Added =>
  atOnce(addingFile(evidence, text, modified));

/** The same in steps, for pages. */
export function* addingFile(evidence: Evidence, text: string, modified: number): Steps<Added> {
  if (text.length > maximumFile) throw new EvidenceError('large', 'the file is too large');
  const { kind, change, account } = yield* readFile(text, modified);
  if (account && evidence.account && account !== evidence.account)
    throw new EvidenceError('unknown', `${account}≠${evidence.account}`);
  return { kind, evidence: { ...evidence, ...change, account: evidence.account ?? account } };
}

function* readFile(
  text: string,
  modified: number,
): Steps<{ kind: FileKind; change: Partial<Evidence>; account: string | null }> {
  const ofReport = (csv: string, generated: number | null) => {
    const report = readCredentialReport(csv, generated);
    return { kind: 'report' as const, change: { report: seen(report) }, account: accountOfReport(report) };
  };
  if (/^\uFEFF?"?user"?,/i.test(text)) return ofReport(text, modified);
  if (!/^\uFEFF?\s*[{[]/.test(text)) throw new EvidenceError('unknown', 'neither CSV of a report nor JSON');
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    throw new EvidenceError('json', (error as Error).message);
  }
  if (typeof json.Content === 'string') {
    const generated = Date.parse(String(json.GeneratedTime));
    return ofReport(decoded(json.Content), Number.isNaN(generated) ? modified : generated);
  }
  if ('SummaryMap' in json) {
    const map = Object.entries((json.SummaryMap ?? {}) as Json).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    );
    if (map.length === 0) throw new EvidenceError('summary', 'SummaryMap is empty');
    return { kind: 'summary', change: { summary: seen(Object.fromEntries(map)) }, account: null };
  }
  if ('PasswordPolicy' in json)
    return {
      kind: 'passwordPolicy',
      change: { passwordPolicy: seen(passwordPolicyOf((json.PasswordPolicy ?? {}) as Json)) },
      account: null,
    };
  if (Array.isArray(json.VirtualMFADevices))
    return {
      kind: 'virtualMfa',
      change: {
        virtualMfa: seen(
          (json.VirtualMFADevices as { SerialNumber?: string; User?: { Arn?: string } }[]).map((one) => ({
            serial: one.SerialNumber ?? '',
            user: one.User?.Arn ?? null,
          })),
        ),
      },
      account: null,
    };
  if (!('UserDetailList' in json) && !('RoleDetailList' in json))
    throw new EvidenceError('unknown', 'no member that is known');
  yield;
  const details = yield* readingDetails(json);
  return { kind: 'details', change: { details: seen(details) }, account: accountOfDetails(details) };
}
