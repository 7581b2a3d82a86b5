// The terminal as a learner meets it: the first user made with it, a loop that does not end, completion, things pasted,
// coming back, the keyboard alone, a phone's width.
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
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

let context: BrowserContext;
let page: Page;
let troubles: Troubles;
beforeEach(async () => {
  context = await newContext(browser);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  troubles = watch(page, site.origin);
});
afterEach(async () => {
  expect(troubles).toEqual({ list: [], elsewhere: [] });
  await context.close();
});

const field = () => page.getByRole('textbox', { name: 'Command' });
const log = () => page.getByRole('log');
const entries = () => log().getByRole('listitem');

/** Types a line, and waits for what it prints. */
async function run(line: string): Promise<string> {
  const before = await entries().count();
  await field().fill(line);
  await field().press('Enter');
  await entries().nth(before).waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: lines and spaces as a reader sees them
  return (await entries().last().innerText()).trim();
}

async function practice(): Promise<void> {
  await page.goto(`${site.origin}/practice/#/terminal`);
  await field().waitFor();
  await page
    .getByText(/\d{12} root ~ \$/)
    .first()
    .waitFor();
}

describe('a lesson’s exercise', () => {
  it('is done in the terminal alone, and ticks itself off', async () => {
    await page.goto(`${site.origin}/lessons/first-iam-user/`);
    await page.getByRole('button', { name: 'Open the practice account' }).click();
    await page.getByRole('button', { name: 'Terminal', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'The practice account' });
    await field().waitFor();
    for (const line of [
      'aws iam create-group --group-name Developers',
      'for p in EC2 S3; do aws iam attach-group-policy --group-name Developers --policy-arn arn:aws:iam::aws:policy/Amazon${p}FullAccess; done',
      'aws iam create-user --user-name anna',
      'aws iam add-user-to-group --group-name Developers --user-name anna',
      "aws iam create-login-profile --user-name anna --password 'Green-cutting-42' --password-reset-required",
    ])
      expect(await run(line)).not.toContain('exit code');
    expect(await run('aws iam list-users --profile anna')).toContain(
      'aws: [ERROR]: An error occurred (AccessDenied)',
    );
    await sheet
      .getByText(/All tasks are done|Solved|done/i)
      .first()
      .waitFor();
    await sheet.getByText('Tasks, 5 of 5 done').waitFor();
    await screenshot(page, 'terminal-lesson', false);
    // The console, in the same sheet, shows what was made; the terminal is as it was left.
    await sheet.getByRole('button', { name: 'Console' }).click();
    await page.getByRole('link', { name: 'Users', exact: true }).first().click();
    await page.getByRole('link', { name: 'anna' }).first().waitFor();
    await sheet.getByRole('button', { name: 'Terminal' }).click();
    expect(await entries().count()).toBe(6);
  });
});

describe('its weight', () => {
  it('is at most 620 KB of JavaScript with the page, a first command included', async () => {
    const sizes = new Map<string, number>();
    const reading: Promise<void>[] = [];
    // Workers fetch for themselves: the browser's context hears of them, the page does not.
    context.on('response', (response) => {
      if (!new URL(response.url()).pathname.endsWith('.js')) return;
      reading.push(
        response.body().then((body) => void sizes.set(response.url(), gzipSync(body, { level: 9 }).length)),
      );
    });
    await practice();
    await run('aws iam list-users');
    await Promise.all(reading);
    // The account's own worker is not the terminal's: every door needs it.
    const account = [...sizes].find(([url]) => /worker/.test(url) && !/terminal/.test(url));
    expect(account).toBeDefined();
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    console.info(`terminal: ${Math.round(total / 1000)} KB of JavaScript in ${sizes.size} files`);
    expect(total).toBeLessThanOrEqual(620_000);
  });
});

