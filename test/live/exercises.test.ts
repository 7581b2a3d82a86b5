// Exercises on a real account: each from beginning to end, AWS's simulator saying what is expected; a crash at every call,
// after which everything is found and goes; and the fence, which lets nothing outside the path through.
import { describe, expect, it } from 'vitest';
import { findMade } from '../../src/live/exercises/clean-up.ts';
import { exerciseFence } from '../../src/live/exercises/exercise-fence.ts';
import { exercisesFor } from '../../src/live/exercises/exercises.ts';
import { createLedger } from '../../src/live/exercises/place.ts';
import { openSession, type SessionOptions } from '../../src/live/exercises/session.ts';
import { callOf } from '../../src/live/fence.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';
import type { AccountHost } from '../../src/practice/index.ts';
import { account, askOver, busyAccount, caller, standing } from './live-account.ts';

const words = {
  host: (host: string) => `host ${host}`,
  changes: (operation: string) => `changes ${operation}`,
};
const exercises = exercisesFor(account);

async function session(host: AccountHost, handle: AccountHost['handle'] = (request) => host.handle(request)) {
  const options: SessionOptions = {
    config: {
      region: 'us-east-1',
      credentials: await host.tools.credentials(caller),
      requestHandler: hostRequestHandler({ handle }),
    },
    words,
    account,
    by: caller,
    now: Date.now,
    wait: () => Promise.resolve(),
  };
  return openSession(options);
}

it.each(exercises)('$id is decided by AWS as expected, and leaves nothing', async ({ steps }) => {
  const { host, ask } = await busyAccount();
  const before = await standing(host);
  const under = await session(host);
  for (const step of steps)
    if (step.kind === 'make')
      expect((await under.make(step.calls)).map(({ outcome }) => outcome)).toEqual(
        step.calls.map(() => 'done'),
      );
    else expect([step.id, await under.decide(step)]).toEqual([step.id, step.expected]);
  expect(under.made.length).toBeGreaterThan(0);
  expect((await findMade(ask)).ours.map(({ arn }) => arn).sort()).toEqual(
    under.made.map(({ arn }) => arn).sort(),
  );
  expect(await under.cleanUp()).toEqual([]);
  expect(under.made).toEqual([]);
  expect(await standing(host)).toEqual(before);
});

