// Signing in to the console with a password: AWS has no public API for it, so this one is our own (POST, JSON,
// X-Amz-Target: Signin.SignIn, not signed). Events are CloudTrail's («AWS Management Console sign-in events»).
// A chunk of its own. Tests: test/cloud/signin.test.ts

import { json } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { CredentialHolder, KeyOwner, LoginProfile, User } from '../../world/entities.ts';
import {
  changedPassword,
  passwordExpires,
  passwordMatches,
  passwordProblem,
  usedBefore,
} from '../../world/password.ts';
import { findCode } from '../../world/totp.ts';
import type { Transaction } from '../../world/transaction.ts';
import { nameKey } from '../../world/world.ts';
import { evaluateAccess } from '../access.ts';
import type { Caller } from '../caller.ts';
import { rootCaller, userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { LoadedService } from '../registry.ts';
import type { Call } from '../service.ts';
import { operation } from '../service.ts';
import { issueSession } from '../sts/session.ts';
import { userIdentity } from '../trail.ts';

export interface SignInRequest {
  /** Of root: its address instead of account and user name. */
  Email?: string | undefined;
  /** Id or alias. */
  Account?: string | undefined;
  UserName?: string | undefined;
  Password: string;
  /** One-time code, when the answer was MfaRequired. */
  MfaCode?: string | undefined;
  /** When the answer was PasswordChangeRequired. */
  NewPassword?: string | undefined;
}

export interface SignInResponse {
  Result: 'SignedIn' | 'MfaRequired' | 'PasswordChangeRequired';
  Arn?: string;
  MfaDevices?: string[];
  Credentials?: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date };
}

const schemas: ServiceSchemas = {
  operations: { SignIn: { in: 'SignInRequest', out: 'SignInResponse' } },
  structures: {
    SignInRequest: {
      required: 1,
      members: {
        Password: { type: 's', sensitive: 1 },
        Email: 's',
        Account: 's',
        UserName: 's',
        MfaCode: { type: 's', sensitive: 1 },
        NewPassword: { type: 's', sensitive: 1 },
      },
    },
    SignInResponse: {
      required: 1,
      members: { Result: 's', Arn: 's', MfaDevices: { list: 's' }, Credentials: '$Credentials' },
    },
    Credentials: {
      required: 4,
      members: { AccessKeyId: 's', SecretAccessKey: 's', SessionToken: 's', Expiration: 't' },
    },
  },
  errors: { AuthenticationFailed: { code: 'AuthenticationFailed', status: 401 } },
};

/** Twelve hours, as the console keeps a session. */
const sessionSeconds = 12 * 3600;
/** Sign-ins within five minutes are not recorded again as last use. */
const lastUsedStep = 5 * 60_000;

interface Who {
  tx: Transaction;
  caller: Caller;
  owner: KeyOwner;
  holder: CredentialHolder;
  user: User | undefined;
}

