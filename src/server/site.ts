// The built site over HTTP: static files, compressed, with the headers a meta tag cannot carry.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { cacheControl, securityHeaders } from './headers.ts';

export interface SiteOptions {
  /** The folder `npm run build` wrote. */
  folder: string;
  /** The sub-path it was built for; `/` by default. */
  base?: string;
}

export function site({ folder, base = '/' }: SiteOptions): Hono {
  const prefix = base.replace(/\/$/, '');
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
    context.header('Cache-Control', cacheControl(context.req.path));
  });
  // Relative links need the slash, as on static hosts.
  app.use(async (context, next) => {
    const path = context.req.path;
    if (!path.endsWith('/') && path.startsWith(prefix) && !/\/[^/]*\.[^/]*$/.test(path)) {
      const inside = path.slice(prefix.length);
      if (inside === '' || existsSync(join(folder, inside, 'index.html'))) {
        const url = new URL(context.req.url);
        return context.redirect(`${path}/${url.search}`, 301);
      }
    }
    return next();
  });
  app.use(
    `${prefix}/*`,
    serveStatic({ root: folder, rewriteRequestPath: (path) => path.slice(prefix.length) }),
  );
  // A route, not `notFound`: that would be lost when this app is mounted in another.
  app.all('*', (context) => {
    const page = join(folder, '404.html');
    return existsSync(page)
      ? context.html(readFileSync(page, 'utf8'), 404)
      : context.text('There is no such page.', 404);
  });
  return app;
}
