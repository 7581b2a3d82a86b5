// Working in an exercise's account on the server as a learner's own tools do: AWS requests through the site's door.
import type { Page } from 'playwright-core';
import type {
  AccountSummary,
  Call,
  Credentials,
  HttpRequest,
  HttpResponse,
} from '../../src/practice/index.ts';
import { createCaller } from '../../src/practice/index.ts';
import type { TestSite } from './site.ts';

/** A practice tool of the account, as the page calls it. */
async function tool<T>({ origin }: TestSite, exercise: string, name: string, ...args: unknown[]): Promise<T> {
  const answer = await fetch(`${origin}/_host/exercise~${exercise}/tools/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  return (await answer.json()) as T;
}

/** An AWS request to the same account. */
async function send(
  { origin }: TestSite,
  exercise: string,
  { method, url, headers, body }: HttpRequest,
): Promise<HttpResponse> {
  const { host, pathname, search } = new URL(url);
  const { host: _, 'content-length': __, ...rest } = headers;
  const answer = await fetch(`${origin}/_aws/exercise~${exercise}${pathname}${search}`, {
    method,
    headers: { ...rest, 'x-rootless-host': host },
    ...(body.length > 0 ? { body: body as BodyInit } : {}),
  });
  const headersBack = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: headersBack, body: new Uint8Array(await answer.arrayBuffer()) };
}

/** Opens the account of the lesson on this page for one's own tools. */
export async function openForTools(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Open|Go on in) the practice account$/ }).click();
  const own = page.getByRole('button', { name: 'My own terminal' });
  const lines = page.getByText(/export AWS_ENDPOINT_URL=/).first();
  await own.or(lines).first().waitFor();
  if (!(await lines.isVisible())) await own.click();
  await lines.waitFor();
}

export async function run(site: TestSite, exercise: string, calls: readonly Call[]): Promise<void> {
  const caller = createCaller({
    host: { handle: (request) => send(site, exercise, request) },
    async credentials(as) {
      const { identities } = await tool<AccountSummary>(site, exercise, 'summary');
      return tool<Credentials>(
        site,
        exercise,
        'credentials',
        identities.find(({ name }) => name === as)?.arn,
      );
    },
  });
  for (const call of calls) await caller.run(call);
}
