// The live page against an AWS on its bad days, where a browser is different: CORS, a clock that is wrong, the weight of
// what is loaded. The rest is in test/live/faults.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outFolder } from '../../scripts/build.ts';
import type { Fault } from '../live/fault-proxy.ts';
import { exportLines, openAws, openLive, paste, type TestAws } from './aws.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let aws: TestAws;
let page: Page;
let loaded: Set<string>;

beforeAll(async () => {
  [site, aws] = await Promise.all([openSite(), openAws()]);
});
afterAll(() => Promise.all([aws?.close(), site?.close()]));
beforeEach(async () => {
  page = await aws.context.newPage();
  loaded = new Set();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === site.origin && url.pathname.endsWith('.js')) loaded.add(url.pathname);
  });
});
afterEach(async () => {
  await page.close();
  aws.ahead = 0;
  aws.proxy.exposeDate = true;
  aws.proxy.meet();
});

async function look(...faults: Fault[]): Promise<void> {
  await openLive(page, site.origin);
  aws.proxy.meet(...faults);
  await paste(page, exportLines(aws.key));
}
const finding = (rule: string) => page.locator(`[data-rule=${rule}]`);
const said = (text: string) => page.locator('.live-said', { hasText: text });

describe('the live page', () => {
  it('looks at an account in at most 20 calls, over real preflights, and with at most 160 KB of code', async () => {
    await look();
    await finding('root-mfa').waitFor();
    expect(await page.locator('[data-status=couldNotSee][data-rule=trail-on]').count()).toBe(0);
    const calls = aws.proxy.seen.filter(({ operation }) => operation !== 'GenerateCredentialReport');
    expect(calls.length).toBeLessThan(20);
    expect(calls.every(({ outcome }) => outcome === 'passed')).toBe(true);
    const weight = [...loaded].reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(outFolder(), path)), { level: 9 }).length,
      0,
    );
    expect([...loaded].some((path) => /send/.test(path))).toBe(true);
    expect(weight).toBeLessThanOrEqual(160_000);
  });

  it('says what it may mean that an answer cannot be read, at the first call and in the middle', async () => {
    await look({ does: 'deny', operation: 'GetCallerIdentity', cors: false });
    await said('in a way that browsers do not show to pages').waitFor();
    await look({ does: 'deny', operation: 'ListServerCertificates', cors: false });
    await finding('root-mfa').waitFor();
    expect(await finding('expired-certificates').getAttribute('data-status')).toBe('couldNotSee');
    expect(await finding('expired-certificates').textContent()).toContain(
      'without letting the page read why',
    );
    expect(await finding('groups-only').getAttribute('data-status')).toBe('fail');
  });

  it('signs by AWS’s time where it may read it, and else says that the clock is wrong', async () => {
    aws.ahead = 3_600_000;
    await look();
    await finding('root-mfa').waitFor();
    expect(await page.getByText('clock is wrong').count()).toBe(0);
    aws.proxy.exposeDate = false;
    await look();
    await said('this device’s clock is wrong').waitFor();
    expect(await page.getByRole('button', { name: 'Forget the credentials' }).count()).toBe(1);
  });

  it('keeps what it has read when the credentials end on the way, and forgets them', async () => {
    await look({ does: 'expire', after: 6 });
    await said('The credentials ended on the way').waitFor();
    expect(
      await page.locator('[data-status=couldNotSee]', { hasText: 'The credentials ended' }).count(),
    ).toBeGreaterThan(0);
    expect(await page.locator('[data-status=pass], [data-status=fail]').count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'Forget the credentials' }).count()).toBe(0);
  });

  it('says that it waits and how far it is, stops when told to, and shows what it has', async () => {
    await look({ does: 'throttle', operation: 'GetAccountAuthorizationDetails' });
    await said('AWS asks for fewer calls; waiting.').waitFor();
    await said('calls, 7 of 8 parts').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await finding('root-mfa').waitFor();
    expect(await finding('no-full-access').textContent()).toContain('You stopped before');
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Look at the account' }).isEnabled()).toBe(true);
  });

  it('can be stopped while the very first call hangs', async () => {
    await look({ does: 'hang', operation: 'GetCallerIdentity' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => aws.proxy.open).toBe(0);
    expect(await page.getByRole('button', { name: 'Look at the account' }).isEnabled()).toBe(true);
  });

  it('asks once more after a cut line, and takes no web page for an answer', async () => {
    await look(
      { does: 'cut', operation: 'GetCallerIdentity', times: 1 },
      { does: 'half', operation: 'GetAccountAuthorizationDetails', times: 1 },
    );
    await finding('no-full-access').waitFor();
    expect(await finding('no-full-access').getAttribute('data-status')).not.toBe('couldNotSee');
    await look({ does: 'stranger' });
    await said('A web page came where AWS should have answered').waitFor();
  });

  it('takes back what the last credentials opened, before the next are used', async () => {
    await look();
    const open = page.getByRole('button', { name: 'Open the console' });
    await open.waitFor();
    aws.proxy.meet({ does: 'hang', operation: 'GetCallerIdentity' });
    await paste(page, exportLines(aws.key));
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    expect(await open.count()).toBe(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    expect(await open.count()).toBe(0);
  });
});
