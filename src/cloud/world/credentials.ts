// Keys of the practice tools: access to an account as any of its principals, for the page's own clients and for the
// learner's terminal. IAM does not list them. Pure. Tests: test/cloud/credentials.test.ts
import { lastName, parseArn } from './arn.ts';
import type { KeyOwner, KeyRecord, StoredPolicy } from './entities.ts';
import type { Patch } from './patch.ts';
import { beginTransaction } from './transaction.ts';
import type { World } from './world.ts';
import { nameKey } from './world.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface PracticeCredentialOptions {
  /** 'key': a long-term key, as from CreateAccessKey. 'console': as a browser session has them. Roles have sessions only. */
  kind?: 'key' | 'console';
  /** Of a session: ms by the account's clock; default: never expires. */
  expires?: number;
  now?: number;
  /** Of a session: whether it began with MFA. */
  mfa?: boolean;
  sessionName?: string;
  policies?: readonly StoredPolicy[] | null;
}

const never = 8.64e15;

/**
 * The same key again for the same principal and kind.
 * @param principalArn the account's root, a user or a role
 * @throws Error when there is no such principal
 */
export function issuePracticeCredentials(
  world: World,
  principalArn: string,
  options: PracticeCredentialOptions = {},
): { world: World; patch: Patch; credentials: Credentials } {
  const owner = ownerOf(world, principalArn, options.sessionName ?? 'practice');
  const account = parseArn(principalArn)?.account as string;
  const kind = owner.kind === 'role' ? 'console' : (options.kind ?? 'key');
  const mfa = options.mfa ?? false;
  const existing = world.keys.find(
    (key) =>
      key.practice === true &&
      key.account === account &&
      sameOwner(key.owner, owner) &&
      (kind === 'console') === (key.session !== undefined) &&
      (key.session?.mfa ?? false) === (kind === 'console' && mfa),
  );
  if (existing)
    return { world, patch: { drawn: world.drawn, entries: [] }, credentials: credentialsOf(existing) };
  const tx = beginTransaction(world, account);
  const now = options.now ?? 0;
  const key: KeyRecord = {
    id: tx.ids.accessKey(kind === 'key' ? 'AKIA' : 'ASIA'),
    account,
    secret: tx.ids.secret(),
    status: 'Active',
    created: now,
    owner,
    practice: true,
    ...(kind === 'console'
      ? {
          session: {
            token: tx.ids.token(180),
            expires: options.expires ?? never,
            issued: now,
            mfa,
            ...(mfa ? { mfaAt: now } : {}),
            console: true,
            policies: options.policies ?? null,
            tags: [],
            via: 'console',
          },
        }
      : {}),
  };
  tx.putKey(key);
  return { world: tx.world, patch: tx.patch(), credentials: credentialsOf(key) };
}

export function credentialsOf(key: KeyRecord): Credentials {
  return {
    accessKeyId: key.id,
    secretAccessKey: key.secret,
    ...(key.session ? { sessionToken: key.session.token } : {}),
  };
}

function ownerOf(world: World, arn: string, session: string): KeyOwner {
  const parsed = parseArn(arn);
  const account = parsed && world.accounts.get(parsed.account);
  const resource = parsed?.resource ?? '';
  if (account && resource === 'root') return { kind: 'root' };
  const name = lastName(resource);
  if (resource.startsWith('user/') && account?.users.has(nameKey(name)))
    return { kind: 'user', user: nameKey(name) };
  const role = resource.startsWith('role/') ? account?.roles.get(nameKey(name)) : undefined;
  if (role) return { kind: 'role', role: nameKey(name), roleId: role.id, session };
  throw new Error(`There is no principal ${arn} in this account.`);
}

function sameOwner(a: KeyOwner, b: KeyOwner): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
