// What stands around the checkup's findings, on the live page and in the practice account. The findings' own words are
// content/en/messages/checkup.json.
import type { Messages } from '../strings/index.ts';

export const messages = {
  findingsTitle: 'The checkup',
  counts: '{fail} to look at, {pass} good, {notApplicable} do not apply, {couldNotSee} could not be seen.',
  of: 'Account {account}, {time}',
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
  // The door of the practice account
  doorTitle: 'Checkup',
  doorLead:
    'The same rules as on your own account, over this one. The checkup asks like any auditor, so you find its calls in the history.',
  look: 'Look at the account',
  lookAgain: 'Look again',
  looking: 'Looking …',
  looked: {
    one: 'There is {count} thing to look at.',
    other: 'There are {count} things to look at.',
  },
  lookFailed: 'The account could not be looked at: {why}',
  changedSince: 'The account was changed since. Look again.',
  reportOld:
    'The credential report is of {time}. As in AWS, a new one is made at most every four hours, so what you put right since does not show in it yet.',
  later: 'Four hours later, look again',
  ownAccount: 'Look at your own account instead',
} as const satisfies Messages;
