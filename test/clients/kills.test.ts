// `serve --state`: killed at any moment under load, it has everything it acknowledged; two at once are refused.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateUserCommand, IAMClient, ListUsersCommand, paginateListUsers } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const kills = process.env.ROOTLESS_FULL === '1' ? 100 : 3;
const command = join(import.meta.dirname, '../../src/cli/rootless.ts');

interface Served {
  child: ChildProcess;
  iam: IAMClient;
}

function serve(file: string): Promise<Served> {
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--seed', '1', '--state', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let [text, errors] = ['', ''];
    child.stderr?.on('data', (part) => {
      errors += part;
    });
    child.stdout?.on('data', (part) => {
      text += part;
      const found = /AWS_ENDPOINT_URL=(\S+)[\s\S]*KEY_ID=(\S+)[\s\S]*ACCESS_KEY=(\S+)[\s\S]*Ctrl-C/.exec(
        text,
      );
      if (!found) return;
      const [, url, accessKeyId, secretAccessKey] = found as unknown as [string, string, string, string];
      const iam = new IAMClient({
        endpoint: url,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey },
        maxAttempts: 1,
      });
      resolve({ child, iam });
    });
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${errors}`)));
  });
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

describe('serve --state', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rootless-state-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`loses nothing acknowledged in ${kills} kills under load`, { timeout: 600_000 }, async () => {
    const file = join(folder, 'account.sqlite');
    const acknowledged = new Set<string>();
    for (let round = 0; round < kills; round++) {
      const { child, iam } = await serve(file);
      let going = true;
      const worker = async (name: string) => {
        for (let n = 0; going; n++) {
          const UserName = `user-${round}-${name}-${n}`;
          try {
            await iam.send(new CreateUserCommand({ UserName }));
            acknowledged.add(UserName);
          } catch {
            return;
          }
        }
      };
      const workers = ['a', 'b', 'c'].map(worker);
      await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 37) % 200)));
      const gone = ended(child);
      child.kill('SIGKILL');
      going = false;
      await Promise.all([gone, ...workers]);
    }
    const { child, iam } = await serve(file);
    const found = new Set<string>();
    for await (const page of paginateListUsers({ client: iam, pageSize: 1000 }, {}))
      for (const user of page.Users ?? []) found.add(user.UserName as string);
    const gone = ended(child);
    child.kill('SIGTERM');
    await gone;
    expect(acknowledged.size).toBeGreaterThan(kills);
    expect([...acknowledged].filter((name) => !found.has(name))).toEqual([]);
  });

  it('a second process is refused, and the lock of a killed one is free', { timeout: 60_000 }, async () => {
    const file = join(folder, 'locked.sqlite');
    const first = await serve(file);
    await first.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    await expect(serve(file)).rejects.toThrow(/locked\.sqlite is in use by another process/);
    const gone = ended(first.child);
    first.child.kill('SIGKILL');
    await gone;
    const second = await serve(file);
    expect((await second.iam.send(new ListUsersCommand({}))).Users?.map(({ UserName }) => UserName)).toEqual([
      'anna',
    ]);
    const over = ended(second.child);
    second.child.kill('SIGTERM');
    await over;
  });
});
