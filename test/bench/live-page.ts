// The live page with the files of 5,000 users, in Chromium: the longest task and the time to the findings. A task over
// 200 ms is felt as a page that has stopped. The code it loads by then is weighed in test/browser/live-faults.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { endpointListener } from '../../src/server/endpoint.ts';
import { listen } from '../../src/server/listen.ts';
import { exportLines, launchWithAws, paste } from '../browser/aws.ts';
import { alive, launch, newContext } from '../browser/browser.ts';
import { openSite, type TestSite } from '../browser/site.ts';
import { startFaultProxy } from '../live/fault-proxy.ts';
import { largeAccount, largeReport } from '../live/large-account.ts';
import { largeIam } from '../live/large-iam.ts';
import { type Figure, median } from './figure.ts';

const users = 5000;

interface Measured {
  longest: number;
  until: number;
}

/** Median of five: the longest task, and the time from `begin` to the findings (ms). */
async function measure(
  site: TestSite,
  context: () => Promise<BrowserContext>,
  begin: (page: Page) => Promise<void>,
): Promise<Measured> {
  const measured: Measured[] = [];
  for (let n = 0; n < 5; n++) {
    const own = await context();
    const page = await own.newPage();
    await page.goto(`${site.origin}/live/`);
    await alive(page);
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
      Object.assign(globalThis, { tasks });
    });
    const began = performance.now();
    await begin(page);
    await page.locator('[data-rule=user-mfa][data-status=fail]').waitFor();
    const until = performance.now() - began;
    await page.waitForTimeout(500);
    const longest = await page.evaluate(() =>
      Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks),
    );
    measured.push({ longest, until });
    await own.close();
  }
  return {
    longest: median(measured.map((one) => one.longest)),
    until: median(measured.map((one) => one.until)),
  };
}

async function fromFiles(site: TestSite): Promise<Measured> {
  // On the disk: Playwright would unpack anything else inside the page, and that would be measured too.
  const folder = mkdtempSync(join(tmpdir(), 'rootless-live-'));
  const files = ['details.json', 'report.csv'].map((name) => join(folder, name));
  writeFileSync(files[0] as string, JSON.stringify(largeAccount(users), null, 4));
  writeFileSync(files[1] as string, largeReport(users));
  const browser = await launch();
  try {
    return await measure(
      site,
      () => newContext(browser),
      (page) => page.locator('input[type=file]').first().setInputFiles(files),
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function fromAws(site: TestSite): Promise<Measured> {
  const { handle } = largeIam(users);
  const endpoint = await listen(endpointListener({ handle }), { port: 0 });
  const proxy = await startFaultProxy({ target: endpoint.port, secure: true });
  const browser = await launchWithAws(proxy.port);
  const key = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'x'.repeat(40) };
  try {
    return await measure(
      site,
      () => browser.newContext({ ignoreHTTPSErrors: true, serviceWorkers: 'block' }),
      (page) => paste(page, exportLines(key)),
    );
  } finally {
    await browser.close();
    await Promise.all([proxy.close(), endpoint.close()]);
  }
}

export async function* figures(): AsyncGenerator<Figure> {
  const site = await openSite();
  try {
    const files = await fromFiles(site);
    yield { name: 'live page / longest task, files of 5,000 users', value: files.longest, unit: 'ms' };
    yield { name: 'live page / from the files to the findings', value: files.until, unit: 'ms' };
    const aws = await fromAws(site);
    yield { name: 'live page / longest task, 5,000 users from AWS', value: aws.longest, unit: 'ms' };
    yield { name: 'live page / from the credentials to the findings', value: aws.until, unit: 'ms' };
  } finally {
    await site.close();
  }
}
