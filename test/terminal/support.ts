// An account and the world around an aws command, for tests.
import { createCloud, emptyWorld, issuePracticeCredentials } from '../../src/cloud/index.ts';
import { runAws } from '../../src/terminal/aws/aws.ts';
import type { Environment } from '../../src/terminal/aws/environment.ts';
import type { Door } from '../../src/terminal/shell/index.ts';
import { memoryFiles } from './files.ts';

export const root = 'arn:aws:iam::111122223333:root';

export function account() {
  const now = Date.now();
  const { world, credentials } = issuePracticeCredentials(
    emptyWorld({ account: '111122223333', seed: 'terminal', created: now }),
    root,
    { now },
  );
  const cloud = createCloud({ world, seed: 'terminal', authentication: 'on' });
  const asked: string[] = [];
  const door: Door = {
    send(request) {
      asked.push(request.url);
      return cloud.handle(request, { wall: Date.now(), now: Date.now() });
    },
    signedIn: async () => credentials,
    profile: async () => undefined,
    whoami: async () => ({ account: '111122223333', arn: root, name: 'root' }),
    now: async () => Date.parse('2027-05-01T12:00:00Z'),
  };
  return { door, credentials, asked };
}

export function environment(more: Partial<Environment> = {}): Environment {
  const { door } = account();
  return {
    version: 1,
    env: { HOME: '/home/learner', AWS_DEFAULT_REGION: 'us-east-1' },
    cwd: '/home/learner',
    files: memoryFiles(),
    stdin: new Uint8Array(),
    send: door.send,
    signedIn: door.signedIn,
    wall: Date.now,
    columns: 80,
    sleep: async () => {},
    ask: async () => undefined,
    ...more,
  };
}

/** Runs words separated by spaces; stdout as text. */
export async function aws(line: string | readonly string[], world: Environment) {
  const { stdout, stderr, exitCode } = await runAws(typeof line === 'string' ? line.split(' ') : line, world);
  return { stdout: typeof stdout === 'string' ? stdout : new TextDecoder().decode(stdout), stderr, exitCode };
}
