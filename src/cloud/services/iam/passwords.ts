// Console passwords: login profiles, ChangePassword, and the account's password policy.
import type * as sdk from '@aws-sdk/client-iam';
import type { LoginProfile, PasswordPolicy } from '../../world/entities.ts';
import {
  changedPassword,
  hashPassword,
  passwordMatches,
  passwordProblem,
  usedBefore,
} from '../../world/password.ts';
import { practiceRootPassword } from '../../world/practice-root.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { Holder } from './common.ts';
import { callerName, date, holderOf, onUser } from './common.ts';

/** A user, or the member's root for who took its place with AssumeRoot: root's password is nobody else's business. */
function profileHolder(call: Call, name: string | undefined): Holder {
  const isRoot = name === undefined && call.caller.key?.session?.via === 'AssumeRoot';
  return holderOf(call, isRoot ? undefined : (name ?? callerName(call)));
}

function toldProfile({ name }: Holder, profile: LoginProfile): sdk.LoginProfile {
  return {
    UserName: name,
    CreateDate: date(profile.created),
    PasswordResetRequired: profile.resetRequired,
  };
}

function withProfile(call: Call, name: string | undefined): { holder: Holder; profile: LoginProfile } {
  const holder = profileHolder(call, name);
  const profile =
    holder.credentials.password ??
    fail('NoSuchEntity', `Login Profile for User ${holder.name} cannot be found.`);
  return { holder, profile };
}

function checkPassword(call: Call, { name }: Holder, password: string): void {
  const problem = passwordProblem(call.tx.account.settings, name, password);
  if (problem) fail('PasswordPolicyViolation', problem);
}

const createLoginProfile = operation<sdk.CreateLoginProfileRequest, sdk.CreateLoginProfileResponse>({
  ...onUser,
  run(input, call) {
    const holder = profileHolder(call, input.UserName);
    if (holder.credentials.password)
      fail('EntityAlreadyExists', `Login Profile for user ${holder.name} already exists.`);
    const password =
      input.Password ??
      // Root recovers its password by mail; a practice account has none and begins with the usual one.
      (holder.key === ''
        ? practiceRootPassword
        : fail(
            'ValidationError',
            "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
          ));
    checkPassword(call, holder, password);
    const { now } = call.times;
    const salt = call.tx.ids.hex(16);
    const profile: LoginProfile = {
      created: now,
      changed: now,
      salt,
      passwordHash: hashPassword(salt, password),
      resetRequired: input.PasswordResetRequired ?? false,
      earlier: [],
    };
    holder.change({ password: profile });
    return { LoginProfile: toldProfile(holder, profile) };
  },
});

const getLoginProfile = operation<sdk.GetLoginProfileRequest, sdk.GetLoginProfileResponse>({
  ...onUser,
  run(input, call) {
    const { holder, profile } = withProfile(call, input.UserName);
    return { LoginProfile: toldProfile(holder, profile) };
  },
});

const updateLoginProfile = operation<sdk.UpdateLoginProfileRequest, void>({
  ...onUser,
  run(input, call) {
    const { holder, profile } = withProfile(call, input.UserName);
    let next = profile;
    if (input.Password !== undefined) {
      checkPassword(call, holder, input.Password);
      if (usedBefore(call.tx.account.settings.passwordPolicy, profile, input.Password))
        fail('PasswordPolicyViolation', 'Password does not conform to the account password policy.');
      next = changedPassword(profile, input.Password, call.times.now, profile.resetRequired);
    }
    holder.change({
      password: { ...next, resetRequired: input.PasswordResetRequired ?? next.resetRequired },
    });
  },
});

const deleteLoginProfile = operation<sdk.DeleteLoginProfileRequest, void>({
  ...onUser,
  run(input, call) {
    withProfile(call, input.UserName).holder.change({ password: undefined });
  },
});

/** A user's own password. Allowed by policy, or to everyone by the account's password policy. */
const changePassword = operation<sdk.ChangePasswordRequest, void>({
  questions(_input, call) {
    const policy = call.tx.account.settings.passwordPolicy;
    const free = policy?.AllowUsersToChangePassword === true && call.caller.kind === 'user';
    return free
      ? []
      : [
          {
            action: 'iam:ChangePassword',
            resource: onUser.resource({}, call),
            context: onUser.context({}, call),
          },
        ];
  },
  run(input, call) {
    if (call.caller.kind !== 'user')
      fail(
        'InvalidUserType',
        'The request must be made by an IAM user: only IAM users can change their own password this way.',
      );
    const { holder, profile } = withProfile(call, undefined);
    if (!passwordMatches(profile, input.OldPassword)) fail('AccessDenied', 'The old password was incorrect.');
    checkPassword(call, holder, input.NewPassword);
    const policy = call.tx.account.settings.passwordPolicy;
    if (usedBefore(policy, profile, input.NewPassword))
      fail('PasswordPolicyViolation', 'Password does not conform to the account password policy.');
    holder.change({ password: changedPassword(profile, input.NewPassword, call.times.now, false) });
  },
});

const noPolicy = (call: Call) =>
  fail('NoSuchEntity', `The Password Policy with domain name ${call.tx.accountId} cannot be found.`);

const getAccountPasswordPolicy = operation<object, sdk.GetAccountPasswordPolicyResponse>({
  run(_input, call) {
    const policy: PasswordPolicy = call.tx.account.settings.passwordPolicy ?? noPolicy(call);
    return {
      PasswordPolicy: {
        ...policy,
        ExpirePasswords: (policy.MaxPasswordAge ?? 0) > 0,
        HardExpiry: policy.HardExpiry,
      },
    };
  },
});

/** No partial update: what is left out goes back to its own default (IAM API reference). */
const updateAccountPasswordPolicy = operation<sdk.UpdateAccountPasswordPolicyRequest, void>({
  run(input, call) {
    call.tx.settings({
      passwordPolicy: {
        MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
        RequireSymbols: input.RequireSymbols ?? false,
        RequireNumbers: input.RequireNumbers ?? false,
        RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
        RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
        AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
        ...(input.MaxPasswordAge ? { MaxPasswordAge: input.MaxPasswordAge } : {}),
        ...(input.PasswordReusePrevention ? { PasswordReusePrevention: input.PasswordReusePrevention } : {}),
        ...(input.HardExpiry === undefined ? {} : { HardExpiry: input.HardExpiry }),
      },
    });
  },
});

const deleteAccountPasswordPolicy = operation<object, void>({
  run(_input, call) {
    if (!call.tx.account.settings.passwordPolicy) noPolicy(call);
    call.tx.settings({ passwordPolicy: undefined });
  },
});

export const passwords: Operations = {
  CreateLoginProfile: createLoginProfile,
  GetLoginProfile: getLoginProfile,
  UpdateLoginProfile: updateLoginProfile,
  DeleteLoginProfile: deleteLoginProfile,
  ChangePassword: changePassword,
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
  UpdateAccountPasswordPolicy: updateAccountPasswordPolicy,
  DeleteAccountPasswordPolicy: deleteAccountPasswordPolicy,
};
