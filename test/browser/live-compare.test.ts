// On the live page: credentials that are typed, rules that are chosen, answers that are kept, and the comparison with
// AWS's simulator, which the practice account answers here.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, callerOf } from '../practice/account.ts';
import { exportLines, openAws, openLive, paste, type TestAws } from './aws.ts';
import { axe, overflow, screenshot } from './browser.ts';
import { press, tabTo } from './keyboard.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let aws: TestAws;
let page: Page;
const hostile = 'img-src=x@onerror';

beforeAll(async () => {
  [site, aws] = await Promise.all([openSite(), openAws()]);
  const { run } = callerOf(aws.host);
  const iam = (operation: string, input: Record<string, unknown>) =>
    run({ service: 'iam', operation, input });
  await iam('CreateUser', { UserName: hostile });
  await iam('CreateAccountAlias', { AccountAlias: 'hill-farm' });
  for (let n = 1; n <= 6; n++) await iam('CreateUser', { UserName: `person-${n}` });
});
afterAll(() => Promise.all([aws?.close(), site?.close()]));
beforeEach(async () => {
  page = await aws.context.newPage();
  page.setDefaultTimeout(30_000);
  aws.proxy.meet();
  aws.proxy.seen.length = 0;
  await openLive(page, site.origin);
});
afterEach(() => page.close());

const said = (text: string | RegExp) => page.getByText(text).first();
const finding = (rule: string) => page.locator(`[data-rule=${rule}]`);
const asked = (): string[] => aws.proxy.seen.map(({ operation }) => operation);

async function typeIn(id: string, secret: string, token = ''): Promise<void> {
  await page.getByRole('radio', { name: 'Type or paste each value' }).check();
  await page.getByLabel('Access key ID').fill(id);
  await page.getByLabel('Secret access key').fill(secret);
  await page.getByLabel('Session token').fill(token);
  await page.getByRole('button', { name: 'Look at the account' }).click();
}

describe('credentials that are typed', () => {
  it('are hidden, kept by nobody, and open the account under its name', async () => {
    const { AccessKeyId, SecretAccessKey, SessionToken } = aws.session;
    await page.getByRole('radio', { name: 'Type or paste each value' }).check();
    for (const name of ['Secret access key', 'Session token'])
      expect(await page.getByLabel(name).getAttribute('type')).toBe('password');
    for (const name of ['Access key ID', 'Secret access key', 'Session token'])
      expect(await page.getByLabel(name).getAttribute('autocomplete')).toBe('off');
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'live-typed', false);
    await typeIn(AccessKeyId, SecretAccessKey, SessionToken);
    await said(`Account hill-farm (${account}), as Looker/checkup.`).waitFor();
    await finding('root-mfa').waitFor();
    for (const name of ['Access key ID', 'Secret access key', 'Session token'])
      expect(await page.getByLabel(name).inputValue()).toBe('');
    expect(await page.content()).not.toContain(SecretAccessKey);
  });

  it('are refused with what to do: half of them, root’s, a session that IAM does not take', async () => {
    const { AccessKeyId, SecretAccessKey } = aws.session;
    await typeIn(AccessKeyId, SecretAccessKey);
    await said('needs its session token too').waitFor();
    await typeIn(AccessKeyId, SecretAccessKey.slice(0, 20), 'x');
    await said('Was it cut?').waitFor();
    expect(asked()).toEqual([]);
    const root = await aws.host.tools.credentials();
    await typeIn(root.accessKeyId, root.secretAccessKey);
    await said('These are the root user’s credentials.').waitFor();
    expect(asked()).toEqual(['GetCallerIdentity']);
    const { run } = callerOf(aws.host);
    const session = await run({ service: 'sts', operation: 'GetSessionToken', as: 'looker' });
    const given = session?.Credentials as Record<string, string>;
    await typeIn(given.AccessKeyId ?? '', given.SecretAccessKey ?? '', given.SessionToken ?? '');
    await said('A session of GetSessionToken needs a second proof').waitFor();
    expect(await page.getByRole('button', { name: 'Forget the credentials' }).count()).toBe(0);
  });
});

