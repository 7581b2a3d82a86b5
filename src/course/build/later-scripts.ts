// The text first: a page's scripts start after the first paint, see src/layouts/head-script.ts.
import { glob, readFile, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';

export const laterScripts = (): AstroIntegration => ({
  name: 'later-scripts',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      for await (const name of glob('**/*.html', { cwd: dir })) {
        const file = new URL(name, dir);
        const html = await readFile(file, 'utf8');
        await writeFile(file, html.replaceAll('<script type="module" src=', '<script type="later" src='));
      }
    },
  },
});
