// The classroom's addresses. Every answer that is no stream is JSON; a refusal is { error: { code, detail? } }, the
// sentences are the page's. Nothing here writes down who somebody is. Tests: test/classroom/routes.test.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Command, Role, StudentCommand, Submission } from '../model.ts';
import { Refusal, statusOf } from '../refusal.ts';
import type { Clock } from './clock.ts';
import { exportRoutes } from './exports.ts';
import { limiter } from './limits.ts';
import type { Live } from './live.ts';
import type { Rooms } from './rooms.ts';
import type { JudgeAccount } from './sandbox.ts';
import { readSettings } from './settings.ts';
import type { SourceRequest, Sources } from './sources.ts';
import { AwayError, BusyError, FullError, type Store } from './store/index.ts';
import { eventStream, longPoll, type Stream } from './stream.ts';
import { linkTokens, randomSecret, roleOf, same } from './tokens.ts';

export type Env = { Bindings: HttpBindings };

export interface RoutesOptions {
  rooms: Rooms;
  store: Store;
  sources: Sources;
  clock: Clock;
  secret: string;
  judge: JudgeAccount;
  /** Whoever has it may make rooms from any machine. */
  teacherKey: string;
  /** Whether this machine's own programs and browsers may make rooms without the key. */
  trustLoopback: boolean;
  /** Addresses at which phones may find the page, best first. */
  addresses: () => readonly string[];
  /** A line for whoever runs the server: what was refused, never who. */
  log: (line: string) => void;
}

const KILOBYTE = 1024;
const LONGEST_WAIT = 25_000;

