import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, loadActionTables, validate } from '../../src/policy/index.ts';
import { requestOf } from '../../src/quiz/decision/request.ts';
import { policiesOf } from '../../src/quiz/decision/statements.ts';
import { type Difficulty, generateDecisionItems, grade } from '../../src/quiz/index.ts';
import { rightAnswer } from './items.ts';

const levels: readonly Difficulty[] = [1, 2, 3, 4, 5];

test('the key of every item is the engine’s own answer, with one right reason among at least two', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...levels), (seed, level) => {
      for (const item of generateDecisionItems(seed, 3, level)) {
        const reading = requestOf(item.case);
        if (!reading.ok) throw new Error(reading.error.message);
        expect(item.verdict).toBe(decide(reading.request).decision);
        expect(grade(item, rightAnswer(item)).right).toBe(true);
        expect(item.reasons.filter((one) => one.right)).toHaveLength(1);
        for (const verdict of ['allow', 'explicitDeny', 'implicitDeny'])
          expect(item.reasons.filter((one) => one.verdict === verdict).length).toBeGreaterThan(1);
        const texts = item.reasons.map(({ text }) => text);
        expect(new Set(texts).size).toBe(texts.length);
        expect(item.reasons.every(({ why }) => why.length > 0)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('one seed gives the same items anywhere, another seed others', () => {
  expect(generateDecisionItems('a', 20)).toEqual(generateDecisionItems('a', 20));
  expect(generateDecisionItems('a', 20)).not.toEqual(generateDecisionItems('b', 20));
});

test('no two items are alike, however many', () => {
  for (const level of levels) {
    const ids = generateDecisionItems('many', 200, level).map(({ id }) => id);
    expect(new Set(ids).size).toBe(200);
  }
});

test.each(levels)('at difficulty %i every verdict comes about as often as the others', (level) => {
  const items = generateDecisionItems('spread', 150, level);
  const verdicts = level === 1 ? ['allow', 'implicitDeny'] : ['allow', 'explicitDeny', 'implicitDeny'];
  for (const verdict of verdicts)
    expect(items.filter((item) => item.verdict === verdict).length).toBeGreaterThan(
      150 / verdicts.length / 2,
    );
});

test('difficulty rises from one policy to an organization', () => {
  const items = generateDecisionItems('up', 50, 'rising');
  const layers = items.map((item) => new Set(policiesOf(item.case).map(({ layer }) => layer)));
  expect([...(layers[0] ?? [])]).toEqual(['identity']);
  expect(layers.slice(0, 10).every((one) => one.size === 1)).toBe(true);
  expect(layers.slice(40).every((one) => one.has('scp'))).toBe(true);
});

test('every policy is one that AWS would take', async () => {
  const faults: string[] = [];
  for (const item of levels.flatMap((level) => generateDecisionItems('valid', 40, level)))
    for (const policy of policiesOf(item.case)) {
      const statements = policy.statements.map(({ json }) => json);
      const text = JSON.stringify({ ...policy.head, Statement: statements });
      const tables = await loadActionTables(text);
      for (const { severity, message } of validate(text, { kind: policy.layer, tables }))
        if (severity === 'error') faults.push(`${policy.layer}: ${message} ${text}`);
    }
  expect(faults).toEqual([]);
});
