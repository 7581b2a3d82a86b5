// LTI 1.3: a learning platform launches a room, a teacher there links one (deep linking), grades go back. Nothing is
// kept in cookies, which platforms' frames block. Tests: test/classroom/lti.test.ts.
import { createHmac } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { exportJWK } from 'jose';
import { Refusal } from '../../refusal.ts';
import type { Clock } from '../clock.ts';
import type { Rooms } from '../rooms.ts';
import type { Store } from '../store/index.ts';
import { linkTokens, randomId } from '../tokens.ts';
import { gradesOutbox } from './outbox.ts';
import type { Platform } from './platforms.ts';
import { createTool, type KeyPair, type Launch } from './tool.ts';

export interface LtiOptions {
  store: Store;
  rooms: Rooms;
  clock: Clock;
  secret: string;
  platforms: readonly Platform[];
  /** Of the site, as the platform reaches it, with a slash at its end. */
  url: () => string;
  log: (line: string) => void;
  /** Pause between looks into the outbox (ms). */
  every?: number;
}

export interface Lti {
  routes: Hono;
  close(): void;
}

/** What of a launch is kept with the student until grades have gone back: no name, no email. */
export type KeptLaunch = Pick<Launch, 'issuer' | 'clientId' | 'user' | 'lineitem'>;

const HOUR = 3_600_000;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

/** The key pair by which platforms know this tool; made once, the same on every node. */
async function keyPair(store: Store): Promise<KeyPair> {
  const made = (await crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])) as CryptoKeyPair;
  const written = await store.keepFirst(
    'secret',
    'lti-key',
    JSON.stringify({
      publicJwk: await exportJWK(made.publicKey),
      privateJwk: await crypto.subtle.exportKey('jwk', made.privateKey),
    }),
  );
  const { publicJwk, privateJwk } = JSON.parse(written) as { publicJwk: object; privateJwk: JsonWebKey };
  return { publicJwk, privateKey: await crypto.subtle.importKey('jwk', privateJwk, RSA, false, ['sign']) };
}

export async function openLti(options: LtiOptions): Promise<Lti> {
  const { store, rooms, clock, secret, platforms, url, log } = options;
  const tool = createTool(platforms, await keyPair(store), secret, store, clock.wall);
  const outbox = gradesOutbox({ store, tool, clock, log, ...(options.every && { every: options.every }) });
  rooms.onGrades((live) => void outbox.post(live, () => rooms.results(live)).catch(() => {}));

  const app = new Hono();
  const page = (hash: string): string => `${url()}classroom/#/${hash}`;
  app.onError((error, context) => {
    log(`A launch was refused: ${error.message}`);
    const gone = error instanceof Refusal && error.code === 'no-room';
    return context.html(
      simplePage(
        gone ? 'This room is gone' : 'This launch did not work',
        gone
          ? 'The room that was linked here has been deleted. Link another one.'
          : 'The learning platform and this server do not agree about it. Open the link again; if that does not help, whoever looks after the server finds the reason in its log.',
      ),
      gone ? 404 : 400,
    );
  });

  app.get('/keys', async (context) => context.json(tool.keys));

  const login = async (context: Context): Promise<Response> => {
    const given: Record<string, unknown> =
      context.req.method === 'POST' ? await context.req.parseBody() : context.req.query();
    const params = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
    return context.redirect(await tool.login(params, `${url()}classroom/lti/launch`), 302);
  };
  app.get('/login', login);
  app.post('/login', login);

  app.post('/launch', async (context) => {
    const form = await context.req.parseBody();
    const launch = await tool.launch(String(form.id_token ?? ''), String(form.state ?? ''));
    if (launch.choosing) {
      if (!launch.teaches) throw new Error('only who teaches links rooms');
      return choose(context, launch);
    }
    const room = String(launch.custom.room ?? '');
    const live = await rooms.get(room);
    if (launch.teaches)
      return context.redirect(page(`teach/${room}/${linkTokens(secret, room).teacher}`), 303);
    // The same person at the same platform is the same student, on any device.
    const token = `s_${createHmac('sha256', secret)
      .update(JSON.stringify([room, launch.issuer, launch.user]))
      .digest('base64url')
      .slice(0, 22)}`;
    const student = await rooms.join(live, {
      token,
      known: true,
      outside: JSON.stringify(kept(launch)),
      ...(live.room.setup.settings.ownNames && launch.name && { name: launch.name.slice(0, 24) }),
    });
    return context.redirect(page(`seat/${room}/${token}/${encodeURIComponent(student.name)}`), 303);
  });

  /** The teacher at the platform chooses which room the link shall open. */
  async function choose(context: Context, launch: Launch): Promise<Response> {
    const ticket = randomId();
    await store.keep('lti-choice', ticket, JSON.stringify(launch), clock.wall() + HOUR);
    const list = (await store.rooms()).filter(({ state }) => state.phase !== 'ended');
    return context.html(
      simplePage(
        'Which room shall this link open?',
        list.length === 0
          ? 'There is no room on the classroom’s server yet. Make one there, then come back.'
          : `<form method="post" action="${url()}classroom/lti/link"><input type="hidden" name="ticket" value="${ticket}">${list
              .map(
                ({ id, code, setup }) =>
                  `<p><button name="room" value="${html(id)}">${html(setup.title || code)} (${html(code)})</button></p>`,
              )
              .join('')}</form>`,
        list.length > 0,
      ),
    );
  }

  app.post('/link', async (context) => {
    const form = await context.req.parseBody();
    const chosen = await store.take('lti-choice', String(form.ticket ?? ''), clock.wall());
    if (!chosen) throw new Error('the choice is no longer open');
    const launch = JSON.parse(chosen) as Launch;
    const { id, setup } = (await rooms.get(String(form.room ?? ''))).room;
    const title = setup.title || 'Classroom';
    const answer = await tool.linkAnswer(launch, [
      {
        type: 'ltiResourceLink',
        title,
        url: `${url()}classroom/lti/launch`,
        custom: { room: id },
        // Only what may count gets a column in the platform's gradebook.
        ...(setup.graded && {
          lineItem: { label: title, scoreMaximum: setup.questions.length, resourceId: id },
        }),
      },
    ]);
    return context.html(
      simplePage(
        `Link «${title}»`,
        `<form method="post" action="${html(launch.choosing?.returnUrl ?? '')}"><input type="hidden" name="JWT" value="${answer}"><button>Put this room into the course</button></form>`,
        true,
      ),
    );
  });

  return { routes: app, close: outbox.close };
}

const kept = ({ issuer, clientId, user, lineitem }: Launch): KeptLaunch => ({
  issuer,
  clientId,
  user,
  lineitem,
});

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page of one's own inside the platform's frame, without scripts. */
function simplePage(title: string, text: string, markup = false): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><h1>${html(title)}</h1>${markup ? text : `<p>${html(text)}</p>`}</html>`;
}
