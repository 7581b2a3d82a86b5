// The saved form of a world, and patches.
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { applyPatch, restoreWorld, SaveError, serializeWorld, type World } from '../../src/cloud/index.ts';
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

  it('keeps names that are something to JavaScript', async () => {
    const test = testAccount();
    const names = ['__proto__', 'constructor', 'toString'];
    for (const UserName of names) await test.iam.send(new CreateUserCommand({ UserName }));
    const { accounts, home } = restoreWorld(plain(test.cloud.world));
    expect([...(accounts.get(home)?.users.keys() ?? [])].sort()).toEqual(
      names.map((name) => name.toLowerCase()).sort(),
    );
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
