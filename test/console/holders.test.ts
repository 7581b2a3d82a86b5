// Users, groups and roles as holders of policies and tags: each change is the right request of its kind.
import { describe, expect, it } from 'vitest';
import { type HolderKind, waysOf } from '../../src/console/iam/holders.ts';
import { saveTags, tagsOf } from '../../src/console/iam/tags.ts';
import { answering } from './client.ts';

const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const kinds: readonly [HolderKind, string][] = [
  ['user', 'User'],
  ['group', 'Group'],
  ['role', 'Role'],
];

describe.each(kinds)('a %s', (kind, word) => {
  it('attaches and detaches managed policies, puts and deletes inline ones', async () => {
    const { iam, asked } = answering({});
    const ways = waysOf[kind];
    await ways.attach(iam, 'x', arn);
    await ways.putInline(iam, 'x', 'p', '{}');
    await ways.remove(iam, 'x', { name: 'ReadOnlyAccess', arn, via: undefined });
    await ways.remove(iam, 'x', { name: 'p', arn: undefined, via: undefined });
    expect(asked.map(({ operation }) => operation)).toEqual([
      `Attach${word}Policy`,
      `Put${word}Policy`,
      `Detach${word}Policy`,
      `Delete${word}Policy`,
    ]);
    expect(asked.every(({ input }) => input[`${word}Name`] === 'x')).toBe(true);
  });

  it(kind === 'group' ? 'has no boundary' : 'sets and removes its boundary', async () => {
    const { iam, operations } = answering({});
    await waysOf[kind].setBoundary?.(iam, 'x', arn);
    await waysOf[kind].setBoundary?.(iam, 'x', undefined);
    expect(operations()).toEqual(
      kind === 'group' ? [] : [`Put${word}PermissionsBoundary`, `Delete${word}PermissionsBoundary`],
    );
  });
});

it('changes of the tags only what changed', async () => {
  const before = [
    { Key: 'team', Value: 'web' },
    { Key: 'old', Value: '' },
  ];
  const { iam, asked } = answering({ ListRoleTags: { Tags: before } });
  expect(await tagsOf(iam, 'role', 'r')).toEqual(before);
  await saveTags(iam, 'role', 'r', before, [
    { key: 'team', value: 'web' },
    { key: 'new', value: '1' },
  ]);
  expect(asked.slice(1)).toEqual([
    { operation: 'UntagRole', input: { RoleName: 'r', TagKeys: ['old'] } },
    { operation: 'TagRole', input: { RoleName: 'r', Tags: [{ Key: 'new', Value: '1' }] } },
  ]);
  await saveTags(iam, 'policy', arn, [], []);
  expect(asked).toHaveLength(3);
});
