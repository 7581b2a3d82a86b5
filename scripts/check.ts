// npm run check: format and lint, types, content. The fast checks before a commit.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (path: string): string => join(root, 'node_modules', path);

export interface Step {
  name: string;
  command: string;
  args: string[];
}

export const checks: readonly Step[] = [
  {
    name: 'format and lint',
    command: bin('@biomejs/biome/bin/biome'),
    args: ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  },
  { name: 'types', command: bin('astro/bin/astro.mjs'), args: ['check', '--minimumSeverity', 'warning'] },
  { name: 'content', command: join(root, 'src/cli/rootless.ts'), args: ['check'] },
];

/** Runs one step under this Node with its output shown. Answers whether it succeeded. */
export function runStep(step: Step): boolean {
  console.log(`\n— ${step.name}`);
  const result = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', step.command, ...step.args],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  return result.status === 0;
}

if (import.meta.main) process.exitCode = checks.map(runStep).every(Boolean) ? 0 : 1;
