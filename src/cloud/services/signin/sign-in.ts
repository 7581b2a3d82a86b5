// SignIn: name and password, then MFA, then a new password where one is due; at the end a console session's credentials.

import { postClosure } from '../../world/closure.ts';
import type { LoginProfile } from '../../world/entities.ts';
import { passwordExpires, passwordMatches } from '../../world/password.ts';
import { findCode } from '../../world/totp.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';
import { operation } from '../service.ts';
import { issueSession } from '../sts/session.ts';
import type { LoginOutcome } from './events.ts';
import { checkedMfa, consoleLogin, signInIdentity, unknownIdentity } from './events.ts';
import type { SignInRequest, SignInResponse } from './model.ts';
import { chosenPassword } from './password-change.ts';
import type { Person } from './person.ts';
import { personOf, soughtBy } from './person.ts';
import { isProven, readState, writeState } from './state.ts';

/** Twelve hours, as the console keeps a session. */
const sessionSeconds = 12 * 3600;
/** Sign-ins within five minutes are not recorded again as last use (IAM user guide, credential reports). */
const lastUsedStep = 5 * 60_000;

/** Root of any account needs MFA from the 35th day after it first signed in (IAM user guide, «MFA for your root user»). */
const rootMfaGrace = 35 * 86_400_000;

const wrong = (): never =>
  fail('AuthenticationFailed', 'Your authentication information is incorrect. Please try again.');

function refuse(call: Call, { caller }: Person, mfaUsed = false): never {
  const outcome: LoginOutcome = { failure: 'Failed authentication', mfaUsed };
  consoleLogin(call, caller.account, signInIdentity(caller, false), outcome);
  return wrong();
}

interface Proof {
  person: Person;
  profile: LoginProfile;
  mfa: string | undefined;
}

/** The first step: name and password, or the State that stands for them. */
function prove(call: Call, input: SignInRequest): Proof {
  if (input.State !== undefined) return resume(call, input.State);
  const { account, key } = soughtBy(call, input);
  if (input.Password === undefined) fail('ValidationError', 'Password or State is missing.');
  // An account that is nobody's has no history to write this in.
  if (account === undefined) return wrong();
  const person = personOf(call, account, key);
  if (!person) {
    consoleLogin(call, account, unknownIdentity(account), {
      failure: 'No username found in supplied account',
      mfaUsed: false,
    });
    return wrong();
  }
  const profile = person.holder.password ?? refuse(call, person);
  if (!passwordMatches(profile, input.Password)) refuse(call, person);
  return { person, profile, mfa: undefined };
}

function resume(call: Call, state: string): Proof {
  const expired = (): never =>
    fail('SignInExpired', 'The sign-in took too long or was overtaken. Please sign in again.');
  const proven = readState(state);
  const person = proven && personOf(call, proven.account, proven.user);
  const profile = person?.holder.password;
  if (!proven || !person || !profile) return expired();
  if (!isProven(call.tx.world.seed, profile, state, proven, call.times.now)) return expired();
  return { person, profile, mfa: proven.mfa };
}

export const signIn = operation<SignInRequest, SignInResponse>({
  action: null,
  readOnly: false,
  // A new password is a change, a session is none.
  aside: ({ NewPassword }) => NewPassword === undefined,
  // Only what CloudTrail itself would record becomes part of the event history: events.ts.
  dataEvent: true,
  run(input, call) {
    const { person, profile, ...proof } = prove(call, input);
    const { tx, caller, holder, user } = person;
    const { closed } = tx.account.settings;
    if (closed !== undefined && (user || call.times.now - closed > postClosure)) refuse(call, person);
    const state = (mfa: string | undefined) =>
      writeState(tx.world.seed, profile, {
        account: caller.account,
        user: user ? nameKey(user.name) : '',
        mfa,
        at: call.times.now,
      });
    const needed = holder.mfaDevices.length > 0 && proof.mfa === undefined;
    if (needed && input.MfaCode === undefined && input.MfaKey === undefined) {
      checkedMfa(call, caller, holder.mfaDevices);
      return { Result: 'MfaRequired', State: state(undefined), MfaDevices: [...holder.mfaDevices] };
    }
    const mfa = needed ? checkMfa(call, person, input) : proof.mfa;
    const success: LoginOutcome = { mfaUsed: mfa !== undefined, mfa };
    let next = profile;
    if (user && isDue(call, person, profile, mfa !== undefined)) {
      if (input.NewPassword === undefined) {
        consoleLogin(call, caller.account, signInIdentity(caller, true), success);
        keep(person, profile, call.times.now);
        return { Result: 'PasswordChangeRequired', State: state(mfa) };
      }
      next = chosenPassword(call, person, profile, input.NewPassword, mfa !== undefined);
    } else consoleLogin(call, caller.account, signInIdentity(caller, true), success);
    keep(person, next, call.times.now);
    const credentials = issueSession(call, tx, person.owner, sessionSeconds, {
      mfa: mfa !== undefined,
      ...(mfa === undefined ? {} : { mfaAt: call.times.now }),
      console: true,
      policies: null,
      tags: [],
      via: 'console',
    });
    const { firstSignIn } = tx.account.settings.root;
    return {
      Result: 'SignedIn',
      Arn: caller.arn,
      ...(user || mfa !== undefined || firstSignIn === undefined
        ? {}
        : { MfaRequiredBy: new Date(firstSignIn + rootMfaGrace) }),
      Credentials: credentials,
    };
  },
});

/** The device that proved itself. Codes go by the wall clock, each is good once. */
function checkMfa(call: Call, person: Person, { MfaCode, MfaKey }: SignInRequest): string {
  const { tx, holder } = person;
  for (const serial of holder.mfaDevices) {
    const device = tx.account.mfaDevices.get(serial);
    if (!device) continue;
    if (device.kind === 'security-key') {
      if (MfaKey === serial) return serial;
      continue;
    }
    if (MfaCode === undefined) continue;
    const step = findCode(device.seed, MfaCode.trim(), call.times.wall, device.drift, device.lastStep);
    if (step === undefined) continue;
    tx.put('mfaDevices', serial, { ...device, lastStep: step });
    return serial;
  }
  return refuse(call, person, true);
}

/**
 * Whether the password has to be changed now.
 * @throws AwsError PasswordExpired when only an administrator can do it
 */
function isDue(call: Call, person: Person, profile: LoginProfile, mfaUsed: boolean): boolean {
  const { passwordPolicy } = person.tx.account.settings;
  const expires = passwordExpires(passwordPolicy, profile);
  const expired = expires !== undefined && expires <= call.times.now;
  if (expired && passwordPolicy?.HardExpiry) {
    const outcome: LoginOutcome = { failure: 'Failed authentication', mfaUsed };
    consoleLogin(call, person.caller.account, signInIdentity(person.caller, false), outcome);
    fail('PasswordExpired', 'Your password has expired. Please contact your administrator to reset it.');
  }
  return profile.resetRequired || expired;
}

function keep({ tx, user }: Person, password: LoginProfile, now: number): void {
  const before = user ?? tx.account.settings.root;
  const last = before.passwordLastUsed;
  const recent = last !== undefined && now - last < lastUsedStep;
  const change = { password, passwordLastUsed: recent ? last : now };
  if (user) tx.put('users', nameKey(user.name), { ...user, ...change });
  else {
    const { root } = tx.account.settings;
    tx.settings({ root: { ...root, ...change, firstSignIn: root.firstSignIn ?? now } });
  }
}
