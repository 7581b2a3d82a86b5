import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';

let folder: string;
let out: string;
let err: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-check-'));
  cpSync('content', folder, { recursive: true });
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function change(path: string, from: string | RegExp, to: string): void {
  const file = join(folder, 'en', path);
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} has no ${from}`);
  writeFileSync(file, changed);
}

/** Walking every exercise takes seconds; a mistake is found among few as well. */
function keepFew(): void {
  const kept = ['first-iam-user.yaml', 'new-account.yaml', 'small-startup.yaml'];
  for (const kind of ['exercises', 'scenarios'])
    for (const name of readdirSync(join(folder, 'en', kind)))
      if (!kept.includes(name)) rmSync(join(folder, 'en', kind, name));
  rmSync(join(folder, 'en', 'challenges'), { recursive: true });
  rmSync(join(folder, 'en', 'seeds.yaml'));
}

describe('rootless check', () => {
  it('finds the project’s content well', { timeout: 120_000 }, async () => {
    expect(await checkCommand(['--content', folder])).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/content is well: .* \d+ exercises and \d+ challenges with \d+ ways walked/);
  });

  it.each([
    [
      'a broken scenario',
      'scenarios/new-account.yaml',
      'id:',
      'ident:',
      /scenarios\/new-account\.yaml:\d+:\d+ account\.ident: .*\n.*Known here: id,/,
    ],
    [
      'a scenario that is no YAML',
      'scenarios/new-account.yaml',
      'title: A',
      'title: "A',
      /scenarios\/new-account\.yaml:\d+:\d+ .*\n.*not valid YAML/,
    ],
    [
      'a scenario whose call is refused',
      'scenarios/small-startup.yaml',
      'groups: [Analysts]',
      'groups: [Analyst]',
      /scenarios\/small-startup\.yaml:\d+:14 users\.3\.groups\.0: .*NoSuchEntity.*\n.*«Analysts»/,
    ],
    [
      'a scenario with a misspelt managed policy',
      'scenarios/small-startup.yaml',
      'AmazonEC2FullAccess',
      'AmazonEC2FulAccess',
      /scenarios\/small-startup\.yaml:\d+:16 groups\.1\.policies\.0: .*NoSuchEntity.*\n.*«AmazonEC2FullAccess»/,
    ],
    [
      'an exercise of an unknown scenario',
      'exercises/first-iam-user.yaml',
      'scenario: new-account',
      'scenario: old',
      /exercises\/first-iam-user\.yaml:2:1 scenario: no scenario is called «old»\n.*new-account/,
    ],
    [
      'an exercise whose solution is none',
      'exercises/first-iam-user.yaml',
      'PasswordResetRequired: true',
      'PasswordResetRequired: false',
      /exercises\/first-iam-user\.yaml:\d+:\d+ solution: .*leaves undone: password\n/,
    ],
    [
      'a lesson of an unknown exercise',
      'lessons/first-iam-user.mdx',
      'exercise: first-iam-user',
      'exercise: second',
      /lessons\/first-iam-user\.mdx:\d+:\d+ .*exercise/,
    ],
  ])('with %s fails, with file, line and hint', async (_, path, from, to, expected) => {
    keepFew();
    change(path, from, to);
    expect(await checkCommand(['--content', folder])).toBe(1);
    expect(err).toMatch(expected);
    expect(out).toBe('');
  });

  it('refuses arguments it does not know', async () => {
    expect(await checkCommand(['--fast'])).toBe(2);
    expect(err).toMatch(/usage/);
  });
});
