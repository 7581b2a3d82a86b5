// The password a user has to change before the console opens: after an administrator's reset, or because it expired.
import type { LoginProfile } from '../../world/entities.ts';
import { changedPassword, passwordMatches, passwordProblem, usedBefore } from '../../world/password.ts';
import { evaluateAccess } from '../access.ts';
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';
import { changedAtSignIn } from './events.ts';
import type { Person } from './person.ts';

/** The sign-in page does not say which of the two it was. */
const sentence =
  'Either user is not authorized to perform iam:ChangePassword or entered password does not comply with account password policy set by administrator';

/**
 * The changed profile; notes the event.
 * @param mfa whether this sign-in proved MFA: policies may ask for it
 * @throws AwsError PasswordChangeRefused
 */
export function chosenPassword(
  call: Call,
  { tx, caller, user }: Person,
  profile: LoginProfile,
  password: string,
  mfa: boolean,
): LoginProfile {
  const { settings } = tx.account;
  const action = 'iam:ChangePassword';
  const allowed =
    settings.passwordPolicy?.AllowUsersToChangePassword === true ||
    evaluateAccess(tx.world, {
      principal: caller.arn,
      action,
      resource: caller.arn,
      context: { 'aws:MultiFactorAuthPresent': String(mfa) },
      times: call.times,
    }).decision === 'allow';
  if (!allowed) {
    const errorMessage = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${caller.arn}`;
    changedAtSignIn(call, caller, { errorCode: 'AccessDenied', errorMessage });
    fail('PasswordChangeRefused', sentence);
  }
  const problem = passwordProblem(settings, user?.name ?? '', password);
  const again = passwordMatches(profile, password) || usedBefore(settings.passwordPolicy, profile, password);
  if (problem !== undefined || again) {
    changedAtSignIn(call, caller, {
      errorCode: 'PasswordPolicyViolationException',
      errorMessage: problem ?? 'Password does not conform to the account password policy.',
    });
    fail('PasswordChangeRefused', sentence);
  }
  changedAtSignIn(call, caller);
  return changedPassword(profile, password, call.times.now, false);
}
