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

/** What was read last: every collection's loader asks for the same, one after the other. */
let last: { root: string; content: Content } | undefined;

function contentOf(root: string, locale: string): Content {
  if (last?.root !== root) last = { root, content: readContent(root, `content/${locale}`) };
  if (last.content.mistakes.length > 0) throw new BadContent(last.content.mistakes);
  return last.content;
}

/** A loader that reads everything, and puts what `pick` names into its collection. */
function loader(name: string, pick: (content: Content) => Iterable<[id: string, data: object]>): Loader {
  return {
    name: `rootless-${name}`,
    async load(context) {
      const fill = (): void => {
        context.store.clear();
        for (const locale of locales) {
          const content = contentOf(join(contentRoot(context), locale), locale);
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
        last = undefined;
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

export const runbookLoader = (): Loader => loader('runbooks', (content) => content.runbooks);
export const teachingLoader = (): Loader => loader('teaching', (content) => content.teaching);
export const comparisonLoader = (): Loader =>
  loader('comparison', (content) => [['comparison', { rows: content.comparison }]]);

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
      for (const locale of locales) contentOf(join(contentRoot(context), locale), locale);
      await mdx.load(context);
    },
  };
}
