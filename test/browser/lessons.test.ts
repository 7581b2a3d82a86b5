// Every lesson's exercise, done with its solution while a browser looks: the account is opened from the lesson, the
// solution's calls come as from the learner's own tools, and the page ticks each task by itself.
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContent } from '../../src/course/loaders/content.ts';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import type { AccountSummary, Credentials, HttpRequest, HttpResponse } from '../../src/practice/index.ts';
import { createCaller } from '../../src/practice/index.ts';
import { launch, newContext, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

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

/** A practice tool of the exercise's account on the server, as the page calls it. */
async function tool<T>(exercise: string, name: string, ...args: unknown[]): Promise<T> {
  const answer = await fetch(`${site.origin}/_host/exercise~${exercise}/tools/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  return (await answer.json()) as T;
}

/** An AWS request through the site's door to the same account. */
async function send(exercise: string, { method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const { host, pathname, search } = new URL(url);
  const { host: _, 'content-length': __, ...rest } = headers;
  const answer = await fetch(`${site.origin}/_aws/exercise~${exercise}${pathname}${search}`, {
    method,
    headers: { ...rest, 'x-rootless-host': host },
    ...(body.length > 0 ? { body: body as BodyInit } : {}),
  });
  const headersBack = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: headersBack, body: new Uint8Array(await answer.arrayBuffer()) };
}

it.each(lessons)('%s: the page ticks what its solution does', async (lesson, id, exercise) => {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = watch(page, site.origin);
  await page.goto(`${site.origin}/lessons/${lesson}/`);
  await page.getByRole('button', { name: 'Open the practice account' }).click();
  await page.getByRole('button', { name: 'My own terminal' }).click();
  await page
    .getByText(/export AWS_ENDPOINT_URL=/)
    .first()
    .waitFor();

  const caller = createCaller({
    host: { handle: (request) => send(id, request) },
    async credentials(as) {
      const { identities } = await tool<AccountSummary>(id, 'summary');
      return tool<Credentials>(id, 'credentials', identities.find(({ name }) => name === as)?.arn);
    },
  });
  for (const call of exercise.solution.calls) await caller.run(call);
  await page.getByText('All done.').first().waitFor();
  expect(troubles).toEqual({ list: [], elsewhere: [] });
  await context.close();
});
