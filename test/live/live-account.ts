// A simulated account that stands where AWS does in tests of live mode's changes, and a look at the whole of it.
import { askThrough } from '../../src/live/changes/commands.ts';
import type { Ask } from '../../src/live/changes/state.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';
import type { AccountHost } from '../../src/practice/index.ts';
import { account, callerOf, iam, openHost } from '../practice/account.ts';

export { account, iam };
export const caller = `arn:aws:iam::${account}:user/boss`;

export const leaver = {
  full: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  read: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}',
};

/** boss works; anna has a bit of everything; Developers is a group. */
export async function busyAccount(): Promise<{
  host: AccountHost;
  ask: Ask;
  run: (...args: Parameters<typeof iam>) => Promise<Record<string, unknown> | undefined>;
}> {
  const host = await openHost();
  const { run } = callerOf(host);
  const go = (...args: Parameters<typeof iam>) => run(iam(...args));
  await go('CreateUser', { UserName: 'boss' });
  await go('AttachUserPolicy', { UserName: 'boss', PolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' });
  await go('CreateGroup', { GroupName: 'Developers' });
  await go('PutGroupPolicy', { GroupName: 'Developers', PolicyName: 'Read', PolicyDocument: leaver.read });
  await go('CreatePolicy', { PolicyName: 'Team', Path: '/team/', PolicyDocument: leaver.read });
  await go('CreateUser', { UserName: 'anna', Path: '/people/', Tags: [{ Key: 'team', Value: 'shop' }] });
  await go('AddUserToGroup', { UserName: 'anna', GroupName: 'Developers' });
  await go('CreateLoginProfile', { UserName: 'anna', Password: 'Correct-Horse-9' });
  await go('CreateAccessKey', { UserName: 'anna' });
  await go('AttachUserPolicy', { UserName: 'anna', PolicyArn: `arn:aws:iam::${account}:policy/team/Team` });
  await go('PutUserPolicy', { UserName: 'anna', PolicyName: 'All', PolicyDocument: leaver.full });
  await go('CreateVirtualMFADevice', { VirtualMFADeviceName: 'anna' });
  await go('EnableMFADevice', {
    UserName: 'anna',
    SerialNumber: `arn:aws:iam::${account}:mfa/anna`,
    AuthenticationCode1: { codeOf: 'anna', at: 'before' },
    AuthenticationCode2: { codeOf: 'anna', at: 'now' },
  });
  return { host, ask: await askOver(host), run: go };
}

export async function askOver(host: Pick<AccountHost, 'handle' | 'tools'>, name = 'boss'): Promise<Ask> {
  const credentials = await host.tools.credentials(`arn:aws:iam::${account}:user/${name}`);
  return askThrough({ region: 'us-east-1', credentials, requestHandler: hostRequestHandler(host) });
}

/** Who has what, without ids and dates: equal where the accounts stand equal. */
export async function standing(host: AccountHost): Promise<unknown> {
  const { run } = callerOf(host);
  const all =
    (await run(
      iam('GetAccountAuthorizationDetails', { Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy'] }),
    )) ?? {};
  const policy = await run(iam('GetAccountPasswordPolicy')).catch(() => null);
  const keys = await run(iam('ListAccessKeys', { UserName: 'anna' })).catch(() => null);
  const password = await run(iam('GetLoginProfile', { UserName: 'anna' })).catch(() => null);
  const plain = JSON.parse(
    JSON.stringify([all, policy, keys, password], (name, value) =>
      /Id$|Date$|^\$|AttachmentCount/.test(name) ? undefined : value,
    ),
  );
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)]))
        : value;
  return sorted(plain);
}
