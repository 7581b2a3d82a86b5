import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWorld, serializeWorld } from '../../src/cloud/index.ts';
import type { AccountView } from '../../src/practice/host.ts';
import { memoryStore } from '../../src/practice/store.ts';
import type { AccountHost, HostChange, HostNotice } from '../../src/practice/types.ts';
import { account, callerOf, freshWorld, iam, openHost, userNames } from './account.ts';
import { faultyStore, full } from './toy.ts';

const anna = `arn:aws:iam::${account}:user/anna`;

async function exported(host: AccountHost): Promise<unknown> {
  return (JSON.parse(await host.tools.exportAccount()) as { world: unknown }).world;
}

function listen(host: AccountHost): HostChange[] {
  const heard: HostChange[] = [];
  host.subscribe((change) => heard.push(change));
  return heard;
}

describe('a practice account', () => {
  it('answers the SDK, tells the request and lists it', async () => {
    const host = await openHost();
    const heard = listen(host);
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    expect(await userNames(host)).toEqual(['anna']);
    const [event] = await host.tools.events();
    expect(event).toMatchObject({
      service: 'iam',
      operation: 'CreateUser',
      decision: 'allow',
      decidedBy: 'root',
      changed: true,
      undone: false,
    });
    expect(heard).toEqual([{ kind: 'request', record: event }]);
    host.close();
  });

  it('refuses with AWS’s error, and says what decided', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await run({ ...iam('ListUsers', {}, 'anna'), refused: 'AccessDenied' });
    const [event] = await host.tools.events();
    expect(event).toMatchObject({ operation: 'ListUsers', decision: 'implicitDeny', changed: false });
    expect(event?.event.errorCode).toBe('AccessDenied');
    host.close();
  });

  it('gives nobody’s credentials out', async () => {
    const host = await openHost();
    await expect(host.tools.credentials(anna)).rejects.toThrow('Nobody in this account');
    host.close();
  });

  it('has keys of its own, even where the scenario is another account’s too', async () => {
    const keys = await Promise.all(
      ['exercise/a', 'exercise/b'].map(
        async (key) => (await (await openHost({ key })).tools.credentials()).accessKeyId,
      ),
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('has an own clock that can be moved', async () => {
    const clock = (): number => Date.parse('2026-03-02T09:00:00Z');
    const host = await openHost({ clock });
    await host.tools.setClock(90 * 86_400_000);
    expect((await host.tools.summary()).now - clock()).toBe(90 * 86_400_000);
    host.close();
  });
});

describe('undo', () => {
  it('passes over reports: a page that is read asks for them', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await run(iam('GenerateServiceLastAccessedDetails', { Arn: anna }));
    await run(iam('GenerateCredentialReport'));
    expect((await host.tools.summary()).undoes).toBe('CreateUser');
    expect((await host.tools.events({ limit: 2 })).map(({ changed }) => changed)).toEqual([false, false]);
    await run(iam('GetCredentialReport'));
    await host.tools.undo();
    expect(await userNames(host)).toEqual([]);
    await host.close();
  });

  it('can still bring again what was taken back before a report was asked for', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await host.tools.undo();
    await run(iam('GenerateCredentialReport'));
    await host.tools.redo();
    expect(await userNames(host)).toEqual(['anna']);
    await host.close();
  });

  it('takes the last change back and keeps its events, struck through', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await run(iam('CreateUser', { UserName: 'bert' }));
    await run(iam('ListUsers'));
    expect((await host.tools.summary()).undoes).toBe('CreateUser');
    expect(await host.tools.undo()).toBe(true);
    expect(await userNames(host)).toEqual(['anna']);
    expect((await host.tools.events()).map(({ operation, undone }) => [operation, undone])).toEqual([
      ['ListUsers', false],
      ['CreateUser', true],
      ['CreateUser', false],
    ]);
    expect(await host.tools.redo()).toBe(true);
    expect(await userNames(host)).toEqual(['anna', 'bert']);
    expect(await host.tools.redo()).toBe(false);
    host.close();
  });

  it('goes back to any event in reach', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    for (const name of ['a', 'b', 'c']) await run(iam('CreateUser', { UserName: name }));
    const second = (await host.tools.events())[1]?.id as string;
    expect(await host.tools.undoTo(second)).toBe(true);
    expect(await userNames(host)).toEqual(['a']);
    expect(await host.tools.undoTo('no such event')).toBe(false);
    host.close();
  });

  it('and start over leave the credentials of a terminal working', async () => {
    const host = await openHost();
    const caller = callerOf(host);
    await caller.run(iam('CreateUser', { UserName: 'anna' }));
    const before = await host.tools.credentials();
    await host.tools.undo();
    expect(await host.tools.credentials()).toEqual(before);
    await caller.run(iam('CreateUser', { UserName: 'bert' }));
    await host.tools.reset();
    expect(await host.tools.credentials()).toEqual(before);
    await caller.run(iam('CreateUser', { UserName: 'cleo' }));
    expect(await userNames(host)).toEqual(['cleo']);
    host.close();
  });

  it('never lets an id or an event’s id come twice', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    const ids = new Set<unknown>();
    for (let turn = 0; turn < 5; turn++) {
      const made = await run(iam('CreateUser', { UserName: 'anna' }));
      ids.add((made as { User: { UserId: string } }).User.UserId);
      await host.tools.undo();
    }
    const events = await host.tools.events();
    expect(ids.size).toBe(5);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    host.close();
  });

  it('takes a start-over back, events and all', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    const before = await exported(host);
    await host.tools.reset();
    expect(await userNames(host)).toEqual([]);
    expect(await host.tools.events()).toEqual([]);
    await host.tools.undo();
    expect(await userNames(host)).toEqual(['anna']);
    expect((await host.tools.events()).map(({ operation }) => operation)).toEqual(['CreateUser']);
    expect(await exported(host)).toEqual(before);
    host.close();
  });
});

