// The saved form of a world, and patches.
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  createEventLog,
  restoreWorld,
  SaveError,
  serializeWorld,
  type World,
} from '../../src/cloud/index.ts';
import { refusal, testAccount } from './support/account.ts';

const plain = (world: World) => JSON.parse(JSON.stringify(serializeWorld(world)));

describe('a saved world', () => {
  it('comes back as it was, by snapshot and by patches', async () => {
    const test = testAccount();
    const first = test.cloud.world;
    await test.iam.send(new CreateUserCommand({ UserName: 'anna', Tags: [{ Key: 'a', Value: 'b' }] }));
    await test.iam.send(new CreateGroupCommand({ GroupName: 'devs' }));
    await test.iam.send(new AddUserToGroupCommand({ GroupName: 'devs', UserName: 'anna' }));
    await refusal(test.iam.send(new DeleteUserCommand({ UserName: 'anna' })));
    await test.iam.send(new CreateUserCommand({ UserName: 'ben' }));
    await test.iam.send(new DeleteUserCommand({ UserName: 'ben' }));
    const last = plain(test.cloud.world);
    expect(plain(restoreWorld(last))).toEqual(last);
    const patched = test.records.reduce(
      (world, record) => applyPatch(world, JSON.parse(JSON.stringify(record.patch))),
      restoreWorld(plain(first)),
    );
    expect(plain(patched)).toEqual(last);
  });

  it('of a newer version or damaged is told as such', () => {
    const code = (saved: unknown) => {
      try {
        restoreWorld(saved);
      } catch (error) {
        return error instanceof SaveError ? error.code : String(error);
      }
      return 'restored';
    };
    const good = plain(testAccount().cloud.world);
    expect(code(good)).toBe('restored');
    expect(code({ ...good, version: 99 })).toBe('newer');
    expect(code({ ...good, accounts: {} })).toBe('damaged');
    expect(code({ ...good, keys: undefined, accounts: null })).toBe('damaged');
    expect(code({ ...good, format: 'other' })).toBe('damaged');
    expect(code('text')).toBe('damaged');
  });
});

describe('the event log', () => {
  it('keeps the newest, in whole chunks, and can be saved by chunk', () => {
    const log = createEventLog(1000);
    for (let n = 0; n < 5000; n++) log.append({ eventID: String(n) } as never);
    expect(log.total).toBe(5000);
    expect(log.total - log.first).toBeGreaterThanOrEqual(1000);
    expect(log.total - log.first).toBeLessThan(1000 + 3 * 512);
    expect([...log.newest()][0]?.eventID).toBe('4999');
    expect(log.get(0)).toBeUndefined();
    expect(log.get(4500)?.eventID).toBe('4500');
    const again = createEventLog(1000, log.chunks());
    expect([again.total, again.first, again.get(4999)?.eventID]).toEqual([5000, log.first, '4999']);
    expect(log.chunks(4990)).toHaveLength(1);
    log.clear();
    expect([log.total >= 5000, [...log.newest()]]).toEqual([true, []]);
  });
});
