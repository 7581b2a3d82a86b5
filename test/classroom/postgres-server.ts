// A PostgreSQL of the test's own, from Debian's packages, in a temporary folder, as user postgres (it refuses root).
// Where it cannot be had, `whyNot` says so and tests are skipped with that sentence.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';

const versions = '/usr/lib/postgresql';
const bin = existsSync(versions)
  ? readdirSync(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;
const root = userInfo().uid === 0;
const hasUser = !root || spawnSync('id', ['postgres']).status === 0;

export const whyNot: string | undefined = !bin
  ? 'PostgreSQL is not installed (apt-get install postgresql)'
  : !hasUser
    ? 'there is no user postgres to run PostgreSQL as'
    : undefined;

function asPostgres(program: string, args: readonly string[]): string {
  const command = join(bin ?? '', program);
  return root
    ? execFileSync('setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        cwd: '/',
      })
    : execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export interface TestPostgres {
  /** A new, empty database. */
  database(): string;
  /** immediate: as if the power had gone. */
  restart(mode?: 'fast' | 'immediate'): void;
  stop(): void;
  start(): void;
  close(): void;
}

/** @param settings such as commit_delay=20000 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rootless-postgres-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  asPostgres('initdb', [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const options = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: '60',
    ...settings,
  })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const log = join(folder, 'log');
  const start = (): void => {
    asPostgres('pg_ctl', ['-D', data, '-w', '-l', log, '-o', options, 'start']);
  };
  const stop = (mode = 'fast'): void => {
    asPostgres('pg_ctl', ['-D', data, '-w', '-m', mode, 'stop']);
  };
  start();
  let count = 0;
  return {
    database() {
      const name = `room${++count}`;
      asPostgres('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', name]);
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    restart(mode = 'fast') {
      stop(mode);
      start();
    },
    stop: () => stop(),
    start,
    close() {
      try {
        stop('immediate');
      } catch {
        // It has been stopped by the test.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
