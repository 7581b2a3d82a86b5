// The exercise on the server host, solved with the learner's own AWS CLI, while a browser watches the tasks tick.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, newContext, screenshot, watch } from './browser.ts';
import { openSite, type TestSite } from './site.ts';

const run = promisify(execFile);
const cli = await run('aws', ['--version']).then(
  () => true,
  () => false,
);

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

describe('the learner’s own terminal', () => {
  it('does the exercise with the real AWS CLI, and the page ticks by itself', async (test) => {
    if (!cli) test.skip('the AWS CLI is not installed');
    const context = await newContext(browser);
    const page = await context.newPage();
    const troubles = watch(page, site.origin);
    await page.goto(`${site.origin}/lessons/first-iam-user/`);
    await page.getByRole('button', { name: 'Open the practice account' }).click();
    await page.getByRole('button', { name: 'My own terminal' }).click();
    const lines = page.getByText(/export AWS_ENDPOINT_URL=/).first();
    await lines.waitFor();
    await screenshot(page, 'own-terminal', false);
    expect(await axe(page)).toEqual([]);

    // A shell that knows nothing but the lines the page says to paste.
    const paste = (await lines.textContent()) ?? '';
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', AWS_PAGER: '' };
    const aws = async (line: string, more = ''): Promise<string> =>
      (await run('bash', ['-c', `${paste}\n${more}\naws ${line}`], { env })).stdout;

    await aws('iam create-group --group-name Developers');
    for (const policy of ['AmazonEC2FullAccess', 'AmazonS3FullAccess'])
      await aws(
        `iam attach-group-policy --group-name Developers --policy-arn arn:aws:iam::aws:policy/${policy}`,
      );
    await page.getByText('1 of 5 done').first().waitFor();
    await aws('iam create-user --user-name anna');
    await aws('iam add-user-to-group --group-name Developers --user-name anna');
    await aws(
      'iam create-login-profile --user-name anna --password Green-cutting-42 --password-reset-required',
    );
    await page.getByText('4 of 5 done').first().waitFor();
    const key = JSON.parse(await aws('iam create-access-key --user-name anna')) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const anna = `export AWS_ACCESS_KEY_ID=${key.AccessKey.AccessKeyId} AWS_SECRET_ACCESS_KEY='${key.AccessKey.SecretAccessKey}'`;
    await expect(aws('iam list-users', anna)).rejects.toThrow(
      'An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::111122223333:user/anna is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ because no identity-based policy allows the iam:ListUsers action',
    );
    await page.getByText('All done.').first().waitFor();
    await screenshot(page, 'own-terminal-solved', false);

    // It counts as progress like any other way.
    await page.goto(`${site.origin}/lessons/first-iam-user/`);
    await page.getByText('5 of 5 done').first().waitFor();
    expect(troubles).toEqual({ list: [], elsewhere: [] });
    await context.close();
  });
});
