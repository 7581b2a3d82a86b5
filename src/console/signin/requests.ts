// Signing in, as requests: what the sign-in page asks of the account's sign-in service, and switching roles by STS.
// AWS has no public API for signing in, so this is for practice accounts only. Tests: test/console/signin.test.ts.
import { jsonClient } from '../../practice/console-services.ts';
import type { AccountHost, Credentials } from '../../practice/index.ts';
import { REGION } from '../clients.ts';

/** Who signs in: root by its address, a user by account id or alias and name. */
export type Who = { email: string } | { account: string; user: string };

export interface Answer {
  result: 'SignedIn' | 'MfaRequired' | 'PasswordChangeRequired';
  /** Stands for what was proven so far. */
  state: string | undefined;
  arn: string | undefined;
  /** Serial numbers. */
  devices: readonly string[];
  /** Of root without MFA: from when AWS would refuse. */
  mfaRequiredBy: Date | undefined;
  credentials: Credentials | undefined;
}

/** What the next step proves. */
export interface Proof {
  password?: string;
  state?: string;
  code?: string;
  /** Serial of the security key that was touched. */
  key?: string;
  newPassword?: string;
}

interface Wire {
  Result: Answer['result'];
  State?: string;
  Arn?: string;
  MfaDevices?: string[];
  MfaRequiredBy?: number;
  Credentials?: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
}

const whoIs = (who: Who) =>
  'email' in who ? { Email: who.email } : { Account: who.account, UserName: who.user };

/** Leaves out what is undefined: the wire knows no undefined. */
const given = (input: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** @throws an error as the SDK's are, with the sign-in service's own sentence */
export async function signIn(host: AccountHost, who: Who, proof: Proof): Promise<Answer> {
  const send = jsonClient('signin', { host, credentials: undefined, region: REGION });
  const answer = (await send(
    { operation: 'SignIn' },
    given({
      ...(proof.state === undefined ? whoIs(who) : {}),
      Password: proof.password,
      State: proof.state,
      MfaCode: proof.code,
      MfaKey: proof.key,
      NewPassword: proof.newPassword,
    }),
  )) as unknown as Wire;
  const keys = answer.Credentials;
  return {
    result: answer.Result,
    state: answer.State,
    arn: answer.Arn,
    devices: answer.MfaDevices ?? [],
    mfaRequiredBy: answer.MfaRequiredBy === undefined ? undefined : new Date(answer.MfaRequiredBy * 1000),
    credentials: keys && {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.SessionToken,
    },
  };
}

/** Ends the session at the account too. */
export async function signOut(host: AccountHost, credentials: Credentials): Promise<void> {
  await jsonClient('signin', { host, credentials, region: REGION })({ operation: 'SignOut' }, {});
}

export const isSecurityKey = (serial: string): boolean => serial.includes(':u2f/');
