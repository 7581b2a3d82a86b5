// The site and its accounts for a browser test file: built if anything changed, served on free ports, thrown away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, buildIfChanged, outFolder } from '../../scripts/build.ts';
import { type RunningRootless, startRootless } from '../../src/server/rootless.ts';

export interface TestSite extends RunningRootless {
  /** `http://127.0.0.1:PORT` */
  origin: string;
}

export async function openSite(options: BuildOptions = {}): Promise<TestSite> {
  if (!buildIfChanged(options)) throw new Error('The site could not be built: see above.');
  const accounts = mkdtempSync(join(tmpdir(), 'rootless-accounts-'));
  const running = await startRootless({
    folder: outFolder(options),
    ...(options.base && { base: options.base }),
    accounts,
    port: 0,
    endpointPort: 0,
  });
  return {
    ...running,
    origin: new URL(running.site.url).origin,
    async close() {
      await running.close();
      rmSync(accounts, { recursive: true, force: true });
    },
  };
}

/** Under a sub-path, with the pseudo-locale: the second build that the tests need. */
export const SUBPATH: BuildOptions = { base: '/rootless/', out: '.rootless/subpath', pseudo: true };
