// The checkup as a door of the practice account: findings with their ways into the console and the lessons, what is better
// since the last look, the report that is four hours old, files.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, type Look, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { press } from './keyboard.ts';
import { openSite, type TestSite } from './site.ts';

let browser: Browser;
let site: TestSite;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Visit {
  context: BrowserContext;
  page: Page;
  troubles: Troubles;
}

async function visit(look: Look = {}): Promise<Visit> {
  const context = await newContext(browser, look);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/practice/#/checkup`);
  await page.getByRole('heading', { level: 1, name: 'Checkup' }).waitFor();
  return { context, page, troubles };
}

async function leave({ context, troubles }: Visit): Promise<void> {
  expect(troubles).toEqual({ list: [], elsewhere: [] });
  await context.close();
}

const finding = (page: Page, rule: string) => page.locator(`[data-rule=${rule}]`);

describe('the checkup of the practice account', () => {
  it.each([
    { theme: 'light', width: 1280 },
    { theme: 'dark', width: 320 },
  ] as const)('shows what is wrong, $theme, $width px', async (look) => {
    const visited = await visit(look);
    const { page } = visited;
    await press(page, page.getByRole('button', { name: 'Look at the account' }));
    await finding(page, 'password-length').waitFor();
    expect(await finding(page, 'password-length').getAttribute('data-status')).toBe('fail');
    expect(await page.locator('[data-status=couldNotSee]').count()).toBe(0);
    await finding(page, 'password-length').getByText('Why it matters').click();
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await screenshot(page, `checkup-${look.theme}-${look.width}`, false);
    await leave(visited);
  });

  it('leads to the console’s page and to the lesson, and says what is better after it was put right', async () => {
    const visited = await visit();
    const { page } = visited;
    await page.getByRole('button', { name: 'Look at the account' }).click();
    const length = finding(page, 'password-length');
    await length.getByText('Why it matters').click();
    expect(await length.getByRole('link', { name: 'The lesson about it' }).getAttribute('href')).toMatch(
      /\/lessons\/first-iam-user\/$/,
    );
    await length.getByRole('link', { name: 'Go there in the console' }).click();
    await page.waitForURL(/#\/console\/iam\/account-settings$/);
    await page.getByRole('heading', { level: 1, name: 'Account settings' }).waitFor();
    await page.goto(`${site.origin}/practice/#/terminal`);
    const command = page.getByRole('textbox', { name: 'Command' });
    await command.fill(
      'aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24 --allow-users-to-change-password && echo changed',
    );
    await command.press('Enter');
    await page.getByText('changed', { exact: true }).waitFor();
    await page
      .getByRole('navigation', { name: 'Doors to the account' })
      .getByRole('link', { name: 'Checkup' })
      .click();
    await page.getByText('The account was changed since. Look again.').waitFor();
    await page.getByRole('button', { name: 'Look again', exact: true }).click();
    await page.getByText(/Since the last look at .*: 2 better, 0 worse/).waitFor();
    expect(await length.getAttribute('data-status')).toBe('pass');
    await leave(visited);
  });

  it('says that the credential report is older than what was put right, and lets the clock run', async () => {
    const visited = await visit();
    const { page } = visited;
    await page.getByRole('button', { name: 'Look at the account' }).click();
    const keys = finding(page, 'key-rotation');
    await keys.getByRole('link', { name: 'tom' }).waitFor();
    expect(await keys.getByRole('link', { name: 'tom' }).getAttribute('href')).toBe(
      '#/console/iam/users/tom/security-credentials',
    );
    await page.goto(`${site.origin}/practice/#/terminal`);
    const command = page.getByRole('textbox', { name: 'Command' });
    await command.fill(
      'aws iam delete-access-key --user-name tom --access-key-id $(aws iam list-access-keys --user-name tom --query "AccessKeyMetadata[0].AccessKeyId" --output text) && echo deleted',
    );
    await command.press('Enter');
    await page.getByText('deleted', { exact: true }).waitFor();
    await page.goto(`${site.origin}/practice/#/checkup`);
    await page.getByRole('button', { name: 'Look again', exact: true }).click();
    await page.getByText(/The credential report is of .* at most every four hours/).waitFor();
    expect(await keys.getAttribute('data-status')).toBe('fail');
    await page.getByRole('button', { name: 'Four hours later, look again' }).click();
    await page.getByText(/Since the last look at .*Better|Better: .*Access keys are young/).waitFor();
    expect(await keys.getAttribute('data-status')).not.toBe('fail');
    await leave(visited);
  });

  it('is printed, saved to a file, and compared with it', async () => {
    const visited = await visit();
    const { page } = visited;
    await page.getByRole('button', { name: 'Look at the account' }).click();
    await finding(page, 'root-mfa').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await finding(page, 'root-mfa').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Look again' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Doors to the account' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await screenshot(page, 'checkup-print');
    await page.emulateMedia({ media: null });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the checkup' }).click(),
    ]);
    const report = JSON.parse(readFileSync((await saved.path()) as string, 'utf8'));
    expect(report).toMatchObject({ rootless: 'checkup', v: 1, account: '444455556666' });
    for (const one of report.findings) if (one.rule === 'password-length') one.status = 'pass';
    await page.getByLabel('Compare with a saved checkup').setInputFiles({
      name: 'before.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(report)),
    });
    await page.getByText(/Since \d{4}-\d\d-\d\d: 0 better, 1 worse/).waitFor();
    await page.getByText('Worse: Passwords have at least 14 characters').waitFor();
    await leave(visited);
  });
});
