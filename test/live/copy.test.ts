// The map's picture and the copy to practise on, with real and with invented names; hostile names stay text.
import { expect, it } from 'vitest';
import { copyAccount, openCopy } from '../../src/live/copy.ts';
import { anonymous, pictureOf } from '../../src/live/picture.ts';
import { decide } from '../../src/policy/index.ts';
import { imaginedRequest } from '../../src/practice/picture.ts';
import { account, details, goodEvidence, group, role, user } from '../checkup/account.ts';

const policy = `arn:aws:iam::${account}:policy/team/ReadShop`;
const own = details({
  users: [user('anna', { tags: { team: 'shop' } }), user('robot', { boundary: policy, groups: [] })],
  groups: [group('Developers', { attached: [policy] })],
  roles: [
    role('Deploy'),
    role('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/' }),
  ],
  policies: {
    [policy]: {
      name: 'ReadShop',
      text: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::${account}:user/anna"}]}`,
    },
  },
});

it('is decided by the engine as the account is', () => {
  const picture = pictureOf(own, account, null, 0);
  const ask = (action: string) => {
    const request = imaginedRequest(picture, {
      principal: `arn:aws:iam::${account}:user/anna`,
      action,
      resource: `arn:aws:iam::${account}:user/anna`,
    });
    return request && decide(request).decision;
  };
  expect([ask('iam:GetUser'), ask('iam:DeleteUser')]).toEqual(['allow', 'implicitDeny']);
});

it('becomes a practice account, and names what could not be copied', async () => {
  const { file, left } = await copyAccount(own, account);
  for (const name of ['anna', 'robot', 'Developers', 'Deploy', 'ReadShop']) expect(file).toContain(name);
  expect(left).toEqual([]);
  const hostile = details({ users: [user('<script>alert(1)</script>'), user('ok')], groups: [], roles: [] });
  const copied = await copyAccount(hostile, account);
  expect(copied.left.map(({ what }) => what)).toContain('CreateUser <script>alert(1)</script>');
  expect(copied.file).toContain('"ok"');
});

it('with invented names holds none of the old ones', async () => {
  const { file } = await copyAccount(anonymous(own, account), '111122223333');
  const renamed = JSON.stringify(anonymous(own, account));
  for (const name of ['anna', 'robot', 'Developers', 'Deploy', 'ReadShop', 'shop'])
    expect([name, renamed.includes(name), file.includes(name)]).toEqual([name, false, false]);
  expect(renamed).toContain(':user/user-1');
});

it('has the credentials of the real one, as old as they are, and none of its secrets', async () => {
  const since = Date.now() - 200 * 86_400_000;
  const { host, caller, left } = await openCopy(own, account, {
    credentials: {
      anna: { password: true, mfa: true, keys: [] },
      robot: {
        password: false,
        mfa: false,
        keys: [
          { active: false, since },
          { active: true, since: since + 86_400_000 },
        ],
      },
      gone: { password: true, mfa: false, keys: [] },
    },
    passwordPolicy: goodEvidence().passwordPolicy,
  });
  const run = (operation: string, input = {}) => caller.run({ service: 'iam', operation, input });
  expect(left).toEqual([]);
  expect((await run('GetLoginProfile', { UserName: 'anna' }))?.LoginProfile).toBeTruthy();
  expect((await run('ListMFADevices', { UserName: 'anna' }))?.MFADevices).toHaveLength(1);
  const keys = (await run('ListAccessKeys', { UserName: 'robot' }))?.AccessKeyMetadata as {
    Status: string;
    CreateDate: Date;
  }[];
  expect(
    keys.map(({ Status, CreateDate }) => [
      Status,
      Math.abs(Math.round((CreateDate.getTime() - since) / 86_400_000)),
    ]),
  ).toEqual([
    ['Inactive', 0],
    ['Active', 1],
  ]);
  expect((await run('GetAccountPasswordPolicy'))?.PasswordPolicy).toMatchObject({
    MinimumPasswordLength: 14,
  });
  expect((await host.tools.summary()).offset).toBe(0);
  await host.close();
});

it('keeps a policy under its path, so that its ARN is the same', async () => {
  expect((await copyAccount(own, account)).file).toContain(policy);
});
