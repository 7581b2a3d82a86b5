// The checkup: what an account's identity settings look like against what the course taught and the CIS benchmark asks.
// The same rules for practice, files and a real account: they judge `Evidence`, which `collect` asks AWS for and
// `addFile` reads from files. Pure; imports `strings` only. Sentences: content/en/messages/checkup.json. Entries by their paths:
// Findings.tsx, the findings as a page shows them; commands.ts, the SDK's commands of its operations; csv.ts, tables as
// text; places.ts, where in the console a finding is put right; strings.ts.
// Tests: test/checkup, test/browser/live.test.ts, test/browser/checkup.test.ts.
export { accountAlias } from './alias.ts';
export {
  byUrgency,
  type Comparison,
  checkup,
  compare,
  type Finding,
  judge,
  rules,
} from './checkup.ts';
export { type CisVersion, cis, cisId, cisVersions } from './cis.ts';
export {
  type Collected,
  type CollectOptions,
  collect,
  isExpiry,
  type Progress,
  type SendOperation,
} from './collect.ts';
export { EvidenceError, readCredentialReport } from './credential-report.ts';
export { type AccountDetails, documentText, readDetails } from './details.ts';
export {
  blankEvidence,
  type ChecklistAnswer,
  type Evidence,
  operationsOf,
  type Piece,
  pieces,
  type Seen,
  seen,
  type UnseenReason,
  unseen,
} from './evidence.ts';
export { type Added, addFile, addingFile, type FileKind } from './files.ts';
export { isNetwork, isThrottle, type Patience, patient } from './patience.ts';
export {
  readChecklist,
  readReport,
  reportTable,
  type SavedAnswers,
  type SavedReport,
  savedReport,
  writeChecklist,
  writeReport,
} from './report.ts';
export { checklistRules } from './rules/account.ts';
export { type Certainty, type Rule, type Status, type Subject, thresholds } from './rules/rule.ts';
export { bySteps } from './steps.ts';
export { besides, type CheckupWords, localizeWords, saying } from './words.ts';