describe('rules that are chosen', () => {
  it('change the role’s policy at once, and AWS is asked for nothing else', async () => {
    await page.getByText('Which rules, and the read-only role for them').click();
    const role = page.locator('.live-role');
    expect(await role.textContent()).toContain('iam:GetAccountAuthorizationDetails');
    await page.getByRole('combobox', { name: 'Rules' }).selectOption('cis-5.0');
    expect(await page.getByRole('combobox', { name: 'Rules' }).inputValue()).toBe('cis-5.0');
    expect(await role.textContent()).not.toContain('cloudtrail:');
    for (const form of ['AWS CLI', 'CloudFormation', 'Terraform']) {
      await page.getByRole('button', { name: form }).click();
      expect(await role.textContent(), form).not.toContain('cloudtrail:');
    }
    await page.locator('summary', { hasText: 'Pick single rules' }).click();
    const ticked = page.locator('.live-pick input:checked');
    while ((await ticked.count()) > 0) await ticked.first().uncheck();
    await page.locator('.live-pick label', { hasText: 'Access keys are young' }).locator('input').check();
    await page.getByLabel('The role may also ask AWS’s policy simulator').check();
    expect(await role.textContent()).toContain('iam:SimulatePrincipalPolicy');
    expect(await role.textContent()).not.toContain('GetAccountAuthorizationDetails');
    await said('1 rule; the role allows 5 operations.').waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'live-rules', false);
    await paste(page, exportLines(aws.key));
    await finding('key-rotation').waitFor();
    expect(await page.locator('[data-rule]').count()).toBe(1);
    await said(/\d+ rules were not asked:/).waitFor();
    await paste(page, exportLines(aws.key));
    await said(/Since the last look at .*: 0 better, 0 worse, 1 as before/).waitFor();
    expect([...new Set(asked())].sort()).toEqual([
      'GenerateCredentialReport',
      'GetCallerIdentity',
      'GetCredentialReport',
      'ListAccountAliases',
    ]);
  });
});

describe('what only a person can see', () => {
  it('is saved to a file, and comes back from it and from a saved checkup', async () => {
    await page.getByText('What only you can see').click();
    const first = page
      .locator('.live-more fieldset')
      .filter({ has: page.locator('input[type=radio]') })
      .first();
    await first.getByLabel('Yes').check();
    const rule = (await first.locator('input').first().getAttribute('name')) as string;
    const [list] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the answers' }).click(),
    ]);
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the checkup' }).click(),
    ]);
    // On paper there are the findings, and nothing to press.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'The checkup' }).isVisible()).toBe(true);
    for (const name of ['Save the checkup', 'Save the answers', 'Look at the account'])
      expect(await page.getByRole('button', { name }).isVisible(), name).toBe(false);
    await screenshot(page, 'live-print');
    await page.emulateMedia({ media: null });
    for (const download of [list, report]) {
      await openLive(page, site.origin);
      await page.getByText('What only you can see').click();
      await page.getByLabel('Load answers from a file').setInputFiles({
        name: 'answers.json',
        mimeType: 'application/json',
        buffer: readFileSync((await download.path()) as string),
      });
      await said(/1 answer of \d{4}-\d\d-\d\d is loaded\./).waitFor();
      expect(await finding(rule).getAttribute('data-status')).toBe('pass');
    }
    await page.getByLabel('Load answers from a file').setInputFiles({
      name: 'holiday.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"a":1}'),
    });
    await said('holiday.json holds neither answers nor a checkup').waitFor();
  });
});

describe('the account that was read', () => {
  it('has a map, who can, and why, which lead to each other', async () => {
    await paste(page, exportLines(aws.key));
    await finding('root-mfa').waitFor();
    await page.getByRole('button', { name: 'Open the map' }).click();
    await page.locator('.live-inspector').getByRole('heading', { level: 1, name: 'Access map' }).waitFor();
    await screenshot(page, 'live-map');
    await page.getByRole('button', { name: 'Who can' }).click();
    const inspector = page.locator('.live-inspector');
    await inspector.getByRole('rowheader', { name: 'looker user' }).waitFor();
    expect(await inspector.getByText(hostile).count()).toBe(1);
    await inspector.locator('tr', { hasText: 'looker' }).getByRole('link').first().click();
    await inspector.getByRole('heading', { level: 1, name: 'Why' }).waitFor();
    await inspector.getByText('ReadOnlyAccess').first().waitFor({ state: 'attached' });
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Who can' }).click();
    await inspector.getByRole('rowheader', { name: 'looker user' }).waitFor();
  });
});

