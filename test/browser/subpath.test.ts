// The site under a sub-path, as on project pages of static hosts, and in the pseudo-locale.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alive, launch, newContext, watch } from './browser.ts';
import { openSite, SUBPATH, type TestSite } from './site.ts';

let browser: Browser;
let site: TestSite;
beforeAll(async () => {
  site = await openSite(SUBPATH);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('under a sub-path', () => {
  it('a learner gets from the home page to an open practice account, without a broken link or request', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    const troubles = watch(page, site.site.url);
    const missing: string[] = [];
    page.on('response', (response) => response.status() >= 400 && missing.push(response.url()));
    await page.goto(site.site.url);
    await page
      .getByRole('link', { name: /first IAM user/ })
      .first()
      .click();
    await page.waitForURL('**/rootless/lessons/first-iam-user/');
    await page.getByRole('button', { name: 'Open the practice account' }).click();
    await page.getByText('Nothing yet.').waitFor();
    await page.getByRole('button', { name: 'Console', exact: true }).click();
    await page.getByRole('heading', { name: 'IAM Dashboard' }).waitFor();
    expect(missing).toEqual([]);
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('every link of every page leads somewhere', async () => {
    const seen = new Set<string>();
    const broken: string[] = [];
    const queue = [site.site.url, `${site.site.url}qps/`];
    for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const answer = await fetch(url);
      if (!answer.ok) broken.push(url);
      if (!answer.headers.get('content-type')?.includes('html')) continue;
      const html = await answer.text();
      for (const match of html.matchAll(/\s(?:href|src)="([^"#]+)/g)) {
        const next = new URL((match[1] ?? '').replaceAll('&amp;', '&'), url);
        if (next.origin !== site.origin) continue;
        if (!next.pathname.startsWith('/rootless/')) broken.push(`${url} → ${next.pathname}`);
        else queue.push(next.origin + next.pathname);
      }
    }
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });
});

/** Words on the page that are neither in the pseudo-locale's brackets nor content (marked lang="en"), nor code. */
async function plainWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const own = (element: Element | null): boolean =>
      element !== null &&
      element.closest('[lang="en"], code, pre, kbd, script, style, noscript, template, [translate="no"]') ===
        null;
    const judge = (text: string | null, where: Element | null): void => {
      const words = (text ?? '')
        .replace(/⟦[^⟧]*⟧/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      if (/\p{L}{2,}/u.test(words) && own(where)) found.push(words.slice(0, 80));
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // Interleaved elements split a sentence: judge whole blocks' bracketed text by their nearest block.
    const blocks = new Set<Element>();
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.parentElement) blocks.add(node.parentElement);
    for (const block of blocks) {
      const bracketed = block.closest('[data-t]') ?? block;
      if (bracketed.textContent?.includes('⟦') && bracketed.textContent.includes('⟧')) continue;
      for (const child of block.childNodes)
        if (child.nodeType === Node.TEXT_NODE) judge(child.textContent, block);
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        judge(element.getAttribute(name), element);
    return found;
  });
}

describe('the pseudo-locale', () => {
  it.each([
    '',
    'lessons/two-kinds-of-identity/',
    'lessons/lock-root-away/',
    'lessons/first-iam-user/',
    'lessons/groups/',
    'quiz/first-iam-user/',
    'progress/',
    'about/',
    'report/',
  ])('finds no sentence that stands in code on /%s', async (path) => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${site.site.url}qps/${path}`, { waitUntil: 'networkidle' });
    if (path.startsWith('lessons/')) {
      await page.locator('.exercise').getByRole('button').last().click();
      await page.getByRole('combobox').waitFor();
    }
    expect(await page.locator('html').getAttribute('lang')).toBe('qps');
    expect(await plainWords(page)).toEqual([]);
    await context.close();
  });

  it('finds none on /live/ either, with findings, their reasons and everything opened', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${site.site.url}qps/live/`, { waitUntil: 'networkidle' });
    await alive(page);
    const long = '2020-01-01T00:00:00Z';
    const csv = [
      'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated',
      `<root_account>,arn:aws:iam::111122223333:root,${long},true,${long},N/A,false,true,${long}`,
      `anna,arn:aws:iam::111122223333:user/anna,${long},true,N/A,${long},false,true,${long}`,
    ].join('\n');
    const details = JSON.stringify({
      UserDetailList: [{ UserName: 'anna', Arn: 'arn:aws:iam::111122223333:user/anna', GroupList: [] }],
      RoleDetailList: [],
    });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
        { name: 'details.json', mimeType: 'application/json', buffer: Buffer.from(details) },
      ]);
    await page.locator('[data-rule=user-mfa][data-status=fail]').waitFor();
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    // Placeholders that are names of AWS's stay; so do the files' own names.
    expect(await plainWords(page)).toEqual([]);
    await context.close();
  });
});
