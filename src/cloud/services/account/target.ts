// The account a request is about: the caller's own, or a member of the organization its account manages.
import { standingOf } from '../../world/organization.ts';
import type { Transaction } from '../../world/transaction.ts';
import { fail } from '../errors.ts';
import type { Call } from '../service.ts';

export interface Targeted {
  AccountId?: string | undefined;
}

/** ARN that authorisation asks about (service authorization reference, AWS Account Management). */
export function accountArn(input: Targeted, call: Call): string {
  const { accountId } = call.tx;
  const organization = standingOf(call.tx.world, accountId)?.organization;
  return input.AccountId === undefined || !organization
    ? `arn:aws:account::${accountId}:account`
    : `arn:aws:account::${accountId}:account/${organization.id}/${input.AccountId}`;
}

/**
 * Codes and rules are the API reference's («AccountId»), the sentences unverified.
 * @throws AwsError AccessDenied, ValidationError
 */
export function targetOf(call: Call, { AccountId }: Targeted): Transaction {
  if (AccountId === undefined) return call.tx;
  const { accountId, world } = call.tx;
  const organization = standingOf(world, accountId)?.organization;
  const refuse = (): never =>
    fail(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: account:${call.operation} (The AccountId parameter is for the management account of an organization)`,
    );
  if (organization?.management !== accountId) return refuse();
  if (AccountId === accountId)
    fail('ValidationError', "The management account can't specify its own AccountId.");
  if (standingOf(world, AccountId)?.organization.id !== organization.id) return refuse();
  return call.tx.within(AccountId);
}