describe('compared with AWS', () => {
  const open = async (): Promise<void> => {
    await paste(page, exportLines(aws.key));
    await finding('root-mfa').waitFor();
    await page.getByRole('button', { name: 'Open the comparison' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
  };
  const actions = () => page.getByLabel('Actions, one a line');
  const start = () => page.getByRole('button', { name: 'Compare', exact: true });
  const summary = () => page.locator('[data-compared]');

  it('answers agree where policies of users and roles decide; by keyboard alone', async () => {
    await open();
    await tabTo(page, actions());
    await press(page, start());
    await summary().waitFor();
    // Looker, the role, and seven others, five actions each.
    expect(await summary().textContent()).toContain('45 answers: 45 agree');
    expect(asked().filter((one) => one === 'SimulatePrincipalPolicy')).toHaveLength(9);
    const mine = page.locator('tr', { hasText: 'looker user' }).filter({ hasText: 's3:GetObject' });
    expect(await mine.locator('.chip').allTextContents()).toEqual(['✓ may', '✓ may']);
    await press(page, mine.getByRole('button', { name: 'Why' }));
    await page.locator('.inspector h1:focus').waitFor();
    await page.locator('.inspector').getByText('ReadOnlyAccess').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'live-compare');
  });

  it('a difference is explained, and an action that is none is named', async () => {
    await open();
    await actions().fill('sts:AssumeRole, s3:*');
    await page.getByLabel('On which resource').fill(`arn:aws:iam::${account}:role/Looker`);
    await said('This is no action, and is left out: s3:*').waitFor();
    await start().click();
    await summary().waitFor();
    const row = page.locator('tr[data-verdict=differ]');
    expect(await row.count()).toBe(1);
    expect(await row.textContent()).toContain('looker');
    const link = row.locator('[data-reason=resourcePolicy]').getByRole('link');
    expect(await link.getAttribute('href')).toBe(
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
    );
    await page.getByLabel('Only where they do not agree').check();
    expect(await page.locator('tr[data-verdict]').count()).toBe(1);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.compare').getByRole('button', { name: 'Save as a table (CSV)' }).click(),
    ]);
    const lines = readFileSync((await saved.path()) as string, 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines.find((line) => line.includes('user/looker'))).toContain('may,may not,differ,');
    await screenshot(page, 'live-compare-differs');
  });

  it('waits when AWS asks for fewer calls, stops when told to, and says what may not be asked', async () => {
    await open();
    aws.proxy.meet({ does: 'throttle', operation: 'SimulatePrincipalPolicy', after: 4 });
    await start().click();
    await said('AWS asks for fewer calls; waiting.').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await said('Stopped. What AWS had answered is below.').waitFor();
    expect(await page.locator('tr[data-verdict=agree]').count()).toBe(20);
    aws.proxy.meet({ does: 'deny', operation: 'SimulatePrincipalPolicy' });
    await start().click();
    await said('These credentials may not ask AWS’s policy simulator.').waitFor();
  });

  it('counts with values that are given for conditions, and asks AWS which ones matter', async () => {
    await open();
    await page.getByText('Values for conditions').click();
    await page.getByRole('button', { name: 'Ask AWS which keys the policies use' }).click();
    await said(/No policy of these users and roles has a condition|The policies ask for/).waitFor();
    expect(asked().filter((one) => one === 'GetContextKeysForPrincipalPolicy')).toHaveLength(9);
    await page.getByLabel('Keys and values, one a line').fill('aws:RequestTag/team = cheese');
    await start().click();
    await summary().waitFor();
    expect(await summary().textContent()).toContain('45 agree');
  });

  it('fits a narrow window, in the dark', async () => {
    await page.setViewportSize({ width: 320, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await open();
    await start().click();
    await summary().waitFor();
    await page.getByText('What each of them sees').click();
    expect(await overflow(page)).toBe(0);
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'live-compare-narrow');
  });
});
