import { describe, expect, it } from 'vitest';
import { aliasIsFine } from '../../src/console/iam/account.ts';
import { checkGroupName, checkTags, checkUserName } from '../../src/console/iam/names.ts';

describe('names', () => {
  it.each([
    ['anna', undefined],
    ['A+b=c,d.e@f-g_h', undefined],
    ['', 'empty'],
    ['anna b', 'characters'],
    ['anna/b', 'characters'],
    ['änna', 'characters'],
    ['x'.repeat(64), undefined],
    ['x'.repeat(65), 'tooLong'],
  ])('a user name %j is %s', (name, problem) => {
    expect(checkUserName(name)).toBe(problem);
  });

  it('lets a group have 128 characters', () => {
    expect(checkGroupName('x'.repeat(128))).toBeUndefined();
    expect(checkGroupName('x'.repeat(129))).toBe('tooLong');
  });

  it.each([
    ['rootless', true],
    ['a-b-c', true],
    ['ab', false],
    ['-abc', false],
    ['abc-', false],
    ['a--b', false],
    ['Abc', false],
    ['123456789012', false],
    ['x'.repeat(63), true],
    ['x'.repeat(64), false],
  ])('an alias %s: %s', (alias, fine) => {
    expect(aliasIsFine(alias)).toBe(fine);
  });
});

describe('tags', () => {
  it('finds what is wrong with each', () => {
    expect(
      checkTags([
        { key: 'Team', value: '' },
        { key: '', value: 'x' },
        { key: 'team', value: 'y' },
        { key: 'aws:name', value: '' },
        { key: 'k'.repeat(129), value: '' },
        { key: 'ok', value: 'v'.repeat(257) },
        { key: 'bad;key', value: '' },
        { key: 'Größe 2', value: 'a_b.c:d/e=f+g-h@i' },
      ]),
    ).toEqual([
      undefined,
      'keyEmpty',
      'twice',
      'reserved',
      'keyTooLong',
      'valueTooLong',
      'characters',
      undefined,
    ]);
  });
});