describe('free play', () => {
  beforeEach(practice);

  it('stops a loop without an end, and keeps files and variables', async () => {
    await run('echo kept > file.txt; X=5');
    await field().fill('while true; do :; done');
    await field().press('Enter');
    await page.getByText('Running …').waitFor();
    await field().press('Control+c');
    await page.getByText('The command did not stop by itself').waitFor();
    expect(await run('cat file.txt; echo $X')).toContain('kept\n5');
    // One that waits stops at once.
    await field().fill('sleep 100');
    await field().press('Enter');
    await page.getByRole('button', { name: 'Stop (Ctrl-C)' }).click();
    expect(await run('echo on')).toMatch(/on$/);
  });

  it('completes operations, parameters, and names that are in the account', async () => {
    await field().fill('aws iam create-us');
    await field().press('Tab');
    await expect.poll(() => field().inputValue()).toBe('aws iam create-user ');
    await field().pressSequentially('--user-n');
    await field().press('Tab');
    await expect.poll(() => field().inputValue()).toBe('aws iam create-user --user-name ');
    await run('aws iam create-user --user-name zora');
    await field().fill('aws iam get-user --user-name zo');
    await field().press('Tab');
    await expect.poll(() => field().inputValue()).toBe('aws iam get-user --user-name zora ');
  });

  it('brings earlier lines back, searches them, and takes lines of more than one', async () => {
    await run('echo one');
    await run('echo two');
    await field().press('ArrowUp');
    await field().press('ArrowUp');
    expect(await field().inputValue()).toBe('echo one');
    await field().press('ArrowDown');
    await field().press('ArrowDown');
    expect(await field().inputValue()).toBe('');
    await field().press('Control+r');
    await page.keyboard.type('on');
    await page.getByRole('status').getByText('echo one').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => field().inputValue()).toBe('echo one');
    await field().fill('cat <<EOF');
    await field().press('Enter');
    await expect.poll(() => field().inputValue()).toBe('cat <<EOF\n');
    await page.keyboard.type('a document\n');
    await expect.poll(() => field().inputValue()).toBe('cat <<EOF\na document\n');
    await page.keyboard.type('EOF\n');
    await log().getByText('a document', { exact: true }).waitFor();
  });

  it('takes pasted megabytes and control characters, and loses nothing', async () => {
    const paste = (text: string) =>
      field().evaluate((element, pasted) => {
        const data = new DataTransfer();
        data.setData('text/plain', pasted);
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, text);
    await paste('echo a\u0000\u0007b');
    await expect.poll(() => field().inputValue()).toBe('echo ab');
    await field().fill('');
    await paste(`${'x'.repeat(99)}\n`.repeat(20_000));
    await page.getByText(/You pasted 2,000,000 characters/).waitFor();
    expect(await run('wc -c < pasted-1.txt')).toContain('2000000');
    expect(await run('cat pasted-1.txt')).toContain('The first 200,000 of 2,000,000 characters.');
  });

  it('has files, variables and history again after a reload', async () => {
    await run('mkdir d; cd d; echo text > f; export COLOUR=green');
    await page.reload();
    await field().waitFor();
    await page
      .getByText(/root ~\/d \$/)
      .first()
      .waitFor();
    expect(await run('cat f; echo $COLOUR')).toContain('text\ngreen');
    await field().press('ArrowUp');
    await field().press('ArrowUp');
    expect(await field().inputValue()).toBe('mkdir d; cd d; echo text > f; export COLOUR=green');
  });

  it('tells a tab that another one works in the same terminal', async () => {
    const second = await context.newPage();
    await second.goto(`${site.origin}/practice/#/terminal`);
    await second.getByRole('textbox', { name: 'Command' }).waitFor();
    await run('echo first');
    await second.getByText('Another tab works in this terminal too.').waitFor();
    await second.close();
  });

  it('asks what aws configure asks, and the prompt says who works then', async () => {
    await field().fill('aws configure --profile own');
    await field().press('Enter');
    for (const [question, answer] of [
      ['AWS Access Key ID [None]:', 'AKIAIOSFODNN7EXAMPLE'],
      ['AWS Secret Access Key [None]:', 'secret'],
      ['Default region name [None]:', ''],
      ['Default output format [None]:', 'text'],
    ] as const) {
      await page.locator('label').getByText(question).waitFor();
      await field().fill(answer);
      await field().press('Enter');
    }
    expect(await run('export AWS_PROFILE=own')).not.toContain('exit');
    await page.getByText('profile own ~ $').first().waitFor();
    expect(await run('aws sts get-caller-identity')).toContain('InvalidClientTokenId');
  });

  it('is left by the keyboard, though Tab completes', async () => {
    await field().fill('aws');
    await field().press('Escape');
    await page.keyboard.press('Tab');
    expect(await field().evaluate((element) => element === document.activeElement)).toBe(false);
    await page.keyboard.press('Shift+Tab');
    expect(await field().evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe.each([
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 320 },
] as const)('$theme, $width px', (look) => {
  it('has nothing for axe, and nothing that sticks out', async () => {
    await context.close();
    context = await newContext(browser, look);
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    troubles = watch(page, site.origin);
    await practice();
    await run('aws iam list-users --output table');
    await run('aws iam get-user --user-name nobody');
    await run('aws nonsense');
    await field().fill('aws iam l');
    await field().press('Tab');
    await page.getByText(/possibilities/).waitFor();
    await screenshot(page, `terminal-${look.theme}-${look.width}`, false);
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
