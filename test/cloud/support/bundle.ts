// What the account weighs in a page, for the budget (weight.test.ts) and the bench.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** Data tables: schemas, limits, managed policies, actions. */
export const tables = /\/data\/tables\/.*\.json$/;

/** Leaves data tables out of a build, when they are not part of the figure. */
const without = (filter: RegExp): Plugin => ({
  name: 'without-tables',
  setup({ onLoad }) {
    onLoad({ filter }, () => ({ contents: '{}', loader: 'json' }));
  },
});

export interface Built {
  /** Gzipped bytes of what loads with the account itself. */
  together: number;
  /** Of each service that is fetched later. */
  services: [name: string, bytes: number][];
}

/** The account as a page would load it, without what the pattern names. */
export async function bundle(leaveOut: RegExp): Promise<Built> {
  const built = await build({
    stdin: { contents: `export { createCloud } from './src/cloud/index.ts'`, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
    plugins: [without(leaveOut)],
  });
  const { outputs } = built.metafile;
  const size = (name: string) => {
    const found = built.outputFiles.find(({ path }) => path.endsWith(name.slice(name.lastIndexOf('/'))));
    return found ? gzipSync(found.contents, { level: 9 }).length : 0;
  };
  const seen = new Set<string>();
  const open = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === '<stdin>');
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') open.push(path);
  }
  return {
    together: [...seen].reduce((total, name) => total + size(name), 0),
    services: Object.entries(outputs).flatMap(([name, { entryPoint }]): [string, number][] => {
      const service = /src\/cloud\/services\/\w+\/(\w+)\.ts$/.exec(entryPoint ?? '')?.[1];
      return service ? [[service, size(name)]] : [];
    }),
  };
}
