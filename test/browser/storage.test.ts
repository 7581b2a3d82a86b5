// What a browser keeps, and what happens when it will not: closed storage, damaged state, two tabs, another device.
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alive, axe, launch, newContext, screenshot, watch } from './browser.ts';
import { withProgress } from './progress-module.ts';
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

const lesson = (): string => `${site.origin}/lessons/first-iam-user/`;

async function openAccount(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(lesson());
  await page.getByRole('button', { name: /(Open|Go on in) the practice account/ }).click();
  await page.getByRole('combobox', { name: 'Work as' }).waitFor();
  return page;
}

/** Makes a group in the console of this page; the sheet stays open. */
async function makeGroup(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Console', exact: true }).click();
  await page.getByRole('link', { name: 'User groups', exact: true }).first().click();
  await page
    .getByRole('button', { name: 'Create group' })
    .or(page.getByRole('link', { name: 'Create group' }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'User group name' }).fill(name);
  await page
    .getByRole('button', { name: /^Create (user )?group$/ })
    .last()
    .click();
  await page.getByRole('link', { name }).first().waitFor();
}

/** Answers the quiz's first question by giving up: one attempt is kept. */
async function attempt(page: Page): Promise<void> {
  await page.goto(`${site.origin}/quiz/first-iam-user/`);
  await alive(page);
  await page.getByRole('button', { name: 'Show the answer' }).click();
  await page.getByText(/Here is the answer/).waitFor();
  await page.waitForTimeout(300);
}

describe('a browser that keeps nothing', () => {
  it('says so on the page, and everything else works', async () => {
    const context = await newContext(browser);
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('The user denied permission', 'SecurityError');
        },
      });
    });
    const page = await context.newPage();
    const troubles = watch(page, site.origin);
    await page.goto(lesson());
    await page.getByText('Your browser does not let this site keep anything.').waitFor();
    await screenshot(page, 'storage-refused', false);
    expect(await axe(page)).toEqual([]);
    await attempt(page);
    expect(troubles.list).toEqual([]);
    await context.close();
  });
});

describe('a browser without room', () => {
  it('says what is not saved, keeps what was, and saves the rest once there is room', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    // Chromium counts the room there is at most twice a minute, so its own limit comes too late for a test: the
    // account's worker is told instead that there is none.
    await page.route(/\/_astro\/worker[-.][^/]+\.js$/, async (route) => {
      const response = await route.fetch();
      const full = `{
        const put = IDBObjectStore.prototype.put;
        let full = false;
        new BroadcastChannel('test-room').onmessage = ({ data }) => { full = data; };
        IDBObjectStore.prototype.put = function (...given) {
          if (full) throw new DOMException('There is no room.', 'QuotaExceededError');
          return put.apply(this, given);
        };
      }`;
      await route.fulfill({ response, body: `${await response.text()}\n${full}` });
    });
    const room = (there: boolean): Promise<void> =>
      page.evaluate((full) => {
        const channel = new BroadcastChannel('test-room');
        channel.postMessage(full);
        channel.close();
      }, !there);
    const make = async (name: string): Promise<void> => {
      const line = page.getByRole('textbox', { name: 'Command' });
      await line.fill(`aws iam create-user --user-name ${name}`);
      await line.press('Enter');
      await page.getByText(`"UserName": "${name}"`).waitFor();
    };
    const users = async (): Promise<string> => {
      const line = page.getByRole('textbox', { name: 'Command' });
      await line.fill(
        "aws iam list-users --query 'join(`,`, Users[?starts_with(UserName, `new-`)].UserName)'",
      );
      await line.press('Enter');
      const answer = page.locator('.practice-terminal').getByText(/^"(new-[abc],?)*"$/);
      return (await answer.last().textContent()) ?? '';
    };
    await page.goto(`${site.origin}/practice/#/terminal`);
    await make('new-a');
    await room(false);
    await make('new-b');
    await page.getByText('There is no room left to save.').waitFor();
    expect(await axe(page)).toEqual([]);
    // What does not fit is there as long as the page, and what was saved is whole.
    expect(await users()).toBe('"new-a,new-b"');
    await page.reload();
    expect(await users()).toBe('"new-a"');
    expect(await page.getByText('Your saved account is damaged').count()).toBe(0);
    await room(false);
    await make('new-b');
    await page.getByText('There is no room left to save.').waitFor();
    await room(true);
    await make('new-c');
    await page.getByText('There is room again, and everything is saved.').waitFor();
    await page.reload();
    expect(await users()).toBe('"new-a,new-b,new-c"');
    await context.close();
  });
});

