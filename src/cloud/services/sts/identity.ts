// STS: who is calling.
import type * as sdk from '@aws-sdk/client-sts';
import { fail } from '../errors.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';

/** Needs no permission, and works even when it is denied (STS API reference). */
const getCallerIdentity = operation<sdk.GetCallerIdentityRequest, sdk.GetCallerIdentityResponse>({
  action: null,
  run: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
});

const getAccessKeyInfo = operation<sdk.GetAccessKeyInfoRequest, sdk.GetAccessKeyInfoResponse>({
  run(input, call) {
    const key = call.tx.world.keys.get(input.AccessKeyId);
    return key
      ? { Account: key.account }
      : fail('ValidationError', `The account for access key ${input.AccessKeyId} cannot be determined.`);
  },
});

export const identity: Operations = {
  GetCallerIdentity: getCallerIdentity,
  GetAccessKeyInfo: getAccessKeyInfo,
};
