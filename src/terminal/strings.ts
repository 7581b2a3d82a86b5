// What the terminal says, beside what bash and the AWS CLI say. English only where it is a program's output.
import type { Messages } from '../strings/index.ts';

export const terminalMessages = {
  label: 'Terminal',
  log: 'What was typed and answered',
  input: 'Command',
  hint: 'Enter runs the command. Tab completes it; press Escape first to leave with Tab. Arrow keys bring back earlier lines. Ctrl-C stops a command.',
  intro:
    'Bash and the AWS CLI, in your practice account. `aws` prints as AWS CLI version {version} does. Type `help`.',
  loading: 'Opening the terminal …',
  running: 'Running …',
  stop: 'Stop (Ctrl-C)',
  complete: 'Complete (Tab)',
  earlier: 'Earlier line',
  clear: 'Clear',
  exit: 'exit code {code}',
  wasStopped:
    'The command did not stop by itself, so its shell was ended. A new one has started; your files are as they were before it.',
  cut: 'The first {shown} of {all} characters. Write the output into a file to see all of it: COMMAND > out.txt',
  removed: 'Earlier output was removed to keep the page fast. `history` still knows what you typed.',
  pasted: 'You pasted {size} characters. They are in the file {file}, so that nothing is lost.',
  notKept: 'This browser has no room to keep the terminal’s files. They are there until you close the page.',
  otherTab:
    'Another tab works in this terminal too. Of files and history, those of the tab that ran a command last are kept.',
  stays: 'The terminal stays open. Leave it as you came, with the page’s own buttons.',
  binary: 'This is no text ({size} bytes). Write it into a file: COMMAND > file',
  search: 'Search in earlier lines',
  searchNone: 'No earlier line has this in it.',
  candidates: { one: '{count} possibility: {words}', other: '{count} possibilities: {words}' },
  more: ' … and {count} more',
  none: 'Nothing to complete here.',
  profile: 'profile {name}',
  ownKey: 'key {key}',
  why: 'Why?',
} as const satisfies Messages;

/** The commands' own output: like the output of bash and aws, it is not translated. */
export const shellMessages = {
  attempt: `attempt ACTION [ARN] [--region REGION] [--context KEY=VALUE …] [--profile NAME]

Tries one of AWS's actions as you. Your account's policies decide, and its event history records it; nothing is done.
So you can test permissions for services that this account does not have:

  attempt dynamodb:PutItem arn:aws:dynamodb:us-east-1:111122223333:table/orders
  attempt ec2:RunInstances --context ec2:InstanceType=t3.micro
`,
  help: `This is a practice terminal. It works in your practice account, and nothing here is real.

  aws iam list-users          the AWS CLI: aws help, aws iam help, aws iam create-user help
  attempt ACTION [ARN]        tries any of AWS's actions: attempt dynamodb:ListTables
  whoami                      who you are in the account
  date                        the account's clock
  history, clear              what you typed; an empty screen
  help NAME                   what a command of the shell does

Around it is bash: pipes (aws iam list-users | jq .), files, variables, loops, here-documents.
Tab completes what you type, the arrow keys bring earlier lines back, Ctrl-R searches them, Ctrl-C stops a command.
`,
} as const;
