// boto3 as a client: scripts that check what they get.
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { clientEnvironment, endpoint, has, run } from './support.ts';

const there = has('python3', '-c', 'import boto3');

describe('boto3', () => {
  beforeEach((test) => test.skip(!there, 'python3 with boto3 is not installed'));
  let running: RunningEndpoint;
  beforeAll(async () => {
    running = await endpoint();
  });
  afterAll(() => running.close());

  it.each(['iam', 's3', 'account', 'others'])(
    '%s: every kind of call answers as AWS does',
    async (script) => {
      const ran = await run(
        'python3',
        [join(import.meta.dirname, `boto3/${script}.py`)],
        clientEnvironment(running),
      );
      expect(ran.stderr).toBe('');
      expect(ran.stdout.trim()).toBe('done');
    },
  );
});
