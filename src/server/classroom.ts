// The site with live rooms: what `rootless classroom` serves, to this machine and to the class's phones.
// Tests: test/classroom/routes.test.ts, test/browser/classroom.test.ts.
import type { RequestListener } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { openClassroom } from '../classroom/server/index.ts';
import { setTimeouts } from './endpoint.ts';
import { guard, mayCall } from './guard.ts';
import { listen } from './listen.ts';
import { site } from './site.ts';

export interface ClassroomServerOptions {
  /** The built site. */
  folder: string;
  base?: string;
  /** A file's path or postgres://… */
  database: string;
  port: number;
  /** '0.0.0.0' for the class; '127.0.0.1' for this machine only. */
  hostname?: string;
  /** Take the next free port where this one is taken. */
  next?: boolean;
  /** The address by which others reach the server, where that is not this machine's own: behind a proxy. */
  url?: string | undefined;
  /** A file with the learning platforms that may launch rooms, see docs/lti.md. */
  lti?: string | undefined;
  gradesEvery?: number;
  log?: (line: string) => void;
  /** For tests and figures. */
  slow?: number;
}

export interface RunningClassroom {
  port: number;
  moved: boolean;
  /** Of the page, as this machine reaches it. */
  url: string;
  /** As the class may reach it, best first. */
  addresses: readonly string[];
  teacherKey: string;
  close(): Promise<void>;
}

/** A class that joins at once is a queue of connections longer than Node's usual 511. */
const BACKLOG = 4096;

/** This machine's addresses in its networks; wired and wireless ones before virtual ones. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  const virtual = /^(docker|br-|veth|virbr|vmnet|vbox|utun|tun|tap|wg|zt)/i;
  return Object.entries(interfaces)
    .flatMap(([name, list]) =>
      (list ?? [])
        .filter(
          ({ family, internal, address }) =>
            family === 'IPv4' && !internal && !address.startsWith('169.254.'),
        )
        .map(({ address }) => ({ address, late: virtual.test(name) })),
    )
    .sort((a, b) => Number(a.late) - Number(b.late))
    .map(({ address }) => address);
}

export async function startClassroom(options: ClassroomServerOptions): Promise<RunningClassroom> {
  const { folder, base = '/', database, url, log } = options;
  let port = options.port;
  const open = options.hostname === undefined || options.hostname === '0.0.0.0';
  const addresses = (): string[] =>
    url !== undefined
      ? [url]
      : [...(open ? lanAddresses() : []), '127.0.0.1'].map((address) => `http://${address}:${port}${base}`);
  const classroom = await openClassroom({
    database,
    folder,
    addresses,
    // Behind a proxy every request comes from this machine.
    trustLoopback: url === undefined && !/^postgres/.test(database),
    lti: options.lti,
    ...(options.gradesEvery !== undefined && { gradesEvery: options.gradesEvery }),
    ...(log && { log }),
    ...(options.slow !== undefined && { slow: options.slow }),
  });

  const app = new Hono<{ Bindings: HttpBindings }>();
  const path = `${base}classroom/api`;
  const own = hostname().toLowerCase();
  const names = new Set([own, `${own}.local`, ...(url === undefined ? [] : [new URL(url).hostname])]);
  app.use(`${path}/*`, guard(names));
  app.route(path, classroom.routes);
  // Platforms' pages post to these; tokens that the platform has signed say whether they may.
  if (classroom.lti) app.route(`${base}classroom/lti`, classroom.lti);
  app.route('/', site({ folder, base }));

  const others = getRequestListener(app.fetch as never);
  const listener: RequestListener = (request, response) => {
    const { method, url: asked = '', headers } = request;
    const room =
      method === 'POST' && asked.startsWith(`${path}/rooms/`)
        ? /^([\w-]+)\/answers$/.exec(asked.slice(path.length + '/rooms/'.length))?.[1]
        : undefined;
    // Whom the guard refuses hears so by the way of the others.
    if (room !== undefined && mayCall(headers, names)) void classroom.takeAnswer(room, request, response);
    else void others(request, response);
  };
  const listening = await listen(listener, {
    port,
    hostname: options.hostname ?? '0.0.0.0',
    next: options.next ?? true,
    backlog: BACKLOG,
  }).catch(async (error: unknown) => {
    await classroom.close();
    throw error;
  });
  port = listening.port;
  setTimeouts(listening.server);
  return {
    port,
    moved: listening.moved,
    url: `http://127.0.0.1:${port}${base}classroom/`,
    addresses: addresses(),
    teacherKey: classroom.teacherKey,
    async close() {
      const closing = listening.close();
      await classroom.close();
      await closing;
    },
  };
}
