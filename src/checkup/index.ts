// The checkup: what an account's identity settings look like against what the course taught and the CIS benchmark asks.
// The same rules for practice, files and a real account: they judge `Evidence`, which `collect` asks AWS for and
// `addFile` reads from files. Pure; imports `strings` only. Sentences: content/en/messages/checkup.json. Tests: test/checkup.
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
export { type AccountDetails, readDetails } from './details.ts';
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
export { addFile, type FileKind } from './files.ts';
export { isNetwork, isThrottle, type Patience, patient } from './patience.ts';
export { readReport, reportTable, type SavedReport, writeReport } from './report.ts';
export { type Certainty, type Rule, type Status, type Subject, thresholds } from './rules/rule.ts';
export { besides, type CheckupWords, saying } from './words.ts';
