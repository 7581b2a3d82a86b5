// Roles that were switched to, for the account menu: AWS shows the last five. Kept in this browser; nothing secret is
// in it. Tests: test/console/desk.test.ts.
import { readKept, writeKept } from '../kept.ts';

export const MOST_ROLES = 5;

export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'none'] as const;
export type Colour = (typeof colours)[number];

export interface KnownRole {
  account: string;
  roleName: string;
  displayName: string;
  colour: Colour;
}

const KEY = 'roles';

const isRole = (value: unknown): value is KnownRole => {
  const { account, roleName, displayName, colour } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof account === 'string' &&
    typeof roleName === 'string' &&
    typeof displayName === 'string' &&
    colours.some((one) => one === colour)
  );
};

export function knownRoles(): readonly KnownRole[] {
  const kept = readKept(KEY);
  return Array.isArray(kept) ? kept.filter(isRole).slice(0, MOST_ROLES) : [];
}

/** The newest first; the same role again moves up. */
export function rememberRole(role: KnownRole): void {
  const others = knownRoles().filter((one) => one.account !== role.account || one.roleName !== role.roleName);
  writeKept(KEY, [role, ...others].slice(0, MOST_ROLES));
}

/** Reads `role/NAME` out of a role's name, its path or its ARN; undefined where it is none. */
export function readRoleName(text: string): string | undefined {
  const name = text
    .trim()
    .replace(/^arn:aws[\w-]*:iam::\d{12}:role\//, '')
    .replace(/^role\//, '');
  return /^[\w+=,.@/-]{1,576}$/.test(name) ? name : undefined;
}
