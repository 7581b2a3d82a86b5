// Console passwords: kept as salted hashes, checked against the account's password policy. The salt comes from the
// world's seed; a practice account holds nothing worth a slow hash. Source of the rules: IAM user guide, «Set an account
// password policy for IAM users». Tests: test/cloud/signin.test.ts, test/clients/boto3/iam.py
import { hexOf, sha256 } from '../wire/signature.ts';
import type { AccountSettings, LoginProfile, PasswordPolicy } from './entities.ts';

export function hashPassword(salt: string, password: string): string {
  return hexOf(sha256(`${salt}:${password}`));
}

export function passwordMatches(profile: LoginProfile, password: string): boolean {
  return hashPassword(profile.salt, password) === profile.passwordHash;
}

/** Symbols that count as non-alphanumeric. */
const symbols = /[!@#$%^&*()_+\-=[\]{}|']/;

/** Why a password is refused, or undefined. */
export function passwordProblem(
  settings: AccountSettings,
  userName: string,
  password: string,
): string | undefined {
  const refused = 'Password does not conform to the account password policy.';
  const policy = settings.passwordPolicy;
  if (!policy) {
    const classes = [/[a-z]/, /[A-Z]/, /\d/, symbols].filter((pattern) => pattern.test(password)).length;
    const same = [settings.name, settings.root.email].some(
      (text) => text.toLowerCase() === password.toLowerCase(),
    );
    return password.length < 8 || password.length > 128 || classes < 3 || same ? refused : undefined;
  }
  const misses =
    password.length < policy.MinimumPasswordLength ||
    (policy.RequireSymbols && !symbols.test(password)) ||
    (policy.RequireNumbers && !/\d/.test(password)) ||
    (policy.RequireUppercaseCharacters && !/[A-Z]/.test(password)) ||
    (policy.RequireLowercaseCharacters && !/[a-z]/.test(password)) ||
    password.toLowerCase() === userName.toLowerCase();
  return misses ? refused : undefined;
}

/** Whether the policy forbids a password because it was used before. */
export function usedBefore(
  policy: PasswordPolicy | undefined,
  profile: LoginProfile,
  password: string,
): boolean {
  const remembered = policy?.PasswordReusePrevention ?? 0;
  if (remembered === 0) return false;
  const hash = hashPassword(profile.salt, password);
  return [profile.passwordHash, ...profile.earlier].slice(0, remembered).includes(hash);
}

/** When a password stops working, by the policy in force now. */
export function passwordExpires(
  policy: PasswordPolicy | undefined,
  profile: LoginProfile,
): number | undefined {
  const days = policy?.MaxPasswordAge ?? 0;
  return days > 0 ? profile.changed + days * 86_400_000 : undefined;
}

export function changedPassword(
  before: LoginProfile,
  password: string,
  now: number,
  resetRequired: boolean,
): LoginProfile {
  return {
    ...before,
    passwordHash: hashPassword(before.salt, password),
    changed: now,
    resetRequired,
    earlier: [before.passwordHash, ...before.earlier].slice(0, 24),
  };
}
