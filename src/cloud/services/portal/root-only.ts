// What only the root user may do, whatever its policies say («Tasks that require root user credentials», IAM user guide).
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';

/** Root signed in itself; a privileged session of AssumeRoot may do its one task only. */
export function isRoot({ caller }: Call): boolean {
  return caller.kind === 'root' && caller.key?.session?.via !== 'AssumeRoot';
}

/**
 * @param task what follows «Only the root user can»
 * @throws AwsError AccessDenied. The console does not offer these tasks to others, and AWS documents no answer: code and
 * sentence are ours (unverified).
 */
export function rootOnly(call: Call, task: string): void {
  if (isRoot(call)) return;
  fail(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform this task: only the root user can ${task}, whatever its policies allow. Sign in as the root user.`,
  );
}