describe('two tabs', () => {
  it('on one account show the same, and the second goes on when the first is closed', async () => {
    const context = await newContext(browser);
    const first = await openAccount(context);
    const second = await openAccount(context);
    await makeGroup(first, 'from-the-first');
    await second.getByRole('button', { name: 'Console', exact: true }).click();
    await second.getByRole('link', { name: 'User groups', exact: true }).first().click();
    await second.getByRole('link', { name: 'from-the-first' }).first().waitFor();
    await first.close();
    // What the second does is neither lost nor refused.
    await second
      .getByRole('button', { name: 'Create group' })
      .or(second.getByRole('link', { name: 'Create group' }))
      .first()
      .click();
    await second.getByRole('textbox', { name: 'User group name' }).fill('from-the-second');
    await second
      .getByRole('button', { name: /^Create (user )?group$/ })
      .last()
      .click();
    await second.getByRole('link', { name: 'from-the-second' }).first().waitFor();
    await second.reload();
    await second.getByRole('button', { name: 'Go on in the practice account' }).click();
    await second.getByRole('button', { name: 'Console', exact: true }).click();
    await second.getByRole('link', { name: 'User groups', exact: true }).first().click();
    for (const name of ['from-the-first', 'from-the-second'])
      await second.getByRole('link', { name }).first().waitFor();
    await context.close();
  });

  it('doing 200 writes of progress lose none', async () => {
    const context = await newContext(browser);
    const [one, two] = [await context.newPage(), await context.newPage()];
    for (const page of [one, two]) await page.goto(`${site.origin}/quiz/first-iam-user/`);
    const write = (page: Page, from: number): Promise<number> =>
      withProgress(
        page,
        `const progress = await open();
        await Promise.all(Array.from({ length: 100 }, (_, index) => progress.record({
          kind: 'attempt', quiz: 'first-iam-user', item: 'item-' + (${from} + index), hash: 'h',
          right: true, gaveUp: false, answer: '[]', nonce: 'n' + (${from} + index),
        })));
        return 100;`,
      );
    expect(await Promise.all([write(one, 0), write(two, 100)])).toEqual([100, 100]);
    const page = await context.newPage();
    await page.goto(`${site.origin}/progress/`, { waitUntil: 'networkidle' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save to a file' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(new Set(text.match(/item-\d+/g)).size).toBe(200);
    await context.close();
  });
});

describe('progress', () => {
  it('goes to another browser as a file, and is added there, not put in place of what was', async () => {
    const home = await newContext(browser);
    const page = await home.newPage();
    await attempt(page);
    await page.goto(`${site.origin}/progress/`, { waitUntil: 'networkidle' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save to a file' }).click(),
    ]);
    const file = join(tmpdir(), 'rootless-progress-test.json');
    await download.saveAs(file);

    const away = await newContext(browser);
    const other = await away.newPage();
    await other.goto(lesson());
    await other.goto(`${site.origin}/progress/`);
    await other.locator('input[type=file]').setInputFiles(file);
    await other.getByText(/(One thing was|things were) added\./).waitFor();
    expect(await axe(other)).toEqual([]);
    await screenshot(other, 'progress-imported', false);
    // A second time there is nothing to add.
    await other.locator('input[type=file]').setInputFiles(file);
    await other.getByText(/(One was|were) here already\./).waitFor();
    // A file that is none changes nothing and says so.
    writeFileSync(file, '{"half":');
    await other.locator('input[type=file]').setInputFiles(file);
    await other.getByText(/it cannot be read as JSON\. Nothing was taken from it\./).waitFor();
    await home.close();
    await away.close();
  });

  it('that is damaged or of a later version is kept and said, and does not stop the page', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await attempt(page);
    const spoiled = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      let count = 0;
      for (const name of names) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const store of [...database.objectStoreNames].filter((one) => /attempt|lesson/.test(one))) {
          const transaction = database.transaction(store, 'readwrite');
          transaction.objectStore(store).put({ v: 99, from: 'the future' }, 'x/from-the-future');
          await new Promise((resolve) => {
            transaction.oncomplete = resolve;
          });
          count++;
        }
        database.close();
      }
      return count;
    });
    expect(spoiled).toBeGreaterThan(0);
    await page.goto(`${site.origin}/progress/`, { waitUntil: 'networkidle' });
    await page
      .getByText(/Some of your saved progress could not be read|could not be read/)
      .first()
      .waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-aside-save]').click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('the future');
    await attempt(page);
    await context.close();
  });
});

