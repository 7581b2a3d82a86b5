// The very module by which pages keep progress, called in a page as they call it.
import type { Page } from 'playwright-core';

/**
 * Runs code in the page with `open` at hand, which opens the progress. It is found by what it is, and as text, because a
 * test runner rewrites `import()` in functions. The page must be one that loads the module.
 */
export const withProgress = (page: Page, code: string): Promise<number> =>
  page.evaluate(`(async () => {
    // Scripts come after the first paint.
    const found = async () => {
      const urls = performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => new RegExp('/_astro/open[.][^/]+[.]js$').test(name));
      const modules = await Promise.all(urls.map((url) => import(url)));
      return modules.flatMap((module) => Object.values(module))
        .find((value) => typeof value === 'function' && String(value).includes('rootless-progress'));
    };
    let open;
    while (!(open = await found())) await new Promise((resolve) => setTimeout(resolve, 50));
    ${code}
  })()`);
