// Every page as a visitor meets it: light and dark, wide and narrow; no error, no request elsewhere, nothing for axe.
import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outFolder } from '../../scripts/build.ts';
import { axe, launch, newContext, overflow, screenshot, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

/** Pages of these kinds are data in one template: two of each are looked at, all of them in the long run. */
const alike = /^(challenges|runbooks|teach)\/./;
const looked = new Map<string, number>();
function worthLooking(path: string): boolean {
  const [, kind] = alike.exec(path) ?? [];
  if (kind === undefined || process.env.ROOTLESS_FULL) return true;
  const before = looked.get(kind) ?? 0;
  looked.set(kind, before + 1);
  return before < 2;
}

// Built before the tests are named: every page that was built is looked at.
const site: TestSite = await openSite();
const pages: (readonly [name: string, path: string])[] = [
  ...readdirSync(outFolder(), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html') && !file.startsWith('pagefind'))
    .map((file) => file.replace(/index\.html$/, ''))
    .filter(worthLooking)
    .map((path) => [path.replace(/\/$/, '').replaceAll('/', '-') || 'home', `/${path}`] as const),
  ['missing', '/no-such-page/'],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site.close();
});

// Each theme and each width once: what a width breaks, it breaks in both themes. Of pages that are made of the same parts
// every other one is looked at in light and wide, the rest in dark and narrow; all of them in the full test.
const byTurns = /^(lessons|quiz|exam)-/;
const looks = [
  ['light', 1280, 0],
  ['dark', 320, 1],
] as const;
describe.each(looks)('%s, %i px wide', (theme, width, turn) => {
  const mine = pages.filter(
    ([name], index) => process.env.ROOTLESS_FULL || !byTurns.test(name) || index % 2 === turn,
  );
  it.each(mine)('%s', async (name, path) => {
    const context = await newContext(browser, { theme, width });
    const page = await context.newPage();
    const troubles = watch(page, site.origin);
    await page.goto(site.origin + path, { waitUntil: 'networkidle' });
    if (name === 'practice') await page.getByText('One account, many doors').waitFor();
    await screenshot(page, `${name}-${theme}-${width}`);
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(troubles.elsewhere).toEqual([]);
    expect(troubles.list.filter((line) => !(name === 'missing' && line.includes('404')))).toEqual([]);
    await context.close();
  });
});

describe('without JavaScript', () => {
  it('a lesson can still be read', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/lessons/first-iam-user/`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      'Create your first IAM user',
    );
    expect(await page.getByRole('article').textContent()).toContain('what nothing allows is denied');
    await context.close();
  });
});

describe('the security policy', () => {
  it('stands on every page and allows no inline script', async () => {
    for (const [, path] of pages) {
      const html = await (await fetch(site.origin + path)).text();
      const policy = /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html)?.[1] ?? '';
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).toContain("connect-src 'self'");
      expect(/script-src[^;]*/.exec(policy)?.[0], path).not.toContain('unsafe-inline');
    }
  });
});
