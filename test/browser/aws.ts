// AWS for a browser: Chromium takes AWS's own names to a fault proxy on this machine, over TLS and with real preflights,
// behind which is a simulated account. Nothing is intercepted, so CORS is the browser's own.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { AccountHost } from '../../src/practice/index.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { listen } from '../../src/server/listen.ts';
import { type FaultProxy, startFaultProxy } from '../live/fault-proxy.ts';
import { account, callerOf, openHost } from '../practice/account.ts';
import { launch } from './browser.ts';

export interface TestAws {
  browser: Browser;
  context: BrowserContext;
  host: AccountHost;
  proxy: FaultProxy;
  /** How far AWS's clock is ahead of the page's (ms). */
  ahead: number;
  /** A key of a user who may read IAM, and a session of a role that may. */
  key: { AccessKeyId: string; SecretAccessKey: string };
  session: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: string };
  close(): Promise<void>;
}

/** A Chromium that finds AWS at a port of this machine. */
export const launchWithAws = (port: number): Promise<Browser> =>
  launch(
    [`--host-resolver-rules=MAP *.amazonaws.com 127.0.0.1:${port}`],
    // Browsers keep whole pages for «Back», with all that their scripts know.
    ['--disable-back-forward-cache'],
  );

export async function openAws(): Promise<TestAws> {
  const clock = { ahead: 0 };
  const now = (): number => Date.now() + clock.ahead;
  const host = await openHost({ clock: now });
  const endpoint = await listen(endpointListener({ handle: (one) => host.handle(one) }), { port: 0 });
  const proxy = await startFaultProxy({ target: endpoint.port, now, secure: true });
  const { key, session } = await readers(host);
  const browser = await launchWithAws(proxy.port);
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  return {
    browser,
    context,
    host,
    proxy,
    key,
    session,
    get ahead() {
      return clock.ahead;
    },
    set ahead(milliseconds) {
      clock.ahead = milliseconds;
    },
    async close() {
      await browser.close();
      await Promise.all([proxy.close(), endpoint.close(), host.close()]);
    },
  };
}

async function readers(host: AccountHost): Promise<Pick<TestAws, 'key' | 'session'>> {
  const { run } = callerOf(host);
  const iam = (operation: string, input: object) => run({ service: 'iam', operation, input: input as never });
  await iam('CreateUser', { UserName: 'looker' });
  await iam('AttachUserPolicy', {
    UserName: 'looker',
    PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  });
  const made = await iam('CreateAccessKey', { UserName: 'looker' });
  await iam('CreateRole', {
    RoleName: 'Looker',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:user/looker` },
          Action: 'sts:AssumeRole',
        },
      ],
    }),
  });
  await iam('AttachRolePolicy', { RoleName: 'Looker', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
  const assumed = await run({
    service: 'sts',
    operation: 'AssumeRole',
    as: 'looker',
    input: { RoleArn: `arn:aws:iam::${account}:role/Looker`, RoleSessionName: 'checkup' },
  });
  const given = assumed?.Credentials as Record<string, string | Date>;
  return {
    key: made?.AccessKey as TestAws['key'],
    session: { ...given, Expiration: new Date(given.Expiration as Date).toISOString() } as TestAws['session'],
  };
}

/** The live page, ready for credentials. */
export async function openLive(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/live/`);
  await page.locator('.live').waitFor();
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Credentials, as you have them').fill(text);
  await page.getByRole('button', { name: 'Look at the account' }).click();
}

export const exportLines = ({ AccessKeyId, SecretAccessKey }: TestAws['key']): string =>
  `export AWS_ACCESS_KEY_ID=${AccessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${SecretAccessKey}`;
