// Files and reports: what the AWS CLI writes is read, what is damaged is named, and formulas stay text.
import { describe, expect, it } from 'vitest';
import words from '../../content/en/messages/checkup.json' with { type: 'json' };
import { readCsv } from '../../src/checkup/csv.ts';
import { seen } from '../../src/checkup/evidence.ts';
import {
  addFile,
  blankEvidence,
  type CheckupWords,
  checkup,
  EvidenceError,
  readChecklist,
  readReport,
  reportTable,
  writeChecklist,
  writeReport,
} from '../../src/checkup/index.ts';
import { goodEvidence, row, taken } from './account.ts';

const csv =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date\n' +
  '<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00Z,not_supported,2026-01-01T00:00:00Z,not_supported,not_supported,TRUE,false,N/A,N/A\n' +
  '"odd,""name""",arn:aws:iam::111122223333:user/odd,2020-01-01T00:00:00Z,true,no_information,N/A,N/A,false,true,2020-01-01T00:00:00Z,N/A\n';

it('reads a credential report, as CSV and as the CLI wraps it', () => {
  const blank = blankEvidence(taken);
  const plain = addFile(blank, csv, taken);
  const wrapped = addFile(
    blank,
    JSON.stringify({ Content: btoa(csv), GeneratedTime: '2026-11-20T08:00:00Z' }),
    taken,
  );
  for (const { evidence, kind } of [plain, wrapped]) {
    expect(kind).toBe('report');
    expect(evidence.account).toBe('111122223333');
    if (!evidence.report.seen) throw new Error('not seen');
    expect(evidence.report.value.root).toMatchObject({ mfa: true, password: null, keys: [] });
    expect(evidence.report.value.users[0]).toMatchObject({ user: 'odd,"name"', passwordUsed: null });
  }
});

it('reads the other files by what is in them, and refuses another account’s', () => {
  const details = {
    UserDetailList: [{ UserName: 'a', Arn: 'arn:aws:iam::444455556666:user/a' }],
    RoleDetailList: [],
  };
  const one = addFile(blankEvidence(taken), JSON.stringify({ SummaryMap: { AccountMFAEnabled: 1 } }), taken);
  expect(one.kind).toBe('summary');
  const two = addFile(one.evidence, JSON.stringify(details), taken);
  expect(two.kind).toBe('details');
  expect(() => addFile(two.evidence, csv, taken)).toThrow(EvidenceError);
});

it.each([
  ['', 'unknown'],
  ['{"SummaryMap":', 'json'],
  ['{"SummaryMap":{}}', 'summary'],
  ['{"some":"thing"}', 'unknown'],
  ['user,name\nanna,1', 'report'],
  ['PK\u0003\u0004', 'unknown'],
])('says what is wrong with %j', (text, code) => {
  try {
    addFile(blankEvidence(taken), text, taken);
    throw new Error('taken');
  } catch (error) {
    expect((error as EvidenceError).code).toBe(code);
  }
});

it('writes a table in which no name becomes a formula, and a report that it can read again', () => {
  const hostile = ['=HYPERLINK("http://x")', '<script>alert(1)</script>', '+1', '@SUM(A1)'];
  const findings = checkup({
    ...goodEvidence(),
    report: seen({ generated: null, root: null, users: hostile.map((name) => row(name, { mfa: false })) }),
  });
  const table = readCsv(reportTable(words as unknown as CheckupWords, findings, 'en'));
  expect(table.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
  expect(table.flat().some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
  expect(
    readReport(writeReport({ account: '111122223333', taken, checklist: {} }, findings)).findings,
  ).toEqual(findings);
  expect(() => readReport('{"rootless":"account"}')).toThrow(EvidenceError);
});

describe('answers of the checklist', () => {
  const about = {
    account: '111122223333',
    taken,
    checklist: { 'contact-details': 'yes', 'access-analyzer': 'no' },
  } as const;

  it('come back from a file of their own, and from a saved checkup', () => {
    const findings = checkup({ ...blankEvidence(taken), ...about });
    for (const text of [writeChecklist(about), writeReport(about, findings)])
      expect(readChecklist(text)).toEqual({
        account: '111122223333',
        taken: new Date(taken).toISOString(),
        answers: about.checklist,
      });
  });

  it('are read from the findings of an older checkup, which kept none by themselves', () => {
    const { answers: _, ...older } = JSON.parse(
      writeReport(about, checkup({ ...blankEvidence(taken), ...about })),
    );
    expect(readChecklist(JSON.stringify(older)).answers).toEqual(about.checklist);
  });

  it('are only those that can be given to questions that are asked', () => {
    const strange = {
      rootless: 'checklist',
      v: 1,
      account: 7,
      taken: 'soon',
      answers: { 'contact-details': 'maybe', __proto__: 'yes', 'root-mfa': 'yes', 'security-contact': 'no' },
    };
    expect(readChecklist(JSON.stringify(strange))).toEqual({
      account: null,
      taken: new Date(0).toISOString(),
      answers: { 'security-contact': 'no' },
    });
  });

  it.each([
    '{"rootless":"checklist"',
    '[]',
    'null',
    '{"rootless":"checklist","v":2,"answers":{}}',
    '{"a":1}',
  ])('are in no %j', (text) => {
    expect(() => readChecklist(text)).toThrow(EvidenceError);
  });
});
