// The account as the policies see it, and why a request was decided as it was.
import { expect, it } from 'vitest';
import { decide, explain, leastChange, whoCan } from '../../src/policy/index.ts';
import { imaginedRequest, reviveRequest, viewOf } from '../../src/practice/picture.ts';
import { memoryStore } from '../../src/practice/store.ts';
import type { AccountHost } from '../../src/practice/types.ts';
import { account, callerOf, iam, openHost } from './account.ts';

const anna = `arn:aws:iam::${account}:user/anna`;
const document = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

async function peopled(options: Parameters<typeof openHost>[0] = {}): Promise<AccountHost> {
  const host = await openHost(options);
  const { run } = callerOf(host);
  await run(iam('CreateGroup', { GroupName: 'Readers' }));
  await run(
    iam('AttachGroupPolicy', { GroupName: 'Readers', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  );
  await run(iam('CreateUser', { UserName: 'anna' }));
  await run(
    iam('PutUserPolicy', {
      UserName: 'anna',
      PolicyName: 'keys',
      PolicyDocument: document('iam:CreateAccessKey'),
    }),
  );
  return host;
}

it('shows who is in the account, with the texts of every policy in use', async () => {
  const host = await peopled();
  const picture = await host.tools.picture();
  expect(picture?.users).toMatchObject([{ arn: anna, groups: [], inline: [{ name: 'keys' }] }]);
  expect(Object.keys(picture?.policies ?? {})).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  expect(structuredClone(picture)).toEqual(picture);
  await host.close();
});

it('answers as the account itself does', async () => {
  const host = await peopled();
  const picture = await host.tools.picture();
  if (!picture) throw new Error('no picture');
  const request = imaginedRequest(picture, { principal: anna, action: 'iam:ListUsers', resource: '*' });
  if (!request) throw new Error('no such principal');
  expect(decide(request)).toMatchObject({ decision: 'implicitDeny', decidedBy: 'identity' });
  expect(whoCan(viewOf(picture), 'iam:CreateAccessKey', '*').map(({ principal }) => principal)).toEqual([
    `arn:aws:iam::${account}:root`,
    anna,
  ]);
  expect(
    imaginedRequest(picture, { principal: `${anna}2`, action: 'iam:ListUsers', resource: '*' }),
  ).toBeNull();
  await host.close();
});

it('tells why a request was denied, by its event or by AWS’s request id', async () => {
  const host = await peopled();
  await callerOf(host).run({ ...iam('ListUsers', {}, 'anna'), refused: 'AccessDenied' });
  const [event] = await host.tools.events();
  const inquiry = await host.tools.inquiry(event?.event.requestID ?? '');
  expect(inquiry).toMatchObject({ moment: 'exact', event: { id: event?.id } });
  expect(await host.tools.inquiry(event?.id ?? '')).toEqual(inquiry);
  const [plain] = inquiry?.requests ?? [];
  if (!plain) throw new Error('nothing was asked');
  const request = reviveRequest(plain);
  expect(explain(request).decidedBy).toBe('identity');
  expect(leastChange(request)).toHaveLength(1);
  expect(await host.tools.inquiry('nothing')).toBeNull();
  await host.close();
});

it('asks again of the account as it was, once it was closed and opened', async () => {
  const store = memoryStore();
  const host = await peopled({ store });
  const { run } = callerOf(host);
  await run({ ...iam('ListUsers', {}, 'anna'), refused: 'AccessDenied' });
  const [event] = await host.tools.events();
  await run(iam('AddUserToGroup', { GroupName: 'Readers', UserName: 'anna' }));
  await host.close();
  const again = await openHost({ store });
  const inquiry = await again.tools.inquiry(event?.id ?? '');
  expect(inquiry?.moment).toBe('then');
  const [plain] = inquiry?.requests ?? [];
  // She is in no group yet at that moment.
  expect(plain && decide(reviveRequest(plain)).decision).toBe('implicitDeny');
  expect(plain?.identity.map(({ name }) => name)).toEqual(['keys']);
  await again.close();
});

it('shows the account at other moments: a snapshot’s, and that before an event', async () => {
  const host = await peopled();
  await host.tools.keepSnapshot('one user');
  await callerOf(host).run(iam('CreateUser', { UserName: 'ben' }));
  const [event] = await host.tools.events();
  await callerOf(host).run(iam('CreateUser', { UserName: 'carla' }));
  const names = async (moment?: Parameters<AccountHost['tools']['picture']>[0]) =>
    (await host.tools.picture(moment))?.users.map(({ name }) => name);
  expect(await names({ snapshot: 'one user' })).toEqual(['anna']);
  expect(await names({ before: event?.id ?? '' })).toEqual(['anna']);
  expect(await names()).toEqual(['anna', 'ben', 'carla']);
  expect(await names({ snapshot: 'none' })).toBeUndefined();
  await host.close();
});

it('shows what ages: keys, passwords, sessions', async () => {
  const host = await peopled();
  const { run } = callerOf(host);
  await run(iam('CreateAccessKey', { UserName: 'anna' }));
  await run(iam('UpdateAccountPasswordPolicy', { MaxPasswordAge: 90 }));
  await run(iam('CreateLoginProfile', { UserName: 'anna', Password: 'Green-cutting-42' }));
  const ages = (await host.tools.picture())?.ages ?? [];
  expect(ages.map(({ kind, holder }) => `${kind} ${holder}`).sort()).toEqual([
    'key anna',
    'password anna',
    'password root',
  ]);
  const password = ages.find(({ kind, holder }) => kind === 'password' && holder === 'anna');
  expect((password?.expires ?? 0) - (password?.since ?? 0)).toBe(90 * 86_400_000);
  await host.close();
});
