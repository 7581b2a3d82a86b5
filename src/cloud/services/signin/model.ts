// What signing in takes and answers. AWS has no public API for it: this one is ours, JSON with X-Amz-Target Signin.*.
import type { Limits } from '../../wire/limits.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';

/** Who, and the password; or the State of an earlier answer. Then what that answer asked for. */
export interface SignInRequest {
  /** Of root: its address instead of account and user name. */
  Email?: string | undefined;
  /** Id or alias; not needed at https://ID-OR-ALIAS.signin.aws.amazon.com. */
  Account?: string | undefined;
  UserName?: string | undefined;
  Password?: string | undefined;
  /** What the last answer gave: stands for the name, the password and, where it was proven, MFA. */
  State?: string | undefined;
  /** One-time code, when the answer was MfaRequired. */
  MfaCode?: string | undefined;
  /** The security key or passkey that was touched: a practice account takes its word for it. */
  MfaKey?: string | undefined;
  /** When the answer was PasswordChangeRequired. */
  NewPassword?: string | undefined;
}

export interface SignInResponse {
  Result: 'SignedIn' | 'MfaRequired' | 'PasswordChangeRequired';
  /** For the next request, within ten minutes. */
  State?: string;
  Arn?: string;
  /** Of root without MFA: from when AWS would not let it in any more. A practice account still does. */
  MfaRequiredBy?: Date;
  /** Serial numbers: `…:mfa/…` shows codes, `…:u2f/…` is touched. */
  MfaDevices?: string[];
  Credentials?: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date };
}

export interface SessionResponse {
  Arn: string;
  AccountId: string;
  AccountAlias?: string;
  SignInUrl: string;
  MfaAuthenticated?: boolean;
  /** Absent for keys that are no session. */
  Began?: Date;
  Expiration?: Date;
}

const secret = { type: 's', sensitive: 1 };

export const schemas: ServiceSchemas = {
  operations: {
    SignIn: { in: 'SignInRequest', out: 'SignInResponse' },
    GetSession: { out: 'SessionResponse' },
    SignOut: {},
  },
  structures: {
    SignInRequest: {
      required: 0,
      members: {
        Email: 's',
        Account: 's',
        UserName: 's',
        Password: secret,
        State: secret,
        MfaCode: secret,
        MfaKey: 's',
        NewPassword: secret,
      },
    },
    SignInResponse: {
      required: 1,
      members: {
        Result: 's',
        State: secret,
        Arn: 's',
        MfaRequiredBy: 't',
        MfaDevices: { list: 's' },
        Credentials: '$Credentials',
      },
    },
    Credentials: {
      required: 4,
      members: { AccessKeyId: 's', SecretAccessKey: secret, SessionToken: secret, Expiration: 't' },
    },
    SessionResponse: {
      required: 3,
      members: {
        Arn: 's',
        AccountId: 's',
        SignInUrl: 's',
        AccountAlias: 's',
        MfaAuthenticated: 'b',
        Began: 't',
        Expiration: 't',
      },
    },
  },
  errors: {
    AuthenticationFailed: { code: 'AuthenticationFailed', status: 401 },
    PasswordChangeRefused: { code: 'PasswordChangeRefused', status: 400 },
    PasswordExpired: { code: 'PasswordExpired', status: 403 },
    SignInExpired: { code: 'SignInExpired', status: 401 },
  },
};

/** Nothing here is meant to tell what a right name or password looks like; only what is too long is not read. */
export const limits: Limits = {
  rules: [{ max: 256 }, { max: 1024 }],
  structures: {
    SignInRequest: {
      Email: 0,
      Account: 0,
      UserName: 0,
      Password: 1,
      State: 1,
      MfaCode: 0,
      MfaKey: 1,
      NewPassword: 1,
    },
  },
};