export function classroomRoutes(options: RoutesOptions): Hono<Env> {
  const { rooms, store, sources, clock, secret, log } = options;
  const app = new Hono<Env>();
  /** By token: a class answers together, one student does not answer fifty times a second. */
  const perToken = limiter(60, 5, clock.steady);
  /** By address, and only for guesses that were wrong. */
  const guesses = limiter(60, 1, clock.steady);
  const refusals = new Map<string, number>();

  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (!refusal) {
      log(`An error of ours: ${error.stack ?? error.message}`);
      return context.json({ error: { code: 'storage' } }, 500);
    }
    refusals.set(refusal.code, (refusals.get(refusal.code) ?? 0) + 1);
    if (['busy', 'storage', 'storage-full', 'too-fast'].includes(refusal.code))
      context.header('Retry-After', '1');
    return context.json(
      { error: { code: refusal.code, ...(refusal.detail && { detail: refusal.detail }) } },
      statusOf[refusal.code] as 400,
    );
  });
  const report = setInterval(() => {
    if (refusals.size === 0) return;
    log(
      `Refused in the last minute: ${[...refusals].map(([code, count]) => `${count} × ${code}`).join(', ')}.`,
    );
    refusals.clear();
  }, 60_000);
  report.unref();

  app.use('*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    await next();
  });
  function token(context: Context<Env>): string {
    return /^Bearer ([\w-]{1,80})$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
  }

  /** Whoever asks for a room that is not there, or with a token of nobody, may be guessing. */
  async function guessing<T>(context: Context<Env>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const guess = error instanceof Refusal && (error.code === 'no-room' || error.code === 'no-key');
      const address = (): string => context.env.incoming.socket.remoteAddress ?? '';
      if (guess && !guesses.allow(address())) throw new Refusal('too-fast');
      throw error;
    }
  }

  const room = (context: Context<Env>): Promise<Live> =>
    guessing(context, () => rooms.get(context.req.param('id') ?? ''));

  async function withRole(context: Context<Env>, ...allowed: Role[]): Promise<{ live: Live; role: Role }> {
    const live = await room(context);
    return guessing(context, async () => {
      const role = roleOf(live.room.keys, token(context));
      if (!role || !allowed.includes(role)) throw new Refusal('no-key');
      return { live, role };
    });
  }

  const mayCreate = (context: Context<Env>): boolean => {
    const given = token(context);
    if (given !== '' && same(given, options.teacherKey)) return true;
    if (!options.trustLoopback) return false;
    const { remoteAddress = '' } = context.env.incoming.socket;
    const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) =>
      context.req.header(name),
    );
    return !forwarded && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
  };
  const creator = (context: Context<Env>): Promise<void> =>
    guessing(context, async () => {
      if (mayCreate(context)) return;
      throw new Refusal(token(context) === '' ? 'teacher-key' : 'no-key');
    });

  app.get('/info', (context) =>
    context.json({
      classroom: true,
      mayCreate: mayCreate(context),
      addresses: options.addresses(),
      now: clock.wall(),
    }),
  );

  app.get('/sources', async (context) => {
    await creator(context);
    return context.json(await sources.list());
  });

  app.post('/rooms', async (context) => {
    await creator(context);
    const body = (await json(context, 1200)) as {
      source?: SourceRequest;
      title?: unknown;
      settings?: unknown;
    };
    if (!body.source) throw new Refusal('bad-request', 'A room needs a source for its questions.');
    const seed = randomSecret();
    const drawn = await sources.draw(body.source, seed);
    const settings = readSettings(body.settings, clock.wall());
    const title = typeof body.title === 'string' ? body.title.trim().slice(0, 120) : '';
    const made = await rooms.create(drawn, title, settings, seed);
    return context.json(
      { id: made.id, code: made.code, links: linkTokens(secret, made.id), left: drawn.left },
      201,
    );
  });

  app.get('/rooms', async (context) => {
    await creator(context);
    const list = await store.rooms();
    return context.json(
      list.map(({ id, code, setup, state, created, expires }) => ({
        id,
        code,
        title: setup.title,
        mode: setup.settings.mode,
        phase: state.phase,
        created,
        expires,
        links: linkTokens(secret, id),
      })),
    );
  });

  app.get('/codes/:code', async (context) => {
    const code = context.req.param('code').replace(/\D/g, '');
    const live = await guessing(context, () => rooms.find(code));
    const { setup, state, id } = live.room;
    const { ownNames, teams } = setup.settings;
    return context.json({
      id,
      title: setup.title,
      ownNames,
      teams,
      locked: state.locked || state.phase === 'ended',
    });
  });

  app.post('/rooms/:id/join', async (context) => {
    const live = await room(context);
    const { token: drawn, name, team } = (await json(context)) as Record<string, unknown>;
    const student = await rooms.join(live, { token: drawn, name, team });
    return context.json({ id: student.id, name: student.name, team: student.team });
  });

  app.get('/rooms/:id/events', async (context) => {
    const live = await room(context);
    const given = token(context);
    const role = roleOf(live.room.keys, given);
    const student = role ? undefined : await guessing(context, () => rooms.student(live, given));
    const after = Number(context.req.query('after') ?? context.req.header('last-event-id') ?? -1);
    const wait = context.req.query('poll');
    const stream = openStream(live, context.env.outgoing, role ?? 'student', student?.id, wait);
    // The head of the answer is on its way by now: whatever fails, the client comes back.
    rooms.listen(live, stream, Number.isFinite(after) ? after : -1).catch(() => stream.close());
    return RESPONSE_ALREADY_SENT;
  });

  app.post('/rooms/:id/answers', async (context) => {
    // Stamped before anything waits: what counts is when it came.
    const arrived = { steady: clock.steady(), wall: clock.wall() };
    const live = await room(context);
    const given = token(context);
    const student = await guessing(context, () => rooms.student(live, given));
    if (!perToken.allow(student.id)) throw new Refusal('too-fast');
    const submission = (await json(context)) as Submission;
    if (live.room.setup.questions[submission.question]?.kind === 'sandbox') throw new Refusal('bad-request');
    const at = live.room.setup.settings.mode === 'paced' ? arrived.wall : arrived.steady;
    return context.json(await rooms.submit(live, student, submission, at));
  });

  app.post('/rooms/:id/accounts', async (context) => {
    const arrived = { steady: clock.steady(), wall: clock.wall() };
    const live = await room(context);
    const given = token(context);
    const student = await guessing(context, () => rooms.student(live, given));
    // An account takes longer to judge than an answer.
    for (let cost = 0; cost < 10; cost++) if (!perToken.allow(student.id)) throw new Refusal('too-fast');
    const { account, events, ...submission } = (await json(context, 8192)) as Record<string, unknown>;
    const asked = live.room.setup.questions[Number(submission.question)];
    if (asked?.kind !== 'sandbox' || typeof account !== 'string') throw new Refusal('bad-request');
    const done = await options.judge(sources.exercise(asked.exercise), account, events);
    const at = live.room.setup.settings.mode === 'paced' ? arrived.wall : arrived.steady;
    const ack = await rooms.submit(
      live,
      student,
      { ...(submission as unknown as Submission), answer: done },
      at,
    );
    return context.json({ ...ack, done });
  });

  app.post('/rooms/:id/commands', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    const { rev, command } = (await json(context)) as { rev: number; command: Command };
    if (typeof command !== 'object' || command === null || command.do === 'timeout')
      throw new Refusal('bad-request');
    await rooms.command(live, Number(rev), command);
    return context.json({ seq: live.room.rev });
  });

  app.post('/rooms/:id/students', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    await rooms.change(live, (await json(context)) as StudentCommand);
    return context.json({ seq: live.room.rev });
  });

  app.get('/rooms/:id/roster', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    return context.json(await rooms.roster(live));
  });

  app.get('/rooms/:id/links', async (context) => {
    const { live, role } = await withRole(context, 'teacher', 'assistant');
    const { teacher, ...others } = linkTokens(secret, live.room.id);
    return context.json(role === 'teacher' ? { teacher, ...others } : others);
  });

  app.post('/rooms/:id/keep', async (context) => {
    const { live } = await withRole(context, 'teacher');
    const { days } = (await json(context)) as { days: number };
    if (!(days >= 1 && days <= 400)) throw new Refusal('bad-request');
    await rooms.keepUntil(live, clock.wall() + days * 86_400_000);
    return context.json({ expires: live.room.expires });
  });

  app.delete('/rooms/:id', async (context) => {
    const { live } = await withRole(context, 'teacher');
    await rooms.remove(live.room.id);
    return context.json({ deleted: true });
  });

  app.route('/', exportRoutes({ rooms, withRole }));
  app.all('*', () => {
    throw new Refusal('no-content');
  });
  return app;
}

