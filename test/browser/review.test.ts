// What comes back, and what is shown to others: the review on a moved clock, tests and certificate, quizzes in and
// out, progress carried by a link.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import type { Catalog } from '../../src/quiz/catalog.ts';
import type { Item, Quiz } from '../../src/quiz/model.ts';
import { answer, mouse, shown } from './answer.ts';
import { alive, axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';
import { openForTools, run } from './solve.ts';

let browser: Browser;
let site: TestSite;
let context: BrowserContext;
let page: Page;
let troubles: Troubles;
beforeAll(async () => {
  site = await openSite();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  context = await newContext(browser);
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  troubles = watch(page, site.origin);
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail')
    await screenshot(page, `failed-review-${test.task.name.slice(0, 30)}`, false);
  await context.close();
});

const NOW = new Date('2026-11-23T09:00:00');
const go = (path: string) => page.goto(`${site.origin}/${path}`);

/** Gives up on the first question of a quiz: one answer is kept. */
async function answerOne(): Promise<void> {
  await go('quiz/first-iam-user/');
  await page.locator('form.quiz[data-ready]').waitFor();
  await page.getByRole('button', { name: 'Show the answer' }).click();
  await page.getByText(/Here is the answer/).waitFor();
  // The answer is on its way into the storage; the progress page shows it once it is there.
  await go('progress/');
  await page.getByText('1 fading').or(page.getByText('1 fresh')).first().waitFor();
}

it('a question comes back on its day, not before, and is asked', async () => {
  await page.clock.setFixedTime(NOW);
  await answerOne();
  await go('review/');
  await page.getByText(/Nothing is due today\. Come back on/).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.clock.setFixedTime(new Date(NOW.getTime() + 3 * 86_400_000));
  await page.reload();
  await page.getByText('One question is ready for you.').waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'review-due');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('form.quiz').waitFor();
  await page.getByRole('button', { name: 'Show the answer' }).click();
  await page.getByRole('button', { name: 'See how it went' }).click();
  await page.getByText('0 of 1 were right at the first try.').waitFor();
  await page.getByRole('button', { name: 'Today' }).click();
  await page.getByText(/Nothing is due today/).waitFor();
  expect(troubles).toEqual({ list: [], elsewhere: [] });
});

/** How many attempts are kept: what a page records is written a moment later. */
const attempts = (): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('rootless-progress');
        request.onsuccess = () => {
          const count = request.result.transaction('attempt').objectStore('attempt').count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
  );

it('an exercise comes back on its day, and counts when it was done again', async () => {
  const { exercises } = readExercises(resolve(import.meta.dirname, '../../content/en'));
  const { calls } = exercises.get('policies')?.value.solution ?? { calls: [] };
  await page.clock.setFixedTime(NOW);
  await go('lessons/policies/');
  await openForTools(page);
  await run(site, 'policies', calls);
  await page.getByText('All done.').first().waitFor();
  await expect.poll(attempts).toBe(1);
  await go('review/');
  await page.getByText(/Nothing is due today\. Come back on/).waitFor();
  expect(await page.getByRole('heading', { name: 'Do it once more' }).count()).toBe(0);
  await page.clock.setFixedTime(new Date(NOW.getTime() + 10 * 86_400_000));
  await page.reload();
  await page.getByRole('heading', { name: 'Do it once more' }).waitFor();
  expect(await page.getByText('Nothing is due today').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'review-task', false);
  await page.locator('a[href$="lessons/policies/#do-it"]').click();
  await openForTools(page);
  await page.getByText('All done.').first().waitFor();
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.locator('.ask').getByRole('button', { name: 'Start over' }).click();
  await expect.poll(() => page.getByText('All done.').count()).toBe(0);
  await run(site, 'policies', calls);
  await page.getByText('All done.').first().waitFor();
  await expect.poll(attempts).toBe(2);
  await go('review/');
  await page.getByText(/Nothing is due today\. Come back on/).waitFor();
  expect(await page.getByRole('heading', { name: 'Do it once more' }).count()).toBe(0);
  expect(troubles).toEqual({ list: [], elsewhere: [] });
});

it('a test that is left open says where to begin and explains everything', async () => {
  await go('exam/placement/');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  const leave = page.getByRole('button', { name: 'Leave it open' });
  const hand = page.getByRole('button', { name: 'Hand it in' });
  for (let count = 0; count < 60 && !(await hand.isVisible()); count++) await leave.click();
  await hand.click();
  await page.getByRole('link', { name: 'Begin with «Two kinds of identity».' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await go('exam/');
  await page.getByText(/best so far: 0 of/).waitFor();
});

/** Every item of the course, with its key, by what it asks. */
async function itemsByQuestion(): Promise<ReadonlyMap<string, Item>> {
  const json = async (path: string) => (await fetch(`${site.origin}/data/${path}`)).json();
  const { quizzes } = (await json('catalog.json')) as Catalog;
  const all = await Promise.all(quizzes.map(({ id }) => json(`quizzes/${id}.json`) as Promise<Quiz>));
  return new Map(all.flatMap(({ items }) => items.map((item) => [shown(item.question), item] as const)));
}

it('the final exam is passed, and its certificate drawn, saved as an image and checked', async () => {
  // The same questions in every run.
  await page.addInitScript(() => {
    let drawn = 0;
    crypto.getRandomValues = ((array: Uint32Array) => {
      drawn += 1;
      return array.fill(drawn);
    }) as typeof crypto.getRandomValues;
  });
  await go('certificate/');
  await page.getByText('A certificate is made once you have passed').waitFor();
  const items = await itemsByQuestion();
  await go('exam/final/');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  const form = page.locator('form.quiz');
  for (let number = 1; number <= 30; number++) {
    await form.getByText(`Question ${number} of 30`).waitFor();
    const question = await form.getByRole('heading', { level: 2 }).textContent();
    const item = items.get(question ?? '');
    if (!item) throw new Error(`no item asks «${question}»`);
    // One is left open: it counts as wrong, and one may be.
    if (number === 2) await form.getByRole('button', { name: 'Leave it open' }).click();
    else {
      await answer(form, item, mouse);
      await form.getByRole('button', { name: /^(Next|To the end)$/ }).click();
    }
  }
  await page.getByText('One question is still open').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await page.getByText('29 of 30 right').waitFor();
  await page.getByText('Passed.').waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'exam-passed', false);
  await page.getByRole('link', { name: 'Make your certificate' }).click();
  await page.locator('#certificate-name').fill('Anna Ö');
  await page.getByRole('button', { name: 'Make it' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as an image' }).click(),
  ]);
  const png = await bytesOf(download);
  expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  expect(png.length).toBeGreaterThan(20_000);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: 'Address that checks it' }).click();
  await page.reload();
  await page.getByText(/Name and code fit: 29 of 30 right/).waitFor();
  await page.locator('.check-code').getByLabel('The name on it').fill('Somebody else');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText(/Name and code do not fit/).waitFor();
});

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

