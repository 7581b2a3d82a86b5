// What the terminal says, beside what bash and the AWS CLI say. English only where it is a program's output.

/** The commands' own output: like the output of bash and aws, it is not translated. */
export const shellMessages = {
  help: `This is a practice terminal. It works in your practice account, and nothing here is real.

  aws iam list-users          the AWS CLI: aws help, aws iam help, aws iam create-user help
  whoami                      who you are in the account
  date                        the account's clock
  history, clear              what you typed; an empty screen
  help NAME                   what a command of the shell does

Around it is bash: pipes (aws iam list-users | jq .), files, variables, loops, here-documents.
Tab completes what you type, the arrow keys bring earlier lines back, Ctrl-R searches them, Ctrl-C stops a command.
`,
} as const;
