// Every lesson's exercise, done with its solution while a browser looks: the account is opened from the lesson, the
// solution's calls come as from the learner's own tools, and the page ticks each task by itself.
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContent } from '../../src/course/loaders/content.ts';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import { launch, newContext, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';
import { openForTools, run } from './solve.ts';

const root = resolve(import.meta.dirname, '../../content/en');
const { exercises } = readExercises(root);
const lessons = [...readContent(root).lessons].flatMap(([id, { data }]) => {
  const exercise = exercises.get(data.exercise ?? '');
  return exercise ? [[id, data.exercise ?? '', exercise.value] as const] : [];
});

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

it.each(lessons)('%s: the page ticks what its solution does', async (lesson, id, exercise) => {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/lessons/${lesson}/`);
  await openForTools(page);
  await run(site, id, exercise.solution.calls);
  await page.getByText('All done.').first().waitFor();
  expect(troubles).toEqual({ list: [], elsewhere: [] });
  await context.close();
});
