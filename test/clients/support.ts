// The endpoint for clients outside this process, and whether a client is there at all.
import { execFileSync, spawn } from 'node:child_process';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { readServeOptions, startEndpoint } from '../../src/cli/serve.ts';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export function has(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args.length > 0 ? args : ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function endpoint(...args: string[]): Promise<RunningEndpoint> {
  return startEndpoint(readServeOptions(['--port', '0', '--seed', 'clients', ...args]));
}

export function clientEnvironment(
  running: RunningEndpoint,
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${running.port}`,
    AWS_ACCESS_KEY_ID: running.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: running.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: undefined,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    PYTHONDONTWRITEBYTECODE: '1',
    ...more,
  };
}

/** Not spawnSync: the endpoint answers in this very process. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, ...(cwd ? { cwd } : {}), stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
