// `rootless live` in a browser: no secret enters the page, its token stays nowhere, and no other page can use it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outFolder } from '../../scripts/build.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { type RunningLive, startLive } from '../../src/server/live.ts';
import { openAws, type TestAws } from './aws.ts';
import { openSite, type TestSite } from './site.ts';

let site: TestSite;
let aws: TestAws;
let endpoint: Listening;
let live: RunningLive;
let page: Page;
let log: string[] = [];
/** A server of somebody else's, with an empty page and no policy that would stop it. */
const stranger = createServer((_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Somebody else</title>'),
);
let strangerOrigin: string;

beforeAll(async () => {
  [site, aws] = await Promise.all([openSite(), openAws()]);
  endpoint = await listen(endpointListener({ handle: (one) => aws.host.handle(one) }), { port: 0 });
  live = await startLive({
    folder: outFolder(),
    port: 0,
    credentials: async () => ({
      accessKeyId: aws.key.AccessKeyId,
      secretAccessKey: aws.key.SecretAccessKey,
    }),
    allowWrites: false,
    idle: 600_000,
    endpoint: `http://127.0.0.1:${endpoint.port}`,
    log: (line) => log.push(line),
  });
  await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready));
  strangerOrigin = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
});
afterAll(async () => {
  stranger.close();
  await Promise.all([live?.close(), endpoint?.close(), aws?.close(), site?.close()]);
});
beforeEach(async () => {
  page = await aws.context.newPage();
  log = [];
});
afterEach(() => page.close());

const ready = () => page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));

describe('rootless live', () => {
  it('looks at the account with no secret in the page and no call but to itself', async () => {
    const requests: string[] = [];
    page.on('request', (request) => {
      requests.push(`${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`);
    });
    await page.goto(live.address);
    await ready();
    await page.getByRole('button', { name: 'Look at the account' }).click();
    await page.locator('[data-rule=root-mfa]').waitFor();
    expect(log.length).toBeGreaterThan(8);
    const { origin } = new URL(live.url);
    expect(requests.filter((one) => !one.startsWith(`${origin}/`))).toEqual([]);
    expect(requests.filter((one) => one.includes(aws.key.AccessKeyId))).toEqual([]);
    const shown = await page.evaluate(() => document.documentElement.outerHTML);
    expect(shown).not.toContain(aws.key.AccessKeyId);
    expect(shown).not.toContain(aws.key.SecretAccessKey);
    // The token goes to the relay alone, in its own header, and stands nowhere.
    expect(requests.some((one) => one.includes(live.token))).toBe(true);
    expect(shown).not.toContain(live.token);
    const places = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        history.state,
        ...(globalThis as unknown as { navigation: { entries(): { url: string }[] } }).navigation
          .entries()
          .map(({ url }) => url),
      ]),
    );
    expect(places).not.toContain(live.token);
    await page.reload();
    await ready();
    expect(await page.getByLabel('Credentials, as you have them').count()).toBe(1);
  });

  it('lets a page of another origin do nothing: no call, no form, no frame, not even with the token', async () => {
    await page.goto(strangerOrigin);
    const tried = await page.evaluate(
      async ([relay, token]) => {
        const attempt = (init: RequestInit): Promise<string> =>
          fetch(`${relay}_live/aws`, { method: 'POST', body: 'Action=GetAccountSummary', ...init }).then(
            ({ status, type }) => `${type} ${status}`,
            (error: Error) => error.name,
          );
        return [
          await attempt({
            headers: { 'x-rootless-relay': token as string, 'x-rootless-host': 'iam.amazonaws.com' },
          }),
          await attempt({}),
          await attempt({ mode: 'no-cors' }),
        ];
      },
      [live.url, live.token],
    );
    expect(tried).toEqual(['TypeError', 'TypeError', 'opaque 0']);
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    }, live.address);
    await expect
      .poll(() =>
        page
          .frames()
          .slice(1)
          .map((frame) => frame.url()),
      )
      .toEqual(['chrome-error://chromewebdata/']);
    // Last, for it leaves the page.
    await page.setContent(
      `<form method="post" action="${live.url}_live/aws"><input name="Action" value="GetAccountSummary"><button>Go</button></form>`,
    );
    const answer = page.waitForResponse(`${live.url}_live/aws`);
    await page.getByRole('button', { name: 'Go' }).click();
    expect((await answer).status()).toBe(403);
    await page.waitForURL(`${live.url}_live/aws`);
    expect(log).toEqual([]);
  });
});
