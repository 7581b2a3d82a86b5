// The policies that the editor opens, and saving them by the requests that a console would make.
import { expect, it } from 'vitest';
import { openables, pathOf } from '../../../src/course/workspace/policies.ts';
import { savePolicy } from '../../../src/course/workspace/save.ts';
import type { AccountHost } from '../../../src/practice/index.ts';
import { account, callerOf, iam, openHost } from '../../practice/account.ts';

const text = (action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const arn = `arn:aws:iam::${account}:policy/team`;

async function opened(host: AccountHost): Promise<Record<string, string>> {
  const picture = await host.tools.picture();
  return Object.fromEntries(
    (picture ? openables(picture) : []).map((one) => [one.path, JSON.stringify(JSON.parse(one.text))]),
  );
}

it('saves a new managed policy, a new version of it, and inline and trust policies', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run(iam('CreateUser', { UserName: 'anna' }));
  await run(
    iam('PutUserPolicy', { UserName: 'anna', PolicyName: 'own', PolicyDocument: text('iam:GetUser') }),
  );
  const trust = (service: string) =>
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${service}"},"Action":"sts:AssumeRole"}]}`;
  await run(iam('CreateRole', { RoleName: 'worker', AssumeRolePolicyDocument: trust('ec2.amazonaws.com') }));

  expect(await savePolicy(host, '', 'team', text('s3:GetObject'))).toEqual({
    ok: true,
    path: pathOf('policy', arn),
  });
  expect(await savePolicy(host, pathOf('policy', arn), '', text('s3:*'))).toMatchObject({ ok: true });
  expect(await savePolicy(host, pathOf('user', 'anna', 'own'), '', text('iam:ListUsers'))).toMatchObject({
    ok: true,
  });
  expect(await savePolicy(host, pathOf('trust', 'worker'), '', trust('lambda.amazonaws.com'))).toMatchObject({
    ok: true,
  });
  expect(await opened(host)).toEqual({
    [pathOf('policy', arn)]: text('s3:*'),
    [pathOf('user', 'anna', 'own')]: text('iam:ListUsers'),
    [pathOf('trust', 'worker')]: trust('lambda.amazonaws.com'),
  });
  // Each was a request like any other: it can be taken back.
  expect(await host.tools.undo()).toBe(true);
  expect((await opened(host))[pathOf('trust', 'worker')]).toBe(trust('ec2.amazonaws.com'));
  await host.close();
});

it('says what the account refuses', async () => {
  const host = await openHost();
  const refused = await savePolicy(
    host,
    '',
    'broken',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}',
  );
  expect(refused).toMatchObject({ ok: false });
  expect(refused.ok || refused.message).toMatch(/policy/i);
  await host.close();
});

it('opens policies of AWS to read only, after the account’s own', async () => {
  const host = await openHost();
  const { run } = callerOf(host);
  await run(iam('CreateGroup', { GroupName: 'all' }));
  await run(
    iam('AttachGroupPolicy', { GroupName: 'all', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  );
  await run(iam('CreatePolicy', { PolicyName: 'team', PolicyDocument: text('s3:*') }));
  const picture = await host.tools.picture();
  expect((picture ? openables(picture) : []).map(({ title, readOnly }) => [title, readOnly])).toEqual([
    ['team', false],
    ['ReadOnlyAccess', true],
  ]);
  await host.close();
});
