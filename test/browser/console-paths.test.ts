// Ways through the console that only a browser can show: the guide's six steps by keyboard, signing in with all that can
// come between, switching roles, organization policies, the event history, and what happens when something goes wrong.
import {
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axe, type Look, launch, newContext, screenshot, type Troubles, watch } from './browser.ts';
import { press, tabTo, type as typeInto } from './keyboard.ts';
import { openSite, type TestSite } from './site.ts';
import { startFrom, worldWith } from './world.ts';

let browser: Browser;
let site: TestSite;
let context: BrowserContext;
let page: Page;
let troubles: Troubles;

const account = '111122223333';
const policy = (Action: string | string[], Effect = 'Allow', more = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*', ...more }] });

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

async function open(
  path: string,
  change?: (iam: IAMClient) => Promise<unknown>,
  look: Look = {},
): Promise<void> {
  context = await newContext(browser, look);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  troubles = watch(page, site.origin);
  if (change) await startFrom(page, await worldWith(change));
  await view(path);
}

async function view(path: string): Promise<void> {
  await page.goto(`${site.origin}/practice/#/console/${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

const button = (name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string): Locator => page.getByLabel(name, { exact: true });
const who = (name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name} @`) });
const item = (name: string): Locator => page.getByRole('menuitem', { name, exact: true });

