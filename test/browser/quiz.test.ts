// The quiz as a learner answers it: feedback at once, the key hidden until right or given up, only the missed again;
// by mouse and by keyboard; kept as attempts that survive a reload.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { axe, launch, newContext, screenshot, type Troubles, watch } from './browser.ts';
import { press, tabTo } from './keyboard.ts';
import { openSite, type TestSite } from './site.ts';

interface Item {
  id: string;
  kind: 'choice' | 'several' | 'order' | 'sort';
  question: string;
  options?: { text: string; right?: boolean; why: string }[];
  steps?: { text: string }[];
  bins?: { id: string; text: string }[];
  things?: { text: string; bin: string }[];
}
const { items } = parse(
  readFileSync(resolve(import.meta.dirname, '../../content/en/quizzes/first-iam-user.yaml'), 'utf8'),
) as { items: Item[] };

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

/** As shown: `code` loses its marks. */
const shown = (text: string): string => text.replace(/[`*]/g, '');
const option = (text: string): Locator =>
  form()
    .locator('label.option')
    .filter({ hasText: shown(text) })
    .locator('input');

/** Answers an item rightly, with the mouse. */
async function answer(item: Item): Promise<void> {
  if (item.kind === 'choice' || item.kind === 'several')
    for (const one of item.options ?? []) {
      if (one.right) await option(one.text).check();
      else if (item.kind === 'several') await option(one.text).uncheck();
    }
  else if (item.kind === 'order') {
    for (const [place, step] of (item.steps ?? []).entries())
      for (;;) {
        const texts = await form().locator('ol.ordered > li').allTextContents();
        const now = texts.findIndex((text) => text.includes(shown(step.text)));
        if (now <= place) break;
        await form()
          .getByRole('button', { name: `Move up: ${shown(step.text)}` })
          .click();
      }
  } else
    for (const thing of item.things ?? []) {
      const bin = item.bins?.find(({ id }) => id === thing.bin)?.text ?? '';
      await form()
        .getByRole('group', { name: shown(thing.text) })
        .or(form().getByRole('radiogroup', { name: shown(thing.text) }))
        .getByRole('radio', { name: bin })
        .check();
    }
}

describe('by mouse', () => {
  it('tells at once, hides the key until right, and asks only what was missed again', async () => {
    const first = await current();
    expect(first.kind).toBe('choice');
    const wrong = first.options?.find((one) => !one.right);
    const right = first.options?.find((one) => one.right);
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
    for (const { why } of first.options ?? []) expect(await form().textContent()).toContain(shown(why));
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
      await answer(item);
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
    await answer(again[0] as Item);
    await button('Check').click();
    await button('Next question').click();
    again.push(await current());
    expect(again.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(troubles).toEqual({ list: [], elsewhere: [] });
  });

  it('keeps every answer: after a reload the right ones are not asked again', async () => {
    const first = await current();
    await answer(first);
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

describe('by keyboard alone', () => {
  it('answers every kind', async () => {
    const kinds = new Set<string>();
    for (let count = 0; count < items.length; count++) {
      const item = await current();
      kinds.add(item.kind);
      if (item.kind === 'choice') {
        const radios = form().getByRole('radio');
        const right = option(item.options?.find((one) => one.right)?.text ?? '');
        // Tab comes to the group's first button; the arrows go on from there.
        await tabTo(page, radios.first());
        await page.keyboard.press('Space');
        for (let step = 0; step < 5 && !(await right.isChecked()); step++)
          await page.keyboard.press('ArrowDown');
      } else if (item.kind === 'several') {
        for (const one of item.options ?? []) if (one.right) await press(page, option(one.text), 'Space');
      } else if (item.kind === 'order') {
        for (const [place, step] of (item.steps ?? []).entries()) {
          const texts = await form().locator('ol.ordered > li').allTextContents();
          let now = texts.findIndex((text) => text.includes(shown(step.text)));
          if (now <= place) continue;
          await tabTo(page, form().getByRole('button', { name: `Move up: ${shown(step.text)}` }));
          for (; now > place; now--) await page.keyboard.press('ArrowUp');
        }
      } else {
        for (const thing of item.things ?? []) {
          const group = form()
            .getByRole('group', { name: shown(thing.text) })
            .or(form().getByRole('radiogroup', { name: shown(thing.text) }));
          const bin = item.bins?.find(({ id }) => id === thing.bin)?.text ?? '';
          await tabTo(page, group.getByRole('radio').first());
          await page.keyboard.press('Space');
          if (!(await group.getByRole('radio', { name: bin }).isChecked()))
            await page.keyboard.press('ArrowRight');
        }
      }
      await press(page, button('Check'));
      await form().getByText('That is right.', { exact: true }).waitFor();
      await press(page, button(/Next question|See how it went/));
    }
    await page.getByText(`All ${items.length} right at the first try.`).waitFor();
    expect([...kinds].sort()).toEqual(['choice', 'order', 'several', 'sort']);
    expect(troubles.list).toEqual([]);
  });
});