describe('starting from a scenario', () => {
  it('makes it the account, without events of before, and can be undone', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    const other = emptyWorld({ account: '444455556666', email: 'b@c.example' });
    await host.tools.startFrom(serializeWorld(other));
    expect(await host.tools.summary()).toMatchObject({ account: '444455556666', undoes: 'scenario' });
    expect(await host.tools.events()).toEqual([]);
    await run(iam('CreateUser', { UserName: 'bert' }));
    expect(await userNames(host)).toEqual(['bert']);
    await host.tools.undo();
    await host.tools.undo();
    expect(await userNames(host)).toEqual(['anna']);
    host.close();
  });
});

describe('saving', () => {
  const operation = fc.oneof(
    fc.record({ kind: fc.constant('create'), name: fc.constantFrom('anna', 'bert', 'cleo') }),
    fc.record({ kind: fc.constant('delete'), name: fc.constantFrom('anna', 'bert', 'cleo') }),
    fc.record({
      kind: fc.constantFrom('list', 'undo', 'redo', 'reset', 'keep', 'restore', 'clock'),
      name: fc.constant('anna'),
    }),
  );

  async function perform(host: AccountHost, kind: string, name: string): Promise<void> {
    const { run } = callerOf(host);
    const ignore = (): void => {};
    if (kind === 'create') await run(iam('CreateUser', { UserName: name })).catch(ignore);
    else if (kind === 'delete') await run(iam('DeleteUser', { UserName: name })).catch(ignore);
    else if (kind === 'list') await run(iam('ListUsers'));
    else if (kind === 'keep') await host.tools.keepSnapshot(name);
    else if (kind === 'restore') await host.tools.restoreSnapshot(name).catch(ignore);
    else if (kind === 'clock') await host.tools.setClock(1000);
    else await host.tools[kind as 'undo']();
  }

  async function whole(host: AccountHost): Promise<unknown> {
    const { now: _, ...summary } = await host.tools.summary();
    return {
      world: await exported(host),
      events: await host.tools.events({ limit: 1000 }),
      snapshots: await host.tools.snapshots(),
      goals: await host.tools.goals(),
      summary,
    };
  }

  it('restores exactly, after any course of events, and undo goes on working', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 15 }), async (operations) => {
        const store = memoryStore();
        const host = await openHost({ store });
        for (const { kind, name } of operations) await perform(host, kind, name);
        const before = await whole(host);
        host.close();
        await host.tools.setClock((await host.tools.summary()).offset);
        const again = await openHost({ store });
        expect(await whole(again)).toEqual(before);
        while (await host.tools.undo()) await again.tools.undo();
        expect(await exported(again)).toEqual(await exported(host));
        again.close();
      }),
      { numRuns: 25 },
    );
  });

  it('has stored a change before it answers', async () => {
    const store = memoryStore();
    const host = await openHost({ store });
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    const copy = await openHost({ store });
    expect(await userNames(copy)).toEqual(['anna']);
    host.close();
    copy.close();
  });

  it('in a full store goes on in memory, says so once, and catches up', async () => {
    const store = faultyStore();
    const host = await openHost({ store });
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    const heard = listen(host);
    store.fail('set', full());
    await run(iam('CreateUser', { UserName: 'bert' }));
    await run(iam('CreateUser', { UserName: 'cleo' }));
    expect(heard.filter(({ kind }) => kind === 'notice')).toEqual([
      { kind: 'notice', notice: { code: 'storage-full' } },
    ]);
    store.fail('set', null);
    await run(iam('CreateUser', { UserName: 'dora' }));
    expect(heard.at(-1)).toEqual({ kind: 'notice', notice: { code: 'storage-back' } });
    const copy = await openHost({ store });
    expect(await userNames(copy)).toEqual(['anna', 'bert', 'cleo', 'dora']);
    host.close();
    copy.close();
  });

  it('keeps a damaged account, to be downloaded and brought back', async () => {
    const store = faultyStore();
    const host = await openHost({ store });
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    host.close();
    const head = store.records.get('exercise/test/1/head') as object;
    store.records.set('exercise/test/1/head', { ...head, v: 99 });

    const fresh = await openHost({ store });
    const notices: HostNotice[] = [];
    fresh.subscribe((change) => change.kind === 'notice' && notices.push(change.notice));
    expect(notices).toEqual([{ code: 'newer', aside: '1' }]);
    expect(await userNames(fresh)).toEqual([]);
    const file = await fresh.tools.exportAside('1');
    await expect(fresh.tools.importAccount(file)).rejects.toThrow('newer version');
    await fresh.tools.importAccount(file.replace('"v":99', '"v":1'));
    expect(await userNames(fresh)).toEqual(['anna']);
    await fresh.tools.undo();
    expect(await userNames(fresh)).toEqual([]);
    fresh.close();
  });
});

