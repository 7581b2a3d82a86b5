import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blank, grade, type Item, type ItemOf, isComplete, judgeFix } from '../../src/quiz/index.ts';
import { everyKind, rightAnswer } from './items.ts';

const byKind = <K extends Item['kind']>(kind: K): ItemOf<K> => {
  const found = everyKind.find((one) => one.kind === kind);
  if (!found) throw new Error(`no item of kind ${kind}`);
  return found as ItemOf<K>;
};

test('the quiz of every kind has every kind', () => {
  expect(new Set(everyKind.map(({ kind }) => kind))).toEqual(
    new Set([
      'choice',
      'several',
      'true-false',
      'order',
      'sort',
      'match',
      'text',
      'number',
      'decision',
      'point',
      'fix',
    ]),
  );
});

test.each(everyKind.map((item) => [item.id, item] as const))(
  '%s is right with its right answer only',
  (_, item) => {
    const right = rightAnswer(item);
    expect(isComplete(item, right)).toBe(true);
    expect(grade(item, right)).toMatchObject({ right: true });
    expect(grade(item, blank(item, 'seed')).right).toBe(false);
  },
);

test('whatever is sent as an answer is graded, and is not right by accident', () => {
  const anything = fc.array(fc.oneof(fc.string(), fc.double(), fc.integer()), { maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...everyKind), anything, (item, answer) => {
      const result = grade(item, answer);
      expect(result.score).toBeLessThanOrEqual(result.outOf);
      if (result.right) expect(answer.map(String).join()).toContain(String(rightAnswer(item)[0]));
    }),
  );
});

test('true or false needs the reason too', () => {
  const item = byKind('true-false');
  expect(grade(item, ['false', 1])).toEqual({ right: false, score: 1, outOf: 2 });
  expect(grade(item, ['true', 0])).toEqual({ right: false, score: 1, outOf: 2 });
  expect(isComplete(item, ['false', ''])).toBe(false);
});

test('a text counts in any letter case, with quotation marks and blanks or without', () => {
  const item = byKind('text');
  for (const said of ['Deny', ' deny ', '«Deny».', '“DENY”', '"Effect":  "Deny"'])
    expect(grade(item, [said]).right, said).toBe(true);
  for (const said of ['denied', 'Den', '']) expect(grade(item, [said]).right, said).toBe(false);
  expect(grade({ ...item, exact: true }, ['deny']).right).toBe(false);
});

describe('a number', () => {
  const item = { ...byKind('number'), value: 1000, tolerance: 0.5 };
  test.each(['1000', '1,000', '1 000', '1e3', '+1000.4', '999.5', '1000,5'])('%s counts', (said) => {
    expect(grade(item, [said, 0]).right).toBe(true);
  });
  test.each(['1001', '10 00', 'a thousand', '', 'Infinity', 'NaN', '0x3e8', '1.000.'])(
    '%s does not',
    (said) => {
      expect(grade(item, [said, 0]).right).toBe(false);
    },
  );
  test('counts in any of its units, and is not complete without one', () => {
    const timed = everyKind.find(({ id }) => id === 'number-with-unit') as Item;
    expect(grade(timed, ['60', 0]).right).toBe(true);
    expect(grade(timed, ['1', 1]).right).toBe(true);
    expect(grade(timed, ['60', 1]).right).toBe(false);
    expect(isComplete(timed, ['60', ''])).toBe(false);
  });
});

describe('fixing a policy', () => {
  const item = byKind('fix');
  const policy = (action: string, resource: string): string =>
    JSON.stringify({ Statement: { Effect: 'Allow', Action: action, Resource: resource } });

  test('takes any policy that gives every request its answer', () => {
    expect(grade(item, [policy('s3:GetObject', 'arn:aws:s3:::reports/july.pdf')]).right).toBe(true);
    expect(grade(item, [policy('s3:Get*', '*')]).right).toBe(true);
  });
  test('says which requests it does not', () => {
    expect(grade(item, [policy('s3:*', 'arn:aws:s3:::reports/*')])).toEqual({
      right: false,
      score: 2,
      outOf: 3,
    });
    const { requests } = judgeFix(item, policy('s3:*', 'arn:aws:s3:::reports/*'));
    expect(requests.map((one) => one.right)).toEqual([true, false, true]);
    expect(requests[1]?.told.join(' ')).toContain('ReadReports');
  });
  test('says where a text is no policy', () => {
    const { error } = judgeFix(item, '{"Statement": [}');
    expect(error).toMatchObject({ line: 1, column: 16 });
    expect(grade(item, ['{"Statement": [}'])).toEqual({ right: false, score: 0, outOf: 3 });
  });
});
