// Console passwords: login profiles, ChangePassword, and the account's password policy.
import type * as sdk from '@aws-sdk/client-iam';
import type { LoginProfile, PasswordPolicy, User } from '../../world/entities.ts';
import {
  changedPassword,
  hashPassword,
  passwordMatches,
  passwordProblem,
  usedBefore,
} from '../../world/password.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { callerName, date, findUser, onUser, putUser } from './common.ts';

function toldProfile(user: User, profile: LoginProfile): sdk.LoginProfile {
  return {
    UserName: user.name,
    CreateDate: date(profile.created),
    PasswordResetRequired: profile.resetRequired,
  };
}

function withProfile(call: Call, name: string | undefined): { user: User; profile: LoginProfile } {
  const user = findUser(call, name ?? callerName(call));
  const profile =
    user.password ?? fail('NoSuchEntity', `Login Profile for User ${user.name} cannot be found.`);
  return { user, profile };
}

function checkPassword(call: Call, user: User, password: string): void {
  const problem = passwordProblem(call.tx.account.settings, user.name, password);
  if (problem) fail('PasswordPolicyViolation', problem);
}

const createLoginProfile = operation<sdk.CreateLoginProfileRequest, sdk.CreateLoginProfileResponse>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName ?? callerName(call));
    if (user.password) fail('EntityAlreadyExists', `Login Profile for user ${user.name} already exists.`);
    const password =
      input.Password ??
      fail(
        'ValidationError',
        "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
      );
    checkPassword(call, user, password);
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
    putUser(call, { ...user, password: profile });
    return { LoginProfile: toldProfile(user, profile) };
  },
});

const getLoginProfile = operation<sdk.GetLoginProfileRequest, sdk.GetLoginProfileResponse>({
  ...onUser,
  run(input, call) {
    const { user, profile } = withProfile(call, input.UserName);
    return { LoginProfile: toldProfile(user, profile) };
  },
});

const updateLoginProfile = operation<sdk.UpdateLoginProfileRequest, void>({
  ...onUser,
  run(input, call) {
    const { user, profile } = withProfile(call, input.UserName);
    let next = profile;
    if (input.Password !== undefined) {
      checkPassword(call, user, input.Password);
      if (usedBefore(call.tx.account.settings.passwordPolicy, profile, input.Password))
        fail('PasswordPolicyViolation', 'Password does not conform to the account password policy.');
      next = changedPassword(profile, input.Password, call.times.now, profile.resetRequired);
    }
    putUser(call, {
      ...user,
      password: { ...next, resetRequired: input.PasswordResetRequired ?? next.resetRequired },
    });
  },
});

const deleteLoginProfile = operation<sdk.DeleteLoginProfileRequest, void>({
  ...onUser,
  run(input, call) {
    const { user } = withProfile(call, input.UserName);
    const { password, ...rest } = user;
    void password;
    putUser(call, rest);
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
    const { user, profile } = withProfile(call, undefined);
    if (!passwordMatches(profile, input.OldPassword)) fail('AccessDenied', 'The old password was incorrect.');
    checkPassword(call, user, input.NewPassword);
    const policy = call.tx.account.settings.passwordPolicy;
    if (usedBefore(policy, profile, input.NewPassword))
      fail('PasswordPolicyViolation', 'Password does not conform to the account password policy.');
    putUser(call, { ...user, password: changedPassword(profile, input.NewPassword, call.times.now, false) });
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
