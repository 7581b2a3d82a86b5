// Console passwords: the account's rules, whether a password keeps them, and one made by chance that does.
// Source: «Set an account password policy for IAM users» (the default, and what a custom policy can ask).
// Tests: test/console/password.test.ts.

export interface PasswordRules {
  minimumLength: number;
  /** How many of the four character classes a password needs; the default policy asks for three of them. */
  classes: number;
  lowercase: boolean;
  uppercase: boolean;
  numbers: boolean;
  symbols: boolean;
}

/** What holds while an account has set no policy of its own. */
export const defaultRules: PasswordRules = {
  minimumLength: 8,
  classes: 3,
  lowercase: false,
  uppercase: false,
  numbers: false,
  symbols: false,
};

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
/** The characters IAM counts as symbols. */
export const SYMBOLS = "!@#$%^&*()_+-=[]{}|'";
export const LONGEST_PASSWORD = 128;

export type PasswordProblem =
  | 'tooShort'
  | 'tooLong'
  | 'classes'
  | 'lowercase'
  | 'uppercase'
  | 'numbers'
  | 'symbols';

const has = (password: string, set: string): boolean => [...password].some((c) => set.includes(c));

/** Every rule that the password breaks; empty when it may be sent. */
export function checkPassword(password: string, rules: PasswordRules): PasswordProblem[] {
  const found = {
    lowercase: has(password, LOWER),
    uppercase: has(password, UPPER),
    numbers: has(password, DIGITS),
    symbols: has(password, SYMBOLS),
  };
  const problems: PasswordProblem[] = [];
  if (password.length < rules.minimumLength) problems.push('tooShort');
  if (password.length > LONGEST_PASSWORD) problems.push('tooLong');
  if (Object.values(found).filter(Boolean).length < rules.classes) problems.push('classes');
  for (const kind of ['lowercase', 'uppercase', 'numbers', 'symbols'] as const)
    if (rules[kind] && !found[kind]) problems.push(kind);
  return problems;
}

/** A source of chance: fills the array with random bytes, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

const fromCrypto: FillRandom = (bytes) => {
  crypto.getRandomValues(bytes);
};

/**
 * A password with at least one character of each class, so it keeps any policy of this account: 12 characters, or as
 * many as the policy asks. Drawn without bias (bytes past the last whole multiple are thrown away).
 */
export function generatePassword(rules: PasswordRules, fill: FillRandom = fromCrypto): string {
  const below = (count: number): number => {
    const limit = 256 - (256 % count);
    const bytes = new Uint8Array(1);
    for (;;) {
      fill(bytes);
      const value = bytes[0] as number;
      if (value < limit) return value % count;
    }
  };
  const from = (set: string): string => set.charAt(below(set.length));
  const length = Math.min(LONGEST_PASSWORD, Math.max(12, rules.minimumLength));
  const characters = [LOWER, UPPER, DIGITS, SYMBOLS].map(from);
  while (characters.length < length) characters.push(from(LOWER + UPPER + DIGITS + SYMBOLS));
  for (let i = characters.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [characters[i], characters[j]] = [characters[j] as string, characters[i] as string];
  }
  return characters.join('');
}
