// Who signs in: root by its address, an IAM user by account and name, or whoever an earlier step proved.
import type { CredentialHolder, KeyOwner, User } from '../../world/entities.ts';
import type { Transaction } from '../../world/transaction.ts';
import { nameKey } from '../../world/world.ts';
import type { Caller } from '../caller.ts';
import { rootCaller, userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';
import type { SignInRequest } from './model.ts';
import { signInAccount } from './url.ts';

export interface Person {
  /** In the person's account. */
  tx: Transaction;
  caller: Caller;
  owner: KeyOwner;
  holder: CredentialHolder;
  /** Undefined for root. */
  user: User | undefined;
}

/** @param key nameKey of the user, '' for root */
export function personOf(call: Call, accountId: string, key: string): Person | undefined {
  if (!call.tx.world.accounts.has(accountId)) return undefined;
  const tx = call.tx.within(accountId);
  if (key === '') {
    const { root } = tx.account.settings;
    return { tx, caller: rootCaller(accountId), owner: { kind: 'root' }, holder: root, user: undefined };
  }
  const user = tx.account.users.get(key);
  if (!user) return undefined;
  return {
    tx,
    caller: {
      kind: 'user',
      account: accountId,
      arn: userArn(accountId, user),
      userId: user.id,
      user,
      tags: user.tags,
    },
    owner: { kind: 'user', user: key },
    holder: user,
    user,
  };
}

export interface Sought {
  /** The account, when there is one of that address, id or alias. */
  account: string | undefined;
  /** nameKey of the user, '' for root. */
  key: string;
}

/** @throws AwsError ValidationError when it is not said who signs in */
export function soughtBy(call: Call, input: SignInRequest): Sought {
  const { accounts } = call.tx.world;
  if (input.Email !== undefined) {
    const wanted = input.Email.trim().toLowerCase();
    const found = accounts.find(({ settings }) => settings.root.email.toLowerCase() === wanted);
    return { account: found?.settings.id, key: '' };
  }
  const given = input.Account ?? signInAccount(call.request.headers.host ?? call.request.url);
  if (given === undefined || !input.UserName)
    return fail(
      'ValidationError',
      'Say who signs in: Email for the root user, or Account and UserName for an IAM user.',
    );
  const wanted = given.trim();
  const found = accounts.has(wanted)
    ? wanted
    : accounts.find(({ settings }) => settings.alias !== undefined && settings.alias === wanted)?.settings.id;
  return { account: found, key: nameKey(input.UserName) };
}
