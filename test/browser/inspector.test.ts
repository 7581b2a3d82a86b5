// The inspector as a learner uses it: why, try it, a pasted message, who can, the map, differences, history, time.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, type Look, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { press, tabTo } from './keyboard.ts';
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

const account = '444455556666';
const li = `arn:aws:iam::${account}:user/li`;

async function visit(
  hash: string,
  look: Look = {},
): Promise<{ context: BrowserContext; page: Page; troubles: Troubles }> {
  const context = await newContext(browser, look);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/practice/${hash}`);
  await page.getByRole('heading', { level: 1 }).locator('visible=true').first().waitFor();
  return { context, page, troubles };
}

const go = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Doors to the account' })
    .getByRole('link', { name, exact: true })
    .click();

async function imagine(page: Page, principal: string, action: string): Promise<void> {
  await page.getByRole('radio', { name: 'A request that I imagine' }).check();
  await page.getByLabel('Principal', { exact: true }).fill(principal);
  await page.getByLabel('Action', { exact: true }).fill(action);
}

const verdict = (page: Page): Promise<string | null> => page.locator('.inspector-said').textContent();

describe.each([
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 320 },
] as const)('every view, $theme, $width px', (look) => {
  it('has nothing for axe, nothing that sticks out, no trouble', async () => {
    const { context, page, troubles } = await visit('#/why', look);
    const looked = async (name: string): Promise<void> => {
      await screenshot(page, `inspector-${name}-${look.theme}-${look.width}`);
      expect(await axe(page), name).toEqual([]);
      expect(await overflow(page), name).toBe(0);
    };
    await imagine(page, li, 'iam:CreateUser');
    await page.getByRole('button', { name: 'Attempt it in the account' }).click();
    await page.getByText('As it was decided at that moment.').waitFor();
    await looked('why');
    for (const [link, heading] of [
      ['Who can?', 'Who can?'],
      ['Access map', 'Access map'],
      ['Differences', 'What is different'],
      ['History', 'History'],
      ['Time travel', 'Time travel'],
    ] as const) {
      await go(page, link);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page.waitForTimeout(300);
      await looked(heading.toLowerCase().replace(/\W+/g, '-'));
    }
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });
});

describe('why', () => {
  it('explains a denied request, tries the least change, and goes back', async () => {
    const { context, page, troubles } = await visit('#/why');
    await imagine(page, li, 'iam:CreateUser');
    await page.getByRole('button', { name: 'Attempt it in the account' }).click();
    await page.waitForURL(/#\/why\/[\w-]+$/);
    await page.getByText('As it was decided at that moment.').waitFor();
    expect(await verdict(page)).toContain('Denied: nothing allows it');
    const gates = page.getByRole('list', { name: 'The way through the gates' });
    expect(await gates.textContent()).toContain('Identity policiesDo they allow it? No. The way ends here.');
    await page.getByRole('button', { name: /^Try it: Add this statement/ }).click();
    await page.getByText('With your change: Allowed.').waitFor();
    expect(await verdict(page)).toContain('Allowed');
    await page.getByRole('button', { name: 'Back to how it is' }).click();
    await page.getByText('As it is: Denied: nothing allows it.').waitFor();

    // A policy in the editor: the answer follows each letter that makes it another policy.
    await page
      .getByRole('combobox', { name: 'Policy', exact: true })
      .selectOption({ label: 'Identity policies: AmazonS3FullAccess' });
    const text = page.getByRole('textbox', { name: /^Text of Identity policies/ });
    await text.focus();
    await page.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}',
    );
    await page.getByText('With your change: Allowed.').waitFor();
    await page.keyboard.insertText('}');
    await page.getByText('This is no policy yet').waitFor();
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('goes by keyboard alone from the form to the deciding policies', async () => {
    const { context, page } = await visit(
      `#/why/ask?principal=${encodeURIComponent(li)}&action=s3:GetObject&resource=*`,
    );
    await page.getByRole('list', { name: 'The way through the gates' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Show these policies: Identity policies' }));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('layer-identity');
    await tabTo(page, page.locator('.inspector-policy summary').first());
    expect(await page.locator('.inspector-policy mark.allow').first().isVisible()).toBe(true);
    await context.close();
  });

  it('reads a message that was pasted, and says when there is none', async () => {
    const { context, page, troubles } = await visit('#/why/paste');
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.fill('Access Denied');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('There is no AWS sentence in it').waitFor();
    await box.fill('x'.repeat(1_000_000));
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('The text is very long').waitFor();
    await box.fill(
      `An error occurred (AccessDenied) when calling the ListUsers operation: User: ${li} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ because no identity-based policy allows the iam:ListUsers action`,
    );
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('The principal is in this account').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Why?', exact: true }).click();
    await page.getByRole('list', { name: 'The way through the gates' }).waitFor();
    expect(await verdict(page)).toContain('Denied: nothing allows it');
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('says so when a request is not in the history', async () => {
    const { context, page } = await visit('#/why/00000000-0000-0000-0000-000000000000');
    await page.getByText('This request is not in the account’s history.').waitFor();
    await context.close();
  });
});

