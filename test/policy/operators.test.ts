import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileConditions, holds } from '../../src/policy/condition.ts';
import { contextOf } from '../../src/policy/context.ts';
import { inRange, parseAddress, parseRange } from '../../src/policy/ip.ts';
import { operatorNames, parseDate, readOperator } from '../../src/policy/operators.ts';

/** Whether the condition holds for a value; undefined: the key is missing. */
function check(operator: string, wanted: string | string[], seen: string | string[] | undefined): boolean {
  const [condition] = compileConditions({ [operator]: { k: wanted } }, true);
  if (!condition) throw new Error(`no operator ${operator}`);
  return holds(condition, contextOf(seen === undefined ? {} : { k: seen }));
}

const table: [
  operator: string,
  wanted: string | string[],
  seen: string | string[] | undefined,
  holds: boolean,
][] = [
  ['StringEquals', 'a*', 'a*', true],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a', 'A', false],
  ['StringEqualsIgnoreCase', 'aB', 'Ab', true],
  ['StringNotEqualsIgnoreCase', 'aB', 'Ab', false],
  ['StringLike', 'a?c*', 'abcd', true],
  ['StringLike', 'A*', 'abc', false],
  ['StringNotLike', ['a*', 'b*'], 'cc', true],
  ['StringNotLike', ['a*', 'c*'], 'cc', false],
  ['NumericEquals', '10', '1e1', true],
  ['NumericEquals', '1', 'one', false],
  ['NumericNotEquals', '1', 'one', true],
  ['NumericGreaterThan', '10', '10.5', true],
  ['NumericGreaterThan', '10', '9', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
  ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
  ['DateLessThan', '2026-01-02', '2026-01-01T23:59:59.999Z', true],
  ['DateGreaterThan', '2026', '2026-01-01T00:00:01Z', true],
  ['Bool', 'true', 'TRUE', true],
  ['Bool', 'yes', 'yes', false],
  ['BinaryEquals', 'QQ==', 'QQ==', true],
  ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
  ['IpAddress', '203.0.113.0/24', '::ffff:203.0.113.5', false],
  ['IpAddress', '2001:db8::/32', '2001:db8:ffff::1', true],
  ['NotIpAddress', '203.0.113.0/24', 'nowhere', true],
  ['ArnLike', 'arn:aws:iam::*:role/app*', 'arn:aws:iam::111122223333:role/app-1', true],
  ['ArnEquals', 'arn:aws:iam::*:role/app*', 'arn:aws:iam::111122223333:role/app-1', true],
  ['ArnLike', 'arn:aws:iam', 'arn:aws:iam::111122223333:role/app', false],
  ['ArnNotLike', '*', 'no arn', true],
  ['Null', 'true', undefined, true],
  ['Null', 'true', '', false],
  ['Null', 'false', '', true],
  ['Null', 'true', [], true],
  ['StringEquals', 'a', undefined, false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['StringEqualsIfExists', 'a', '', false],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', 'a', undefined, true],
  ['ForAllValues:StringEquals', 'a', [], true],
  ['ForAllValues:StringEquals', 'a', '', true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
  ['ForAnyValue:StringEquals', ['a'], ['b', 'a'], true],
  ['ForAnyValue:StringEquals', 'a', undefined, false],
  ['ForAnyValue:StringEquals', 'a', '', false],
  ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
];

for (const [operator, wanted, seen, expected] of table) {
  test(`${operator} ${JSON.stringify(wanted)} ${expected ? 'holds' : 'does not hold'} for ${JSON.stringify(seen)}`, () => {
    expect(check(operator, wanted, seen)).toBe(expected);
  });
}

describe('every operator', () => {
  const names = operatorNames.filter((name) => name !== 'Null');
  const value = fc.constantFrom(
    'a',
    '',
    '1',
    'true',
    '203.0.113.7',
    '2026-01-01',
    'arn:aws:iam::1:user/a',
    'QQ==',
  );
  const values = fc.oneof(value, fc.array(value, { maxLength: 3 }));
  test('with IfExists holds where the key is missing or the operator holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        value,
        fc.option(values, { nil: undefined }),
        (name, wanted, seen) => {
          expect(check(`${name}IfExists`, wanted, seen)).toBe(
            seen === undefined || check(name, wanted, seen),
          );
        },
      ),
    );
  });
  test('with ForAllValues holds on no values, with ForAnyValue on none does not', () => {
    for (const name of names) {
      expect(check(`ForAllValues:${name}`, 'a', [])).toBe(true);
      expect(check(`ForAnyValue:${name}`, 'a', [])).toBe(false);
    }
  });
  test('is the opposite of its negation', () => {
    const pairs = [
      ['StringEquals', 'StringNotEquals'],
      ['StringLike', 'StringNotLike'],
      ['NumericEquals', 'NumericNotEquals'],
      ['DateEquals', 'DateNotEquals'],
      ['IpAddress', 'NotIpAddress'],
      ['ArnLike', 'ArnNotLike'],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...pairs), value, values, ([yes, no], wanted, seen) => {
        fc.pre(typeof seen === 'string' || seen.length > 0);
        expect(check(yes, wanted, seen)).toBe(!check(no, wanted, seen));
      }),
    );
  });
});

test('there are no other operators', () => {
  for (const name of [
    'stringequals',
    'StringEqual',
    'ForSomeValues:StringEquals',
    'StringEqualsIfexists',
    'IfExists',
    '',
    'toString',
    '__proto__',
  ]) {
    expect(readOperator(name), name).toBe('unknownOperator');
  }
  for (const name of ['NullIfExists', 'ForAllValues:Null']) expect(readOperator(name)).toBe('nullModified');
});

test('dates that are none', () => {
  for (const text of ['', 'now', '2026-13-01', '2026-01-01T25:00:00Z', '2026-1-1'])
    expect(parseDate(text), text).toBeNull();
});

test('address ranges say the same as their bits', () => {
  const four = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const bits = (parts: readonly number[], width: number) =>
    parts.map((part) => part.toString(2).padStart(width, '0')).join('');
  fc.assert(
    fc.property(four, four, fc.nat(32), (a, b, mask) => {
      const address = parseAddress(a.join('.'));
      const range = parseRange(`${b.join('.')}/${mask}`);
      expect(address && range && inRange(address, range)).toBe(
        bits(a, 8).slice(0, mask) === bits(b, 8).slice(0, mask),
      );
    }),
  );
  const six = fc.array(fc.constantFrom(0, 0, 1, 0xffff, 0xdb8), { minLength: 8, maxLength: 8 });
  const shown = (groups: number[]) =>
    groups
      .map((group) => group.toString(16))
      .join(':')
      .replace(/(^|:)0(:0)+(:|$)/, '::');
  fc.assert(
    fc.property(six, six, fc.nat(128), (a, b, mask) => {
      const address = parseAddress(shown(a));
      const range = parseRange(`${shown(b)}/${mask}`);
      expect(address && range && inRange(address, range)).toBe(
        bits(a, 16).slice(0, mask) === bits(b, 16).slice(0, mask),
      );
    }),
  );
  for (const text of ['1.2.3', '1.2.3.256', '1.2.3.4/33', '::1::', '1:2:3:4:5:6:7', '::/129', 'g::1'])
    expect(parseRange(text), text).toBeNull();
});
