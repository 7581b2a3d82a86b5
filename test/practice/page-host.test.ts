// Both ends of the page host in one process: a message channel stands for the worker. Node has no IndexedDB, so this is
// also what a browser does that refuses storage.
import { afterEach, describe, expect, it } from 'vitest';
import { serializeWorld } from '../../src/cloud/index.ts';
import { openWorkerHost } from '../../src/practice/page-host.ts';
import type { AccountHost, HostNotice } from '../../src/practice/types.ts';
import { runWorkerHost } from '../../src/practice/worker-host.ts';
import { account, callerOf, freshWorld, iam, userNames } from './account.ts';
import { settle } from './fake-host.ts';

const ports: MessagePort[] = [];
let ended = 0;
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  ended = 0;
});

/** A worker as the page sees it, with the worker's end running. */
function worker(): Worker {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  runWorkerHost<readonly string[]>(
    Object.assign(port2, { close: () => ended++ }) as never,
    (names) =>
      ({ world }) =>
        names.map((id) => ({ id, done: world.accounts.get(account)?.users.has(id) ?? false })),
  );
  port1.start();
  port2.start();
  return port1 as unknown as Worker;
}

let keys = 0;
const open = (
  key = `exercise/${++keys}`,
  world: unknown = serializeWorld(freshWorld()),
): Promise<AccountHost> =>
  openWorkerHost(worker, { key, world: world as never, seed: 'test', goals: ['anna'] });

describe('the page host', () => {
  it('answers the SDK from the worker, and judges the goals there', async () => {
    const host = await open();
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    expect(await userNames(host)).toEqual(['anna']);
    expect(await host.tools.goals()).toEqual([{ id: 'anna', done: true, was: true }]);
    await host.close();
  });

  it('says so where nothing can be kept, to whoever listens and whenever', async () => {
    const host = await open();
    await settle();
    for (let turn = 0; turn < 2; turn++) {
      const notices: HostNotice[] = [];
      host.subscribe((change) => change.kind === 'notice' && notices.push(change.notice));
      await settle();
      expect(notices).toContainEqual({ code: 'storage-refused' });
    }
    await host.close();
  });

  it('rejects with a reason when the account cannot be opened', async () => {
    await expect(open(undefined, { format: 'something else' })).rejects.toThrow('cannot be read');
  });

  it('ends its worker when it is closed', async () => {
    const host = await open();
    await host.close();
    await settle();
    expect(ended).toBe(1);
    await expect(host.tools.summary()).rejects.toThrow();
  });
});
