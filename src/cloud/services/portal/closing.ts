// Closing and reopening the account, and what the account page shows of it.

import { postClosure } from '../../world/closure.ts';
import { standingOf } from '../../world/organization.ts';
import { accountArn } from '../account/target.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { signInUrl } from '../signin/url.ts';
import type { AccountDescription, CloseAccountRequest } from './model.ts';
import { isRoot, rootOnly } from './root-only.ts';

const describe = operation<object, AccountDescription>({
  action: 'account:GetAccountInformation',
  resource: (_input, call) => accountArn({}, call),
  dataEvent: true,
  run(_input, call) {
    const { id, name, alias, closed, root, billingForIam } = call.tx.account.settings;
    return {
      AccountId: id,
      AccountName: name,
      AccountState: closed === undefined ? 'ACTIVE' : 'SUSPENDED',
      ...(isRoot(call) ? { Email: root.email } : {}),
      SignInUrl: signInUrl(alias ?? id),
      IAMAccessToBilling: billingForIam === true,
      ...(closed === undefined
        ? {}
        : { ClosedDate: new Date(closed), ReopenUntil: new Date(closed + postClosure) }),
    };
  },
});

/** In CloudTrail under the service whose permission it is; that AWS names the record so is unverified. */
function note(call: Call, eventName: 'CloseAccount' | 'ReopenAccount'): void {
  call.note({
    eventSource: 'account.amazonaws.com',
    eventName,
    managementEvent: true,
    eventCategory: 'Management',
  });
}

const close = operation<CloseAccountRequest, { ReopenUntil: Date }>({
  action: null,
  dataEvent: true,
  run(input, call) {
    note(call, 'CloseAccount');
    call.authorize({ action: 'account:CloseAccount', resource: accountArn({}, call) });
    rootOnly(call, 'close the account');
    const { accountId, world } = call.tx;
    if (input.AccountId !== accountId)
      fail('ValidationError', 'Write the id of this account to confirm that it is to be closed.');
    if (call.tx.account.settings.closed !== undefined)
      fail('ConflictException', 'The account is already closed.');
    const organization = standingOf(world, accountId)?.organization;
    const active = world.accounts.some(
      ({ settings }) =>
        settings.id !== accountId &&
        settings.closed === undefined &&
        standingOf(world, settings.id)?.organization.id === organization?.id,
    );
    if (organization?.management === accountId && active)
      fail('ConflictException', 'The management account cannot be closed while its members are active.');
    call.tx.settings({ closed: call.times.now });
    return { ReopenUntil: new Date(call.times.now + postClosure) };
  },
});

/** On AWS root signs in and asks AWS Support; a practice account opens at once. */
const reopen = operation<object, void>({
  action: null,
  dataEvent: true,
  run(_input, call) {
    note(call, 'ReopenAccount');
    rootOnly(call, 'reopen the account');
    const { closed } = call.tx.account.settings;
    if (closed === undefined) fail('ConflictException', 'The account is not closed.');
    if (call.times.now - closed > postClosure)
      fail('ConflictException', 'The account was closed for good: its post-closure period is over.');
    call.tx.settings({ closed: undefined });
  },
});

export const closing: Operations = {
  DescribeAccount: describe,
  CloseAccount: close,
  ReopenAccount: reopen,
};
