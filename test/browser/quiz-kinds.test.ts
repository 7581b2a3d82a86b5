// Every kind of question, answered by mouse and by keyboard alone; wrong first, so that feedback and the hidden key
// are seen, then right.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Item } from '../../src/quiz/model.ts';
import { everyKind } from '../quiz/items.ts';
import { answer, keys, mouse, option, shown, verdictNames } from './answer.ts';
import { axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

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
const open = async (look: Parameters<typeof newContext>[1] = {}): Promise<void> => {
  context = await newContext(browser, look);
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/quiz/every-kind/`);
  await form().waitFor();
};
beforeEach(() => open());
afterEach(async (test) => {
  if (test.task.result?.state === 'fail')
    await screenshot(page, `failed-kinds-${test.task.name.slice(0, 30)}`, false);
  await context.close();
});

const form = (): Locator => page.locator('form.quiz[data-ready]');
const button = (name: string | RegExp): Locator => form().getByRole('button', { name });
async function current(): Promise<Item> {
  const id = await form().getAttribute('data-item');
  const item = everyKind.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

it('by mouse: checked, explained, and free of axe’s findings', async () => {
  const kinds = new Set<string>();
  for (let count = 0; count < everyKind.length; count++) {
    const item = await current();
    kinds.add(item.kind);
    await page.waitForTimeout(50);
    expect(await axe(page), item.id).toEqual([]);
    await answer(form(), item, mouse);
    await button('Check').click();
    await form().getByText('That is right.', { exact: true }).waitFor();
    expect(await axe(page), `${item.id}, right`).toEqual([]);
    await screenshot(page, `kind-${item.id}`);
    if ('why' in item) expect(await form().textContent()).toContain(shown(item.why).slice(0, 40));
    if (item.kind === 'decision')
      for (const told of item.told) expect(await form().textContent()).toContain(told);
    await button(/Next question|See how it went/).click();
  }
  expect(kinds.size).toBe(11);
  await page.getByText(`All ${everyKind.length} right at the first try.`).waitFor();
  expect(troubles).toEqual({ list: [], elsewhere: [] });
});

it('by keyboard alone', async () => {
  const hands = keys(page, form());
  for (let count = 0; count < everyKind.length; count++) {
    const item = await current();
    await answer(form(), item, hands);
    await hands.press(button('Check'));
    await form().getByText('That is right.', { exact: true }).waitFor();
    await hands.press(button(/Next question|See how it went/));
  }
  await page.getByText(`All ${everyKind.length} right at the first try.`).waitFor();
});

it('a wrong decision keeps the key hidden, a wrong policy says what each request gets', async () => {
  for (const item of everyKind) {
    const now = await current();
    expect(now.id).toBe(item.id);
    if (item.kind === 'decision') {
      const wrong = item.reasons.find((one) => one.verdict !== item.verdict);
      await mouse.choose(
        form().getByRole('radio', { name: verdictNames[wrong?.verdict ?? 'allow'], exact: true }),
      );
      await option(form(), wrong?.text ?? '').check();
      await button('Check').click();
      await form().getByText('Not yet: 0 of 2 are right.').waitFor();
      expect(await form().textContent()).toContain(wrong?.why);
      expect(await form().textContent()).not.toContain(item.told.at(-1));
      expect(await axe(page)).toEqual([]);
    } else if (item.kind === 'fix') {
      await form().getByRole('textbox').fill('x');
      await button('Check').click();
      await form().getByText('Line 1, column 1:').waitFor();
      expect(await axe(page)).toEqual([]);
      await form().getByRole('textbox').fill(item.policy.start);
      await button('Check').click();
      await form().getByText('Not yet: 1 of 3 are right.').waitFor();
      expect(await form().locator('.requests').textContent()).toContain('ReadReports');
    }
    await button('Show the answer').click();
    await button(/Next question|See how it went/).click();
  }
  await page.getByRole('button', { name: `Try the ${everyKind.length} missed ones again` }).waitFor();
});

it('asks how sure one is, when told to, and remembers that it should', async () => {
  const [first] = everyKind;
  await form().getByRole('checkbox', { name: 'Ask how sure I am' }).check();
  await mouse.choose(form().getByRole('radio', { name: 'Certain' }));
  await answer(form(), first as Item, mouse);
  const wrong = first?.kind === 'choice' ? first.options.find((one) => !one.right) : undefined;
  await option(form(), wrong?.text ?? '').check();
  await button('Check').click();
  await form().getByText('You were certain.').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.reload();
  await form().getByRole('radio', { name: 'A guess' }).waitFor({ state: 'attached' });
});

it.each([
  ['light', 320],
  ['dark', 320],
  ['dark', 1280],
] as const)('in %s at %i px nothing sticks out and axe finds nothing', async (theme, width) => {
  await context.close();
  await open({ theme, width });
  for (let count = 0; count < everyKind.length; count++) {
    const item = await current();
    await page.waitForTimeout(50);
    expect([item.id, await overflow(page)]).toEqual([item.id, 0]);
    await button('Show the answer').click();
    await form()
      .getByText(/Here is the answer/)
      .waitFor();
    expect([item.id, await overflow(page)]).toEqual([item.id, 0]);
    expect(await axe(page), item.id).toEqual([]);
    await button(/Next question|See how it went/).click();
  }
});
