// npm run fuzz -- [--cases N] [--seed S]: random cases against the independent transcription of AWS's rules.
// A case that differs is made small and joins test/oracle/corpus, which every test run replays.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { disagreement } from './oracle/compare.ts';
import { anyCase } from './oracle/generate.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const wanted = Number(values.cases);
const firstSeed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
if (!Number.isSafeInteger(wanted) || wanted < 1 || !Number.isSafeInteger(firstSeed)) {
  process.stderr.write('usage: npm run fuzz -- [--cases N] [--seed S]\n');
  process.exit(2);
}

const batch = 20_000;
const started = performance.now();
console.log(`seed ${firstSeed}`);
for (let done = 0; done < wanted; done += batch) {
  const seed = firstSeed + done / batch;
  const numRuns = Math.min(batch, wanted - done);
  const run = fc.check(
    fc.property(anyCase, (c) => {
      const differs = disagreement(c);
      return differs === null;
    }),
    { seed, numRuns },
  );
  if (run.failed) {
    const [found] = run.counterexample ?? [];
    if (!found) throw run.errorInstance ?? new Error('a run failed without a counterexample');
    const text = `${JSON.stringify(found, null, 2)}\n`;
    const folder = join(import.meta.dirname, 'oracle/corpus');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
    writeFileSync(file, text);
    console.log(`differs, seed ${seed}: ${JSON.stringify(disagreement(found))}\nkept as ${file}\n${text}`);
    process.exit(1);
  }
  if ((done / batch) % 10 === 9)
    console.log(`${done + numRuns} cases, ${Math.round((performance.now() - started) / 1000)} s`);
}
console.log(`${wanted} cases, none differs, ${Math.round((performance.now() - started) / 1000)} s`);
