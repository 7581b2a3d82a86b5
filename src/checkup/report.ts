// A checkup to keep: as JSON, which a later one is compared with, and as a table. Names in it are somebody else's words.
// Tests: test/checkup/files.test.ts.
import type { Finding } from './checkup.ts';
import { cis, cisVersions } from './cis.ts';
import { EvidenceError } from './credential-report.ts';
import { writeCsv } from './csv.ts';
import { besides, type CheckupWords, saying } from './words.ts';

export interface SavedReport {
  rootless: 'checkup';
  v: 1;
  account: string | null;
  /** ISO 8601. */
  taken: string;
  findings: readonly Finding[];
}

export function writeReport(account: string | null, taken: number, findings: readonly Finding[]): string {
  const report: SavedReport = {
    rootless: 'checkup',
    v: 1,
    account,
    taken: new Date(taken).toISOString(),
    findings,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** @throws EvidenceError where the text is no saved checkup */
export function readReport(text: string): SavedReport {
  let found: Partial<SavedReport> | null;
  try {
    found = JSON.parse(text) as Partial<SavedReport> | null;
  } catch (error) {
    throw new EvidenceError('json', (error as Error).message);
  }
  if (found?.rootless !== 'checkup' || found.v !== 1 || !Array.isArray(found.findings))
    throw new EvidenceError('unknown', 'not a saved checkup');
  const findings = found.findings.filter(
    (one) => typeof one?.rule === 'string' && typeof one.status === 'string',
  );
  return { ...(found as SavedReport), findings };
}

export function reportTable(words: CheckupWords, findings: readonly Finding[], locale: string): string {
  const header = [
    'rule',
    'title',
    'status',
    'weight',
    'finding',
    'who',
    ...cisVersions.map((version) => `CIS ${version}`),
  ];
  const rows = findings.map((finding) => [
    finding.rule,
    words.rules[finding.rule]?.title ?? '',
    words.status[finding.status],
    words.weight[finding.weight] ?? '',
    saying(words, finding, locale),
    (finding.subjects ?? [])
      .map((subject) => {
        const more = besides(words, finding.rule, subject, locale);
        return more ? `${subject.name} (${more})` : subject.name;
      })
      .join('; '),
    ...cisVersions.map((_, index) => cis[finding.rule]?.ids[index] ?? '-'),
  ]);
  return writeCsv([header, ...rows]);
}
