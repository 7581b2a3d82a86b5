// A whole lesson as people have it: one teacher, three students in browsers of their own, the wall. One student reloads
// in the middle of a question, one is offline for a while. By keyboard too; axe on every view; pictures to be looked at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfChanged, outFolder } from '../../scripts/build.ts';
import { type RunningClassroom, startClassroom } from '../../src/server/classroom.ts';
import { fileSource } from '../classroom/people.ts';
import { axe, type Look, launch, newContext, overflow, screenshot, type Troubles, watch } from './browser.ts';
import { press, tabTo } from './keyboard.ts';

let browser: Browser;
let place: RunningClassroom;
let data: string;
const contexts: BrowserContext[] = [];
const troubles: Troubles[] = [];

beforeAll(async () => {
  if (!buildIfChanged()) throw new Error('The site could not be built: see above.');
  data = mkdtempSync(join(tmpdir(), 'rootless-classroom-'));
  place = await startClassroom({
    folder: outFolder({}),
    database: join(data, 'rooms.sqlite'),
    port: 0,
    hostname: '127.0.0.1',
  });
  browser = await launch();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await place?.close();
  if (data) rmSync(data, { recursive: true, force: true });
});

const origin = (): string => new URL(place.url).origin;
async function person(hash: string, look: Look = {}, offline = false): Promise<Page> {
  const context = await newContext(browser, look);
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const seen = watch(page, origin());
  // Whoever is taken off the network sees their requests fail: that is the point.
  if (!offline) troubles.push(seen);
  await page.goto(`${place.url}${hash}`);
  return page;
}
const phone = { width: 390, height: 844 };
const option = (page: Page, text: string): Locator =>
  page.locator('label.option').filter({ hasText: text }).locator('input');
const status = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('status').getByText(text).first().waitFor();

