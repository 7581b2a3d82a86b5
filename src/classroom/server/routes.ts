// The classroom's addresses. Every answer that is no stream is JSON; a refusal is { error: { code, detail? } }, the
// sentences are the page's. Answers have a way of their own, see answers.ts. Tests: test/classroom/routes.test.ts.
import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Command, Role, StudentCommand, Submission } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { readJson } from './body.ts';
import type { Clock } from './clock.ts';
import type { Door } from './door.ts';
import { exportRoutes } from './exports.ts';
import type { Live } from './live.ts';
import type { Rooms } from './rooms.ts';
import type { JudgeAccount } from './sandbox.ts';
import { readSettings } from './settings.ts';
import type { SourceRequest, Sources } from './sources.ts';
import type { Store } from './store/index.ts';
import { eventStream, longPoll, type Stream } from './stream.ts';
import { linkTokens, randomSecret, roleOf, same } from './tokens.ts';

export type Env = { Bindings: HttpBindings };

export interface RoutesOptions {
  door: Door;
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
}

const LONGEST_WAIT = 25_000;

export function classroomRoutes(options: RoutesOptions): Hono<Env> {
  const { door, rooms, store, sources, clock, secret } = options;
  const app = new Hono<Env>();

  app.onError((error, context) => {
    const { status, body, retryAfter } = door.refused(error);
    if (retryAfter !== undefined) context.header('Retry-After', String(retryAfter));
    return context.json(body, status as 400);
  });

  app.use('*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    await next();
  });
  const token = (context: Context<Env>): string => door.token(context.env.incoming);
  const guessing = <T>(context: Context<Env>, work: () => Promise<T>): Promise<T> =>
    door.guessing(context.env.incoming, work);
  const room = (context: Context<Env>): Promise<Live> =>
    door.room(context.env.incoming, context.req.param('id') ?? '');
  const json = (context: Context<Env>, most?: number): Promise<object> =>
    readJson(context.env.incoming, most);

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

  app.post('/rooms/:id/accounts', async (context) => {
    const arrived = { steady: clock.steady(), wall: clock.wall() };
    const live = await room(context);
    // An account takes longer to judge than an answer.
    const student = await door.student(context.env.incoming, live, 10);
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
