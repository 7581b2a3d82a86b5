// The console beyond the first lesson: every view with axe in both themes and on a phone's width, and the paths that
// only a browser can show (MFA with the practice authenticator, a half-refused wizard, thousands of users).
import { CreateGroupCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axe, type Look, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';
import { startFrom, worldWith } from './world.ts';

let browser: Browser;
let site: TestSite;
let context: BrowserContext;
let page: Page;
let troubles: Troubles;

beforeAll(async () => {
  site = await openSite();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail')
    await screenshot(page, `failed-${test.task.name.slice(0, 40)}`, false);
  await context.close();
});

async function open(look: Look = {}): Promise<void> {
  context = await newContext(browser, look);
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  troubles = watch(page, site.origin);
}

/** Opens a view; the document stays, as in use: only the part behind the # changes. */
async function view(path: string): Promise<void> {
  await page.goto(`${site.origin}/practice/#/console/${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

const button = (name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

const views = [
  'iam',
  'iam/users',
  'iam/create-user',
  'iam/users/mira',
  'iam/users/mira/groups',
  'iam/users/mira/tags',
  'iam/users/mira/security-credentials',
  'iam/users/mira/last-accessed',
  'iam/users/mira/add-permissions',
  'iam/users/mira/add-to-groups',
  'iam/users/mira/create-access-key',
  'iam/users/mira/assign-mfa',
  'iam/groups',
  'iam/create-group',
  'iam/groups/Administrators',
  'iam/groups/Administrators/permissions',
  'iam/policies',
  'iam/create-policy',
  'iam/policies/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess',
  'iam/policies/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess/entities',
  'iam/policies/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess/versions',
  'iam/roles',
  'iam/create-role',
  'iam/account-settings',
  'iam/credential-report',
  'iam/security-credentials',
  'iam/create-access-key',
  'iam/nobody/knows/this',
  'home',
  'switch-role',
  'iam/identity-providers',
  'iam/create-identity-provider',
  'iam/root-access',
  'account',
  'organizations',
  'organizations/policies',
  's3',
  's3/create-bucket',
  'ec2',
  'ec2/launch-instance',
  'cloudtrail',
  'cloudtrail/events/none',
  'signin',
];

const looks: readonly (Look & { name: string })[] = [
  { name: 'light, wide', theme: 'light', width: 1280 },
  { name: 'dark, phone', theme: 'dark', width: 320 },
];
/** Each theme at the other's width too: what differs there has so far differed here as well. */
const otherLooks: typeof looks = [
  { name: 'dark, wide', theme: 'dark', width: 1280 },
  { name: 'light, phone', theme: 'light', width: 320 },
];

describe.each([...looks, ...(process.env.ROOTLESS_FULL ? otherLooks : [])])(
  'every view, $name',
  ({ name, ...look }) => {
    it('has no finding of axe, nothing sticking out, no error', async () => {
      await open(look);
      for (const path of views) {
        await view(path);
        await page.waitForLoadState('networkidle');
        await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'hidden' });
        expect({ path, axe: await axe(page), overflow: await overflow(page) }).toEqual({
          path,
          axe: [],
          overflow: 0,
        });
      }
      expect(troubles).toEqual({ list: [], elsewhere: [] });
    });
  },
);

describe('the console', () => {
  it('assigns an MFA device to root with the practice authenticator, and the dashboard knows', async () => {
    await open();
    await view('iam');
    await page.getByText('Add MFA for root user').waitFor();
    await page.getByRole('button', { name: /Root user @/ }).click();
    await page.getByRole('menuitem', { name: 'Security credentials' }).click();
    await button('Assign MFA device').click();
    await page.getByRole('textbox', { name: 'Device name' }).fill('phone');
    await button('Next').click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await page.getByText('No phone at hand?').click();
    await button('Enter these two codes').click();
    await button('Add MFA').click();
    await page.getByText('MFA device assigned').first().waitFor();
    await page.getByRole('link', { name: 'Dashboard', exact: true }).first().click();
    await page.getByText('Root user has MFA').waitFor();
    expect(troubles.list).toEqual([]);
  });

  it('reports a wizard that was half refused, and keeps the user that was made', async () => {
    await open();
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['iam:Get*', 'iam:List*', 'iam:CreateUser'], Resource: '*' }],
    });
    await startFrom(
      page,
      await worldWith(async (iam) => {
        await iam.send(new CreateGroupCommand({ GroupName: 'Developers' }));
        await iam.send(new CreateUserCommand({ UserName: 'helper' }));
        await iam.send(
          new PutUserPolicyCommand({ UserName: 'helper', PolicyName: 'p', PolicyDocument: document }),
        );
      }),
    );
    await view('iam/users');
    await page.getByRole('button', { name: /Root user @/ }).click();
    await page.getByRole('menuitem', { name: 'helper' }).click();
    await page.getByRole('button', { name: /helper @ 1111-2222-3333/ }).waitFor();
    await button('Create user').first().click();
    await page.getByRole('textbox', { name: 'User name' }).fill('anna');
    await button('Next').click();
    await page.getByRole('checkbox', { name: 'Developers', exact: true }).check();
    await button('Next').click();
    await button('Create user').click();
    await page
      .getByText('User anna was created, but not everything you asked for was done')
      .first()
      .waitFor();
    await page
      .getByText(/user\/helper is not authorized to perform: iam:AddUserToGroup/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'anna', exact: true }).waitFor();
    await screenshot(page, 'console-half-refused', false);
    expect(await axe(page)).toEqual([]);
    expect(troubles.list).toEqual([]);
  });

  it('asks before a password is left behind that nobody has seen', async () => {
    await open();
    await view('iam/create-user');
    await page.getByRole('textbox', { name: 'User name' }).fill('anna');
    await page.getByRole('checkbox', { name: /Provide user access/ }).check();
    await button('Next').click();
    await button('Next').click();
    await button('Create user').click();
    await page.getByText('Console sign-in details').waitFor();
    await button('Return to users list').click();
    const dialog = page.getByRole('dialog', { name: /Continue without viewing/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await button('Show Console password').click();
    await button('Return to users list').click();
    await page.getByRole('link', { name: 'anna', exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(troubles.list).toEqual([]);
  });

  it('shows at once what undo took away, on the very page of it', async () => {
    await open();
    await view('iam/create-user');
    await page.getByRole('textbox', { name: 'User name' }).fill('anna');
    await button('Next').click();
    await button('Next').click();
    await button('Create user').click();
    await button('View user').first().click();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('The user with name anna cannot be found.').first().waitFor();
    await page.getByRole('heading', { name: 'Summary' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Redo/ }).click();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    expect(troubles.list).toEqual([]);
  });

  it('shows one page of five thousand users, and finds any of them', async () => {
    await open();
    await startFrom(
      page,
      await worldWith(async (iam) => {
        for (let i = 0; i < 5000; i += 1) await iam.send(new CreateUserCommand({ UserName: `user-${i}` }));
      }),
    );
    await view('iam/users');
    await page.getByText('(5,000)').first().waitFor({ timeout: 60_000 });
    expect(await page.locator('tbody tr').count()).toBe(20);
    await page.getByRole('searchbox', { name: 'Search users' }).fill('user-4321');
    await page.getByRole('link', { name: 'user-4321', exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(troubles.list).toEqual([]);
  });
});
