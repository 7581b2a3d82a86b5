// Astro's loaders for content/: entries are `<locale>/<id>`. A mistake anywhere stops the build with the list of them all.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { glob } from 'astro/loaders';
import { type Content, readContent } from './content.ts';
import { BadContent } from './mistakes.ts';

const locales = ['en'];

function contentRoot(context: LoaderContext): string {
  return join(fileURLToPath(context.config.root), 'content');
}

/** A loader that reads everything, and puts what `pick` names into its collection. */
function loader(name: string, pick: (content: Content) => Iterable<[id: string, data: object]>): Loader {
  return {
    name: `rootless-${name}`,
    async load(context) {
      const fill = (): void => {
        context.store.clear();
        for (const locale of locales) {
          const content = readContent(join(contentRoot(context), locale), `content/${locale}`);
          if (content.mistakes.length > 0) throw new BadContent(content.mistakes);
          for (const [id, data] of pick(content))
            context.store.set({
              id: `${locale}/${id}`,
              data: data as Record<string, unknown>,
              digest: context.generateDigest(data as Record<string, unknown>),
            });
        }
      };
      fill();
      context.watcher?.on('change', (path) => {
        if (!path.startsWith(contentRoot(context))) return;
        try {
          fill();
        } catch (error) {
          context.logger.error(String((error as Error).message));
        }
      });
    },
  };
}

export const quizLoader = (): Loader => loader('quizzes', (content) => content.quizzes);
export const courseLoader = (): Loader => loader('course', (content) => [['course', content.course]]);
export const changesLoader = (): Loader =>
  loader('changes', (content) => [['changes', { changes: content.changes }]]);
export const glossaryLoader = (): Loader =>
  loader('glossary', (content) => [['glossary', { terms: content.glossary }]]);

/** Lessons are rendered by Astro's MDX; the check before it gives the better messages. */
export function lessonLoader(): Loader {
  const mdx = glob({
    base: './content',
    pattern: '*/lessons/*.mdx',
    generateId: ({ entry }) => entry.replace('/lessons/', '/').replace(/\.mdx$/, ''),
  });
  return {
    ...mdx,
    name: 'rootless-lessons',
    async load(context) {
      for (const locale of locales) {
        const root = join(contentRoot(context), locale);
        const { mistakes } = readContent(root, `content/${locale}`);
        if (mistakes.length > 0) throw new BadContent(mistakes);
      }
      await mdx.load(context);
    },
  };
}