function find(call: Call, input: SignInRequest): Who | undefined {
  const { accounts } = call.tx.world;
  if (input.Email !== undefined) {
    const wanted = input.Email.toLowerCase();
    const account = accounts.find(({ settings }) => settings.root.email.toLowerCase() === wanted);
    if (!account) return undefined;
    const { id, root } = account.settings;
    return {
      tx: call.tx.within(id),
      caller: rootCaller(id),
      owner: { kind: 'root' },
      holder: root,
      user: undefined,
    };
  }
  const account = accounts.find(
    ({ settings }) => settings.id === input.Account || settings.alias === input.Account,
  );
  if (!account) return undefined;
  const { id } = account.settings;
  const user = account.users.get(nameKey(input.UserName ?? ''));
  if (!user) {
    told(
      call,
      id,
      { type: 'IAMUser', accountId: id, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      'No username found in supplied account',
    );
    return undefined;
  }
  return {
    tx: call.tx.within(id),
    caller: { kind: 'user', account: id, arn: userArn(id, user), userId: user.id, user, tags: user.tags },
    owner: { kind: 'user', user: nameKey(user.name) },
    holder: user,
    user,
  };
}

/** Makes this request's event a ConsoleLogin. */
function told(
  call: Call,
  account: string,
  identity: ReturnType<typeof userIdentity>,
  failure?: string,
  mfa?: string,
): void {
  call.note({
    userIdentity: identity,
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    requestParameters: null,
    responseElements: { ConsoleLogin: failure === undefined ? 'Success' : 'Failure' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: mfa === undefined ? 'No' : 'Yes',
      ...(mfa === undefined ? {} : { MFAIdentifier: mfa }),
    },
    errorCode: undefined,
    errorMessage: failure,
    recipientAccountId: account,
    readOnly: false,
  });
}

const wrong = () =>
  fail('AuthenticationFailed', 'Your authentication information is incorrect. Please try again.');

const signIn = operation<SignInRequest, SignInResponse>({
  action: null,
  readOnly: false,
  run(input, call) {
    const who = find(call, input) ?? wrong();
    const identity = userIdentity(who.caller);
    const refuse = (): never => {
      told(call, who.caller.account, identity, 'Failed authentication');
      return wrong();
    };
    const profile = who.holder.password ?? refuse();
    if (!passwordMatches(profile, input.Password)) refuse();
    const mfa = checkMfa(call, who, input.MfaCode, refuse);
    if (mfa === 'required') {
      call.note({
        userIdentity: identity,
        eventName: 'CheckMfa',
        eventType: 'AwsConsoleSignIn',
        requestParameters: null,
        responseElements: { CheckMfa: 'Success' },
        additionalEventData: { MfaType: 'Virtual MFA' },
        recipientAccountId: who.caller.account,
        readOnly: false,
      });
      return { Result: 'MfaRequired', MfaDevices: [...who.holder.mfaDevices] };
    }
    const settings = who.tx.account.settings;
    const expires = who.user && passwordExpires(settings.passwordPolicy, profile);
    const expired = expires !== undefined && expires <= call.times.now;
    let next = profile;
    if (who.user && (profile.resetRequired || expired)) {
      if (expired && settings.passwordPolicy?.HardExpiry)
        fail(
          'PasswordExpired',
          'Your password has expired. Ask an administrator of the account for a new one.',
        );
      if (input.NewPassword === undefined) return { Result: 'PasswordChangeRequired' };
      next = newPassword(call, who, profile, input.NewPassword);
    }
    keep(who, next, call.times.now);
    told(call, who.caller.account, identity, undefined, mfa);
    const credentials = issueSession(call, who.tx, who.owner, sessionSeconds, {
      mfa: mfa !== undefined,
      ...(mfa === undefined ? {} : { mfaAt: call.times.now }),
      console: true,
      policies: null,
      tags: [],
      via: 'console',
    });
    return {
      Result: 'SignedIn',
      Arn: who.caller.arn,
      Credentials: credentials,
    };
  },
});

/** The device that proved itself, 'required' when a code is still wanted, undefined when there is no device. */
function checkMfa(
  call: Call,
  { tx, holder }: Who,
  code: string | undefined,
  refuse: () => never,
): string | undefined {
  if (holder.mfaDevices.length === 0) return undefined;
  if (code === undefined) return 'required';
  for (const serial of holder.mfaDevices) {
    const device = tx.account.mfaDevices.get(serial);
    const step = device && findCode(device.seed, code, call.times.wall, device.drift, device.lastStep);
    if (!device || step === undefined) continue;
    tx.put('mfaDevices', serial, { ...device, lastStep: step });
    return serial;
  }
  return refuse();
}

function newPassword(call: Call, who: Who, profile: LoginProfile, password: string): LoginProfile {
  const { settings } = who.tx.account;
  const user = who.user as User;
  const free = settings.passwordPolicy?.AllowUsersToChangePassword === true;
  const may =
    free ||
    evaluateAccess(who.tx.world, {
      principal: who.caller.arn,
      action: 'iam:ChangePassword',
      resource: who.caller.arn,
      times: call.times,
    }).decision === 'allow';
  const good =
    passwordProblem(settings, user.name, password) === undefined &&
    !usedBefore(settings.passwordPolicy, profile, password);
  if (!may || !good || passwordMatches(profile, password))
    fail(
      'PasswordChangeRefused',
      'Either user is not authorized to perform iam:ChangePassword or entered password does not comply with account password policy set by administrator',
    );
  return changedPassword(profile, password, call.times.now, false);
}

function keep({ tx, user }: Who, password: LoginProfile, now: number): void {
  const before = user ?? tx.account.settings.root;
  const recent = before.passwordLastUsed !== undefined && now - before.passwordLastUsed < lastUsedStep;
  const change = { password, passwordLastUsed: recent ? before.passwordLastUsed : now };
  if (user) tx.put('users', nameKey(user.name), { ...user, ...change });
  else tx.settings({ root: { ...tx.account.settings.root, ...change } });
}

export const signin: LoadedService = {
  dialect: json,
  service: {
    name: 'signin',
    source: 'signin.amazonaws.com',
    prefix: 'signin',
    protocol: 'json',
    version: '1',
    namespace: '',
    targetPrefix: 'Signin',
    global: true,
    unsigned: true,
    schemas,
    limits: { rules: [], structures: {} },
    operations: { SignIn: signIn },
  },
};
