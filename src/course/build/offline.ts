// Makes the service worker: /sw.js is src/course/build/service-worker.js with the list of the build's files. Kept from
// the first visit: lessons, quizzes, review, progress, the practice account and the terminal, with all they load. Kept
// when first used: every other page, the console, the policy editor, the long tables. Integration and Vite plugin
// belong together: the plugin knows what a chunk is made of. What a first visit weighs is held by scripts/budgets.ts.
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

/** The pages of a first visit; what they load is found from them. */
const FIRST = /^((lessons|quiz|review|progress|practice|offline|about)\/|$)/;

export interface OfflineFiles {
  /** By path under the site's root ('' is the home page): the first digits of the content's digest. */
  kept: Record<string, string>;
  whenUsed: Record<string, string>;
}

/** By file: what it loads, at once or later, without what waits until it is used. */
const loads = new Map<string, readonly string[]>();
const later = new Set<string>();
/** Where a bundle of a worker begins; other chunks name it as a text only. */
const workers = new Set<string>();

/** A chunk waits when most of what it is made of does: an account's worker has one small table of those, too. */
const waits = (modules: readonly string[]): boolean =>
  modules.filter((module) => LATER.test(module)).length * 2 > modules.length;

/** Notes what loads what; for the page's and the workers' bundles alike. */
export const offlineChunks = (bundle: 'page' | 'worker' = 'page'): Plugin => ({
  name: 'offline-chunks',
  generateBundle(_options, files) {
    for (const chunk of Object.values(files)) {
      if (chunk.type !== 'chunk') continue;
      const { viteMetadata } = chunk as { viteMetadata?: { importedCss?: Iterable<string> } };
      loads.set(chunk.fileName, [
        ...chunk.imports,
        ...chunk.dynamicImports,
        ...(viteMetadata?.importedCss ?? []),
      ]);
      if (waits(chunk.moduleIds)) later.add(chunk.fileName);
      if (bundle === 'worker' && chunk.isEntry) workers.add(chunk.fileName);
    }
  },
});

/** The scripts and sheets that these pages come to load, without what waits. */
async function reached(dir: URL, pages: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file) || later.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    for (const next of loads.get(file) ?? []) await visit(next);
    const code = await readFile(new URL(file, dir), 'utf8');
    for (const worker of workers) if (code.includes(worker.replace(/^.*\//, ''))) await visit(worker);
  };
  for (const page of pages) {
    const html = await readFile(new URL(page, dir), 'utf8');
    for (const [file] of html.matchAll(/_astro\/[\w.@~-]+\.(?:js|css)/g)) await visit(file);
  }
  return found;
}

async function files(dir: URL): Promise<OfflineFiles> {
  const lists: OfflineFiles = { kept: {}, whenUsed: {} };
  const paths: string[] = [];
  for await (const found of glob('**/*.*', { cwd: dir })) {
    const path = found.replaceAll('\\', '/');
    if (!NEVER.test(path)) paths.push(path);
  }
  const pages = paths.filter((path) => path.endsWith('.html') && FIRST.test(address(path)));
  const loaded = await reached(dir, pages);
  const lessons = new Set(pages.flatMap((page) => /^lessons\/([^/]+)\//.exec(page)?.[1] ?? []));
  const first = (path: string): boolean => {
    if (path.startsWith('_astro/')) return loaded.has(path) || !/\.(js|css)$/.test(path);
    if (path.endsWith('.html')) return FIRST.test(address(path));
    // Exercises of lessons; those of the challenges come with them.
    const exercise = /^data\/exercises\/([^/]+)\.json$/.exec(path)?.[1];
    return exercise === undefined ? !path.startsWith('scorm/') : lessons.has(exercise);
  };
  for (const path of paths.sort())
    (first(path) ? lists.kept : lists.whenUsed)[address(path)] = await digest(new URL(path, dir));
  // The search's loader has no digest in its name and changes with every page: it is kept when used.
  for await (const found of glob('pagefind/**/*.*', { cwd: dir }))
    lists.whenUsed[found.replaceAll('\\', '/')] = await digest(new URL(found, dir));
  return lists;
}

const address = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1');

const digest = async (file: URL): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 12);

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
