// The account that one worked in last: after a reload the one on the server again, or a word about it when it is away.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, launch, newContext, screenshot } from './browser.ts';
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

it('comes back to the account on the server after a reload, and says so when the server is away', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${site.origin}/lessons/first-iam-user/`);
  await page.getByRole('button', { name: 'Open the practice account' }).click();
  await page.getByRole('button', { name: 'My own terminal' }).click();
  const lines = page.getByText(/export AWS_ENDPOINT_URL=/).first();
  await lines.waitFor();
  const key = /AWS_ACCESS_KEY_ID=(\w+)/.exec((await lines.textContent()) ?? '')?.[1];

  await page.reload();
  await page.getByRole('button', { name: 'Go on in the practice account' }).click();
  await lines.waitFor();
  // The very same account: its root works with the same key.
  expect(await lines.textContent()).toContain(key);

  // A build without a server answers so; the browser's own account opens, and the door stays remembered.
  await page.route('**/_host/info.json', (route) => route.fulfill({ json: { server: false } }));
  await page.reload();
  await page.getByRole('button', { name: 'Go on in the practice account' }).click();
  await page.getByText('You last worked in the account of your own terminal.').waitFor();
  await screenshot(page, 'server-away', false);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => page.getByText('You last worked in').count()).toBe(0);

  await page.unroute('**/_host/info.json');
  await page.reload();
  await page.getByRole('button', { name: 'Go on in the practice account' }).click();
  await lines.waitFor();
  await context.close();
});
