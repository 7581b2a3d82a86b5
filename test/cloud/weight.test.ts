// The account's code stays small: what every page with an account loads, and each service that is fetched later.
import { expect, it } from 'vitest';
import { bundle, tables } from './support/bundle.ts';

it('IAM, STS, wire and engine weigh 90 KB at most before any data table', { timeout: 60_000 }, async () => {
  expect((await bundle(tables)).together).toBeLessThanOrEqual(90_000);
});

it('each other service is a chunk of its own, 20 KB at most with its tables', {
  timeout: 60_000,
}, async () => {
  const { services } = await bundle(/managed-policies-[a-z]+\.json$|\/tables\/actions\/[^/]+\.json$/);
  expect(services.map(([name]) => name)).toEqual(
    expect.arrayContaining(['s3', 'ec2', 'organizations', 'sqs']),
  );
  expect(services.filter(([, bytes]) => bytes > 20_000)).toEqual([]);
});
