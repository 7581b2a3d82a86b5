// IAM's credential report, read by the names of its columns: AWS has added some over the years, and other
// implementations leave some out. Source: IAM User Guide, «Generate credential reports». Tests: test/checkup.
import { readCsv } from './csv.ts';

export interface ReportKey {
  active: boolean;
  /** Milliseconds since 1970; null: never, or not known. */
  rotated: number | null;
  used: number | null;
}

export interface ReportRow {
  user: string;
  arn: string;
  created: number | null;
  /** null: the report does not say (an older report of the root user). */
  password: boolean | null;
  passwordUsed: number | null;
  passwordChanged: number | null;
  mfa: boolean;
  keys: readonly ReportKey[];
  /** Active signing certificates. */
  certificates: number;
}

export interface CredentialReport {
  /** When AWS made it; null where a file does not say. It can be four hours old. */
  generated: number | null;
  /** null: the report has no row of the root user. */
  root: ReportRow | null;
  users: readonly ReportRow[];
}

/** What is wrong with a file or a text, by a code whose sentence is content. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  readonly code: 'report' | 'details' | 'summary' | 'json' | 'large' | 'unknown';
  constructor(code: EvidenceError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** `N/A`, `no_information` and `not_supported` are all «not that we know of». */
function time(text: string | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}

const yes = (text: string | undefined): boolean => text?.toLowerCase() === 'true';

/** @throws EvidenceError where the text is no credential report */
export function readCredentialReport(text: string, generated: number | null = null): CredentialReport {
  const [header = [], ...rows] = readCsv(text);
  const columns = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]));
  for (const name of ['user', 'arn', 'password_enabled', 'mfa_active', 'access_key_1_active'])
    if (!columns.has(name)) throw new EvidenceError('report', `the column ${name} is missing`);
  const all = rows.map((row): ReportRow => {
    const get = (name: string): string | undefined => {
      const at = columns.get(name);
      return at === undefined ? undefined : row[at];
    };
    const password = get('password_enabled')?.toLowerCase();
    return {
      user: get('user') ?? '',
      arn: get('arn') ?? '',
      created: time(get('user_creation_time')),
      password: password === 'true' ? true : password === 'false' ? false : null,
      passwordUsed: time(get('password_last_used')),
      passwordChanged: time(get('password_last_changed')),
      mfa: yes(get('mfa_active')),
      keys: ['1', '2'].flatMap((key) => {
        const active = yes(get(`access_key_${key}_active`));
        const rotated = time(get(`access_key_${key}_last_rotated`));
        const used = time(get(`access_key_${key}_last_used_date`));
        // No date and not active: there is no such key.
        return active || rotated !== null ? [{ active, rotated, used }] : [];
      }),
      certificates: ['cert_1_active', 'cert_2_active'].filter((name) => yes(get(name))).length,
    };
  });
  const isRoot = (row: ReportRow): boolean => row.user === '<root_account>' || row.arn.endsWith(':root');
  return { generated, root: all.find(isRoot) ?? null, users: all.filter((row) => !isRoot(row)) };
}

/** The account's number, from the ARNs. */
export function accountOfReport({ root, users }: CredentialReport): string | null {
  return /^arn:[\w-]+:iam::(\d{12}):/.exec((root ?? users[0])?.arn ?? '')?.[1] ?? null;
}
