// Packages that a benchmark measures itself against and that are no dependency of ours: installed on demand in a
// temporary folder and used through their public API only. No figures of its own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The module of `package@version`, or null where it cannot be installed (no network). */
export async function peer<T>(name: string, version: string): Promise<T | null> {
  const folder = join(tmpdir(), `rootless-bench-${name.replace(/\W+/g, '-')}-${version}`);
  try {
    if (!existsSync(join(folder, 'node_modules', name))) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true}');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
    return (await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)) as T;
  } catch (problem) {
    process.stderr.write(
      `${name} is not at hand, its figures are left out: ${problem instanceof Error ? problem.message : problem}\n`,
    );
    return null;
  }
}
