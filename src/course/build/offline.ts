// Makes the service worker: /sw.js is src/course/build/service-worker.js with the list of the build's files. Kept from
// the first visit: pages, what they load, the practice account and the terminal. Kept when first used: the console, the
// policy editor, the long tables. Integration and Vite plugin belong together: the plugin knows what a chunk is made of.
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';

/** What is kept only once it was used. Modules, as Vite names them. */
const LATER =
  /@cloudscape-design|@codemirror|@lezer|\/src\/(console|editor)\/|\/src\/data\/tables\/(actions\/|managed-policies-others)/;

/** Never kept: the server's doors, and what only robots read. */
const NEVER =
  /^(_host\/|_headers$|robots\.txt$|sitemap|feed\.xml$|sw\.js$|404\.html$|social\.png$|qps\/|pagefind\/)/;

export interface OfflineFiles {
  /** By path under the site's root ('' is the home page): the first digits of the content's digest. */
  kept: Record<string, string>;
  whenUsed: Record<string, string>;
}

const later = new Set<string>();

/** A chunk waits when most of what it is made of does: an account's worker has one small table of those, too. */
const waits = (modules: readonly string[]): boolean =>
  modules.filter((module) => LATER.test(module)).length * 2 > modules.length;

/** Notes the chunks that wait; for the page's and the workers' bundles alike. */
export const offlineChunks = (): Plugin => ({
  name: 'offline-chunks',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk' && waits(chunk.moduleIds)) {
        later.add(chunk.fileName);
        const { viteMetadata } = chunk as { viteMetadata?: { importedCss?: Iterable<string> } };
        for (const sheet of viteMetadata?.importedCss ?? []) later.add(sheet);
      }
  },
});

async function files(dir: URL): Promise<OfflineFiles> {
  const kept: Record<string, string> = {};
  const whenUsed: Record<string, string> = {};
  for await (const found of glob('**/*.*', { cwd: dir })) {
    const path = found.replaceAll('\\', '/');
    if (NEVER.test(path)) continue;
    const digest = createHash('sha256')
      .update(await readFile(new URL(path, dir)))
      .digest('hex')
      .slice(0, 12);
    (later.has(path) ? whenUsed : kept)[path.replace(/(^|\/)index\.html$/, '$1')] = digest;
  }
  // The search's loader has no digest in its name and changes with every page: it is kept when used.
  for await (const found of glob('pagefind/**/*.*', { cwd: dir }))
    whenUsed[found.replaceAll('\\', '/')] = createHash('sha256')
      .update(await readFile(new URL(found, dir)))
      .digest('hex')
      .slice(0, 12);
  return { kept, whenUsed };
}

export const offline = (): AstroIntegration => ({
  name: 'offline',
  hooks: {
    'astro:build:done': async ({ dir, logger }) => {
      const list = await files(dir);
      const worker = await readFile(new URL('./service-worker.js', import.meta.url), 'utf8');
      const json = JSON.stringify(list);
      await writeFile(
        new URL('sw.js', dir),
        `const BUILD=${JSON.stringify(createHash('sha256').update(json).digest('hex').slice(0, 12))};\nconst FILES=${json};\n${worker}`,
      );
      logger.info(`${Object.keys(list.kept).length} files are kept for reading without a connection`);
    },
  },
});