it('a file comes in with a report, is tried and kept, and nothing in it runs', async () => {
  await go('author/');
  await alive(page);
  const name = 'mine.gift';
  const text =
    '::One::[html]Who? <script>document.title\\="run"</script><img src\\=x onerror\\="document.title\\=\'run\'"> {=Root ~Anna}\n\nBroken {=a ~\n\nEssay {}\n';
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByText('One question was taken from «mine.gift».').waitFor();
  await page.getByText('2 were left out:').waitFor();
  expect(await page.title()).not.toBe('run');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('form.quiz').getByText('Root', { exact: true }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText('That is right.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Keep it in this browser' }).click();
  await page.getByText('Kept. It stands below.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Remove «mine»' }).waitFor();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0, 0]) });
  await page.getByText('This file is damaged').waitFor();
  expect(troubles).toEqual({ list: [], elsewhere: [] });
});

it('a SCORM package runs in a learning system, and reports status and score to it', async () => {
  await go('author/');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save «Groups» as SCORM 1.2' }).click(),
  ]);
  const files = unzipSync(await bytesOf(download));
  expect(strFromU8(files['index.html'] as Uint8Array)).not.toMatch(/onerror|<style|javascript:/);
  // The learning system: scorm-again's API in a page, the package in a frame of it.
  const api = readFileSync(
    new URL('../../node_modules/scorm-again/dist/scorm12.min.js', import.meta.url),
    'utf8',
  );
  const lms = `<script src="api.js"></script><script>window.API = new Scorm12API({ autocommit: false });</script><iframe src="index.html" width="900" height="700"></iframe>`;
  const system = await context.newPage();
  await system.route('https://lms.example/**', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: lms });
    if (path === 'api.js') return route.fulfill({ contentType: 'text/javascript', body: api });
    const file = files[path];
    const type = path.endsWith('.html')
      ? 'text/html'
      : path.endsWith('.css')
        ? 'text/css'
        : 'text/javascript';
    return file
      ? route.fulfill({ contentType: type, body: Buffer.from(file) })
      : route.fulfill({ status: 404, body: '' });
  });
  await system.goto('https://lms.example/');
  const frame = system.frameLocator('iframe');
  await frame.locator('#questions form').first().waitFor();
  const get = (name: string) =>
    system.evaluate(
      (key) =>
        String((window as never as { API: { lmsGetValue(key: string): string } }).API.lmsGetValue(key)),
      name,
    );
  expect(await get('cmi.core.lesson_status')).toBe('incomplete');
  const forms = frame.locator('#questions form');
  for (let index = 0; index < (await forms.count()); index++) {
    const form = forms.nth(index);
    for (const select of await form.locator('select').all()) await select.selectOption({ index: 1 });
    const inputs = form.locator('input');
    if ((await inputs.count()) > 0)
      if ((await inputs.first().getAttribute('type')) === 'text') await inputs.first().fill('1');
      else await inputs.first().check();
    await form.getByRole('button').click();
  }
  await frame.getByText('Your learning system knows.').waitFor();
  expect(['passed', 'failed']).toContain(await get('cmi.core.lesson_status'));
  expect(Number(await get('cmi.core.score.raw'))).toBeGreaterThanOrEqual(0);
});

it('progress is carried to another device by the link of a code', async () => {
  await answerOne();
  await page.getByRole('button', { name: 'Show the codes' }).click();
  const link = await page
    .getByRole('link', { name: 'or open this address there' })
    .first()
    .getAttribute('href');
  await screenshot(page, 'progress-codes');
  expect(await axe(page)).toEqual([]);
  const other = await newContext(browser, { width: 320 });
  const there = await other.newPage();
  await there.goto(link ?? '');
  await there.getByText('The link you opened carries').waitFor();
  await there.getByRole('button', { name: 'Add it' }).click();
  await there.getByText(/was added or brought up to date|were added or brought up to date/).waitFor();
  expect(there.url()).not.toContain('move=');
  expect(await axe(there)).toEqual([]);
  expect(await overflow(there)).toBe(0);
  await there.goto(`${link?.split('#')[0]}#move=AAAA`);
  await there.getByText('it was damaged on its way').waitFor();
  await other.close();
});
