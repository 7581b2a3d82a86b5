// What a call that is data cannot say ahead of time, and names instead: the one-time code of an MFA device, the id of
// an access key. Resolved when the call is made. Tests: test/practice/references.test.ts.
import { codeAt, currentStep } from '../cloud/index.ts';

/** `{ codeOf: phone, at: before }`: what the virtual device of this name shows. Three in a row: `before`, `now`, `after`. */
export interface CodeOf {
  /** VirtualMFADeviceName of a device that an earlier call made: only then its secret is told. */
  codeOf: string;
  at: 'before' | 'now' | 'after';
}

/** `{ keyOf: tom }`, `{ keyOf: root, number: 2 }`: the id of an access key, the oldest first. */
export interface KeyOf {
  /** 'root' or a user's name. Keys are listed with the call's own identity, root's only by root. */
  keyOf: string;
  number?: number;
}

/** `{ scpOf: KeepTheRecord }`: the id of an organization's service control policy, listed with the call's own identity. */
export interface ScpOf {
  scpOf: string;
}

export function isScpOf(value: unknown): value is ScpOf {
  return typeof value === 'object' && value !== null && 'scpOf' in value;
}

export function isCodeOf(value: unknown): value is CodeOf {
  return typeof value === 'object' && value !== null && 'codeOf' in value;
}

export function isKeyOf(value: unknown): value is KeyOf {
  return typeof value === 'object' && value !== null && 'keyOf' in value;
}

/** Secrets of virtual MFA devices in base 32, by name, as CreateVirtualMFADevice told them. */
export type Seeds = Map<string, string>;

/** Keeps the secret that this answer tells. */
export function learnSeed(
  seeds: Seeds,
  input: Readonly<Record<string, unknown>>,
  output: Record<string, unknown>,
): void {
  const { Base32StringSeed } = (output.VirtualMFADevice ?? {}) as { Base32StringSeed?: Uint8Array };
  if (Base32StringSeed)
    seeds.set(String(input.VirtualMFADeviceName), new TextDecoder().decode(Base32StringSeed));
}

const stepsFromNow = { before: -1, now: 0, after: 1 } as const;

/**
 * An input without references; only its own members are looked at.
 * @param lists ids of the access keys of root or a user, the oldest first; of a service control policy by its name
 * @param wall milliseconds since 1970, by the clock that codes go by
 * @throws Error that says what is not there
 */
export async function withoutReferences(
  input: Readonly<Record<string, unknown>>,
  seeds: Seeds,
  lists: {
    keys: (who: string) => Promise<readonly string[]>;
    scp: (name: string) => Promise<string | undefined>;
  },
  wall: number,
): Promise<Record<string, unknown>> {
  const resolved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (isCodeOf(value)) {
      const seed = seeds.get(value.codeOf);
      if (seed === undefined)
        throw new Error(`no earlier call made the virtual MFA device «${value.codeOf}»`);
      resolved[name] = codeAt(seed, currentStep(wall) + stepsFromNow[value.at]);
    } else if (isKeyOf(value)) {
      const number = value.number ?? 1;
      const id = (await lists.keys(value.keyOf))[number - 1];
      if (id === undefined) throw new Error(`«${value.keyOf}» has no access key number ${number}`);
      resolved[name] = id;
    } else if (isScpOf(value)) {
      const id = await lists.scp(value.scpOf);
      if (id === undefined) throw new Error(`no service control policy is called «${value.scpOf}»`);
      resolved[name] = id;
    } else resolved[name] = value;
  }
  return resolved;
}
