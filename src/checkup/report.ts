// A checkup to keep: as JSON, which a later one is compared with, and as a table. Names in it are somebody else's words.
// Tests: test/checkup/files.test.ts.
import type { Finding } from './checkup.ts';
import { cis, cisVersions } from './cis.ts';
import { EvidenceError } from './credential-report.ts';
import { writeCsv } from './csv.ts';
import type { ChecklistAnswer, Evidence } from './evidence.ts';
import { checklistRules } from './rules/account.ts';
import { besides, type CheckupWords, saying } from './words.ts';

export interface SavedReport {
  rootless: 'checkup';
  v: 1;
  account: string | null;
  /** ISO 8601. */
  taken: string;
  findings: readonly Finding[];
  /** Of the checklist; reports of earlier versions have none. */
  answers?: Evidence['checklist'];
}

type About = Pick<Evidence, 'account' | 'taken' | 'checklist'>;

export function savedReport({ account, taken, checklist }: About, findings: readonly Finding[]): SavedReport {
  return {
    rootless: 'checkup',
    v: 1,
    account,
    taken: new Date(taken).toISOString(),
    findings,
    answers: checklist,
  };
}

const written = (what: object): string => `${JSON.stringify(what, null, 2)}\n`;

export const writeReport = (about: About, findings: readonly Finding[]): string =>
  written(savedReport(about, findings));

interface Found {
  rootless?: unknown;
  v?: unknown;
  account?: unknown;
  taken?: unknown;
  findings?: unknown;
  answers?: object;
}

function saved(text: string): Found {
  let found: Found | null;
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, '')) as Found | null;
  } catch (error) {
    throw new EvidenceError('json', (error as Error).message);
  }
  const kind = found?.rootless;
  const whole =
    kind === 'checkup'
      ? Array.isArray(found?.findings)
      : kind === 'checklist' && typeof found?.answers === 'object';
  if (!found || !whole || found.v !== 1) throw new EvidenceError('unknown', 'not a saved checkup');
  return found;
}

/** A file is somebody's text: what is not of the right kind counts as not there. */
const accountIn = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{12}$/.test(value) ? value : null;
const timeIn = (value: unknown): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : new Date(0).toISOString();

/** @throws EvidenceError where the text is no saved checkup */
export function readReport(text: string): SavedReport {
  const found = saved(text);
  if (found.rootless !== 'checkup') throw new EvidenceError('unknown', 'not a saved checkup');
  const findings = (found.findings as Finding[]).filter(
    (one) => typeof one?.rule === 'string' && typeof one.status === 'string',
  );
  return {
    rootless: 'checkup',
    v: 1,
    account: accountIn(found.account),
    taken: timeIn(found.taken),
    findings,
    answers: readChecklist(text).answers,
  };
}

/** The answers of the checklist by themselves, for who has no account at hand to look at. */
export const writeChecklist = ({ account, taken, checklist }: About): string =>
  written({
    rootless: 'checklist',
    v: 1,
    account,
    taken: new Date(taken).toISOString(),
    answers: checklist,
  });

export interface SavedAnswers {
  account: string | null;
  /** ISO 8601. */
  taken: string;
  answers: Evidence['checklist'];
}

const answerOf: Readonly<Record<string, ChecklistAnswer>> = {
  pass: 'yes',
  fail: 'no',
  notApplicable: 'notApplicable',
};

/**
 * The answers in a saved checklist, or in a saved checkup. What is no answer to a question of today's is left out.
 * @throws EvidenceError where the text is neither
 */
export function readChecklist(text: string): SavedAnswers {
  const found = saved(text);
  const given: Record<string, unknown> = { ...found.answers };
  if (!found.answers)
    for (const { rule, status, code } of (found.findings ?? []) as Finding[])
      if (code === 'answered') given[rule] = answerOf[status];
  const answers: Record<string, ChecklistAnswer> = {};
  for (const { id } of checklistRules) {
    const answer = given[id];
    if (answer === 'yes' || answer === 'no' || answer === 'notApplicable') answers[id] = answer;
  }
  return { account: accountIn(found.account), taken: timeIn(found.taken), answers };
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
