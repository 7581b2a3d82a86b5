// The quiz as a learner answers it: feedback at once, the key hidden until right or given up, only the missed again;
// kept as attempts that survive a reload. Every kind by mouse and by keyboard: quiz-kinds.test.ts.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/exercise/content.ts';
import type { Item } from '../../src/quiz/model.ts';
import { quizSchema } from '../../src/quiz/schema.ts';
import { answer, mouse, option as optionOf, shown } from './answer.ts';
import { axe, launch, newContext, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

const file = resolve(import.meta.dirname, '../../content/en/quizzes/first-iam-user.yaml');
const reading = readContent(readFileSync(file, 'utf8'), 'first-iam-user.yaml', quizSchema);
const items: readonly Item[] = reading.ok ? reading.value.items : [];

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
  await page.goto(`${site.origin}/quiz/first-iam-user/`);
  await form().waitFor();
});
afterEach(async (test) => {
  if (test.task.result?.state === 'fail')
    await screenshot(page, `failed-quiz-${test.task.name.slice(0, 30)}`, false);
  await context.close();
});

const form = (): Locator => page.locator('form.quiz[data-ready]');
const button = (name: string | RegExp): Locator => form().getByRole('button', { name });

async function current(): Promise<Item> {
  const id = await form().getAttribute('data-item');
  const item = items.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

const option = (text: string): Locator => optionOf(form(), text);

describe('by mouse', () => {
  it('tells at once, hides the key until right, and asks only what was missed again', async () => {
    const first = await current();
    if (first.kind !== 'choice') throw new Error('the quiz begins with another kind');
    const wrong = first.options.find((one) => !one.right);
    const right = first.options.find((one) => one.right);
    if (!wrong || !right) throw new Error('an item without right and wrong');
    await option(wrong.text).check();
    await button('Check').click();
    await form().getByText('Not yet.').waitFor();
    expect(await form().textContent()).toContain(shown(wrong.why));
    expect(await form().textContent()).not.toContain(shown(right.why));
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'quiz-wrong', false);
    await option(right.text).check();
    await button('Check').click();
    await form().getByText('That is right.', { exact: true }).waitFor();
    for (const { why } of first.options) expect(await form().textContent()).toContain(shown(why));
    await screenshot(page, 'quiz-right', false);
    expect(await axe(page)).toEqual([]);
    await button('Next question').click();

    // The second is given up, the others are right.
    const second = await current();
    await button('Show the answer').click();
    await form()
      .getByText(/Here is the answer/)
      .waitFor();
    await button(/Next question|See how it went/).click();
    for (let count = 2; count < items.length; count++) {
      const item = await current();
      await answer(form(), item, mouse);
      await button('Check').click();
      await form().getByText('That is right.', { exact: true }).waitFor();
      if (item.kind === 'order' || item.kind === 'sort') await screenshot(page, `quiz-${item.kind}`, false);
      expect(await axe(page), item.id).toEqual([]);
      await button(/Next question|See how it went/).click();
    }
    await page.getByText(`${items.length - 2} of ${items.length} right at the first try.`).waitFor();
    await screenshot(page, 'quiz-over', false);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try the 2 missed ones again' }).click();
    const again = [await current()];
    await answer(form(), again[0] as Item, mouse);
    await button('Check').click();
    await button('Next question').click();
    again.push(await current());
    expect(again.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(troubles).toEqual({ list: [], elsewhere: [] });
  });

  it('keeps every answer: after a reload the right ones are not asked again', async () => {
    const first = await current();
    await answer(form(), first, mouse);
    await button('Check').click();
    await form().getByText('That is right.', { exact: true }).waitFor();
    await page.waitForTimeout(300);
    await page.reload();
    await form().waitFor();
    expect((await current()).id).not.toBe(first.id);
    await page.goto(`${site.origin}/progress/`);
    await page.getByText('Create your first IAM user').first().waitFor();
  });
});
