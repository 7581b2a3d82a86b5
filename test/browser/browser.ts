// One Chromium and one server for a browser test file: pages that fail on any console error or CSP violation,
// axe, and screenshots kept under test-results/ to be looked at.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';

const root = resolve(import.meta.dirname, '../..');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * @param more further arguments of Chromium, for tests that need a network of their own
 * @param without those of Playwright's to leave out
 */
export async function launch(
  more: readonly string[] = [],
  without: readonly string[] = [],
): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: run `npm test`, which installs it or says how.');
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: [...without],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

export interface Look {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Let the service worker keep the site: only where a test is about it, for it fetches everything. */
  offline?: boolean;
  /** Keep motion: by default it is reduced, so that pictures and clicks do not wait for it. */
  motion?: boolean;
}

export async function newContext(browser: Browser, look: Look = {}): Promise<BrowserContext> {
  return browser.newContext({
    colorScheme: look.theme ?? 'light',
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    reducedMotion: look.motion ? 'no-preference' : 'reduce',
    acceptDownloads: true,
    serviceWorkers: look.offline ? 'allow' : 'block',
    // axe is put into the page by the test; everything else runs under the page's own policy.
    bypassCSP: false,
  });
}

/** Waits until the islands of the page that wait for nothing have become alive: a click before that goes nowhere. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]:not([client="visible"])'));
}

/** What went wrong in a page so far: console errors, failed requests, violations of its security policy. */
export interface Troubles {
  list: string[];
  /** Requests that left the site: there must be none. */
  elsewhere: string[];
}

export function watch(page: Page, origin: string): Troubles {
  const troubles: Troubles = { list: [], elsewhere: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.list.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.list.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      troubles.elsewhere.push(url);
  });
  return troubles;
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** axe's violations in the page, one line each; an empty list is what every page must have. */
export async function axe(page: Page, within?: string): Promise<string[]> {
  // Evaluated over the debugger's protocol, so that the page's CSP need not allow it.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const violations = await page.evaluate(async (selector) => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> };
    };
    return (await run.run(selector ?? document, { resultTypes: ['violations'] })).violations;
  }, within);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** How far the page sticks out to the side, in pixels: 0 where nothing scrolls sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = join(root, 'test-results', 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
