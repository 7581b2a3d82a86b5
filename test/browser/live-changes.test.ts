// Guided changes of a real account in Chromium: from a finding over a plan and a try in the copy to the change and its way
// back; the copy at a finding's page; the console that only looks. AWS is the simulated account behind AWS's host names.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
let asked: string[] = [];
const writing = (): string[] => asked.filter((one) => !/^(?:Get|List|Generate|Describe)/.test(one));

beforeAll(async () => {
  [site, browser, busy] = await Promise.all([openSite(), launch(), busyAccount()]);
  const made = await busy.run('CreateAccessKey', { UserName: 'boss' });
  key = made?.AccessKey as typeof key;
  context = await newContext(browser);
  await answerAsAws(context, busy.host, (operation) => asked.push(operation));
  page = await context.newPage();
  troubles = watch(page, site.origin);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), busy?.host.close()]);
});

async function connect(at: Page): Promise<void> {
  await openLive(at, site.origin);
  await paste(at, exportLines(key));
  await at.locator('[data-rule=no-full-access]').waitFor({ timeout: 60_000 });
}
/** The switch before a change. */
const allow = (at: Page) => at.getByRole('checkbox', { name: /^Let this page change the account/ });
/** AWS says «there is none» by an HTTP error, which the browser's console notes. */
const real = (): string[] => troubles.list.filter((one) => !one.includes('Failed to load resource'));

describe('a guided change', () => {
  it('begins at a finding, and plans without changing anything', async () => {
    await connect(page);
    const finding = page.locator('[data-rule=no-full-access]');
    await finding.getByRole('button', { name: 'Change it, guided' }).click();
    await page.getByText('About the finding').waitFor();
    expect(
      await page
        .getByLabel('User name')
        .or(page.getByLabel('Name', { exact: true }))
        .inputValue(),
    ).toBe('anna');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByRole('heading', { name: 'The plan' }).waitFor();
    expect(await page.locator('.live-changes').getByText('aws iam delete-user-policy').count()).toBe(1);
    expect(await page.locator('.live-changes').getByText('aws iam put-user-policy').count()).toBe(1);
    expect(writing()).toEqual([]);
  });

  it('is tried in a copy: what the checkup would say, and who may do less', async () => {
    asked = [];
    await page.getByRole('button', { name: 'Try it in the copy' }).click();
    await page.getByText('In the copy every call works.').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-effect=no-full-access]').getAttribute('data-change')).toBe('better');
    expect(await page.getByText('anna may no longer do').count()).toBeGreaterThan(0);
    expect(asked).toEqual([]);
    expect(await axe(page)).toEqual([]);
    await page.locator('.live-changes').scrollIntoViewIfNeeded();
    await screenshot(page, 'live-change-tried', false);
  });

  it('waits for the switch and the typed word', async () => {
    const go = page.getByRole('button', { name: 'Make this 1 call' });
    expect(await go.isDisabled()).toBe(true);
    await allow(page).check();
    await page.getByLabel('Type anna to confirm').fill('ann');
    expect(await go.isDisabled()).toBe(true);
    await page.getByLabel('Type anna to confirm').press('Enter');
    expect(writing()).toEqual([]);
  });

  it('is made by keyboard alone, recorded without a secret, and taken back', async () => {
    const before = await standing(busy.host);
    await page.getByLabel('Type anna to confirm').fill('anna');
    await page.getByLabel('Type anna to confirm').press('Enter');
    await page.getByRole('heading', { name: 'What was done', exact: true }).waitFor();
    await page.getByText('1 call was made.').waitFor();
    expect(writing()).toEqual(['DeleteUserPolicy']);
    expect(JSON.stringify(await standing(busy.host))).not.toContain('"All"');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the record' }).click(),
    ]);
    const record = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ rootless: 'change', calls: [{ outcome: 'done' }] });
    expect(record).not.toContain(key.SecretAccessKey);
    expect(record).not.toContain(key.AccessKeyId);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('heading', { name: 'What was done', exact: true }).scrollIntoViewIfNeeded();
    await screenshot(page, 'live-change-done', false);
    const kept = await page.evaluate(() =>
      [
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
        JSON.stringify(history.state),
        location.href,
        document.documentElement.outerHTML,
      ].join('\n'),
    );
    expect(kept).not.toContain(key.SecretAccessKey);
    expect(kept).not.toContain(key.AccessKeyId);
    await page.getByRole('button', { name: 'Look at the account again' }).click();
    await page.locator('[data-rule=no-full-access][data-status=pass]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('What can be taken back is taken back.').waitFor();
    expect(await standing(busy.host)).toEqual(before);
  });

  it('says what never comes back, and stops where somebody has changed something meanwhile', async () => {
    asked = [];
    await page.getByRole('button', { name: 'Plan another change' }).click();
    await page.getByLabel('What should change?').selectOption('deleteUser');
    await page.getByLabel('User name').fill('anna');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByText('Never comes back: AWS shows a secret access key once.').first().waitFor();
    await screenshot(page, 'live-change-delete-user');
    await busy.run('CreateGroup', { GroupName: 'New' });
    await busy.run('AddUserToGroup', { UserName: 'anna', GroupName: 'New' });
    await allow(page).check();
    await page.getByLabel('Type anna to confirm').fill('anna');
    await page.getByLabel('Type anna to confirm').press('Enter');
    await page.getByText('Somebody has changed something since the plan was made.').waitFor();
    expect(writing()).toEqual([]);
    await page.getByLabel('User name').fill('<img src=x>');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByText('There is no user «<img src=x>»').waitFor();
    await page.getByLabel('User name').fill('boss');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByText('You work as boss.').waitFor();
  });
});

