// What a learner of years waits for: 5,000 attempts, read and added up by the page's own module in Chromium.
import type { Page } from 'playwright-core';
import { launch, newContext } from '../browser/browser.ts';
import { openSite } from '../browser/site.ts';
import { type Figure, median } from './figure.ts';

const COUNT = 5000;
const RUNS = 7;

/** Runs code in the page with `progress`, opened as the page itself opens it. */
const withProgress = (page: Page, code: string): Promise<number> =>
  page.evaluate(`(async () => {
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

export async function* figures(): AsyncGenerator<Figure> {
  const site = await openSite();
  const browser = await launch();
  try {
    const context = await newContext(browser);
    const page = await context.newPage();
    const visit = (): Promise<unknown> =>
      page.goto(`${site.origin}/quiz/first-iam-user/`, { waitUntil: 'networkidle' });
    await visit();
    await withProgress(
      page,
      `const progress = await open();
      await progress.record(...Array.from({ length: ${COUNT} }, (_, index) => ({
        kind: 'attempt', quiz: 'first-iam-user', item: 'item-' + (index % 200), hash: 'h', right: index % 3 > 0,
        gaveUp: false, answer: '[1]', nonce: 'n' + index,
      })));
      return 0;`,
    );
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await visit();
      times.push(
        await withProgress(
          page,
          `const progress = await open();
          // The page has read it already: as after a change in another tab, all of it is read again.
          const other = new BroadcastChannel('rootless-progress');
          await new Promise((resolve) => { progress.subscribe(resolve); other.postMessage('changed'); });
          const from = performance.now();
          await progress.read();
          const taken = performance.now() - from;
          const count = [...(await progress.facts()).values()].filter(({ kind }) => kind === 'attempt').length;
          if (count < ${COUNT}) throw new Error('only ' + count + ' attempts are there');
          return taken;`,
        ),
      );
    }
    yield {
      name: `progress, ${COUNT} attempts read and added up`,
      value: Math.round(median(times)),
      unit: 'ms',
    };
    yield {
      name: `progress, ${COUNT} attempts, slowest of ${RUNS}`,
      value: Math.round(Math.max(...times)),
      unit: 'ms',
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
