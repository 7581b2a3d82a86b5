// Who makes a request: the principal behind a key, with what hangs on it. Tests: test/cloud/pipeline.test.ts

import { iamArn, pathArn, rootArn } from '../world/arn.ts';
import type { KeyRecord, Role, Tag, User } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { accountOf } from '../world/world.ts';

export interface Caller {
  readonly kind: 'root' | 'user' | 'role' | 'federated' | 'anonymous';
  readonly account: string;
  /** As GetCallerIdentity tells it; '*' for anonymous. */
  readonly arn: string;
  /** aws:userid */
  readonly userId: string;
  readonly key?: KeyRecord | undefined;
  /** The user, also behind a federated user's session. */
  readonly user?: User | undefined;
  readonly role?: Role | undefined;
  /** Tags of the principal and its session. */
  readonly tags: readonly Tag[];
}

export const anonymous: Caller = { kind: 'anonymous', account: '', arn: '*', userId: 'anonymous', tags: [] };

/** The principal of a key, or undefined when it is gone. */
export function callerOf(world: World, key: KeyRecord): Caller | undefined {
  const account = accountOf(world, key.account);
  const base = { account: key.account, key };
  const { owner } = key;
  switch (owner.kind) {
    case 'root':
      return { ...base, kind: 'root', arn: rootArn(key.account), userId: key.account, tags: [] };
    case 'user': {
      const user = account.users.get(owner.user);
      return (
        user && {
          ...base,
          kind: 'user',
          arn: userArn(key.account, user),
          userId: user.id,
          user,
          tags: user.tags,
        }
      );
    }
    case 'role': {
      const role = account.roles.get(owner.role);
      if (!role || role.id !== owner.roleId) return undefined;
      return {
        ...base,
        kind: 'role',
        arn: `arn:aws:sts::${key.account}:assumed-role/${role.name}/${owner.session}`,
        userId: `${role.id}:${owner.session}`,
        role,
        tags: mergeTags(role.tags, key.session?.tags ?? []),
      };
    }
    case 'federated': {
      const user = account.users.get(owner.user);
      const isRoot = owner.user === '';
      if (!user && !isRoot) return undefined;
      return {
        ...base,
        kind: 'federated',
        arn: `arn:aws:sts::${key.account}:federated-user/${owner.name}`,
        userId: `${key.account}:${owner.name}`,
        user,
        tags: mergeTags(user?.tags ?? [], key.session?.tags ?? []),
      };
    }
  }
}

export function rootCaller(account: string): Caller {
  return { kind: 'root', account, arn: rootArn(account), userId: account, tags: [] };
}

export function userArn(account: string, user: { path: string; name: string }): string {
  return pathArn(account, 'user', user.path, user.name);
}

export function roleArn(account: string, role: { path: string; name: string }): string {
  return pathArn(account, 'role', role.path, role.name);
}

export function groupArn(account: string, group: { path: string; name: string }): string {
  return pathArn(account, 'group', group.path, group.name);
}

/** ARN of a user that may not exist, as authorisation asks about it: without a path. */
export function userNameArn(account: string, name: string): string {
  return iamArn(account, `user/${name}`);
}

/** Session tags win over the role's own of the same key. */
function mergeTags(own: readonly Tag[], session: readonly Tag[]): readonly Tag[] {
  const keys = new Set(session.map((tag) => tag.Key.toLowerCase()));
  return [...own.filter((tag) => !keys.has(tag.Key.toLowerCase())), ...session];
}
