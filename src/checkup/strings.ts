// What stands around the checkup's findings, on the live page and in the practice account. The findings' own words are
// content/en/messages/checkup.json.
import type { Messages } from '../strings/index.ts';

export const messages = {
  findingsTitle: 'The checkup',
  counts: '{fail} to look at, {pass} good, {notApplicable} do not apply, {couldNotSee} could not be seen.',
  of: 'Account {account}',
  unknown: 'of which the number is not known',
  why: 'Why it matters',
  console: 'In the console',
  cli: 'With the AWS CLI',
  terraform: 'With Terraform',
  lesson: 'The lesson about it',
  cis: 'CIS {ids}',
  weight: 'Weight: {weight}',
  more: 'and {count} more',
  saveJson: 'Save the checkup',
  saveCsv: 'Save as a table (CSV)',
  print: 'Print',
  compare: 'Compare with a saved checkup',
  compared: 'Since {date}: {better} better, {worse} worse, {same} as before.',
  better: 'Better: {rules}',
  worse: 'Worse: {rules}',
  otherAccount: 'That checkup is of another account ({account}).',
  file_json: '{name} is not whole JSON: {why}. Make the file once more.',
  notSaved: '{name} is no saved checkup.',
  inConsole: 'Go there in the console',
  there: 'Open {name} in the console',
  sinceLast: 'Since the last look at {time}: {better} better, {worse} worse, {same} as before.',
  notAsked: { one: '{count} rule was not asked: {rules}', other: '{count} rules were not asked: {rules}' },
} as const satisfies Messages;
