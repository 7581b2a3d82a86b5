// Access keys of users and of root.
import type * as sdk from '@aws-sdk/client-iam';
import type { KeyRecord } from '../../world/entities.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { Holder } from './common.ts';
import { date, holderOf, onUser, page, quota } from './common.ts';

function keyOf(call: Call, holder: Holder, id: string): KeyRecord {
  const key = holder.credentials.accessKeys.includes(id) ? call.tx.world.keys.get(id) : undefined;
  return key ?? fail('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
}

/** Root's keys carry no user name in answers. */
function told(holder: Holder): { UserName?: string } {
  return holder.key === '' ? {} : { UserName: holder.name };
}

const createAccessKey = operation<sdk.CreateAccessKeyRequest, sdk.CreateAccessKeyResponse>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    quota('AccessKeysPerUser', holder.credentials.accessKeys.length);
    const key: KeyRecord = {
      id: call.tx.ids.accessKey('AKIA'),
      account: call.tx.accountId,
      secret: call.tx.ids.secret(),
      status: 'Active',
      created: call.times.now,
      owner: holder.key === '' ? { kind: 'root' } : { kind: 'user', user: holder.key },
    };
    call.tx.putKey(key);
    holder.change({ accessKeys: [...holder.credentials.accessKeys, key.id] });
    return {
      AccessKey: {
        UserName: holder.key === '' ? undefined : holder.name,
        AccessKeyId: key.id,
        Status: key.status,
        SecretAccessKey: key.secret,
        CreateDate: date(key.created),
      },
    };
  },
});

const listAccessKeys = operation<sdk.ListAccessKeysRequest, sdk.ListAccessKeysResponse>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    const { items, rest } = page(input, holder.credentials.accessKeys, (id) => id);
    return {
      AccessKeyMetadata: items.map((id) => {
        const key = keyOf(call, holder, id);
        return { ...told(holder), AccessKeyId: id, Status: key.status, CreateDate: date(key.created) };
      }),
      ...rest,
    };
  },
});

const updateAccessKey = operation<sdk.UpdateAccessKeyRequest, void>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    call.tx.putKey({ ...keyOf(call, holder, input.AccessKeyId), status: input.Status });
  },
});

const deleteAccessKey = operation<sdk.DeleteAccessKeyRequest, void>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    const { id } = keyOf(call, holder, input.AccessKeyId);
    call.tx.removeKey(id);
    holder.change({ accessKeys: holder.credentials.accessKeys.filter((other) => other !== id) });
  },
});

/** Finds the key's user by the key alone; asked on that user. */
const getAccessKeyLastUsed = operation<sdk.GetAccessKeyLastUsedRequest, sdk.GetAccessKeyLastUsedResponse>({
  resource(input, call) {
    const owner = call.tx.world.keys.get(input.AccessKeyId)?.owner;
    return owner?.kind === 'user' ? onUser.resource({ UserName: owner.user }, call) : '*';
  },
  run(input, call) {
    const key = call.tx.world.keys.get(input.AccessKeyId);
    if (!key || key.account !== call.tx.accountId || key.session || key.practice)
      fail(
        'AccessDenied',
        `User: ${call.caller.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      );
    const { lastUsed, owner } = key;
    const name = owner.kind === 'user' ? call.tx.account.users.get(owner.user)?.name : undefined;
    return {
      ...(name === undefined ? {} : { UserName: name }),
      AccessKeyLastUsed: lastUsed
        ? { LastUsedDate: date(lastUsed.at), ServiceName: lastUsed.service, Region: lastUsed.region }
        : { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' },
    };
  },
});

export const accessKeys: Operations = {
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  GetAccessKeyLastUsed: getAccessKeyLastUsed,
};
