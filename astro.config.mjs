// The site: static output, a Content-Security-Policy with hashes on every page, Preact islands.
// ROOTLESS_BASE puts it under a sub-path (`npm run build -- --base /rootless/`), see scripts/build.ts.
import { glob, readFile, writeFile } from 'node:fs/promises';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

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

/** `client:painted`: an island hydrates after the first paint, see src/course/client/painted.ts. */
const paintedDirective = {
  name: 'client:painted',
  hooks: {
    'astro:config:setup': ({ addClientDirective }) =>
      addClientDirective({ name: 'painted', entrypoint: './src/course/client/painted-directive.ts' }),
  },
};

/** The text first: a page's scripts start after the first paint, see src/layouts/head-script.ts. */
const patientScripts = {
  name: 'patient-scripts',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      for await (const name of glob('**/*.html', { cwd: dir })) {
        const file = new URL(name, dir);
        const html = await readFile(file, 'utf8');
        await writeFile(file, html.replaceAll('<script type="module" src=', '<script type="later" src='));
      }
    },
  },
};

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
  integrations: [mdx(), preact({ compat: true }), paintedDirective, patientScripts],
  // Shiki colours by inline styles, which the policy below forbids.
  markdown: { syntaxHighlight: false },
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
    plugins: [keepLazyStyles],
    ssr: { noExternal: [/@cloudscape-design/] },
    worker: { format: 'es' },
    // Astro puts sheets below this into the page itself: one round trip less before the first paint. Nothing else is
    // inlined by it: other small files stay files, for the policy's sake.
    build: { chunkSizeWarningLimit: 2000, assetsInlineLimit: (file) => file.endsWith('.css') },
  },
});
