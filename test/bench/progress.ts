// What a learner of years waits for: 5,000 attempts, read and added up by the page's own module in Chromium.
import { launch, newContext } from '../browser/browser.ts';
import { withProgress } from '../browser/progress-module.ts';
import { openSite } from '../browser/site.ts';
import { type Figure, median } from './figure.ts';

const COUNT = 5000;
const RUNS = 7;

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
