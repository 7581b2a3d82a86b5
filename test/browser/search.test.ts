// The search dialog: by button and by key, what it finds, what it says when there is nothing or no connection.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, newContext, overflow, screenshot, watch } from './browser.ts';
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

describe('search', () => {
  it('is opened, asked and followed with the keyboard alone', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    const troubles = watch(page, site.origin);
    await page.goto(`${site.origin}/about/`);
    await page.getByRole('button', { name: 'Search' }).waitFor();
    await page.keyboard.press('/');
    const dialog = page.getByRole('dialog', { name: 'Search the course' });
    await dialog.waitFor();
    await page.keyboard.type('password');
    await dialog.getByText(/pages? (was|were) found for «password»/).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'search', false);
    await page.keyboard.press('ArrowDown');
    const first = dialog.getByRole('link').first();
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    const target = await first.getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`${target?.replace(/[.?#]/g, '\\$&')}$`));
    expect(page.url()).not.toContain('/about/');
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('says when nothing is found, fits a phone, and shows excerpts as text', async () => {
    const context = await newContext(browser, { width: 320, theme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await page.getByRole('button', { name: 'Search' }).click();
    const dialog = page.getByRole('dialog', { name: 'Search the course' });
    await dialog.getByRole('searchbox').fill('qqqxyzzy');
    await dialog.getByText('Nothing was found for «qqqxyzzy».').waitFor();
    await dialog.getByRole('searchbox').fill('policy');
    await dialog.getByRole('link').first().waitFor();
    expect(await dialog.locator('mark').count()).toBeGreaterThan(0);
    expect(await overflow(page)).toBe(0);
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'search-dark-320', false);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    await context.close();
  });

  it('says when it could not be loaded, and works on the next try', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await page.route('**/pagefind/pagefind.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Search' }).click();
    const dialog = page.getByRole('dialog', { name: 'Search the course' });
    await dialog.getByRole('searchbox').fill('group');
    await dialog.getByText('The search could not be loaded.').waitFor();
    await page.unroute('**/pagefind/pagefind.js');
    await dialog.getByRole('searchbox').fill('groups');
    await dialog.getByRole('link').first().waitFor();
    await context.close();
  });
});
