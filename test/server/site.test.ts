import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../src/server/headers.ts';
import { site } from '../../src/server/site.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-site-'));
  mkdirSync(join(folder, 'about'));
  mkdirSync(join(folder, '_astro'));
  writeFileSync(join(folder, 'index.html'), '<h1>home</h1>');
  writeFileSync(join(folder, 'about/index.html'), '<h1>about</h1>');
  writeFileSync(join(folder, '404.html'), '<h1>not here</h1>');
  writeFileSync(join(folder, '_astro/a.1234.js'), `export const a = ${'1+'.repeat(2000)}1`);
  writeFileSync(join(folder, '..', 'rootless-secret.txt'), 'secret');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(folder, '..', 'rootless-secret.txt'));
});

describe('the site over HTTP', () => {
  it('sends the headers a meta tag cannot', async () => {
    const response = await site({ folder }).request('/');
    expect(response.status).toBe(200);
    for (const [name, value] of Object.entries(securityHeaders))
      expect(response.headers.get(name)).toBe(value);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('says the same in public/_headers', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../public/_headers'), 'utf8');
    for (const [name, value] of Object.entries(securityHeaders))
      expect(text).toContain(`\n  ${name}: ${value}\n`);
  });

  it('keeps hashed files for a year and compresses them', async () => {
    const response = await site({ folder }).request('/_astro/a.1234.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-type')).toMatch(/javascript/);
  });

  it('adds the missing slash and keeps the query', async () => {
    const response = await site({ folder }).request('/about?x=1');
    expect([response.status, response.headers.get('location')]).toEqual([301, '/about/?x=1']);
  });

  it('answers 404 with the page for it', async () => {
    const response = await site({ folder }).request('/nowhere/');
    expect([response.status, await response.text()]).toEqual([404, '<h1>not here</h1>']);
  });

  it.each(['/../rootless-secret.txt', '/%2e%2e/rootless-secret.txt', '/..%2frootless-secret.txt'])(
    'never leaves its folder: %s',
    async (path) => {
      expect((await site({ folder }).request(`http://x${path}`)).status).toBe(404);
    },
  );

  it('works under a sub-path and only there', async () => {
    const app = site({ folder, base: '/rootless/' });
    expect((await app.request('/rootless/about/')).status).toBe(200);
    expect((await app.request('/rootless')).headers.get('location')).toBe('/rootless/');
    expect((await app.request('/about/')).status).toBe(404);
  });
});
