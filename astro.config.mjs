// The site: static output, a Content-Security-Policy with hashes on every page, Preact islands.
// ROOTLESS_BASE puts it under a sub-path (`npm run build -- --base /rootless/`), see scripts/build.ts.
import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { codeColours } from './src/course/build/code-colours.ts';
import { exactPolicy } from './src/course/build/exact-policy.ts';
import { laterScripts } from './src/course/build/later-scripts.ts';
import { offline, offlineChunks } from './src/course/build/offline.ts';
import { quickPreact } from './src/course/build/quick-preact.ts';
import { searchIndex } from './src/course/build/search-index.ts';

/**
 * Astro 7.3 throws away style sheets that only lazily loaded chunks use (the console's, the open exercise's): it looks
 * for them among a chunk's assets, where Vite 8 does not list them. So they are listed there.
 */
const keepLazyStyles = {
  name: 'keep-lazy-styles',
  generateBundle(_options, bundle) {
    for (const { viteMetadata } of Object.values(bundle))
      for (const sheet of viteMetadata?.importedCss ?? []) viteMetadata.importedAssets.add(sheet);
  },
};

/**
 * just-bash has gzip from Node; in the page, its worker has it from here. And it hands String.fromCharCode 65,536
 * arguments at a time, more than a worker's stack holds: files above that size could not be read.
 */
const bashInWorker = () => ({
  name: 'bash-in-worker',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id === 'node:zlib' && importer?.includes('/just-bash/'))
      return fileURLToPath(new URL('./src/terminal/page/zlib.ts', import.meta.url));
  },
  transform(code, id) {
    if (id.includes('/just-bash/') && code.includes('String.fromCharCode(...'))
      return {
        code: code.replace(/(let \w=)65536([,;])/g, (_, start, end) => `${start}8192${end}`),
        map: null,
      };
  },
});

/** `client:painted`: an island hydrates after the first paint, see src/course/client/painted.ts. */
const paintedDirective = {
  name: 'client:painted',
  hooks: {
    'astro:config:setup': ({ addClientDirective }) =>
      addClientDirective({ name: 'painted', entrypoint: './src/course/client/painted-directive.ts' }),
  },
};

/**
 * Styles of what is loaded later come with it, in the browser. Astro would write them into every page whose islands can
 * reach them: on the server they are empty.
 */
const lazyStyles = {
  name: 'lazy-styles',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name !== 'client',
  load(id) {
    return LAZY_STYLES.test(id) ? '' : undefined;
  },
};
const LAZY_STYLES =
  /\/src\/(editor|terminal|inspector|console)\/.*\.css$|\/src\/exercise\/open\.css$|\/src\/course\/client\/.*\.css$|\/src\/quiz\/views\/case\.css$/;

export default defineConfig({
  site: process.env.ROOTLESS_SITE ?? 'https://rootless.example',
  base: process.env.ROOTLESS_BASE ?? '/',
  outDir: process.env.ROOTLESS_OUT ?? './dist',
  // Builds to different folders may run at the same time: each has a cache of its own.
  ...(process.env.ROOTLESS_OUT && { cacheDir: `${process.env.ROOTLESS_OUT}.cache` }),
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  prefetch: { prefetchAll: false, defaultStrategy: 'hover' },
  i18n: {
    locales: ['en', 'qps'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  // In this order: scripts are rewritten before the pages' digests go into the list of what is kept offline.
  integrations: [
    mdx(),
    quickPreact({ compat: true }),
    sitemap({ filter: (page) => !/\/(qps|report|offline)\//.test(page) }),
    paintedDirective,
    laterScripts(),
    exactPolicy(),
    searchIndex(),
    offline(),
  ],
  markdown: {
    syntaxHighlight: 'shiki',
    shikiConfig: { theme: 'css-variables', transformers: [codeColours()] },
  },
  build: { format: 'directory' },
  security: {
    csp: {
      algorithm: 'SHA-256',
      directives: [
        "default-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
    },
  },
  vite: {
    plugins: [keepLazyStyles, lazyStyles, offlineChunks()],
    ssr: { noExternal: [/@cloudscape-design/] },
    worker: { format: 'es', plugins: () => [bashInWorker(), offlineChunks('worker')] },
    // Astro puts sheets below this into the page itself: one round trip less before the first paint. Nothing else is
    // inlined by it: other small files stay files, for the policy's sake.
    build: { chunkSizeWarningLimit: 2000, assetsInlineLimit: (file) => file.endsWith('.css') },
  },
});
