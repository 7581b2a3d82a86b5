// Root's address and password, changed by root alone.
import { changedPassword, passwordMatches, passwordProblem } from '../../world/password.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { signInIdentity } from '../signin/events.ts';
import type { UpdateRootEmailRequest, UpdateRootPasswordRequest } from './model.ts';
import { rootOnly } from './root-only.ts';

/** The record of the sign-in service: PasswordUpdated is documented, EmailUpdated is its unverified sibling. */
function note(call: Call, eventName: 'PasswordUpdated' | 'EmailUpdated', success: boolean): void {
  call.note({
    userIdentity: signInIdentity(call.caller, success),
    eventSource: 'signin.amazonaws.com',
    eventName,
    eventType: 'AwsConsoleSignIn',
    requestParameters: null,
    responseElements: { [eventName]: success ? 'Success' : 'Failure' },
    managementEvent: true,
    eventCategory: 'Management',
  });
}

function checkPassword(call: Call, password: string) {
  const profile = call.tx.account.settings.root.password;
  if (!profile) return fail('AuthenticationFailed', 'The root user of this account has no password.');
  if (!passwordMatches(profile, password)) return fail('AuthenticationFailed', 'The password is incorrect.');
  return profile;
}

/** AWS mails a code to the new address first; a practice account has no mail and believes it. */
const updateEmail = operation<UpdateRootEmailRequest, void>({
  action: null,
  dataEvent: true,
  run(input, call) {
    rootOnly(call, "change the root user's email address");
    note(call, 'EmailUpdated', false);
    checkPassword(call, input.Password);
    const email = input.NewEmail.trim();
    const { root } = call.tx.account.settings;
    const wanted = email.toLowerCase();
    if (call.tx.world.accounts.some(({ settings }) => settings.root.email.toLowerCase() === wanted))
      fail('ConflictException', 'The email address is already in use by an AWS account.');
    call.tx.settings({ root: { ...root, email } });
    note(call, 'EmailUpdated', true);
  },
});

/** Root's password has rules of its own: the account's password policy is for IAM users. */
const updatePassword = operation<UpdateRootPasswordRequest, void>({
  action: null,
  dataEvent: true,
  run(input, call) {
    rootOnly(call, "change the root user's password");
    note(call, 'PasswordUpdated', false);
    const profile = checkPassword(call, input.CurrentPassword);
    const { settings } = call.tx.account;
    if (passwordProblem({ ...settings, passwordPolicy: undefined }, '', input.NewPassword))
      fail(
        'PasswordPolicyViolation',
        'The password needs 8 to 128 characters of at least three kinds (uppercase, lowercase, numbers, symbols), and must not be the account name or the email address.',
      );
    if (passwordMatches(profile, input.NewPassword))
      fail('PasswordPolicyViolation', 'The new password is the current one.');
    const password = changedPassword(profile, input.NewPassword, call.times.now, false);
    call.tx.settings({ root: { ...settings.root, password } });
    note(call, 'PasswordUpdated', true);
  },
});

export const credentials: Operations = {
  UpdateRootEmail: updateEmail,
  UpdateRootPassword: updatePassword,
};
