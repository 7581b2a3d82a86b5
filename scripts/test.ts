// npm test: format and lint, types, content, build with budgets, then every test at small sizes.
// npm run test:full adds the long ones. A name narrows it: npm test -- unit
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Counts } from '../test/skipped.ts';
import { checkBudgets } from './budgets.ts';
import { buildIfChanged } from './build.ts';
import { checks, runStep } from './check.ts';
import { ensureChromium } from './chromium.ts';

const root = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({ options: { full: { type: 'boolean' } }, allowPositionals: true });
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const started = Date.now();

const failures: string[] = [];
const counts: Counts = { passed: 0, failed: 0, skipped: [] };

function count(ok: boolean, name: string): void {
  if (ok) counts.passed++;
  else {
    counts.failed++;
    failures.push(name);
  }
}

/** Runs one project of vitest.config.ts and adds up what its reporter wrote. */
function vitest(project: string): void {
  console.log(`\n— ${project} tests`);
  const folder = mkdtempSync(join(tmpdir(), 'rootless-test-'));
  const file = join(folder, 'counts.json');
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=dot',
      '--reporter=./test/skipped.ts',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ROOTLESS_COUNTS: file, ...(values.full && { ROOTLESS_FULL: '1' }) },
    },
  );
  if (existsSync(file)) {
    const got = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    counts.passed += got.passed;
    counts.failed += got.failed;
    counts.skipped.push(...got.skipped);
  }
  rmSync(folder, { recursive: true });
  if (result.status !== 0) failures.push(`${project} tests`);
}

if (wanted('check')) for (const step of checks) count(runStep(step), step.name);
if (wanted('unit')) vitest('unit');
if (wanted('clients')) vitest('clients');
if (values.full && wanted('fuzz'))
  count(runStep({ name: 'fuzz', command: join(root, 'test/fuzz.ts'), args: ['--cases', '1000000'] }), 'fuzz');
if (wanted('build') || wanted('browser')) {
  console.log('\n— build and budgets');
  const built = buildIfChanged();
  count(built, 'build');
  if (built) {
    const over = checkBudgets(join(root, 'dist'));
    for (const line of over) console.error(`Over budget: ${line}`);
    count(over.length === 0, 'budgets');
  }
}
if (wanted('browser')) {
  if (ensureChromium()) vitest('browser');
  else count(false, 'browser tests: no Chromium');
}

if (counts.skipped.length > 0) {
  console.log(`\n${counts.skipped.length} skipped:`);
  for (const { name, reason } of counts.skipped) console.log(`  ${name}: ${reason}`);
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join('; ')}`);
console.log(`\nIn ${Math.round((Date.now() - started) / 1000)} s, ${values.full ? 'full' : 'small'} sizes.`);
// The plain closing line that any CI can read.
console.log(
  `${counts.passed} passed, ${Math.max(counts.failed, failures.length && 1)} failed, ${counts.skipped.length} skipped`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