/** Apart from the route, whose request and context would else be kept as long as the stream. */
function openStream(
  live: Live,
  outgoing: ServerResponse,
  role: Role | 'student',
  student: string | undefined,
  wait: string | undefined,
): Stream {
  const onClose = (): void => void live.streams.delete(stream);
  const options = { role, student, onClose };
  const stream: Stream =
    wait === undefined
      ? eventStream(outgoing, options)
      : longPoll(outgoing, { ...options, wait: Math.min(Number(wait) || 0, LONGEST_WAIT) });
  return stream;
}

/**
 * The body, read from the connection itself: a class that answers at once is thousands of small bodies, and Request
 * objects with streams around them cost several times as much as what is in them.
 * @param most kilobytes
 */
async function json(context: Context<Env>, most = 32): Promise<object> {
  const text = await readBody(context.env.incoming, most * KILOBYTE);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal('bad-request', 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('bad-request', 'The body is no object.');
  return body;
}

function readBody(incoming: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const tooLarge = (): void => {
      // The rest is let run into nothing, so that the answer is still read.
      parts.length = 0;
      incoming.resume();
      reject(new Refusal('too-large'));
    };
    if (Number(incoming.headers['content-length'] ?? 0) > most) return tooLarge();
    incoming.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= most) parts.push(part);
      else tooLarge();
    });
    incoming.on('end', () =>
      resolve((parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString()),
    );
    incoming.on('error', () => reject(new Refusal('bad-request')));
    incoming.on('aborted', () => reject(new Refusal('bad-request')));
  });
}

function refusalOf(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof BusyError) return new Refusal('busy');
  if (error instanceof FullError) return new Refusal('storage-full');
  if (error instanceof AwayError) return new Refusal('storage');
  return undefined;
}
