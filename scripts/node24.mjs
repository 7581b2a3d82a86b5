// Finds a Node that can run the project's TypeScript from source, and fetches one where the installed is too old.
// Plain JavaScript on purpose: it is the only part that must run on every Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Node strips types without a flag from 22.18 on. */
const OLDEST = [22, 18];
const NODE_PACKAGE = 'node@24.21.0';

function newEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * The path of a Node ≥ 22.18: the running one, else one from the npm package `node`, installed beside the
 * project (not among its dependencies, so that nobody with a new Node downloads a second one).
 */
export function findNode() {
  if (newEnough(process.version)) return process.execPath;
  const folder = join(root, '.rootless', 'node24');
  const binary = join(
    folder,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(binary)) return binary;
  console.log(`Node ${process.version} is older than ${OLDEST.join('.')}: fetching Node 24 from npm, once.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { node: true } }, null, 2),
  );
  runNpm(['install', '--no-audit', '--no-fund', '--loglevel=error', NODE_PACKAGE], folder);
  if (!existsSync(binary)) {
    console.error(
      `Node 24 could not be installed from the npm package «node». Install Node ${OLDEST.join('.')} or newer from https://nodejs.org and try again.`,
    );
    process.exit(1);
  }
  return binary;
}

/** Runs npm in a folder with its output shown; ends the process with npm's code when it fails. */
export function runNpm(args, folder = root) {
  const result = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error(`«npm ${args.join(' ')}» failed in ${folder}. Is the npm registry within reach?`);
    process.exit(result.status ?? 1);
  }
}
