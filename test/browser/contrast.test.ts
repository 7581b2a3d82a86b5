// Contrast themes take the colours away: what is on, off or cannot be used is still seen.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './browser.ts';
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

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ forcedColors: 'active', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${site.origin}${path}`, { waitUntil: 'networkidle' });
  return page;
}

/** The colours an element is painted with, beside those of the theme. */
const painted = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const probe = document.createElement('i');
      document.body.append(probe);
      const system = (name: string): string => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      };
      const { color, backgroundColor } = getComputedStyle(element);
      const knob = getComputedStyle(element, '::before').backgroundColor;
      const theme = { highlight: system('Highlight'), grey: system('GrayText'), canvas: system('Canvas') };
      probe.remove();
      return { color, backgroundColor, knob, ...theme };
    });

it('fills a switch that is on, and shows the knob of both', async () => {
  const page = await open('/lessons/first-iam-user/');
  const off = await painted(page, '.gates [type="checkbox"]');
  expect(off.backgroundColor).not.toBe(off.highlight);
  expect(off.knob).not.toBe(off.backgroundColor);
  await page.locator('.gates [type="checkbox"]').first().check();
  const on = await painted(page, '.gates [type="checkbox"]');
  expect(on.backgroundColor).toBe(on.highlight);
  expect(on.knob).not.toBe(on.backgroundColor);
  await page.context().close();
});

it('greys a button that cannot be pressed yet', async () => {
  const page = await open('/quiz/first-iam-user/');
  const button = '.quiz .button';
  const before = await painted(page, button);
  expect(before.color).toBe(before.grey);
  await page.locator('.option input').first().check();
  const after = await painted(page, button);
  expect(after.color).not.toBe(after.grey);
  expect(after.color).not.toBe(after.backgroundColor);
  await page.context().close();
});
