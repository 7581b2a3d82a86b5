// Without a connection: after one visit the lessons, their exercises, quizzes and the practice account are there; a
// newer build is announced and taken when the learner likes.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outFolder } from '../../scripts/build.ts';
import { startRootless } from '../../src/server/rootless.ts';
import { alive, launch, newContext } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

let browser: Browser;
let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const kept = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // Claimed by the worker that has just been activated.
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
  });

describe('after the first visit', () => {
  it('lessons, quizzes, the practice account and its terminal work without a connection', async () => {
    const context = await newContext(browser, { offline: true });
    const page = await context.newPage();
    await page.goto(`${site.origin}/lessons/first-iam-user/`);
    await kept(page);
    await context.setOffline(true);
    await page.goto(`${site.origin}/lessons/two-kinds-of-identity/`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Two kinds of identity');
    await page.getByRole('button', { name: /(Open|Go on in) the practice account/ }).click();
    await page.getByRole('combobox', { name: 'Work as' }).waitFor();
    await page.goto(`${site.origin}/quiz/groups/`);
    await alive(page);
    await page.getByRole('button', { name: 'Show the answer' }).click();
    await page.getByText(/Here is the answer/).waitFor();
    await page.goto(`${site.origin}/practice/#/terminal`);
    const line = page.getByRole('textbox', { name: 'Command' });
    await line.fill(
      'aws iam list-users --query Users[].UserName --output text | tr "\\t" "\\n" | sort | head -n 1',
    );
    await line.press('Enter');
    await page.getByRole('log').getByText('li', { exact: true }).waitFor();
    // The parameters that others put behind an address change nothing.
    await page.goto(`${site.origin}/progress/?from=mail`);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    // What was never there says so itself.
    await page.goto(`${site.origin}/lessons/no-such-lesson/`);
    await page.getByRole('heading', { name: 'This page is not on your device' }).waitFor();
    await context.close();
  });

  it('the server’s own doors are never answered from what is kept', async () => {
    const context = await newContext(browser, { offline: true });
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await kept(page);
    const names = await page.evaluate(async () => {
      const found: string[] = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
          found.push(new URL(request.url).pathname);
      return found;
    });
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => /_host|_aws|sw\.js/.test(name))).toEqual([]);
    await context.close();
  });
});

describe('a newer build', () => {
  it('is announced, not forced, and taken on a click', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rootless-offline-'));
    cpSync(outFolder(), join(folder, 'site'), { recursive: true });
    const running = await startRootless({
      folder: join(folder, 'site'),
      accounts: join(folder, 'accounts'),
      port: 0,
      endpointPort: 0,
    });
    const origin = new URL(running.site.url).origin;
    const context = await newContext(browser, { offline: true });
    const page = await context.newPage();
    await page.goto(`${origin}/about/`);
    await kept(page);
    const notice = page.getByText('A newer version of this site is ready.');
    expect(await notice.isVisible()).toBe(false);

    // The next build: another text on the page, another list of files.
    const about = join(folder, 'site', 'about', 'index.html');
    writeFileSync(about, readFileSync(about, 'utf8').replaceAll('<h1', '<h1 data-newer'));
    const worker = join(folder, 'site', 'sw.js');
    writeFileSync(
      worker,
      readFileSync(worker, 'utf8')
        .replace(/const BUILD="[^"]+"/, 'const BUILD="newer"')
        .replace(/"about\/":"[^"]+"/, '"about/":"newer"'),
    );
    await page.reload();
    await notice.waitFor();
    expect(await page.locator('[data-newer]').count()).toBe(0);
    await page.getByRole('button', { name: 'Use it now' }).click();
    await page.locator('[data-newer]').waitFor();
    await context.close();
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
