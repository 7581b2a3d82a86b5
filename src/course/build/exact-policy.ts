// Each page's policy names the inline scripts and styles of that page, and no others. Astro lists those of all pages,
// which costs every page a kilobyte that cannot be compressed, and leaves out the styles that a lesson's own imports
// bring. Tests: test/browser/pages.test.ts, on every page.
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const hashes = (html: string, element: RegExp): string =>
  [...new Set([...html.matchAll(element)].map((match) => hash(match[1] ?? '')))].join(' ');

/** The page with its own hashes in the policy of its meta element. */
export function withExactPolicy(html: string): string {
  const scripts = hashes(html, /<script(?![^>]*\ssrc=)(?: type="module")?>([\s\S]*?)<\/script>/g);
  const styles = hashes(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
  return html.replace(
    /(<meta http-equiv="content-security-policy" content=")([^"]*)(")/i,
    (_whole, before: string, policy: string, after: string) =>
      before +
      policy
        .replace(/script-src [^;]*/, `script-src 'self' ${scripts}`.trim())
        .replace(/style-src [^;]*/, `style-src 'self' ${styles}`.trim()) +
      after,
  );
}

export const exactPolicy = (): AstroIntegration => ({
  name: 'exact-policy',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      for await (const name of glob('**/*.html', { cwd: dir })) {
        const file = new URL(name, dir);
        await writeFile(file, withExactPolicy(await readFile(file, 'utf8')));
      }
    },
  },
});