it('waits while AWS does not know everywhere yet what was made a moment ago', async () => {
  const { host } = await busyAccount();
  let late = 2;
  const under = await session(host, async (request) => {
    if (/Action=AddUserToGroup/.test(new TextDecoder().decode(request.body)) && late-- > 0)
      return {
        status: 404,
        headers: { 'content-type': 'text/xml' },
        body: new TextEncoder().encode(
          '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>not yet</Message></Error><RequestId>r</RequestId></ErrorResponse>',
        ),
      };
    return host.handle(request);
  });
  for (const step of exercises[0]?.steps ?? [])
    if (step.kind === 'make')
      expect((await under.make(step.calls)).every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(late).toBeLessThan(1);
  expect(await under.cleanUp()).toEqual([]);
});

describe('after a crash', () => {
  const calls = exercises.flatMap(({ id, steps }) =>
    steps
      .flatMap((step) => (step.kind === 'make' ? step.calls : []))
      .map((_, at, all) => [id, at, all] as const),
  );
  it.each(calls)('of «%s» after call %i everything is found and goes', async (_id, at, all) => {
    const { host } = await busyAccount();
    const before = await standing(host);
    let writes = 0;
    // The line is cut for good after a call that AWS still did.
    const crashing = await session(host, async (request) => {
      const answer = await host.handle(request);
      if (++writes > at) throw new TypeError('Failed to fetch');
      return answer;
    });
    await crashing.make(all);
    const fresh = await session(host);
    expect(fresh.made).toEqual([]);
    const { ours } = await fresh.find();
    expect(ours.length).toBeGreaterThan(0);
    expect(await fresh.cleanUp()).toEqual([]);
    expect(await standing(host)).toEqual(before);
  });

  it('takes what somebody hung onto it, and leaves what only looks like it', async () => {
    const { host, run } = await busyAccount();
    const under = await session(host);
    await run('CreateUser', { UserName: 'rootless-other', Path: '/rootless/' });
    await run('CreateGroup', { GroupName: 'theirs', Path: '/rootless/' });
    const before = await standing(host);
    for (const step of exercises[1]?.steps ?? []) if (step.kind === 'make') await under.make(step.calls);
    await run('CreateAccessKey', { UserName: 'rootless-anna' });
    await run('CreateLoginProfile', { UserName: 'rootless-anna', Password: 'Correct-Horse-9' });
    await run('AddUserToGroup', { UserName: 'anna', GroupName: 'rootless-readers' });
    const PolicyArn = `arn:aws:iam::${account}:policy/rootless/rootless-no-users`;
    await run('AttachUserPolicy', { UserName: 'anna', PolicyArn });
    await run('CreatePolicyVersion', {
      PolicyArn,
      SetAsDefault: true,
      PolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }).catch(() => {});
    const { others } = await under.find();
    expect(others.map(({ name }) => name)).toEqual(['rootless-other', 'theirs']);
    expect(await under.cleanUp()).toEqual([]);
    expect(await standing(host)).toEqual(before);
  });

  it('says what would not go', async () => {
    const { host, run } = await busyAccount();
    const under = await session(host);
    for (const step of exercises[0]?.steps ?? []) if (step.kind === 'make') await under.make(step.calls);
    await run('PutUserPolicy', {
      UserName: 'boss',
      PolicyName: 'NoDeleting',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:DeleteGroup","Resource":"*"}}',
    });
    const left = await under.cleanUp();
    expect(left.map(({ operation, code }) => [operation, code])).toEqual([['DeleteGroup', 'AccessDenied']]);
    expect(under.made.map(({ kind }) => kind)).toEqual(['group']);
  });
});

describe('the fence of an exercise', () => {
  const ledger = createLedger([
    { kind: 'user', name: 'rootless-anna', arn: `arn:aws:iam::${account}:user/rootless/rootless-anna` },
    {
      kind: 'group',
      name: 'rootless-readers',
      arn: `arn:aws:iam::${account}:group/rootless/rootless-readers`,
    },
  ]);
  // What is elsewhere never gets in.
  ledger.add({ kind: 'user', name: 'boss', arn: `arn:aws:iam::${account}:user/boss` });
  const ours = `arn:aws:iam::${account}:policy/rootless/x`;
  const tag = 'Tags.member.1.Key=rootless&Tags.member.1.Value=exercise';
  const fence = (body: string, hostname = 'iam.amazonaws.com') =>
    exerciseFence(ledger, words)(callOf({ hostname, headers: {}, body }));

  it.each([
    `Action=CreateUser&UserName=rootless-x&Path=%2Frootless%2F&${tag}`,
    'Action=CreateGroup&GroupName=rootless-g&Path=%2Frootless%2F',
    'Action=AddUserToGroup&UserName=rootless-anna&GroupName=rootless-readers',
    `Action=AttachUserPolicy&UserName=rootless-anna&PolicyArn=${ours}`,
    `Action=DetachUserPolicy&UserName=boss&PolicyArn=${ours}`,
    'Action=RemoveUserFromGroup&UserName=boss&GroupName=rootless-readers',
    `Action=DeletePolicy&PolicyArn=${ours}`,
    'Action=DeleteUser&UserName=rootless-anna',
    'Action=SimulatePrincipalPolicy',
  ])('lets through: %s', (body) => expect(fence(body)).toBeUndefined());

  it.each([
    ['a user elsewhere', `Action=CreateUser&UserName=x&Path=%2F&${tag}`],
    ['a user without a path', `Action=CreateUser&UserName=x&${tag}`],
    ['a user deeper', `Action=CreateUser&UserName=x&Path=%2Frootless%2Fmore%2F&${tag}`],
    ['a user without the tag', 'Action=CreateUser&UserName=x&Path=%2Frootless%2F'],
    [
      'a user with the tag’s parts apart',
      'Action=CreateUser&UserName=x&Path=%2Frootless%2F&Tags.member.1.Key=rootless&Tags.member.2.Value=exercise',
    ],
    ['two paths', `Action=CreateUser&UserName=x&Path=%2Frootless%2F&Path=%2F&${tag}`],
    [
      'a foreign boundary',
      `Action=CreateUser&UserName=x&Path=%2Frootless%2F&${tag}&PermissionsBoundary=arn:aws:iam::aws:policy/AdministratorAccess`,
    ],
    ['somebody else’s user', 'Action=DeleteUser&UserName=boss'],
    ['two users', 'Action=DeleteUser&UserName=rootless-anna&UserName=boss'],
    ['oneself, by leaving the name out', 'Action=DeleteLoginProfile'],
    ['oneself’s key', 'Action=DeleteAccessKey&AccessKeyId=AKIAIOSFODNN7EXAMPLE'],
    [
      'an AWS policy',
      'Action=AttachUserPolicy&UserName=rootless-anna&PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess',
    ],
    ['our policy on somebody else', `Action=AttachUserPolicy&UserName=boss&PolicyArn=${ours}`],
    ['somebody else into our group', 'Action=AddUserToGroup&UserName=boss&GroupName=rootless-readers'],
    ['our user into another group', 'Action=AddUserToGroup&UserName=rootless-anna&GroupName=Admins'],
    ['somebody else’s policy', `Action=DeletePolicy&PolicyArn=arn:aws:iam::${account}:policy/Team`],
    [
      'a path that only begins so',
      `Action=DeletePolicy&PolicyArn=arn:aws:iam::${account}:policy/rootless/../Team`,
    ],
    ['a role', `Action=CreateRole&RoleName=x&Path=%2Frootless%2F&${tag}`],
    ['credentials', 'Action=CreateAccessKey&UserName=rootless-anna'],
    ['a password', 'Action=CreateLoginProfile&UserName=rootless-anna&Password=x'],
    ['the password policy', 'Action=UpdateAccountPasswordPolicy&MinimumPasswordLength=6'],
    ['a policy’s new version', `Action=CreatePolicyVersion&PolicyArn=${ours}`],
    ['two actions', 'Action=ListUsers&Action=DeleteUser&UserName=boss'],
  ])('refuses %s', (_name, body) => expect(fence(body)).toMatch(/^changes/));

  it('refuses another host', () => {
    expect(fence('Action=ListUsers', 'organizations.us-east-1.amazonaws.com')).toMatch(/^host/);
  });

  it('stands before the send: what it refuses, the account never hears of', async () => {
    const { host } = await busyAccount();
    const heard: string[] = [];
    const under = await session(host, (request) => {
      heard.push(new TextDecoder().decode(request.body));
      return host.handle(request);
    });
    const [refused] = await under.make([{ operation: 'DeleteUser', input: { UserName: 'anna' } }]);
    expect(refused).toMatchObject({ outcome: 'failed', code: 'FenceRefused' });
    expect(heard).toEqual([]);
    // Unlike the same call without a fence.
    const ask = await askOver(host);
    await expect(ask('DeleteUser', { UserName: 'anna' })).rejects.toMatchObject({
      name: 'DeleteConflictException',
    });
  });
});
