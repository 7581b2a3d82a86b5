// What was proven so far in a sign-in of several steps, carried by whoever signs in and signed by the account. Nothing
// is kept: a changed password makes every open one void. Tests: test/cloud/signin.test.ts
import { fromBase64, toBase64 } from '../../wire/schema.ts';
import { hexOf, hmac } from '../../wire/signature.ts';
import type { LoginProfile } from '../../world/entities.ts';

export interface Proven {
  account: string;
  /** nameKey of the user, '' for root. */
  user: string;
  /** Serial number of the MFA device, once it was checked. */
  mfa?: string | undefined;
  /** ms by the account's clock. */
  at: number;
}

const lifetime = 10 * 60_000;

function signature(seed: number, profile: LoginProfile, payload: string): string {
  return hexOf(hmac(`${seed}:${profile.passwordHash}`, payload));
}

export function writeState(seed: number, profile: LoginProfile, proven: Proven): string {
  const payload = toBase64(new TextEncoder().encode(JSON.stringify(proven)));
  return `${payload}.${signature(seed, profile, payload)}`;
}

/** What a state claims; nothing of it is true before `isProven`. */
export function readState(state: string): Proven | undefined {
  try {
    const bytes = fromBase64(state.split('.')[0] ?? '');
    const { account, user, mfa, at } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Proven>;
    if (typeof account !== 'string' || typeof user !== 'string' || typeof at !== 'number') return undefined;
    return { account, user, mfa: typeof mfa === 'string' ? mfa : undefined, at };
  } catch {
    return undefined;
  }
}

export function isProven(
  seed: number,
  profile: LoginProfile,
  state: string,
  { at }: Proven,
  now: number,
): boolean {
  const [payload = '', signed] = state.split('.');
  return signed === signature(seed, profile, payload) && now >= at && now - at <= lifetime;
}