describe('the account as a whole', () => {
  it('answers who can, for any action, each with its why', async () => {
    const { context, page, troubles } = await visit('#/who');
    await page.getByLabel('Action to add').fill('dynamodb:PutItem');
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: /dynamodb:PutItem 2 of 5 may/ }).waitFor();
    await page.getByLabel('Find somebody').fill('noor');
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
    await page.getByRole('row', { name: /noor/ }).getByRole('link').last().click();
    await page.getByRole('list', { name: 'The way through the gates' }).waitFor();
    expect(await page.getByLabel('Action', { exact: true }).inputValue()).toBe('dynamodb:PutItem');
    await page.goBack();
    await page.getByRole('columnheader', { name: /dynamodb:PutItem/ }).waitFor();
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('shows the paths of one, drawn and in words', async () => {
    const { context, page, troubles } = await visit('#/map');
    await page.getByLabel('Show the paths of').selectOption({ label: 'noor' });
    await page.getByText('The same in words').click();
    const words = page.locator('.inspector-paths li');
    expect(await words.allTextContents()).toEqual([
      'Analysts has the policy ReadReports',
      'ReadReports gives something in Amazon S3',
      'noor is in group Analysts',
    ]);
    expect(await page.locator('.inspector-map .node').count()).toBe(4);
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('keeps the history, compares two moments, and undoes to one of them', async () => {
    const { context, page, troubles } = await visit('#/terminal');
    const type = async (line: string): Promise<void> => {
      const input = page.getByRole('textbox', { name: 'Command' });
      await input.fill(line);
      await input.press('Enter');
    };
    await type(
      'aws iam create-user --user-name ada && aws iam add-user-to-group --user-name ada --group-name Analysts && echo done-$((40+2))',
    );
    await page.getByText('done-42').waitFor();

    await go(page, 'History');
    await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('what changed something');
    await page.getByText('2 requests shown.').waitFor();
    await page.getByRole('button', { name: 'Record of CreateUser' }).click();
    await page.getByText('"eventName": "CreateUser"').waitFor();

    await go(page, 'Differences');
    const moments = page.getByRole('combobox', { name: 'From' });
    await moments.selectOption(
      (await moments.locator('option', { hasText: 'before CreateUser' }).first().getAttribute('value')) ?? '',
    );
    await page.getByText('user ada is new').waitFor();
    expect(await page.getByRole('status').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('s3:GetObject')]),
    );

    await go(page, 'History');
    await page
      .getByRole('row', { name: /CreateUser/ })
      .getByRole('button', { name: 'Undo to here' })
      .click();
    await page.getByRole('button', { name: 'Undo to here' }).last().click();
    await page.getByText('Taken back: CreateUser and everything after it.').waitFor();
    await go(page, 'Who can?');
    await page.getByRole('rowheader', { name: 'tom' }).waitFor();
    expect(await page.getByRole('rowheader', { name: 'ada' }).count()).toBe(0);
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });

  it('moves the clock, and shows what got old', async () => {
    const { context, page, troubles } = await visit('#/time');
    await page.getByText('That is the present.').waitFor();
    await page.getByRole('button', { name: '+90 days' }).click();
    await page.getByText('That is 90 days ahead.').waitFor();
    await page.getByText('older than 90 days: change it').first().waitFor();
    await page.getByRole('button', { name: 'Back to the present' }).click();
    await page.getByText('That is the present.').waitFor();
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });
});

it('answers why beside a lesson too', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/lessons/first-iam-user/`);
  await page.getByRole('button', { name: 'Open the practice account' }).click();
  await page.getByRole('button', { name: 'Terminal', exact: true }).click();
  const input = page.getByRole('textbox', { name: 'Command' });
  await input.waitFor();
  await input.fill(
    'aws iam create-user --user-name bob; set -- $(aws iam create-access-key --user-name bob --query "AccessKey.[AccessKeyId,SecretAccessKey]" --output text); AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 aws iam list-users; echo done-$((40+2))',
  );
  await input.press('Enter');
  await page.getByText('done-42').waitFor();
  await page.getByRole('button', { name: 'Back to the lesson' }).click();
  await page.getByRole('button', { name: 'Why: ListUsers' }).click();
  await page.getByRole('list', { name: 'The way through the gates' }).waitFor();
  await page.getByText('As it was decided at that moment.').waitFor();
  await screenshot(page, 'inspector-in-lesson', false);
  expect(await axe(page)).toEqual([]);
  // Another view of the inspector, inside the sheet: the lesson's own address stays.
  await page.getByRole('button', { name: 'Back to the lesson' }).click();
  expect(new URL(page.url()).hash).toBe('');
  expect(troubles).toEqual({ list: [], elsewhere: [] });
  await context.close();
});
