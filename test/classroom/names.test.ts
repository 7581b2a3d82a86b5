// Nicknames that a class may see.
import { expect, it } from 'vitest';
import { cleanName, drawName, foldName, isName } from '../../src/classroom/names.ts';
import { readNickname } from '../../src/classroom/server/nickname.ts';

it('draws names that its own rules allow', () => {
  let seed = 1;
  const random = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (let count = 0; count < 2000; count++) {
    const name = drawName(random, count % 6);
    expect(isName(name), name).toBe(true);
  }
});

it('takes names of any script, and makes one form of each', () => {
  for (const name of ['Anna', 'Zoë O’Brien', 'Юлия', '王小明', 'محمد', 'अनीता', 'Jean-Luc 2'])
    expect(readNickname(name)?.name, name).toBe(name);
  expect(cleanName('  A\u200Bn\u202Ena \n X ')).toBe('Anna X');
  expect(foldName('Änna B.')).toBe(foldName('anna-b'));
});

it('refuses mark-up, formulas, what is too long, invisible or rude', () => {
  for (const name of [
    '<script>',
    'a<b',
    '=SUM(A1)',
    '+49',
    '@all',
    '-x',
    '',
    '   ',
    '\u200B',
    'x'.repeat(25),
    'a\u0301\u0301\u0301\u0301',
    '😀😀',
    'fuck',
    'f u c k',
    'sh1t head',
    null,
    7,
    {},
  ])
    expect(readNickname(name), String(name)).toBeUndefined();
});
