// The lessons' drawings are moved by their switches alone: without a script too; with one, the result is said aloud.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, launch, newContext } from './browser.ts';
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

/** Lesson, drawing, switch (by keyboard: Space), a sentence that is seen after it and was not before. */
const moves: readonly (readonly [string, string, string, string])[] = [
  ['first-iam-user', 'gates', 'She has a password', 'nothing says yes.'],
  ['lock-root-away', 'locks', 'MFA for root', 'The password alone opens nothing.'],
  [
    'two-kinds-of-identity',
    'door',
    'The account’s number, the name anna',
    'What is open to her, her policies say.',
  ],
  ['groups', 'teams', 'Developers get databases too', 'every developer may run databases.'],
  ['what-only-root-can-do', 'root-list', 'the root user', 'So six tasks are left for root'],
  ['policies', 'statements', 'Read the file orchard-reports/salaries/may.csv', 'a no wins.'],
  ['why-denied', 'evaluation', 'Some policy denies it', 'Nothing else is asked any more.'],
  ['access-keys-and-tools', 'keys', 'What the program has gets out', 'until somebody notices.'],
  [
    'mfa-for-everyone',
    'second-proof',
    'with an access key, as it is',
    'IfExists takes the condition as met.',
  ],
  ['who-did-what', 'trace', 'Resource name: Guides', 'One of them changed it.'],
  ['roles', 'expiry', 'A year later', 'Keys get old in silence.'],
  ['joining-moving-leaving', 'leaver', 'Password', 'his keys work without a password.'],
  ['audit', 'report13', 'Has root a key?', 'so nothing will miss it.'],
  ['many-accounts', 'family', 'The root user of the management account', 'as little there as you can.'],
];

const sentence = (page: Page, drawing: string, text: string) =>
  page.locator(`.drawing.${drawing} .result`, { hasText: text });

it.each(moves)('%s: %s changes with «%s» and says so', async (lesson, drawing, name, text) => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.origin}/lessons/${lesson}/`, { waitUntil: 'networkidle' });
  expect(await sentence(page, drawing, text).isVisible()).toBe(false);
  await page.locator(`.drawing.${drawing}`).getByLabel(name).focus();
  await page.keyboard.press('Space');
  expect(await sentence(page, drawing, text).isVisible()).toBe(true);
  expect(await page.locator(`.drawing.${drawing} [data-said]`).textContent()).toContain(text);
  expect(await axe(page, `.drawing.${drawing}`)).toEqual([]);
  await context.close();
});

it.each(moves)('%s: %s changes with «%s» without JavaScript', async (lesson, drawing, name, text) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.origin}/lessons/${lesson}/`);
  await page.locator(`.drawing.${drawing}`).getByLabel(name).click();
  expect(await sentence(page, drawing, text).isVisible()).toBe(true);
  await context.close();
});
