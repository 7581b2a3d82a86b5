// The whole account: who can, the map, differences, ages, the history's filters, the source.
import { describe, expect, it } from 'vitest';
import { agesAt, DAY } from '../../src/inspector/ages.ts';
import { differencesOf } from '../../src/inspector/differences.ts';
import { filtered } from '../../src/inspector/events.ts';
import { along, mapOf, matrixOf, servicesOf } from '../../src/inspector/matrix.ts';
import { hostSource, pictureSource } from '../../src/inspector/source.ts';
import type { PicturedAge } from '../../src/practice/picture.ts';
import { account, picture, policy, storage } from '../editor/pictured.ts';
import { callerOf, iam, openHost } from '../practice/account.ts';

const arn = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;

describe('who can', () => {
  it('asks everybody, root first', () => {
    const rows = matrixOf(picture, ['s3:GetObject', 'iam:CreateUser'], '*');
    expect(rows.map(({ name, decisions }) => [name, ...decisions])).toEqual([
      ['root', 'allow', 'allow'],
      ['anna', 'allow', 'implicitDeny'],
      ['ben', 'allow', 'implicitDeny'],
      ['carla', 'allow', 'implicitDeny'],
      ['worker', 'implicitDeny', 'implicitDeny'],
    ]);
  });
});

describe('the access map', () => {
  const map = mapOf({
    ...picture,
    roles: picture.roles.map((role) => ({
      ...role,
      trust: {
        name: role.name,
        text: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${arn('user', 'anna')}"},"Action":"sts:AssumeRole"}]}`,
      },
    })),
  });

  it('leads from people through groups and policies to services', () => {
    expect(map.edges).toEqual(
      expect.arrayContaining([
        { from: arn('user', 'anna'), to: arn('group', 'Team'), how: 'member' },
        { from: arn('group', 'Team'), to: storage, how: 'has' },
        { from: storage, to: 'service/s3', how: 'some' },
        { from: arn('user', 'anna'), to: arn('role', 'worker'), how: 'assume' },
      ]),
    );
    expect(map.edges.filter(({ from }) => from === storage)).toHaveLength(1);
  });

  it('shows the paths of one: what it leads to, and what leads to it', () => {
    expect(along(map, arn('user', 'ben'))).toEqual(
      new Set([arn('user', 'ben'), arn('group', 'Team'), storage, 'service/s3']),
    );
    expect(along(map, arn('group', 'Team')).has(arn('user', 'carla'))).toBe(false);
  });

  it('reads services from any text', () => {
    expect(servicesOf(policy('s3:*', 'iam:Get*'))).toEqual(
      new Map([
        ['s3', true],
        ['iam', false],
      ]),
    );
    expect(servicesOf(policy('*'))).toEqual(new Map([['*', true]]));
    expect(servicesOf('no policy')).toEqual(new Map());
    expect(servicesOf('null')).toEqual(new Map());
  });
});

describe('differences', () => {
  it('names who came and went, and who may do more', async () => {
    const [anna, ben] = picture.users;
    if (!anna || !ben) throw new Error('nobody');
    const after = {
      ...picture,
      users: [anna, { ...ben, groups: [] }, { ...anna, arn: arn('user', 'dora'), name: 'dora' }],
    };
    const { things, effects } = await differencesOf(picture, after);
    expect(things).toEqual([
      { kind: 'user', name: 'ben', change: 'changed' },
      { kind: 'user', name: 'dora', change: 'added' },
      { kind: 'user', name: 'carla', change: 'removed' },
    ]);
    expect(effects).toEqual([
      { change: 'added', people: ['dora'], actions: ['s3:GetObject'] },
      { change: 'removed', people: ['ben', 'carla'], actions: ['s3:GetObject'] },
    ]);
  });

  it('finds none where there are none', async () => {
    expect(await differencesOf(picture, picture)).toEqual({ things: [], effects: [], all: false });
  });
});

describe('ages', () => {
  const since = Date.parse('2026-01-01T00:00:00Z');
  const state = (age: Partial<PicturedAge>, days: number) =>
    agesAt(
      { ...picture, ages: [{ kind: 'key', holder: 'anna', id: 'A', since, active: true, ...age }] },
      since + days * DAY,
    )[0]?.state;

  it('says what is too old, unused, expired or over', () => {
    expect(state({}, 10)).toBe('fresh');
    expect(state({}, 45)).toBe('unused');
    expect(state({ lastUsed: since + 40 * DAY }, 60)).toBe('fresh');
    expect(state({}, 90)).toBe('old');
    expect(state({ active: false }, 200)).toBe('inactive');
    expect(state({ kind: 'password', expires: since + 90 * DAY }, 89)).toBe('fresh');
    expect(state({ kind: 'password', expires: since + 90 * DAY }, 90)).toBe('expired');
    expect(state({ kind: 'session', expires: since + DAY }, 1)).toBe('ended');
    expect(state({ kind: 'report', expires: since + DAY / 6 }, 1)).toBe('stale');
  });
});

describe('a practice account', () => {
  it('tells its history, filtered', async () => {
    const host = await openHost();
    const { run } = callerOf(host);
    await run(iam('CreateUser', { UserName: 'anna' }));
    await run({ ...iam('ListUsers', {}, 'anna'), refused: 'AccessDenied' });
    await run({ ...iam('GetUser', { UserName: 'nobody' }), refused: 'NoSuchEntityException' });
    const events = await host.tools.events();
    const names = (part: object) =>
      filtered(events, { text: '', who: '', show: 'all', ...part }).map(({ operation }) => operation);
    expect(names({})).toEqual(['GetUser', 'ListUsers', 'CreateUser']);
    expect(names({ who: 'anna' })).toEqual(['ListUsers']);
    expect(names({ show: 'changes' })).toEqual(['CreateUser']);
    expect(names({ show: 'denied' })).toEqual(['ListUsers']);
    expect(names({ show: 'errors' })).toEqual(['GetUser', 'ListUsers']);
    expect(names({ text: 'nosuchentity' })).toEqual(['GetUser']);
    expect(names({ text: 'x'.repeat(5_000_000) })).toEqual([]);
    await host.close();
  });

  it('is attempted as somebody, and what was attempted can be asked about', async () => {
    const host = await openHost();
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    const source = hostSource(host);
    let told = 0;
    const stop = source.subscribe(() => {
      told += 1;
    });
    const result = await source.practice?.attempt(`arn:aws:iam::${account}:user/anna`, {
      action: 'dynamodb:PutItem',
    });
    expect(result).toMatchObject({ outcome: 'denied' });
    const id = result && 'requestId' in result ? (result.requestId ?? '') : '';
    expect((await source.practice?.inquiry(id))?.requests[0]).toMatchObject({ action: 'dynamodb:PutItem' });
    await expect.poll(() => told).toBeGreaterThan(0);
    stop();
    await host.close();
  });

  it('may be a picture of a real account instead', async () => {
    const source = pictureSource(picture);
    expect(await source.picture()).toBe(picture);
    expect(await source.picture({ snapshot: 'any' })).toBeNull();
    expect(source.practice).toBeUndefined();
  });
});
