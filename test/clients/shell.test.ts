// rootless shell as somebody types it, beside the AWS CLI as somebody types it.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clientEnvironment, endpoint, has, run } from './support.ts';

const rootless = join(import.meta.dirname, '../../src/cli/rootless.ts');
const shell = (...args: string[]) => run(process.execPath, [rootless, 'shell', ...args], process.env);

it('-c prints what the commands print, and ends as they end', async () => {
  const ran = await shell(
    '-c',
    'aws iam create-user --user-name anna --query User.Arn --output text; echo no >&2; exit 3',
  );
  expect(ran).toEqual({ stdout: 'arn:aws:iam::111122223333:user/anna\n', stderr: 'no\n', code: 3 });
});

it('is the account’s root, in the account of the seed and the time', async () => {
  const commands =
    'aws sts get-caller-identity --query Arn; aws iam create-access-key --user-name $(aws iam create-user --user-name a --query User.UserName --output text); date +%F';
  const args = ['-c', commands, '--seed', '7', '--now', '2026-03-04T05:06:07Z'];
  const [first, second] = [await shell(...args), await shell(...args)];
  expect(first.stdout).toContain('"arn:aws:iam::111122223333:root"');
  expect(first.stdout).toContain('2026-03-04\n');
  expect(second).toEqual(first);
});

it('starts from a scenario, and refuses one that is not there', async () => {
  expect(
    (await shell('-c', 'aws iam list-users --query "length(Users)"', '--scenario', 'small-startup')).stdout,
  ).toBe('4\n');
  const refused = await shell('-c', 'true', '--scenario', 'nowhere');
  expect(refused.stderr).toContain('There is no scenario nowhere.');
  expect(refused.code).toBe(1);
});

it('prints, byte for byte, what the AWS CLI prints against rootless serve', async (test) => {
  test.skip(!has('aws', '--version'), 'the AWS CLI is not installed');
  const now = '2026-11-23T15:00:00Z';
  const running = await endpoint('--now', now);
  for (const line of [
    'iam get-user --user-name nobody',
    'iam get-account-summary --output text',
    'sts get-caller-identity',
  ]) {
    const real = await run('aws', line.split(' '), clientEnvironment(running));
    expect(await shell('-c', `aws ${line}`, '--seed', 'clients', '--now', now), line).toEqual(real);
  }
  await running.close();
});
