// The account's name, and the address of a member's root user.
import type * as sdk from '@aws-sdk/client-account';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import { accountArn, targetOf } from './target.ts';

const getInformation = operation<sdk.GetAccountInformationRequest, sdk.GetAccountInformationResponse>({
  resource: accountArn,
  run(input, call) {
    const { id, name, created, closed } = targetOf(call, input).account.settings;
    return {
      AccountId: id,
      AccountName: name,
      AccountCreatedDate: new Date(created),
      AccountState: closed === undefined ? 'ACTIVE' : 'SUSPENDED',
    };
  },
});

const putName = operation<sdk.PutAccountNameRequest, void>({
  resource: accountArn,
  run(input, call) {
    const target = targetOf(call, input);
    target.settings({ name: input.AccountName });
    const place = target.world.organizations.get(target.accountId);
    if (place) target.putOrganization(target.accountId, { ...place, name: input.AccountName });
  },
});

/** For member accounts only, from the management account. A standalone account's address is root's business. */
const getPrimaryEmail = operation<sdk.GetPrimaryEmailRequest, sdk.GetPrimaryEmailResponse>({
  resource: accountArn,
  run(input, call) {
    const target = targetOf(call, input);
    return { PrimaryEmail: target.account.settings.root.email };
  },
});

export const details: Operations = {
  GetAccountInformation: getInformation,
  PutAccountName: putName,
  GetPrimaryEmail: getPrimaryEmail,
};
