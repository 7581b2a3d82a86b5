// Every kind of question, answered by mouse and by keyboard alone; wrong first, so that feedback and the hidden key
// are seen, then right.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Item } from '../../src/quiz/model.ts';
import { everyKind } from '../quiz/items.ts';
import { axe, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { tabTo } from './keyboard.ts';
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
const shown = (text: string): string => text.replaceAll('`', '');
const option = (text: string): Locator =>
  form()
    .locator('label.option')
    .filter({ hasText: shown(text) })
    .locator('input');
const verdictNames = {
  allow: 'Allowed',
  explicitDeny: 'Explicitly denied',
  implicitDeny: 'Implicitly denied',
} as const;

async function current(): Promise<Item> {
  const id = await form().getAttribute('data-item');
  const item = everyKind.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

/** How a learner works a field: with the mouse, or with keys. */
interface Hands {
  choose(radio: Locator): Promise<void>;
  tick(box: Locator, on: boolean): Promise<void>;
  pick(select: Locator, label: string): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  up(step: Locator): Promise<void>;
  press(button: Locator): Promise<void>;
}

const mouse: Hands = {
  choose: (radio) => radio.check({ force: true }),
  tick: (box, on) => box.setChecked(on),
  pick: async (select, label) => void (await select.selectOption({ label })),
  write: (field, text) => field.fill(text),
  up: (step) => step.click(),
  press: (one) => one.click(),
};
const keys: Hands = {
  async choose(radio) {
    // Tab comes to a group's checked button, or to its first; the arrows go on from there.
    const name = await radio.getAttribute('name');
    const group = form().locator(`input[type="radio"][name="${name}"]`);
    const checked = form().locator(`input[type="radio"][name="${name}"]:checked`);
    if ((await checked.count()) === 0) {
      await tabTo(page, group);
      await page.keyboard.press('Space');
    } else await tabTo(page, checked);
    for (let step = 0; step < 8 && !(await radio.isChecked()); step++) await page.keyboard.press('ArrowDown');
  },
  async tick(box, on) {
    if ((await box.isChecked()) === on) return;
    await tabTo(page, box);
    await page.keyboard.press('Space');
  },
  async pick(select, label) {
    await tabTo(page, select);
    await page.keyboard.type(label.slice(0, 4));
    expect(await select.locator('option:checked').textContent()).toBe(label);
  },
  async write(field, text) {
    await tabTo(page, field);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
  },
  async up(step) {
    await tabTo(page, step);
    await page.keyboard.press('ArrowUp');
  },
  async press(one) {
    await tabTo(page, one);
    await page.keyboard.press('Enter');
  },
};

async function answer(item: Item, hands: Hands): Promise<void> {
  switch (item.kind) {
    case 'choice':
      return hands.choose(option(item.options.find((one) => one.right)?.text ?? ''));
    case 'several':
      for (const one of item.options) await hands.tick(option(one.text), one.right);
      return;
    case 'true-false':
      await hands.choose(form().getByRole('radio', { name: item.holds ? 'True' : 'False', exact: true }));
      return hands.choose(option(item.reasons.find((one) => one.right)?.text ?? ''));
    case 'order':
      for (const [place, step] of item.steps.entries())
        for (let guard = 0; guard < 10; guard++) {
          const texts = await form().locator('ol.ordered > li').allTextContents();
          if (texts.findIndex((text) => text.includes(shown(step.text))) <= place) break;
          await hands.up(form().getByRole('button', { name: `Move up: ${shown(step.text)}` }));
        }
      return;
    case 'sort':
      for (const thing of item.things) {
        const bin = item.bins.find(({ id }) => id === thing.bin)?.text ?? '';
        const group = form()
          .locator('fieldset.option')
          .filter({ hasText: shown(thing.text) });
        await hands.choose(group.getByRole('radio', { name: bin }));
      }
      return;
    case 'match':
      for (const pair of item.pairs)
        await hands.pick(form().getByRole('combobox', { name: shown(pair.text) }), shown(pair.match));
      return;
    case 'text':
      return hands.write(form().getByRole('textbox'), item.accept[0] ?? '');
    case 'number':
      await hands.write(form().getByRole('textbox'), String(item.value));
      if (item.units.length > 1)
        await hands.pick(form().getByRole('combobox', { name: 'Unit' }), item.units[0]?.text ?? '');
      return;
    case 'decision':
      await hands.choose(
        form().getByRole('radio', { name: verdictNames[item.verdict ?? 'allow'], exact: true }),
      );
      return hands.choose(option(item.reasons.find((one) => one.right)?.text ?? ''));
    case 'point':
      for (const [index, { decides }] of item.statements.entries())
        await hands.tick(form().getByRole('checkbox').nth(index), decides);
      return;
    case 'fix':
      return hands.write(form().getByRole('textbox'), item.policy.solution);
  }
}

it('by mouse: checked, explained, and free of axe’s findings', async () => {
  const kinds = new Set<string>();
  for (let count = 0; count < everyKind.length; count++) {
    const item = await current();
    kinds.add(item.kind);
    await page.waitForTimeout(50);
    expect(await axe(page), item.id).toEqual([]);
    await answer(item, mouse);
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
  for (let count = 0; count < everyKind.length; count++) {
    const item = await current();
    await answer(item, keys);
    await keys.press(button('Check'));
    await form().getByText('That is right.', { exact: true }).waitFor();
    await keys.press(button(/Next question|See how it went/));
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
      await option(wrong?.text ?? '').check();
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
  await answer(first as Item, mouse);
  const wrong = first?.kind === 'choice' ? first.options.find((one) => !one.right) : undefined;
  await option(wrong?.text ?? '').check();
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
