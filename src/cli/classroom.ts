// rootless classroom: the site with live rooms, for a class on this machine's network or for a school's server.
// Tests: test/cli/classroom.test.ts.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderUnicodeCompact } from 'uqr';
import { buildIfChanged } from '../../scripts/build.ts';
import { type RunningClassroom, startClassroom } from '../server/classroom.ts';
import { readOptions, readPort, UsageError } from './options.ts';
import { reach } from './reach.ts';

const root = resolve(import.meta.dirname, '../..');

export interface ClassroomOptions {
  port: number;
  database: string;
  hostname: string;
  url: string | undefined;
  /** A file with the learning platforms that may launch rooms. */
  lti: string | undefined;
}

export function readClassroomOptions(args: string[]): ClassroomOptions {
  const values = readOptions(args, {
    port: { type: 'string', default: '4321' },
    database: { type: 'string', default: resolve(root, '.rootless/classroom.sqlite') },
    host: { type: 'string', default: '0.0.0.0' },
    url: { type: 'string' },
    lti: { type: 'string' },
  });
  const { database, url } = values;
  if (database === '')
    throw new UsageError('--database needs a file’s path or postgres://user:password@host/name.');
  if (/^[a-z]+:\/\//.test(database) && !/^postgres(ql)?:\/\//.test(database))
    throw new UsageError(
      `--database ${database} is not known. Write a file’s path, or an address that begins with postgres://.`,
    );
  if (url !== undefined && (!URL.canParse(url) || !/^https?:/.test(url)))
    throw new UsageError(`--url ${url} is no address. Write it like https://classroom.school.example/.`);
  return {
    port: readPort('port', values.port),
    database,
    hostname: values.host,
    lti: values.lti === undefined ? undefined : resolve(values.lti),
    url: url === undefined ? undefined : url.replace(/\/*$/, '/'),
  };
}

export function greeting(running: RunningClassroom, wanted: number, reached: readonly string[]): string {
  const [first = running.url, ...others] = running.addresses;
  const page = `${first}classroom/`;
  return `${running.moved ? `\nPort ${wanted} is taken by another program, so the classroom has the next free one.\n` : ''}
  Make a room     ${running.url}#/teach
  For the class   ${page}
${others.length > 0 ? `  also at         ${others.map((address) => `${address}classroom/`).join('  ')}\n` : ''}  Teacher's key   ${running.teacherKey}   (asked for when a room is made from another machine)

${renderUnicodeCompact(page)}
${reached.join('\n')}

Rooms, answers and names stay in this machine's database. Ctrl-C stops the rooms; they go on when you start again.
`;
}

export async function classroomCommand(args: string[]): Promise<number> {
  const options = readClassroomOptions(args);
  if (!buildIfChanged()) throw new Error('the site could not be built: see the message above.');
  if (!/^postgres/.test(options.database)) mkdirSync(dirname(resolve(options.database)), { recursive: true });
  const running = await startClassroom({
    folder: resolve(root, 'dist'),
    ...options,
    next: true,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(greeting(running, options.port, await reach(running, options)));
  return new Promise((done) => {
    const stop = (): void => void running.close().then(() => done(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.once('SIGHUP', stop);
  });
}
