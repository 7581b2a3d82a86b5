import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { exerciseLoader } from '../../src/course/loaders/exercises.ts';

it('a misspelt managed policy in a scenario stops the build with file, line, column and what was meant', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rootless-loader-'));
  cpSync('content', join(root, 'content'), { recursive: true });
  const file = join(root, 'content/en/scenarios/small-startup.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('AmazonEC2FullAccess', 'AmazonEC2FulAccess'));
  const store = { clear() {}, set: () => true };
  const context = { store, config: { root: pathToFileURL(`${root}/`) }, generateDigest: () => '' };
  const loading = exerciseLoader('scenarios').load(context as never);
  await expect(loading).rejects.toThrow(
    /content\/en\/scenarios\/small-startup\.yaml:\d+:16 groups\.1\.policies\.0: .*\n.*Did you mean «AmazonEC2FullAccess»/,
  );
  rmSync(root, { recursive: true });
});
