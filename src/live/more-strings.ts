// What the parts of the live page say that load only when somebody opens them: the console, the copy at a finding.
import type { Messages } from '../strings/index.ts';

export const messages = {
  consoleBanner: 'Your real account {account}, as {name}: read-only',
  consoleReadOnly:
    'This console only looks. A guided change on the live page says what it does before it does it, and keeps a record.',
  consoleFenceHost:
    'The live page calls IAM, STS and CloudTrail only, so that nothing can leave it for another place. {host} is none of them.',
  consoleFenceChanges: '{operation} changes something. The console of the live page only looks.',
  consoleClose: 'Close the console',
} as const satisfies Messages;
