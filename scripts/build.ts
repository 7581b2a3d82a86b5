// Builds the site: npm run build -- [--base /rootless/] [--out FOLDER] [--site https://…]
// Other scripts call `buildIfChanged`, which leaves a build alone when none of its inputs has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');

/** The folder a build goes to when nothing else is said. */
export const outFolder = (options: BuildOptions = {}): string =>
  resolve(root, options.out ?? process.env.ROOTLESS_OUT ?? 'dist');

export interface BuildOptions {
  /** Sub-path the site is served under; `/` by default. */
  base?: string;
  /** Folder the site is written to; ROOTLESS_OUT, else `dist`, by default. */
  out?: string;
  /** Address the site is published at, for canonical links. */
  site?: string;
  /** Build the pseudo-locale's pages too, under `qps/`: for tests. */
  pseudo?: boolean;
}

/** Everything a build reads. A change in any of them makes the next `buildIfChanged` build again. */
const INPUTS = ['src', 'content', 'public', 'astro.config.mjs', 'package-lock.json', 'scripts/build.ts'];

function* filesUnder(path: string): Generator<string> {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isFile()) yield path;
  else for (const name of readdirSync(full).sort()) yield* filesUnder(join(path, name));
}

/** A digest over the inputs' paths and bytes: a fresh checkout of the same files has the same. */
function inputsDigest(options: BuildOptions): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const input of INPUTS)
    for (const file of filesUnder(input)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/**
 * A test runner's own mode and base address must not become the site's: Vite reads them from the environment. Nor must
 * a learner's AWS_ENDPOINT_URL or AWS_PROFILE: the SDK reads those, and the build makes accounts by it.
 */
function withoutForeignEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(AWS_.*|VITEST.*|BASE_URL|MODE|DEV|PROD|SSR|TEST|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name))) as NodeJS.ProcessEnv;
}

/** A thousand lessons build within this heap; without the limit Node collects late and takes gigabytes. */
export const BUILD_FLAGS = ['--max-old-space-size=1024'] as const;

/** Runs `astro build`; its output is shown. Answers whether it succeeded. */
export function build(options: BuildOptions = {}): boolean {
  const result = spawnSync(
    process.execPath,
    [...BUILD_FLAGS, join(root, 'node_modules/astro/bin/astro.mjs'), 'build'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...withoutForeignEnv(process.env),
        ASTRO_TELEMETRY_DISABLED: '1',
        ...(options.base && { ROOTLESS_BASE: options.base }),
        ...(options.out && { ROOTLESS_OUT: options.out }),
        ...(options.site && { ROOTLESS_SITE: options.site }),
        ...(options.pseudo && { ROOTLESS_PSEUDO: '1' }),
      },
    },
  );
  return result.status === 0;
}

/** Builds unless the folder already holds a build of exactly these inputs. Answers whether there is a good build. */
export function buildIfChanged(options: BuildOptions = {}): boolean {
  const out = outFolder(options);
  const stampFolder = join(root, '.rootless', 'builds');
  const stamp = join(stampFolder, createHash('sha256').update(out).digest('hex').slice(0, 16));
  const digest = inputsDigest(options);
  if (existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest)
    return true;
  if (!build(options)) return false;
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { base: { type: 'string' }, out: { type: 'string' }, site: { type: 'string' } },
  });
  process.exitCode = build(values) ? 0 : 1;
}
