// Terraform with the AWS provider: apply, a plan that finds nothing to do, a change, an import, and all gone again.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { clientEnvironment, endpoint, has, run } from './support.ts';

/** The provider is too big to fetch in a test: a folder laid out as a mirror, or a set-up Terraform. */
const mirror = process.env.TF_PLUGIN_DIR ?? '/opt/tf-plugins';
const reason = !has('terraform', 'version')
  ? 'terraform is not installed'
  : !existsSync(join(mirror, 'registry.terraform.io/hashicorp/aws'))
    ? `the AWS provider is not in ${mirror} (set TF_PLUGIN_DIR)`
    : undefined;
if (reason) console.log(`skipped: ${reason}`);

describe.skipIf(reason !== undefined)('Terraform', () => {
  let running: RunningEndpoint;
  let folder: string;
  beforeAll(async () => {
    running = await endpoint();
    folder = mkdtempSync(join(tmpdir(), 'rootless-terraform-'));
    cpSync(join(import.meta.dirname, 'terraform'), folder, { recursive: true });
    writeFileSync(
      join(folder, 'terraformrc'),
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const terraform = (...args: string[]) =>
    run(
      'terraform',
      args,
      clientEnvironment(running, {
        TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'),
        TF_IN_AUTOMATION: '1',
        CHECKPOINT_DISABLE: '1',
      }),
      folder,
    );
  const good = async (...args: string[]) => {
    const ran = await terraform(...args);
    expect(ran.code, ran.stderr + ran.stdout).toBe(0);
    return ran.stdout;
  };

  it('applies, plans nothing, changes, imports and destroys', { timeout: 400_000 }, async () => {
    await good('init', '-input=false', '-no-color');
    expect(await good('apply', '-auto-approve', '-input=false', '-no-color')).toContain('Apply complete!');
    expect(await good('plan', '-detailed-exitcode', '-input=false', '-no-color')).toContain('No changes.');
    const second = ['-var', 'description=second', '-input=false', '-no-color'];
    expect(await good('apply', '-auto-approve', ...second)).toMatch(/2 changed/);
    expect(await good('plan', '-detailed-exitcode', ...second)).toContain('No changes.');
    await good('state', 'rm', 'aws_iam_user.ben', 'aws_iam_policy.lists');
    await good('import', ...second, 'aws_iam_user.ben', 'ben');
    await good('import', ...second, 'aws_iam_policy.lists', 'arn:aws:iam::111122223333:policy/lists');
    expect(await good('plan', '-detailed-exitcode', ...second)).toContain('No changes.');
    await good('destroy', '-auto-approve', ...second);
    const account = running.cloud.world.accounts.get(running.cloud.world.home);
    for (const table of [
      'users',
      'groups',
      'roles',
      'policies',
      'policyUse',
      'instanceProfiles',
      'mfaDevices',
      'samlProviders',
      'oidcProviders',
    ] as const)
      expect([table, account?.[table].size]).toEqual([table, 0]);
    expect(account?.settings).toMatchObject({ alias: undefined, passwordPolicy: undefined });
  });
});