describe('the console over a real account', () => {
  it('opens lazily, looks, and changes nothing', async () => {
    asked = [];
    await page.getByRole('button', { name: 'Open the console' }).press('Enter');
    const console = page.locator('.live-console');
    await console
      .getByText('Your real account 111122223333, as boss: read-only')
      .waitFor({ timeout: 60_000 });
    await console.getByRole('link', { name: 'Users', exact: true }).first().click();
    await console.getByRole('link', { name: 'anna' }).waitFor({ timeout: 60_000 });
    expect(new URL(page.url()).hash).toBe('#/console/iam/users');
    await console.getByRole('link', { name: 'anna' }).click();
    await console.getByRole('heading', { name: 'anna' }).waitFor();
    await page.goBack();
    await console.getByRole('heading', { name: /^Users/ }).waitFor();
    expect(asked).toContain('ListUsers');
    expect(writing()).toEqual([]);
    expect(await axe(page, '.live-console')).toEqual([]);
    await console.scrollIntoViewIfNeeded();
    await screenshot(page, 'live-console', false);
    await page.evaluate(() => {
      location.hash = '#/console/s3';
    });
    await console.getByText('The live page calls IAM, STS and CloudTrail only').first().waitFor();
    expect(
      troubles.elsewhere.filter(
        (url) => !/^https:\/\/(iam|sts\.us-east-1|cloudtrail\.us-east-1)\.amazonaws\.com\//.test(url),
      ),
    ).toEqual([]);
    expect(real()).toEqual([]);
  });

  it('closes and gives the focus back', async () => {
    await page.getByRole('button', { name: 'Close the console' }).press('Enter');
    await page.locator('.live-console').waitFor({ state: 'detached' });
    // It is given back after the next paint.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-labelledby')))
      .toBe('console-title');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.live-console').waitFor();
  });

  it('goes with the credentials', async () => {
    await page.getByRole('button', { name: 'Forget the credentials' }).click();
    await page.locator('.live-console').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('console');
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(key.AccessKeyId);
  });
});

it('stops where AWS refuses, says what was done, and takes that back', async () => {
  const before = await standing(busy.host);
  const other = await context.newPage();
  await connect(other);
  await other.getByRole('button', { name: 'Plan a change' }).click();
  await other.getByLabel('What should change?').selectOption('toGroup');
  await other.getByLabel('User name').fill('anna');
  await other.getByLabel('Group name').fill('Shop');
  await other.getByRole('button', { name: 'Make the plan' }).click();
  await other.getByRole('heading', { name: 'The plan' }).waitFor();
  await busy.run('PutUserPolicy', {
    UserName: 'boss',
    PolicyName: 'NoJoining',
    PolicyDocument:
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:AddUserToGroup","Resource":"*"}}',
  });
  await allow(other).check();
  await other.getByLabel('Type anna to confirm').fill('anna');
  await other.getByRole('button', { name: 'Make these 6 calls' }).click();
  await other.getByText('It stopped. 3 of 6 calls were made; below each says how it stands.').waitFor();
  expect(await other.locator('[data-outcome=failed]').textContent()).toContain('AccessDenied');
  expect(await other.locator('[data-outcome=notRun]').count()).toBe(2);
  await other.getByRole('heading', { name: 'What was done', exact: true }).scrollIntoViewIfNeeded();
  await screenshot(other, 'live-change-stopped', false);
  await other.getByRole('button', { name: 'Take it back' }).click();
  await other.getByText('What can be taken back is taken back.').waitFor();
  await busy.run('DeleteUserPolicy', { UserName: 'boss', PolicyName: 'NoJoining' });
  expect(await standing(busy.host)).toEqual(before);
  // The record outlives the credentials, so that it can be saved; nothing can be done with it then.
  await other.getByRole('button', { name: 'Forget the credentials' }).click();
  await other.getByText('This needs credentials or the relay').first().waitFor();
  expect(await other.getByRole('button', { name: 'Save the record' }).isEnabled()).toBe(true);
  expect(await other.getByRole('button', { name: 'Look at the account again' }).isDisabled()).toBe(true);
  await other.close();
});

it('takes a finding to its page in the practice copy', async () => {
  const other = await context.newPage();
  await connect(other);
  const finding = other.locator('[data-rule=groups-only]');
  await finding.getByRole('button', { name: 'Fix it in the practice copy first' }).click();
  await finding.getByRole('link', { name: /^anna, in the copy user-/ }).click({ timeout: 60_000 });
  await other.waitForURL(/practice\/#\/console\/iam\/users\/user-\d/);
  await other.getByRole('heading', { name: /^user-\d/ }).waitFor({ timeout: 60_000 });
  await other.close();
});

it('fits a narrow window, in the dark', async () => {
  const narrow = await newContext(browser, { theme: 'dark', width: 320 });
  await answerAsAws(narrow, busy.host);
  const small = await narrow.newPage();
  await connect(small);
  await small.getByRole('button', { name: 'Plan a change' }).click();
  await small.getByLabel('What should change?').selectOption('toGroup');
  await small.getByLabel('User name').fill('anna');
  await small.getByLabel('Group name').fill('Shop');
  await small.getByRole('button', { name: 'Make the plan' }).click();
  await small.getByRole('button', { name: 'Try it in the copy' }).click();
  await small.getByText('Nobody may do more or less.').waitFor({ timeout: 60_000 });
  await allow(small).check();
  expect(await overflow(small)).toBe(0);
  expect(await axe(small)).toEqual([]);
  await screenshot(small, 'live-change-narrow');
  await narrow.close();
});
