import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportFile, importFile } from '../../src/progress/exchange.ts';
import { merge } from '../../src/progress/fact.ts';
import { anyFacts, asObject } from './facts.ts';

test('export and import on another device give the union', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (here, there) => {
      const { facts, report } = importFile(exportFile(there, 0), here);
      expect(asObject(merge(here, facts))).toEqual(asObject(merge(here, there.values())));
      expect(report.taken + report.known).toBe(there.size);
      expect(importFile(exportFile(there, 0), merge(here, facts)).report.taken).toBe(0);
    }),
  );
});

test('the report names what was not taken', () => {
  const good = { v: 1, kind: 'lesson', what: 'read', lesson: 'a', at: 1 };
  const file = {
    format: 'rootless-progress',
    v: 1,
    facts: [good, { ...good, v: 2 }, { ...good, lesson: '<script>' }, 7],
  };
  const { facts, report } = importFile(JSON.stringify(file), new Map());
  expect(facts).toEqual([good]);
  expect(report).toEqual({
    taken: 1,
    known: 0,
    newer: 1,
    damaged: [{ index: 2, field: 'lesson' }, { index: 3 }],
  });
});

test.each([
  ['{', 'notJson'],
  ['null', 'notProgress'],
  ['{"format":"other","v":1,"facts":[]}', 'notProgress'],
  ['{"format":"rootless-progress","v":2,"facts":[]}', 'newer'],
  ['{"format":"rootless-progress","v":1}', 'notProgress'],
])('%s is refused as %s', (text, problem) => {
  const { facts, report } = importFile(text, new Map());
  expect(facts).toEqual([]);
  expect(report.problem).toBe(problem);
});

test('ids that are names of Object’s own members do no harm', async () => {
  const { summarize } = await import('../../src/progress/summary.ts');
  const hostile = '{"v":1,"kind":"exercise","what":"opened","exercise":"__proto__","at":1}';
  const { facts } = importFile(`{"format":"rootless-progress","v":1,"facts":[${hostile}]}`, new Map());
  summarize(facts);
  expect(({} as Record<string, unknown>).opened).toBeUndefined();
});
