// An exercise on a real account in Chromium: a switch and a word, a question answered before AWS does, a reload in the
// middle, and everything found and gone. AWS is the simulated account behind AWS's host names.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { busyAccount, standing } from '../live/live-account.ts';
import { exportLines, openLive, paste } from './aws.ts';
import { answerAsAws } from './aws-route.ts';
import { axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: Troubles;
let busy: Awaited<ReturnType<typeof busyAccount>>;
let key: { AccessKeyId: string; SecretAccessKey: string };
let before: unknown;

beforeAll(async () => {
  [site, browser, busy] = await Promise.all([openSite(), launch(), busyAccount()]);
  const made = await busy.run('CreateAccessKey', { UserName: 'boss' });
  key = made?.AccessKey as typeof key;
  before = await standing(busy.host);
  context = await newContext(browser, { width: 320 });
  await answerAsAws(context, busy.host);
  page = await context.newPage();
  troubles = watch(page, site.origin);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), busy?.host.close()]);
});

async function open(): Promise<void> {
  await openLive(page, site.origin);
  await paste(page, exportLines(key));
  await page.locator('[data-rule=no-full-access]').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Open the exercises' }).click();
  await page.getByRole('checkbox', { name: /^Let this page make things below/ }).check();
  await page.getByLabel('Type rootless to confirm').fill('rootless');
}

it('asks first, makes a user without credentials, and lets AWS decide', async () => {
  await open();
  await page.getByRole('button', { name: 'Begin: A user, and what a group gives' }).click();
  await page.getByText('Step 1 of 5').waitFor();
  await page.getByRole('button', { name: 'Make this 1 call' }).click();
  await page.getByText('In your account now: 1 user, 0 groups, 0 policies.').waitFor();
  await page.getByRole('button', { name: 'Next step' }).click();
  await page.getByRole('button', { name: 'Ask AWS' }).click();
  await page.getByText('Choose an answer first.').waitFor();
  await page.getByLabel('No: nothing allows it').check();
  await page.getByRole('button', { name: 'Ask AWS' }).click();
  await page.getByText('Right. AWS says: No: nothing allows it.').waitFor();
  await page.getByText('A new user begins with nothing.').waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByText('Step 2 of 5').scrollIntoViewIfNeeded();
  await screenshot(page, 'live-exercise-narrow', false);
  expect(JSON.stringify(await standing(busy.host))).toContain('/rootless/');
});

it('finds everything again after a reload, and takes all of it away', async () => {
  await open();
  await page.getByText('1 thing of an earlier exercise is still there.').waitFor();
  expect(await page.getByRole('button', { name: /^Begin: A user/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Clean up' }).click();
  await page.getByText('Nothing of the exercises is left in your account.').waitFor();
  expect(await standing(busy.host)).toEqual(before);
  expect(await page.getByRole('button', { name: /^Begin: A user/ }).isEnabled()).toBe(true);
  // AWS says «there is none» by an HTTP error, which the browser's console notes.
  expect(troubles.list.filter((one) => !one.includes('Failed to load resource'))).toEqual([]);
});