describe('snapshots and files', () => {
  it('bring back what was kept under a name', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await host.tools.keepSnapshot(' before bert ');
    await run(iam('CreateUser', { UserName: 'bert' }));
    await host.tools.restoreSnapshot('before bert');
    expect(await userNames(host)).toEqual(['anna']);
    await host.tools.dropSnapshot('before bert');
    await expect(host.tools.restoreSnapshot('before bert')).rejects.toThrow('No snapshot');
    await expect(host.tools.keepSnapshot('  ')).rejects.toThrow('needs a name');
    host.close();
  });

  it('carry an account to another browser, even one of another account id', async () => {
    const host = await openHost();
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    const store = memoryStore();
    const other = await openHost({
      store,
      fresh: () => emptyWorld({ account: '999988887777' }),
    });
    const credentials = await other.tools.credentials();
    await other.tools.importAccount(await host.tools.exportAccount());
    expect(await userNames(other)).toEqual(['anna']);
    expect((await other.tools.summary()).account).toBe(account);
    // A terminal's exported keys go on working, for the root of the account that is there now.
    expect(await other.tools.credentials()).toEqual(credentials);
    await callerOf(other).run(iam('ListUsers'));
    other.close();
    const again = await openHost({ store });
    expect(await userNames(again)).toEqual(['anna']);
    await again.tools.undo();
    expect((await again.tools.summary()).account).toBe('999988887777');
    again.close();
    host.close();
  });

  it.each([
    ['', 'not JSON'],
    ['{"rootless":"account"', 'not JSON'],
    ['{}', 'no Rootless account'],
    ['null', 'no Rootless account'],
    ['{"rootless":"account","v":1}', 'cannot be read'],
    ['{"rootless":"account","v":99}', 'newer version'],
    ['{"rootless":"aside","records":{}}', 'cannot be read'],
    [
      JSON.stringify({ rootless: 'account', v: 1, world: { ...serializeWorld(freshWorld()), version: 99 } }),
      'newer',
    ],
  ])('refuse the file %s with a hint, and leave the account alone', async (text, message) => {
    const host = await openHost();
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    const error = await host.tools.importAccount(text).catch((found: unknown) => found);
    expect(error).toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/\w/),
    });
    expect(await userNames(host)).toEqual(['anna']);
    host.close();
  });
});

describe('goals', () => {
  const watcher = ({ world, events }: AccountView): { id: string; done: boolean }[] => [
    { id: 'anna', done: world.accounts.get(account)?.users.has('anna') ?? false },
    { id: 'looked', done: events.some(({ operation }) => operation === 'ListUsers') },
  ];

  it('are told when they change, and remember that they were done', async () => {
    const store = memoryStore();
    const host = await openHost({ store, watcher });
    const heard = listen(host);
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await run(iam('CreateUser', { UserName: 'bert' }));
    await run(iam('DeleteUser', { UserName: 'anna' }));
    expect(heard.filter(({ kind }) => kind === 'goals')).toEqual([
      {
        kind: 'goals',
        goals: [
          { id: 'anna', done: true, was: true },
          { id: 'looked', done: false, was: false },
        ],
      },
      {
        kind: 'goals',
        goals: [
          { id: 'anna', done: false, was: true },
          { id: 'looked', done: false, was: false },
        ],
      },
    ]);
    host.close();
    const again = await openHost({ store, watcher });
    expect((await again.tools.goals())[0]).toEqual({ id: 'anna', done: false, was: true });
    again.close();
  });

  it('see no events of before a start-over, and forget with it what was done; undo brings both back', async () => {
    const host = await openHost({ watcher });
    const { run } = callerOf(host);
    await run(iam('ListUsers'));
    expect((await host.tools.goals())[1]?.done).toBe(true);
    await host.tools.reset();
    expect((await host.tools.goals())[1]).toEqual({ id: 'looked', done: false, was: false });
    await host.tools.undo();
    expect((await host.tools.goals())[1]).toEqual({ id: 'looked', done: true, was: true });
    host.close();
  });
});
