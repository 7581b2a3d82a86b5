// A challenge as a learner does it: solved in the console, its score, and what the list says afterwards. Beside it the
// pages that are printed, and the comparison.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, launch, newContext, screenshot, watch } from './browser.ts';
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

async function solve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the practice account' }).click();
  await page.getByRole('button', { name: 'Console', exact: true }).click();
  await page.getByRole('heading', { name: 'IAM Dashboard' }).waitFor();
  await page.getByRole('link', { name: 'Users', exact: true }).first().click();
  await page.getByRole('link', { name: 'gus', exact: true }).first().click();
  await page
    .getByRole('button', { name: /^Add permissions/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Create inline policy', exact: true }).click();
  await page.getByRole('textbox', { name: 'Policy name' }).fill('NotForOneself');
  await page
    .getByRole('textbox', { name: 'Policy editor' })
    .fill('{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:Put*","Resource":"*"}]}');
  await page.getByRole('button', { name: 'Create policy', exact: true }).click();
  await page.getByText('1 of 1 done').first().waitFor();
  await page.getByRole('button', { name: 'Back to the challenge' }).click();
}

it('is solved in the console, tells the score, and is ticked off in the list', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = watch(page, site.origin);
  try {
    await page.goto(`${site.origin}/challenges/`);
    const card = page.getByRole('listitem').filter({ hasText: 'Written by oneself' });
    expect(await card.getByText('solved').isVisible()).toBe(false);
    await card.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Written by oneself' }).waitFor();
    await solve(page);
    await page
      .getByText(
        'You needed 1 request that changed something. That is as few as the best known way needs. Without a hint.',
      )
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'challenge-solved');

    await page.goto(`${site.origin}/challenges/`);
    await card.getByText('solved with 1 request').waitFor();
    expect(await card.getAttribute('data-state')).toBe('solved');
    expect(await axe(page)).toEqual([]);
    expect(troubles).toEqual({ list: [], elsewhere: [] });
  } catch (error) {
    await screenshot(page, 'failed-challenge', false);
    throw error;
  } finally {
    await context.close();
  }
});

it('prints a runbook without the site around it, with boxes to tick by pen', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.origin}/runbooks/`);
  await page.getByRole('link', { name: 'An access key has leaked' }).click();
  await page.getByRole('button', { name: 'Print this page' }).waitFor();
  expect(await page.getByRole('banner').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  expect(await page.getByRole('contentinfo').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Print this page' }).isVisible()).toBe(false);
  expect(await page.getByText('Deactivate it').isVisible()).toBe(true);
  const box = await page
    .locator('.steps > li')
    .first()
    .evaluate((step) => getComputedStyle(step, '::after').borderTopStyle);
  expect(box).toBe('solid');
  await screenshot(page, 'runbook-print');
  await context.close();
});

it('prints each slide of a teacher pack on a sheet of its own', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.origin}/teach/roles/`);
  await page.emulateMedia({ media: 'print' });
  const breaks = await page
    .locator('.slides > li')
    .evaluateAll((slides) => slides.map((slide) => getComputedStyle(slide).breakBefore));
  expect(breaks.length).toBeGreaterThan(1);
  expect(new Set(breaks)).toEqual(new Set(['page']));
  await context.close();
});

it('covers one column of the comparison, by keyboard', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.origin}/comparison/`);
  const row = page.getByRole('row', { name: 'Where does it come from?' });
  const ofRoot = row.getByText('It comes with the account.');
  const ofUser = row.getByText('Somebody makes it');
  expect([await ofRoot.isVisible(), await ofUser.isVisible()]).toEqual([true, true]);
  await page.getByRole('radio', { name: 'both' }).focus();
  await page.keyboard.press('ArrowDown');
  expect([await ofRoot.isVisible(), await ofUser.isVisible()]).toEqual([true, false]);
  await page.keyboard.press('ArrowDown');
  expect([await ofRoot.isVisible(), await ofUser.isVisible()]).toEqual([false, true]);
  await context.close();
});
