// The site: static output, a Content-Security-Policy with hashes on every page, Preact islands.
// ROOTLESS_BASE puts it under a sub-path (`npm run build -- --base /rootless/`), see scripts/build.ts.
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: process.env.ROOTLESS_SITE ?? 'https://rootless.example',
  base: process.env.ROOTLESS_BASE ?? '/',
  outDir: process.env.ROOTLESS_OUT ?? './dist',
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  prefetch: { prefetchAll: false, defaultStrategy: 'hover' },
  i18n: {
    locales: ['en', 'qps'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  integrations: [mdx(), preact({ compat: true })],
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
    ssr: { noExternal: [/@cloudscape-design/] },
    worker: { format: 'es' },
    build: { chunkSizeWarningLimit: 2000 },
  },
});
