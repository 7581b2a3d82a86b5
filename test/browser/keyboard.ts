// The keyboard alone: moving the focus with Tab until it stands where it should, as a person would.

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const LIMIT = 150;

/** Presses Tab until `target` has the focus. Fails when it cannot be reached that way. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < LIMIT; step++) {
    if (
      await target.first().evaluate((element) => {
        const { activeElement } = element.getRootNode() as Document | ShadowRoot;
        return element === activeElement;
      })
    ) {
      expect(await focusIsVisible(page)).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Whether something shows where the focus is: an outline, a ring, or a changed border of the element or a part. */
async function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.activeElement?.matches(':focus-visible, input, textarea, select') ?? false,
  );
}

/** Goes to a button or link by Tab and presses Enter. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by Tab and types into it. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
