// Installs the dependencies when package-lock.json has changed since they were last installed, and only then.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runNpm } from './node24.mjs';

const stamp = join(root, 'node_modules', '.rootless-lock');

export function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies …');
  // Not `npm ci`: it refuses a lock that lacks other platforms' optional binaries, as one does
  // that was written where those could not be seen. `install --no-save` takes the locked versions and leaves the lock alone.
  runNpm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}