/** Anna has a password to change, a device to prove, and may put on the role Audit. */
const anna = async (iam: IAMClient): Promise<void> => {
  await iam.send(new CreateUserCommand({ UserName: 'anna' }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'work',
      PolicyDocument: policy(['iam:*', 'sts:AssumeRole', 'cloudtrail:LookupEvents']),
    }),
  );
  await iam.send(
    new CreateLoginProfileCommand({
      UserName: 'anna',
      Password: 'First-word-1',
      PasswordResetRequired: true,
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'Audit',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${account}:root` } },
        ],
      }),
    }),
  );
};

async function signIn(user: string, password: string): Promise<void> {
  await field('IAM user name').fill(user);
  await field('Password').fill(password);
  await button('Sign in').click();
}

describe('the guide', () => {
  it('can be followed step by step with the keyboard alone', async () => {
    await open('iam', (iam) => iam.send(new CreateGroupCommand({ GroupName: 'Developers' })));
    // Steps 1 and 2: signed in, open the IAM console, select Users.
    await page.getByRole('heading', { name: 'IAM Dashboard' }).waitFor();
    await press(page, page.getByRole('link', { name: 'Users', exact: true }));
    await press(page, button('Create user'));
    // Step 3: user details, console access.
    await typeInto(page, field('User name'), 'anna');
    await press(page, page.getByRole('checkbox', { name: /Provide user access/ }), 'Space');
    expect(await page.getByRole('checkbox', { name: /User must create a new password/ }).isChecked()).toBe(
      true,
    );
    await press(page, button('Next'));
    // Step 4: permissions, by a group.
    await press(page, page.getByRole('checkbox', { name: 'Developers', exact: true }), 'Space');
    await press(page, button('Next'));
    // Step 5: review and create.
    await page.getByText('Review and create').first().waitFor();
    await press(page, button('Create user'));
    // Step 6: the credentials, to download or copy.
    await page.getByText('Console sign-in details').waitFor();
    const download = page.waitForEvent('download');
    await press(page, button('Download .csv file'));
    expect((await download).suggestedFilename()).toBe('anna_credentials.csv');
    await press(page, button('Return to users list'));
    await page.getByRole('link', { name: 'anna', exact: true }).waitFor();
    expect(troubles.list).toEqual([]);
  });
});

describe('signing in', () => {
  it('forces a new password, then asks for the second factor, and leaves its traces', async () => {
    await open('signin', anna);
    await signIn('anna', 'wrong');
    await page.getByText('Your authentication information is incorrect. Please try again.').waitFor();
    await signIn('anna', 'First-word-1');
    await page.getByRole('heading', { name: 'You must change your password to continue' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await field('Old password').fill('First-word-1');
    await field('New password').fill('Second-word-2');
    await field('Retype new password').fill('Second-word-2');
    await button('Confirm password change').click();
    await who('anna').click();
    await item('Security credentials').click();
    await button('Assign MFA device').click();
    await field('Device name').fill('phone');
    await button('Next').click();
    await page.getByText('No phone at hand?').click();
    await button('Enter these two codes').click();
    await button('Add MFA').click();
    await page.getByText('MFA device assigned').first().waitFor();
    await who('anna').click();
    await item('Sign out').click();
    await signIn('anna', 'Second-word-2');
    await page.getByRole('heading', { name: 'Multi-factor authentication' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'console-signin-mfa', false);
    // Each code works once, and two were used a moment ago: the next half minute's is taken already.
    await page.clock.install();
    await page.clock.fastForward(30_000);
    await button('Enter the practice authenticator’s code').click();
    await button('Submit').click();
    await who('anna').waitFor();
    await page.evaluate(() => {
      location.hash = '#/console/signin';
    });
    await button(/Go on as Root user/).click();
    await view('cloudtrail');
    await page.getByRole('link', { name: 'ConsoleLogin' }).first().waitFor();
    await page.getByRole('link', { name: 'CheckMfa' }).first().waitFor();
    expect(troubles.list).toEqual([]);
  }, 90_000);

  it('takes a security key, and root by its address', async () => {
    await open('iam/assign-mfa', anna);
    await field('Device name').fill('key');
    await page.getByRole('radio', { name: /Passkey or security key/ }).check();
    await button('Next').click();
    await button('Touch the practice security key').click();
    await button('Add MFA').click();
    await page.getByText('MFA device assigned').first().waitFor();
    await view('signin');
    await button('Sign in using root user email').click();
    await page.getByText('Practice account: who can sign in here?').click();
    await field('Root user email address').fill(
      (await page.locator('.signin-help dd').first().textContent()) ?? '',
    );
    await button('Next').click();
    await field('Password').fill('Root-practice-1');
    await button('Sign in').click();
    await button(/^Touch security key key/).click();
    await who('Root user').waitFor();
    expect(troubles.list).toEqual([]);
  });

  it('keeps several identities side by side, and what each was writing', async () => {
    await open('iam/create-group', anna);
    await field('User group name').fill('half-written');
    await who('Root user').click();
    await item('anna').click();
    await who('anna').waitFor();
    expect(await page.evaluate(() => location.hash)).toBe('#/console/iam/create-group');
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('link', { name: 'anna', exact: true }).waitFor();
    await who('anna').click();
    await item('Root user').click();
    expect(await field('User group name').inputValue()).toBe('half-written');
    expect(await page.evaluate(() => location.hash)).toBe('#/console/iam/create-group');
    expect(troubles.list).toEqual([]);
  });
});

it('switches to a role and back, and remembers the role', async () => {
  await open('iam', anna);
  await who('Root user').click();
  await item('anna').click();
  await who('anna').click();
  await item('Switch role').click();
  await field('IAM role name').fill('Audit');
  await field('Display name - optional').fill('Auditor');
  await button('Switch role').click();
  const worn = page.getByRole('button', { name: /^Auditor/ });
  await worn.waitFor();
  await page.getByText('You work as the role Auditor now.').first().waitFor();
  await page.getByText('is not authorized to perform: iam:GetAccountSummary').first().waitFor();
  await screenshot(page, 'console-role', false);
  expect(await axe(page)).toEqual([]);
  await worn.click();
  await item('Switch back').click();
  await who('anna').click();
  await item('Auditor').click();
  expect(await field('IAM role name').inputValue()).toBe('Audit');
  expect(troubles.list).toEqual([]);
});

it('binds a member account by a service control policy, and says so', async () => {
  await open('organizations', anna);
  await button('Create an organization').click();
  await page.getByRole('link', { name: 'Root', exact: true }).click();
  await button('Add an AWS account').click();
  await field('AWS account name').fill('play');
  await field('Email address of the account’s owner').fill('play@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Add an AWS account' }).click();
  await page.getByRole('link', { name: 'play', exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Policies', exact: true }).click();
  await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor();
  const enable = button('Enable service control policies');
  await enable
    .or(page.getByRole('link', { name: 'FullAWSAccess' }))
    .first()
    .waitFor();
  if (await enable.isVisible()) await enable.click();
  await button('Create policy').first().click();
  await field('Policy name').fill('NoBuckets');
  await page.getByRole('textbox', { name: 'Policy editor' }).fill(policy('s3:*', 'Deny'));
  await button('Create policy').click();
  await page.getByRole('link', { name: 'NoBuckets' }).click();
  await button('Attach').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Targets/ })
    .click();
  await page.getByRole('option', { name: /Root/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Attach' }).click();
  await page.getByText('The policy is attached.').first().waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'console-scp', false);
  await page.getByRole('link', { name: 'AWS accounts', exact: true }).click();
  const place = await page.locator('.console-place', { hasText: 'play' }).textContent();
  const member = /\d{12}/.exec(place ?? '')?.[0] ?? '';
  await who('Root user').click();
  await item('anna').click();
  await who('anna').waitFor();
  await view('switch-role');
  await field('Account ID or alias').fill(member);
  await field('IAM role name').fill('OrganizationAccountAccessRole');
  await button('Switch role').click();
  await page.getByRole('button', { name: /^OrganizationAccountAccessRole/ }).waitFor();
  await view('s3');
  await page
    .getByText(/explicit deny in a service control policy/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Why?' }).first().waitFor();
  expect(troubles.list).toEqual([]);
});

it('finds events by one attribute, and shows the record', async () => {
  await open('iam/create-group', anna);
  await field('User group name').fill('Developers');
  await button('Create user group').click();
  await page.getByText('User group Developers created.').first().waitFor();
  await view('cloudtrail');
  await page.getByRole('link', { name: 'CreateGroup' }).waitFor();
  await page.getByRole('button', { name: /Lookup attributes/ }).click();
  await page.getByRole('option', { name: 'Event name' }).click();
  await page.getByRole('textbox', { name: 'Enter a lookup value' }).fill('ListGroups');
  await page.keyboard.press('Enter');
  await page
    .getByText('No events match.')
    .or(page.getByRole('link', { name: 'ListGroups' }))
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'CreateGroup' }).waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: 'Enter a lookup value' }).fill('CreateGroup');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'CreateGroup' }).click();
  await page.getByText('"eventName": "CreateGroup"').waitFor();
  expect(troubles.list).toEqual([]);
});

it('writes a policy with the visual editor', async () => {
  await open('iam/create-policy', anna);
  await page.getByRole('button', { name: /Select a service/ }).click();
  // The filter has the focus when the list opens.
  await page.keyboard.type('amazon s3');
  await page.getByRole('option', { name: /^Amazon S3(\s+s3)?$/ }).click();
  await page.getByRole('button', { name: /^Read/ }).click();
  await page.getByRole('checkbox', { name: 'GetObject', exact: true }).check();
  await page.getByRole('radio', { name: 'Specific' }).check();
  await page.getByText('Add at least one ARN').waitFor();
  await button('Any object in this account').click();
  await page.getByRole('checkbox', { name: 'MFA required' }).check();
  await screenshot(page, 'console-visual-editor');
  expect(await axe(page)).toEqual([]);
  await button('Next').click();
  await field('Policy name').fill('ReadReports');
  await page.getByText('"s3:GetObject"').waitFor();
  await button('Create policy').click();
  await page.getByText('Policy ReadReports created.').first().waitFor();
  expect(troubles.list).toEqual([]);
});

it('asks which version of a policy goes when a sixth would be saved', async () => {
  await open(`iam/policies/${encodeURIComponent('arn:aws:iam::111122223333:policy/Work')}`, async (iam) => {
    const PolicyDocument = policy(['s3:GetObject']);
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'Work', PolicyDocument }));
    for (let version = 2; version <= 5; version++)
      await iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn: Policy?.Arn,
          PolicyDocument,
          SetAsDefault: version === 2,
        }),
      );
  });
  await button('Edit').click();
  await page.getByText('The policy has 5 versions').waitFor();
  // The oldest that is not in effect is proposed; another may be chosen.
  const choice = page.getByRole('button', { name: /Version to delete/ });
  expect(await choice.textContent()).toContain('v1');
  expect(await axe(page)).toEqual([]);
  await choice.click();
  await page.getByRole('option', { name: /^v3/ }).click();
  await page
    .getByRole('textbox', { name: 'Permissions defined in this policy' })
    .fill(policy(['s3:PutObject']));
  await button('Save changes').click();
  await page.getByText('Policy Work saved as a new default version.').first().waitFor();
  await page.getByRole('tab', { name: 'Policy versions' }).click();
  await page.getByText('v6 (Default)').waitFor();
  for (const id of ['v1', 'v2', 'v4', 'v5'])
    await page.getByRole('cell', { name: id, exact: true }).waitFor();
  expect(await page.getByRole('cell', { name: 'v3', exact: true }).count()).toBe(0);
  expect(troubles.list).toEqual([]);
});

it('says why, for every refusal', async () => {
  await open('iam', async (iam) => {
    await iam.send(new CreateUserCommand({ UserName: 'ben' }));
  });
  await who('Root user').click();
  await item('ben').click();
  await view('iam/users');
  await page.getByText('is not authorized to perform: iam:ListUsers').first().waitFor();
  await button('Why?').first().click();
  await page.waitForURL(/#\/why\/[0-9a-f-]{36}/);
  expect(troubles.list).toEqual([]);
});

it('loads a view again that did not come', async () => {
  await open('iam', anna);
  await page.route(/Users\.[\w-]+\.js/, (route) => route.abort());
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await page.getByRole('heading', { name: 'This page did not load' }).waitFor();
  await page.unroute(/Users\.[\w-]+\.js/);
  await button('Try again').click();
  await page.getByRole('link', { name: 'anna', exact: true }).waitFor();
});

it('reaches services and pages from the search box', async () => {
  await open('iam', anna);
  const search = page.getByRole('combobox', { name: 'Search services and features' });
  await tabTo(page, search);
  await page.keyboard.type('event hi');
  await page.getByRole('option', { name: /Event history/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Event history/, level: 1 }).waitFor();
  await press(page, button('Services'));
  await page.locator('button[aria-expanded="true"]', { hasText: 'Services' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Buckets/, level: 1 }).waitFor();
  expect(troubles.list).toEqual([]);
});
