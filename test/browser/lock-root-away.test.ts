// The exercise of lesson 3 as a learner does it in the console: an administrator, a script with its own identity, MFA
// for root with the practice authenticator, and root's key away.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, newContext, screenshot, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

let browser: Browser;
let site: TestSite;
let page: Page;
beforeAll(async () => {
  site = await openSite();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });
const link = (name: string): Locator => page.getByRole('link', { name, exact: true }).first();
const field = (name: string | RegExp): Locator => page.getByRole('textbox', { name });
const done = (count: number): Promise<void> => page.getByText(`${count} of 5 done`).first().waitFor();
const either = (name: string): Locator =>
  page.getByRole('link', { name, exact: true }).or(button(name)).first();

/** Back to the lesson, and into the console as somebody. */
async function workAs(who: string): Promise<void> {
  await button('Back to the lesson').click();
  await page.getByRole('combobox', { name: 'Work as' }).selectOption({ label: who });
  await button('Console').click();
  await page.getByRole('heading', { name: 'IAM Dashboard' }).waitFor();
}

async function nameUser(name: string): Promise<void> {
  // After a user without a password the list is open already.
  if (!(await either('Create user').isVisible())) await link('Users').click();
  await either('Create user').click();
  await field('User name').fill(name);
}

async function choose(menu: RegExp, item: string): Promise<void> {
  await button(menu).first().click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

it('is done in the console, from the administrator to the last key', async () => {
  const context = await newContext(browser);
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = watch(page, site.origin);
  try {
    await page.goto(`${site.origin}/lessons/lock-root-away/`);
    await button('Open the practice account').click();
    await button('Console').click();
    await page.getByRole('heading', { name: 'IAM Dashboard' }).waitFor();

    await nameUser('lena');
    await page.getByRole('checkbox', { name: /Provide user access/ }).check();
    await page.getByRole('radio', { name: /I want to create an IAM user/ }).check();
    await button('Next').click();
    await button('Create group').click();
    const dialog = page.getByRole('dialog', { name: /Create (user )?group/ });
    await dialog.getByRole('textbox', { name: 'User group name' }).fill('Administrators');
    await dialog
      .getByRole('searchbox')
      .or(dialog.getByPlaceholder(/Search/))
      .first()
      .fill('AdministratorAccess');
    await dialog.getByRole('checkbox', { name: /^(Select )?AdministratorAccess$/ }).check();
    await button('Create user group', dialog).click();
    await dialog.waitFor({ state: 'hidden' });
    const group = page.getByRole('checkbox', { name: 'Administrators', exact: true });
    if (!(await group.isChecked())) await group.check();
    await button('Next').click();
    await button('Create user').click();
    await page.getByRole('heading', { name: 'Retrieve password' }).first().waitFor();
    await done(1);

    await workAs('lena');
    for (const name of ['omar', 'backup-script']) {
      await nameUser(name);
      await button('Next').click();
      await button('Next').click();
      await button('Create user').click();
      await link(name).waitFor();
    }
    await done(2);
    await link('backup-script').click();
    await choose(/^Add permissions/, 'Create inline policy');
    await field('Policy name').fill('WriteBackups');
    await field('Policy editor').fill(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::harbour-backups/*"}]}',
    );
    await button('Create policy').click();
    await link('WriteBackups')
      .or(page.getByText('WriteBackups', { exact: true }))
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Security credentials' }).click();
    await either('Create access key').click();
    await page.getByRole('radio', { name: /Application running outside AWS/ }).check();
    await page.getByRole('checkbox', { name: /I understand/ }).check();
    await button('Next').click();
    await button('Create access key').click();
    await page.getByRole('heading', { name: 'Retrieve access keys' }).first().waitFor();
    await done(3);

    await workAs('root user');
    await choose(/^Root user @/, 'Security credentials');
    await either('Assign MFA device').click();
    await field(/Device name/).fill('root-phone');
    await button('Next').click();
    await page.getByText('No phone at hand? Practice authenticator').click();
    await button('Enter these two codes').click();
    await button('Add MFA').click();
    await done(4);
    const key = /^AKIA/;
    await choose(/^Actions for AKIA/, 'Deactivate');
    await button('Deactivate', page.getByRole('dialog').last()).click();
    await page
      .getByText(/is inactive/)
      .first()
      .waitFor();
    await choose(/^Actions for AKIA/, 'Delete');
    const confirm = page.getByRole('dialog').getByPlaceholder(key);
    await confirm.fill((await confirm.getAttribute('placeholder')) ?? '');
    await button('Delete', page.getByRole('dialog').last()).click();
    await done(5);
    await button('Back to the lesson').click();
    await page.getByText('All done.').first().waitFor();
    expect(troubles).toEqual({ list: [], elsewhere: [] });
  } catch (error) {
    await screenshot(page, 'failed-lock-root-away', false);
    throw error;
  } finally {
    await context.close();
  }
});
