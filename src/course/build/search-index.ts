// Makes the search index of the built pages (Pagefind): of what stands within `data-pagefind-body`. The dialog that asks
// it is src/course/client/search.ts.
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

export const searchIndex = (): AstroIntegration => ({
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir, logger }) => {
      const folder = fileURLToPath(dir);
      const { index, errors } = await createIndex();
      if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
      const added = await index.addDirectory({ path: folder });
      // Its own interface is not used: the loader, the worker and the index are.
      const { files } = await index.getFiles();
      const { mkdir, writeFile } = await import('node:fs/promises');
      for (const { path, content } of files.filter(
        (file) => !/(ui|highlight|component)[^/]*$/.test(file.path),
      )) {
        const file = new URL(`pagefind/${path}`, dir);
        await mkdir(new URL('.', file), { recursive: true });
        await writeFile(file, content);
      }
      await close();
      logger.info(`${added.page_count} pages can be searched`);
    },
  },
});
