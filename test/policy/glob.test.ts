import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../src/policy/context.ts';
import { compileGlob, matchesGlob } from '../../src/policy/glob.ts';
import { readTemplate } from '../../src/policy/variables.ts';

const fits = (pattern: string, text: string, context: Record<string, string | string[]> = {}) =>
  matchesGlob(compileGlob(pattern, { variables: true }), text, contextOf(context));

const regex = (pattern: string) =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '[^]*' : c === '?' ? '[^]' : c.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))).join('')}$`,
  );

test('says the same as a regular expression', () => {
  const letters = (...list: string[]) => fc.string({ unit: fc.constantFrom(...list), maxLength: 12 });
  fc.assert(
    fc.property(letters('a', 'b', '*', '?', '.', '+'), letters('a', 'b', '.', '+'), (pattern, text) => {
      expect(matchesGlob(compileGlob(pattern), text, null)).toBe(regex(pattern).test(text));
    }),
    { numRuns: 3000 },
  );
});

test('a pattern too long to take apart matches as a short one does', () => {
  // Stars in a row are one star, so they make a pattern long without changing it.
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 10 });
  fc.assert(
    fc.property(pattern, pattern, text, (left, right, given) => {
      const long = compileGlob(`${left}${'*'.repeat(9000)}${right}`);
      expect(matchesGlob(long, given, null)).toBe(matchesGlob(compileGlob(`${left}*${right}`), given, null));
    }),
    { numRuns: 500 },
  );
});

test('matches from an offset as it matches what is left', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, text, (wanted, head, tail) => {
      const glob = compileGlob(wanted);
      expect(matchesGlob(glob, head + tail, null, head.length)).toBe(matchesGlob(glob, tail, null));
    }),
  );
});

test('a million stars are one', () => {
  expect(fits(`${'*'.repeat(1_000_000)}b`, 'aaab')).toBe(true);
  expect(fits('*a'.repeat(200_000), 'a'.repeat(100))).toBe(false);
});

describe('variables', () => {
  test('stand for the value of a key, in any letter case', () => {
    expect(fits('home/${aws:username}/*', 'home/anna/x', { 'AWS:UserName': 'anna' })).toBe(true);
    expect(fits('home/${aws:username}/*', 'home/ben/x', { 'aws:username': 'anna' })).toBe(false);
  });
  test('fit nothing without a value, wherever they stand', () => {
    for (const pattern of ['${k}', '*${k}', '${k}*', '*${k}*', 'a*${k}*b', 'a${k}?']) {
      expect(fits(pattern, 'a${k}b'), pattern).toBe(false);
      expect(fits(pattern, ''), pattern).toBe(false);
    }
  });
  test('take their default instead', () => {
    expect(fits("${k, 'it}s'}-x", 'it}s-x')).toBe(true);
    expect(fits("${ k , 'd' }", 'd')).toBe(true);
    expect(fits("${k, 'd'}", 'v', { k: 'v' })).toBe(true);
    expect(fits("${k, 'd'}", 'd', { k: 'v' })).toBe(false);
  });
  test('do not turn stars in a value into wildcards', () => {
    expect(fits('${k}', 'anything', { k: '*' })).toBe(false);
    expect(fits('${k}', '*', { k: '*' })).toBe(true);
  });
  test('name the signs themselves', () => {
    expect(fits('a${*}b${?}c${$}', 'a*b?c$')).toBe(true);
    expect(fits('a${*}b', 'axb')).toBe(false);
  });
  test('a key with several values is none', () => {
    expect(fits('${k}', 'a', { k: ['a', 'b'] })).toBe(false);
    expect(fits('${k}', 'a', { k: ['a'] })).toBe(true);
  });
  test('an unclosed one is text', () => {
    expect(readTemplate('a${b')).toEqual(['a${b']);
    expect(fits('a${b', 'a${b')).toBe(true);
  });
  test('are plain text in a policy of 2008', () => {
    expect(
      matchesGlob(compileGlob('${aws:username}'), '${aws:username}', contextOf({ 'aws:username': 'anna' })),
    ).toBe(true);
  });
});
