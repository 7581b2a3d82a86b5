// The live page in Chromium: files without credentials, hostile names, root refused. That credentials leave no trace is
// in live-secrets.test.ts.
// AWS is the simulated account behind AWS's own host names, with the CORS headers that AWS sends.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachable, weigh } from '../../scripts/budgets.ts';
import { outFolder } from '../../scripts/build.ts';
import type { AccountHost } from '../../src/practice/index.ts';
import { callerOf, openHost } from '../practice/account.ts';
import { answerAsAws } from './aws-route.ts';
import { axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: Troubles;
let host: AccountHost;
let key: { AccessKeyId: string; SecretAccessKey: string };
let sent: string[] = [];
const hostile = '<img src=x onerror=alert(1)>';

const csv = [
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated',
  '<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00Z,true,2020-01-01T00:00:00Z,N/A,true,false,N/A',
  `"${hostile}",arn:aws:iam::111122223333:user/x,2020-01-01T00:00:00Z,true,N/A,2020-01-01T00:00:00Z,false,false,N/A`,
].join('\n');
const details = JSON.stringify({
  UserDetailList: [
    {
      UserName: 'anna',
      Arn: 'arn:aws:iam::111122223333:user/anna',
      UserId: 'AIDA',
      Path: '/',
      GroupList: [],
      AttachedManagedPolicies: [],
      UserPolicyList: [
        {
          PolicyName: 'all',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          },
        },
      ],
    },
  ],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
});

beforeAll(async () => {
  [site, browser, host] = await Promise.all([openSite(), launch(), openHost()]);
  const caller = callerOf(host);
  await caller.run({ service: 'iam', operation: 'CreateUser', input: { UserName: 'looker' } });
  await caller.run({
    service: 'iam',
    operation: 'AttachUserPolicy',
    input: { UserName: 'looker', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' },
  });
  const made = await caller.run({
    service: 'iam',
    operation: 'CreateAccessKey',
    input: { UserName: 'looker' },
  });
  key = made?.AccessKey as typeof key;
  context = await newContext(browser);
  page = await context.newPage();
  troubles = watch(page, site.origin);
  page.on('request', (request) => {
    sent.push([request.url(), request.postData() ?? '', JSON.stringify(request.headers())].join('\n'));
  });
  await answerAsAws(context, host);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), host?.close()]);
});

const lines = (id: string, secret: string): string =>
  `export AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY=${secret}`;

async function paste(text: string): Promise<void> {
  await page.getByLabel('Credentials, as you have them').fill(text);
  await page.getByRole('button', { name: 'Look at the account' }).click();
}

describe('the live page', () => {
  it('checks files without any credentials, and shows names as text', async () => {
    await page.goto(`${site.origin}/live/`);
    await page.locator('.live').waitFor();
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
        { name: 'details.json', mimeType: 'application/json', buffer: Buffer.from(details) },
        { name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from('PNG') },
      ]);
    const finding = page.locator('[data-rule=user-mfa]');
    await finding.waitFor();
    expect(await finding.getAttribute('data-status')).toBe('fail');
    expect(await finding.locator('code').first().textContent()).toBe(hostile);
    expect(await page.locator('[data-rule=trail-on]').getAttribute('data-status')).toBe('couldNotSee');
    expect(await page.getByText('holiday.png is none of the files').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'live-findings');
    await page.getByRole('button', { name: 'Open the map' }).click();
    await page.locator('.inspector').waitFor();
    expect(troubles.elsewhere).toEqual([]);
    expect(troubles.list).toEqual([]);
  });

  it('makes a copy to practise on, with invented names', async () => {
    await page.getByRole('button', { name: 'Make the copy' }).click();
    await page.getByRole('link', { name: 'Go to the practice account' }).waitFor({ timeout: 60_000 });
  });

  it('refuses the root user’s credentials after «who am I», and asks nothing else', async () => {
    await page.reload();
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    sent = [];
    const root = await host.tools.credentials();
    await paste(lines(root.accessKeyId, root.secretAccessKey));
    await page.getByText('These are the root user’s credentials.').waitFor();
    const asked = sent
      .filter((one) => one.includes('amazonaws.com'))
      .map((one) => /Action=(\w+)/.exec(one)?.[1]);
    expect(asked.filter(Boolean)).toEqual(['GetCallerIdentity']);
  });

  it('says what is wrong with half-pasted credentials, and asks nothing', async () => {
    sent = [];
    await paste(`export AWS_ACCESS_KEY_ID=${key.AccessKeyId}`);
    await page.getByText('The secret access key is missing').waitFor();
    expect(sent.filter((one) => one.includes('amazonaws'))).toEqual([]);
  });

  it('fits a narrow window, in the dark', async () => {
    const narrow = await newContext(browser, { theme: 'dark', width: 320 });
    const other = await narrow.newPage();
    await other.goto(`${site.origin}/live/`);
    await other.locator('.live').waitFor();
    expect(await overflow(other)).toBe(0);
    expect(await axe(other)).toEqual([]);
    await screenshot(other, 'live-narrow');
    await narrow.close();
  });
});

it('lets no other page call AWS, and gives none of them the credentials’ code, not even lazily', () => {
  const folder = outFolder();
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  // A name of the paste formats that stands in this code only.
  const credentials = (file: string): boolean =>
    file.endsWith('.js') && read(file).includes('awssecretaccesskey');
  const all = weigh(folder);
  const isLive = ({ route }: { route: string }): boolean => /^(qps\/)?live\/$/.test(route);
  expect(all.filter(isLive).every(({ files }) => reachable(folder, files).some(credentials))).toBe(true);
  for (const { route, files } of all.filter((one) => !isLive(one))) {
    const file = route.endsWith('.html') ? route : join(route, 'index.html');
    expect(read(file), route).not.toContain('https://iam.amazonaws.com');
    expect(reachable(folder, files).filter(credentials), route).toEqual([]);
  }
});
