// Answering a question of any kind as a learner does: with the mouse, or with keys.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Item } from '../../src/quiz/model.ts';
import { tabTo } from './keyboard.ts';

/** As shown: `code` loses its marks. */
export const shown = (text: string): string => text.replaceAll('`', '');
export const option = (form: Locator, text: string): Locator =>
  form
    .locator('label.option')
    .filter({ hasText: shown(text) })
    .locator('input');
export const verdictNames = {
  allow: 'Allowed',
  explicitDeny: 'Explicitly denied',
  implicitDeny: 'Implicitly denied',
} as const;

/** How a learner works a field: with the mouse, or with keys. */
export interface Hands {
  choose(radio: Locator): Promise<void>;
  tick(box: Locator, on: boolean): Promise<void>;
  pick(select: Locator, label: string): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** Replaces the text in the form's policy editor. */
  edit(form: Locator, text: string): Promise<void>;
  up(step: Locator): Promise<void>;
  press(button: Locator): Promise<void>;
}

export const mouse: Hands = {
  choose: (radio) => radio.check({ force: true }),
  tick: (box, on) => box.setChecked(on),
  pick: async (select, label) => void (await select.selectOption({ label })),
  write: (field, text) => field.fill(text),
  async edit(form, text) {
    await form.getByRole('textbox').click();
    await form.locator('.cm-content').fill(text);
  },
  up: (step) => step.click(),
  press: (one) => one.click(),
};
export const keys = (page: Page, form: Locator): Hands => ({
  async choose(radio) {
    // Tab comes to a group's checked button, or to its first; the arrows go on from there.
    const name = await radio.getAttribute('name');
    const group = form.locator(`input[type="radio"][name="${name}"]`);
    const checked = form.locator(`input[type="radio"][name="${name}"]:checked`);
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
  async edit(form, text) {
    await tabTo(page, form.getByRole('textbox'));
    await form.locator('.cm-content').waitFor();
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
});

/** Answers an item rightly, from its key. */
export async function answer(form: Locator, item: Item, hands: Hands): Promise<void> {
  switch (item.kind) {
    case 'choice':
      return hands.choose(option(form, item.options.find((one) => one.right)?.text ?? ''));
    case 'several':
      for (const one of item.options) await hands.tick(option(form, one.text), one.right);
      return;
    case 'true-false':
      await hands.choose(form.getByRole('radio', { name: item.holds ? 'True' : 'False', exact: true }));
      return hands.choose(option(form, item.reasons.find((one) => one.right)?.text ?? ''));
    case 'order':
      for (const [place, step] of item.steps.entries())
        for (let guard = 0; guard < 10; guard++) {
          const texts = await form.locator('ol.ordered > li').allTextContents();
          if (texts.findIndex((text) => text.includes(shown(step.text))) <= place) break;
          await hands.up(form.getByRole('button', { name: `Move up: ${shown(step.text)}` }));
        }
      return;
    case 'sort':
      for (const thing of item.things) {
        const bin = item.bins.find(({ id }) => id === thing.bin)?.text ?? '';
        const group = form.locator('fieldset.option').filter({ hasText: shown(thing.text) });
        await hands.choose(group.getByRole('radio', { name: bin }));
      }
      return;
    case 'match':
      for (const pair of item.pairs)
        await hands.pick(form.getByRole('combobox', { name: shown(pair.text) }), shown(pair.match));
      return;
    case 'text':
      return hands.write(form.getByRole('textbox'), item.accept[0] ?? '');
    case 'number':
      await hands.write(form.getByRole('textbox'), String(item.value));
      if (item.units.length > 1)
        await hands.pick(form.getByRole('combobox', { name: 'Unit' }), item.units[0]?.text ?? '');
      return;
    case 'decision':
      await hands.choose(
        form.getByRole('radio', { name: verdictNames[item.verdict ?? 'allow'], exact: true }),
      );
      return hands.choose(option(form, item.reasons.find((one) => one.right)?.text ?? ''));
    case 'point':
      for (const [index, { decides }] of item.statements.entries())
        await hands.tick(form.getByRole('checkbox').nth(index), decides);
      return;
    case 'fix':
      return hands.edit(form, item.policy.solution);
  }
}