/** What the site keeps in this browser: keys, and stores that are not empty. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = Object.keys(localStorage).filter((key) => key.startsWith('rootless'));
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const count = await new Promise<number>((resolve) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        });
        if (count > 0) found.push(`${name}/${store}: ${count}`);
      }
      database.close();
    }
    return found;
  });

/** A practice page at its terminal, in which a file was made and kept. */
async function practise(page: Page): Promise<void> {
  await page.goto(`${site.origin}/practice/#/terminal`);
  const line = page.getByRole('textbox', { name: 'Command' });
  await line.fill('echo kept > note.txt');
  await line.press('Enter');
  await page.waitForFunction(async () =>
    (await indexedDB.databases()).some(({ name }) => name === 'rootless-terminal'),
  );
}

async function deleteAll(page: Page): Promise<void> {
  await page.goto(`${site.origin}/progress/`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Delete everything …' }).click();
  await page.getByRole('button', { name: /^Yes/ }).click();
  await page.getByText('Everything was deleted.').waitFor();
}

describe('delete everything', () => {
  it('leaves nothing in any database or key of the site, whichever page wrote it', async () => {
    const context = await newContext(browser);
    const page = await openAccount(context);
    await makeGroup(page, 'Readers');
    await attempt(page);
    await practise(page);
    expect(await kept(page)).not.toEqual([]);
    await deleteAll(page);
    expect(await kept(page)).toEqual([]);
    await context.close();
  });

  it('is heard in an open practice page, which writes nothing back and says so', async () => {
    const context = await newContext(browser);
    const open = await context.newPage();
    await practise(open);
    const page = await context.newPage();
    await deleteAll(page);
    await open.getByText('Everything was deleted in another tab.').waitFor();
    expect(await axe(open)).toEqual([]);
    const line = open.getByRole('textbox', { name: 'Command' });
    await line.fill('echo again > note.txt; aws iam create-user --user-name zoe');
    await line.press('Enter');
    await open.getByText('"UserName": "zoe"').waitFor();
    await open.getByRole('link', { name: 'History', exact: true }).click();
    await open.getByRole('heading', { name: 'History' }).waitFor();
    expect(await kept(page)).toEqual([]);
    // Loaded again it is a new account, and keeps.
    await open.reload();
    await open.getByRole('heading', { name: 'History' }).waitFor();
    await expect.poll(() => kept(page)).toContainEqual(expect.stringMatching('^rootless/accounts: '));
    expect(await open.getByText('CreateUser').count()).toBe(0);
    await context.close();
  });
});
