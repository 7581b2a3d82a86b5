// Terraform with the AWS provider: apply, a plan that finds nothing to do, a change, an import, and all gone again.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { clientEnvironment, endpoint, has, run } from './support.ts';

/** The provider is too big to fetch in a test: a folder laid out as a mirror, or a set-up Terraform. */
const mirror = findMirror();
const reason = !has('terraform', 'version')
  ? 'terraform is not installed'
  : mirror === undefined
    ? 'no folder with the AWS provider was found (set TF_PLUGIN_DIR)'
    : '';

/** Where Terraform itself looks, and folders that somebody laid out under /opt. */
function findMirror(): string | undefined {
  const { TF_PLUGIN_DIR, TF_PLUGIN_CACHE_DIR } = process.env;
  const opt = existsSync('/opt') ? readdirSync('/opt').map((name) => join('/opt', name)) : [];
  const places = [
    TF_PLUGIN_DIR,
    TF_PLUGIN_CACHE_DIR,
    join(homedir(), '.terraform.d/plugins'),
    '/usr/share/terraform/plugins',
    '/usr/local/share/terraform/plugins',
    ...opt,
  ];
  return places.find((place) => place && existsSync(join(place, 'registry.terraform.io/hashicorp/aws')));
}

/** What is taken out of Terraform's state and imported again, one of each kind that has an import of its own. */
const imported = {
  'aws_iam_user.ben': 'ben',
  'aws_iam_group.devs': 'devs',
  'aws_iam_policy.lists': 'arn:aws:iam::111122223333:policy/lists',
  'aws_iam_role.auditor': 'auditor',
  'aws_iam_instance_profile.web': 'web',
  'aws_iam_openid_connect_provider.ci': 'arn:aws:iam::111122223333:oidc-provider/id.example.com',
  'aws_s3_bucket_policy.files': 'terraform-course-files',
};

describe('Terraform', () => {
  beforeEach((test) => test.skip(reason !== '', reason));
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
    await good('state', 'rm', ...Object.keys(imported));
    for (const [address, id] of Object.entries(imported)) await good('import', ...second, address, id);
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
      'resources',
    ] as const)
      expect([table, account?.[table].size]).toEqual([table, 0]);
    expect(account?.settings).toMatchObject({ alias: undefined, passwordPolicy: undefined });
    const { buckets, keys } = running.cloud.world;
    expect([buckets.size, [...keys.values()].filter(({ owner }) => owner.kind === 'user')]).toEqual([0, []]);
  });
});
