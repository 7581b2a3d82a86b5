// Random cases against the independent transcription of the rules, and every case that ever differed.
// A million: npm run fuzz -- --cases 1000000
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disagreement } from './compare.ts';
import { anyCase } from './generate.ts';
import { type Case, decideByTheBook } from './oracle.ts';

test('a thousand random cases decide as the rules say', () => {
  fc.assert(
    fc.property(anyCase, (c) => {
      expect(disagreement(c)).toBeNull();
    }),
    { numRuns: 1000 },
  );
});

test('the random cases reach every answer there is', () => {
  const answers = new Set(
    fc.sample(anyCase, { numRuns: 4000, seed: 1 }).map((c) => Object.values(decideByTheBook(c)).join(' ')),
  );
  const layers = ['rcp', 'scp', 'resource', 'identity', 'boundary', 'session', 'endpoint'];
  const expected = [
    ...layers.flatMap((layer) => [`explicitDeny ${layer}`, `implicitDeny ${layer}`]),
    ...['root', 'service', 'resource', 'identity'].map((by) => `allow ${by}`),
  ];
  expect([...answers].sort()).toEqual(expected.sort());
});

const corpus = join(import.meta.dirname, 'corpus');
for (const file of existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.json')) : []) {
  test(`corpus: ${file}`, () => {
    expect(disagreement(JSON.parse(readFileSync(join(corpus, file), 'utf8')) as Case)).toBeNull();
  });
}
