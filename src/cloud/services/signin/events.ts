// The records CloudTrail writes of signing in («AWS Management Console sign-in events», CloudTrail user guide).
import type { CloudTrailEvent, UserIdentity } from '../../world/events.ts';
import type { Caller } from '../caller.ts';
import type { Call } from '../service.ts';
import { userIdentity } from '../trail.ts';

/** Before the sign-in has succeeded a user has no ARN in the record; root's key is always the empty text. */
export function signInIdentity(caller: Caller, success: boolean): UserIdentity {
  const identity = userIdentity(caller);
  if (caller.kind === 'root') return { ...identity, accessKeyId: '' };
  if (success) return identity;
  const { type, principalId, accountId, userName } = identity;
  return { type, principalId, accountId, accessKeyId: '', userName };
}

/** Of a name nobody has: often it is a password in the wrong field. */
export function unknownIdentity(account: string): UserIdentity {
  return {
    type: 'IAMUser',
    accountId: account,
    accessKeyId: '',
    userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  };
}

function note(call: Call, account: string, identity: UserIdentity, change: Partial<CloudTrailEvent>): void {
  call.note({
    userIdentity: identity,
    eventType: 'AwsConsoleSignIn',
    requestParameters: null,
    errorCode: undefined,
    errorMessage: undefined,
    recipientAccountId: account,
    readOnly: false,
    managementEvent: true,
    eventCategory: 'Management',
    ...change,
  });
}

export interface LoginOutcome {
  failure?: 'Failed authentication' | 'No username found in supplied account';
  /** Whether MFA was asked for and tried. */
  mfaUsed: boolean;
  /** Serial number of the device, once it is known to be right. */
  mfa?: string | undefined;
}

/** Makes this request's event a ConsoleLogin. */
export function consoleLogin(
  call: Call,
  account: string,
  identity: UserIdentity,
  { failure, mfaUsed, mfa }: LoginOutcome,
): void {
  note(call, account, identity, {
    eventName: 'ConsoleLogin',
    responseElements: { ConsoleLogin: failure === undefined ? 'Success' : 'Failure' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true',
      MobileVersion: 'No',
      ...(mfa === undefined ? {} : { MFAIdentifier: mfa }),
      MFAUsed: mfaUsed ? 'Yes' : 'No',
    },
    errorMessage: failure,
  });
}

/** CheckMfa: the password was right, and MFA is asked for. */
export function checkedMfa(call: Call, caller: Caller, devices: readonly string[]): void {
  const kinds = new Set(devices.map((serial) => (serial.includes(':u2f/') ? 'U2F MFA' : 'Virtual MFA')));
  note(call, caller.account, signInIdentity(caller, false), {
    eventName: 'CheckMfa',
    responseElements: { CheckMfa: 'Success' },
    additionalEventData: { MfaType: kinds.size > 1 ? 'Multiple MFA Devices' : [...kinds][0] },
  });
}

/**
 * A forced change of the password: IAM's own event, by the user. Which record AWS writes when the sign-in page makes the
 * change is unverified.
 */
export function changedAtSignIn(
  call: Call,
  caller: Caller,
  failure?: Pick<CloudTrailEvent, 'errorCode' | 'errorMessage'>,
): void {
  note(call, caller.account, userIdentity(caller), {
    eventSource: 'iam.amazonaws.com',
    eventName: 'ChangePassword',
    eventType: 'AwsApiCall',
    responseElements: null,
    ...failure,
  });
}
