// A challenge as a learner does it: solved in the console, its score, and what the list says afterwards.
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
