// Worlds of one's own for browser tests of free play: made by real requests, served in place of the scenario's.
import { IAMClient } from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { createCloud, emptyWorld } from '../../src/cloud/index.ts';
import { hostRequestHandler, writeWorld } from '../../src/practice/index.ts';

/** Serves free play from this world. */
export async function startFrom(page: Page, world: unknown): Promise<void> {
  await page.route('**/data/scenarios/*.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify(world) }),
  );
}

/** The account 111122223333 after these requests of its root. */
export async function worldWith(
  change: (iam: IAMClient) => Promise<unknown>,
): Promise<ReturnType<typeof writeWorld>> {
  const cloud = createCloud({
    world: emptyWorld({ account: '111122223333' }),
    seed: 'console-test',
    authentication: 'off',
  });
  const times = { wall: 1_790_000_000_000, now: 1_790_000_000_000 };
  const iam = new IAMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'unused' },
    requestHandler: hostRequestHandler({ handle: (request) => cloud.handle(request, times) }),
    maxAttempts: 1,
  });
  await change(iam);
  return writeWorld(cloud.world);
}
