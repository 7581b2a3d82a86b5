// No secret anywhere but in memory and in signatures: storage, caches, cookies, address, history, console, requests, and
// the page after «Forget». Gone on reload, with the page, after idle time and at expiry.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportLines, openAws, openLive, paste, type TestAws } from './aws.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let aws: TestAws;
let page: Page;
let said: string[];
let requests: { url: string; body: string; headers: Record<string, string> }[];

beforeAll(async () => {
  [site, aws] = await Promise.all([openSite(), openAws()]);
});
afterAll(() => Promise.all([aws?.close(), site?.close()]));
beforeEach(async () => {
  page = await aws.context.newPage();
  said = [];
  requests = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`${error.message} ${error.stack}`));
  page.on('request', (request) => {
    requests.push({
      url: request.url(),
      body: request.postData() ?? '',
      headers: request.headers(),
    });
  });
});
afterEach(() => page.close());

const forget = () => page.getByRole('button', { name: 'Forget the credentials' });
const checked = () => page.locator('[data-rule=root-mfa]').waitFor({ timeout: 60_000 });
const sessionJson = (more: object = {}): string =>
  JSON.stringify({ Version: 1, ...aws.session, ...more }, null, 2);

/** Everything that a page can leave behind or show, each place by its name. */
function places(): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const databases: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name as string);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames)
        databases.push(
          await new Promise((resolve, reject) => {
            const all = db.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => resolve(all.result);
            all.onerror = () => reject(all.error);
          }),
        );
      db.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached.push(`${request.url} ${await (await cache.match(request))?.text()}`);
    }
    const entries = (
      globalThis as unknown as { navigation: { entries(): { url: string; getState(): unknown }[] } }
    ).navigation;
    return {
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(databases),
      caches: cached.join('\n'),
      cookies: document.cookie,
      address: location.href,
      title: document.title,
      windowName: window.name,
      history:
        entries
          .entries()
          .map((one) => `${one.url} ${JSON.stringify(one.getState())}`)
          .join('\n') + JSON.stringify(history.state),
      page: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll('textarea, input')]
        .map((field) => (field as HTMLInputElement).value)
        .join('\n'),
    };
  });
}

function withText(found: Record<string, string>, text: string): string[] {
  return Object.entries(found).flatMap(([place, content]) => (content.includes(text) ? [place] : []));
}

describe('no secret', () => {
  it('is in storage, address, history, logs, page or any request, while it is used and when it is forgotten', async () => {
    await openLive(page, site.origin);
    await paste(page, sessionJson());
    await checked();
    const { AccessKeyId, SecretAccessKey, SessionToken } = aws.session;
    for (const text of [SecretAccessKey, SessionToken]) expect(withText(await places(), text)).toEqual([]);
    await forget().click();
    await page.getByText('The credentials are forgotten.').waitFor();
    for (const text of [SecretAccessKey, SessionToken, AccessKeyId])
      expect(withText(await places(), text)).toEqual([]);
    for (const text of [SecretAccessKey, SessionToken, AccessKeyId])
      expect(said.join('\n')).not.toContain(text);
    // The rules say what the page says: a report that is saved holds none either.
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the checkup' }).click(),
    ]);
    const { readFileSync } = await import('node:fs');
    const saved = readFileSync(await download.path(), 'utf8');
    for (const text of [SecretAccessKey, SessionToken, AccessKeyId]) expect(saved).not.toContain(text);
  });

  it('is in a request but by its signature; key id and session token go to AWS alone, in their two headers', async () => {
    await openLive(page, site.origin);
    await paste(page, sessionJson());
    await checked();
    const { AccessKeyId, SecretAccessKey, SessionToken } = aws.session;
    const text = ({ url, body, headers }: (typeof requests)[number]): string =>
      `${url}\n${body}\n${JSON.stringify(headers)}`;
    const encoded = [
      SecretAccessKey,
      encodeURIComponent(SecretAccessKey),
      Buffer.from(SecretAccessKey).toString('base64'),
    ];
    expect(requests.filter((one) => encoded.some((form) => text(one).includes(form)))).toEqual([]);
    const own = requests.filter(({ url }) => url.startsWith(site.origin));
    expect(own.filter((one) => text(one).includes(AccessKeyId) || text(one).includes(SessionToken))).toEqual(
      [],
    );
    const calls = requests.filter((one) => one.body && !one.url.startsWith(site.origin));
    expect(calls.length).toBeGreaterThan(8);
    expect([...new Set(calls.map(({ url }) => url))].sort()).toEqual([
      'https://cloudtrail.us-east-1.amazonaws.com/',
      'https://iam.amazonaws.com/',
      'https://sts.us-east-1.amazonaws.com/',
    ]);
    for (const { url, body, headers } of calls) {
      const { authorization, 'x-amz-security-token': token, ...others } = headers;
      expect(authorization).toContain(`Credential=${AccessKeyId}/`);
      expect(token).toBe(SessionToken);
      expect(`${url} ${body} ${JSON.stringify(others)}`).not.toMatch(
        new RegExp(`${AccessKeyId}|${SessionToken.slice(0, 20)}`),
      );
    }
  });

  it('survives a reload, or a «Back» to the page', async () => {
    await openLive(page, site.origin);
    await paste(page, exportLines(aws.key));
    await checked();
    expect(await forget().count()).toBe(1);
    await page.evaluate(() => Object.assign(globalThis, { kept: true }));
    await page.goto(`${site.origin}/about/`);
    await page.goBack({ waitUntil: 'commit' });
    // The very page that was left, as browsers keep it.
    await page.waitForFunction(() => (globalThis as { kept?: boolean }).kept);
    await page.getByText('The credentials are forgotten.').waitFor();
    expect(await forget().count()).toBe(0);
    await openLive(page, site.origin);
    await page.getByLabel('Credentials, as you have them').fill(exportLines(aws.key));
    await page.reload();
    await page.locator('.live').waitFor();
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    expect(withText(await places(), aws.key.SecretAccessKey)).toEqual([]);
    expect(await forget().count()).toBe(0);
  });

  it('outlives ten minutes without use, or its expiry', async () => {
    await page.clock.install();
    await openLive(page, site.origin);
    await paste(page, exportLines(aws.key));
    await checked();
    await page.clock.runFor(9 * 60_000);
    expect(await forget().count()).toBe(1);
    await page.clock.runFor(61_000);
    await page.getByText('Ten minutes without use: the credentials are forgotten.').waitFor();
    expect(await forget().count()).toBe(0);

    const soon = new Date((await page.evaluate(() => Date.now())) + 4 * 60_000).toISOString();
    aws.ahead = 10 * 60_000 + 1_000;
    await paste(page, sessionJson({ Expiration: soon }));
    await forget().waitFor();
    await page.clock.runFor(4 * 60_000 + 1_000);
    await page.getByText('The credentials have expired and are forgotten.').waitFor();
    aws.ahead = 0;
    for (const text of [aws.key.SecretAccessKey, aws.session.SecretAccessKey])
      expect(withText(await places(), text)).toEqual([]);
  });
});