describe('a lesson', () => {
  it('goes from the setup to the results, whatever happens to the students’ devices', async () => {
    const teacher = await person('#/teach');
    await teacher.getByRole('heading', { name: 'Your rooms' }).waitFor();
    expect(await axe(teacher)).toEqual([]);
    await teacher.getByLabel('Questions from').selectOption('file');
    await teacher.locator('input[type=file]').setInputFiles({
      name: 'quiz.json',
      mimeType: 'application/json',
      buffer: Buffer.from(fileSource.text),
    });
    await teacher.getByLabel('Countdown in seconds (empty: none)').fill('');
    await teacher.getByText('More settings').click();
    await teacher.getByLabel('Students may choose their nickname').check();
    await teacher.getByLabel('Leaderboard').check();
    await screenshot(teacher, 'classroom-setup');
    await teacher.getByRole('button', { name: 'Make the room' }).click();
    await teacher.getByRole('button', { name: 'Start with the first question' }).waitFor();
    const code = (await teacher.locator('.wall-code').first().textContent())?.trim() ?? '';
    expect(code).toMatch(/^\d{6}$/);

    const [wall] = await Promise.all([
      teacher.context().waitForEvent('page'),
      teacher.getByRole('button', { name: 'Open the wall' }).click(),
    ]);
    await wall.setViewportSize({ width: 1600, height: 900 });
    await wall.getByRole('heading', { name: "A teacher's own quiz" }).waitFor();

    // Anna types the code, by keyboard alone; Ben follows the QR code; Cleo is in the dark with a narrow phone.
    const anna = await person('', phone);
    await tabTo(anna, anna.getByLabel('Code of the room'));
    await anna.keyboard.type(code);
    await anna.keyboard.press('Enter');
    await anna.getByLabel('Nickname').waitFor();
    expect(await axe(anna)).toEqual([]);
    await tabTo(anna, anna.getByLabel('Nickname'));
    await anna.keyboard.type('Anna');
    await anna.keyboard.press('Enter');
    await anna.getByRole('heading', { name: 'You are in' }).waitFor();
    expect(await axe(anna)).toEqual([]);

    const ben = await person(`#${code}`, phone);
    await ben.getByLabel('Nickname').fill('anna');
    await ben.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.getByRole('alert').getByText('Somebody has this name already').waitFor();
    await ben.getByLabel('Nickname').fill('Ben');
    await ben.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.getByRole('heading', { name: 'You are in' }).waitFor();

    const cleo = await person(`#${code}`, { width: 320, height: 700, theme: 'dark' }, true);
    await cleo.getByRole('button', { name: 'Join', exact: true }).click();
    await cleo.getByRole('heading', { name: 'You are in' }).waitFor();
    expect(await overflow(cleo)).toBe(0);
    expect(await axe(cleo)).toEqual([]);

    await wall.getByText('3 students').waitFor();
    await wall.getByText('Ben', { exact: true }).waitFor();
    await screenshot(wall, 'classroom-wall-lobby', false);
    expect(await axe(wall)).toEqual([]);

    // The first question. Anna answers by keyboard; Ben reloads before and after his answer; Cleo has no network.
    await teacher.getByRole('button', { name: 'Start with the first question' }).click();
    await anna.getByRole('heading', { name: 'Which wins?' }).waitFor();
    expect(
      await anna
        .getByRole('heading', { name: 'Which wins?' })
        .evaluate((element) => element === document.activeElement),
    ).toBe(true);
    await screenshot(anna, 'classroom-phone-question', false);
    expect(await axe(anna)).toEqual([]);
    await tabTo(anna, anna.getByRole('radio').first());
    await anna.keyboard.press('Space');
    for (let step = 0; step < 4 && !(await option(anna, 'An explicit Deny').isChecked()); step++)
      await anna.keyboard.press('ArrowDown');
    await press(anna, anna.getByRole('button', { name: 'Send my answer' }));
    await status(anna, 'Received');
    await screenshot(anna, 'classroom-phone-received', false);
    expect(await axe(anna)).toEqual([]);
    expect(await anna.content()).not.toContain('The reason of');

    await ben.reload();
    await ben.getByRole('heading', { name: 'Which wins?' }).waitFor();
    await option(ben, 'An Allow').check();
    await ben.getByRole('button', { name: 'Send my answer' }).click();
    await status(ben, 'Received');
    await ben.reload();
    await status(ben, 'Received');
    expect(await option(ben, 'An Allow').isChecked()).toBe(true);

    await cleo.getByRole('heading', { name: 'Which wins?' }).waitFor();
    await cleo.context().setOffline(true);
    await option(cleo, 'An explicit Deny').check();
    await cleo.getByRole('button', { name: 'Send my answer' }).click();
    await status(cleo, 'Kept on this device');
    await screenshot(cleo, 'classroom-phone-offline', false);
    await teacher.getByText('2 of 3 answered').waitFor();
    await cleo.context().setOffline(false);
    await status(cleo, 'Received');
    await teacher.getByText('3 of 3 answered').waitFor();
    await screenshot(teacher, 'classroom-teacher');
    expect(await axe(teacher)).toEqual([]);
    await screenshot(wall, 'classroom-wall-question', false);
    expect(await axe(wall)).toEqual([]);
    expect(await wall.locator('.bar-line').count()).toBe(0);

    await teacher.getByRole('button', { name: 'Close the question' }).click();
    await teacher.getByRole('button', { name: 'Show what is right' }).click();
    await status(anna, 'Your answer is right.');
    await status(ben, 'Your answer is not right.');
    await status(anna, '2 of 3 answered rightly.');
    expect(await anna.content()).not.toContain('The reason of Deny');
    await teacher.getByRole('button', { name: 'Show the reasons' }).click();
    await anna.getByText('The reason of Deny.').waitFor();
    await wall.getByText('The reason of Deny.').waitFor();
    await wall.getByRole('region', { name: 'Leaders' }).getByText('Anna: 1 of 3').waitFor();
    await screenshot(anna, 'classroom-phone-revealed', false);
    await screenshot(wall, 'classroom-wall-revealed', false);
    for (const page of [anna, wall, teacher]) expect(await axe(page)).toEqual([]);

    // The last question puts steps in order: what is shown afterwards is in the right one, with the own answer judged.
    await teacher.getByRole('button', { name: 'Next question' }).click();
    await anna.getByRole('heading', { name: 'What can only root do?' }).waitFor();
    await teacher.getByRole('button', { name: 'Close the question' }).click();
    await anna.getByText('The question is closed').waitFor();
    await teacher.getByRole('button', { name: 'Show what is right' }).click();
    await status(anna, 'You did not answer this one.');
    await teacher.getByRole('button', { name: 'Next question' }).click();
    await anna.getByRole('heading', { name: 'In which order?' }).waitFor();
    const steps = ['Sign in', 'Switch on MFA', 'Create a user', 'Lock root away'];
    for (const [place_, step] of steps.entries())
      for (;;) {
        const texts = await anna.locator('ol.ordered > li').allTextContents();
        if (texts.findIndex((text) => text.includes(step)) <= place_) break;
        await anna.getByRole('button', { name: `Move up: ${step}` }).click();
      }
    await anna.getByRole('button', { name: 'Send my answer' }).click();
    await status(anna, 'Received');
    await teacher.getByRole('button', { name: 'Close the question' }).click();
    await teacher.getByRole('button', { name: 'Show what is right' }).click();
    await status(anna, 'Your answer is right.');

    // Results, and the end.
    await teacher.locator('summary').filter({ hasText: 'Students' }).click();
    await teacher.getByLabel('Extra time: Ben').selectOption('0.5');
    await teacher.locator('summary').filter({ hasText: 'Results' }).click();
    const grades = teacher.getByRole('region', { name: 'Gradebook' });
    await grades.getByText('2 / 3').waitFor();
    await screenshot(teacher, 'classroom-results');
    expect(await axe(teacher)).toEqual([]);
    const [file] = await Promise.all([
      teacher.waitForEvent('download'),
      teacher.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("A teacher's own quiz.csv");
    await teacher.getByRole('button', { name: 'End the room' }).first().click();
    await anna.getByRole('heading', { name: 'The room has ended' }).waitFor();
    await anna.getByText('You had 2 of 3 right.').waitFor();
    await screenshot(anna, 'classroom-phone-ended', false);
    expect(await axe(anna)).toEqual([]);
    // A refused name is a refused request, which Chromium writes down.
    const unexpected = troubles.flatMap(({ list, elsewhere }) => [...list, ...elsewhere]);
    expect(unexpected.filter((line) => !/status of 409/.test(line))).toEqual([]);
  });

  it('comes back after the server was restarted, and keeps what a student had in hand', async () => {
    const made = await fetch(`${origin()}/classroom/api/rooms`, {
      method: 'POST',
      body: JSON.stringify({ source: fileSource, settings: { mode: 'paced', feedback: 'each' } }),
    });
    const { id, code, links } = (await made.json()) as {
      id: string;
      code: string;
      links: { teacher: string };
    };
    const teacher = await person(`#/teach/${id}/${links.teacher}`, {}, true);
    const dora = await person(`#${code}`, { ...phone, theme: 'dark' }, true);
    await dora.getByRole('button', { name: 'Join', exact: true }).click();
    await dora.getByText('This assignment is not open yet.').waitFor();
    await teacher.getByRole('button', { name: 'Open the assignment' }).click();
    await dora.getByRole('heading', { name: 'Which wins?' }).waitFor();
    expect(await axe(dora)).toEqual([]);
    await option(dora, 'An explicit Deny').check();
    await dora.getByRole('button', { name: 'Send my answer' }).click();
    await status(dora, 'Your answer is right.');
    await dora.getByText('The reason of Deny.').waitFor();

    const { port } = place;
    await place.close();
    await dora.getByRole('button', { name: 'Next question' }).click();
    await option(dora, 'Close the account').check();
    await option(dora, 'Change the account').check();
    await dora.getByRole('button', { name: 'Send my answer' }).click();
    await status(dora, 'Kept on this device');
    place = await startClassroom({
      folder: outFolder({}),
      database: join(data, 'rooms.sqlite'),
      port,
      hostname: '127.0.0.1',
    });
    await status(dora, 'Your answer is right.');
    await teacher.getByText('1 / 1').nth(1).waitFor();
    await screenshot(dora, 'classroom-assignment', false);
    expect(await axe(teacher)).toEqual([]);
    // Days later on the same device: the same person goes on.
    await dora.goto(`${place.url}#${code}`);
    await dora.getByText('2 of 3 answered').waitFor();
  });
});
