// The server host as a page sees it: an account that lives in Node, behind same-origin paths.
//
//   GET  BASE_host/info.json        { server }        whether there is one; static builds ship { "server": false }
//   POST BASE_host/open             { exercise } or { scenario } → { id, credentials, endpoint }
//   *    BASE_aws/ID/…              any AWS request; its real host stands in `x-rootless-host`
//   POST BASE_host/ID/tools/NAME    JSON array of arguments → JSON result, or 400 { error: { message, hint } }
//   GET  BASE_host/ID/events        server-sent events: HostChange as JSON
//
// Tests: test/practice/server-host.test.ts, test/browser.
import { type Described, remoteTools, revive } from './remote.ts';
import { type AccountHost, type Credentials, type HostChange, PracticeError } from './types.ts';

export interface ServerHostOptions {
  /** The site's base path, with a slash at its end: '/', '/rootless/'. */
  base: string;
  exercise?: string;
  scenario?: string;
  fetch?: typeof fetch;
}

export interface ServerHost extends AccountHost {
  readonly id: string;
  /** For the learner's own AWS CLI: root's practice key, and where to send requests. */
  readonly credentials: Credentials;
  readonly endpoint: string;
}

/** Whether this page was served by Rootless's own server, which can hold accounts. Never rejects. */
export async function hasServer(base: string, get: typeof fetch = fetch): Promise<boolean> {
  try {
    const answer = await get(`${base}_host/info.json`);
    return answer.ok && ((await answer.json()) as { server?: unknown }).server === true;
  } catch {
    return false;
  }
}

export async function openServerHost(options: ServerHostOptions): Promise<ServerHost> {
  const { base, exercise, scenario } = options;
  const send = options.fetch ?? fetch;
  const opened = (await post(send, `${base}_host/open`, { exercise, scenario })) as {
    id: string;
    credentials: Credentials;
    endpoint: string;
  };
  const { id, credentials, endpoint } = opened;
  const listeners = new Set<(change: HostChange) => void>();
  const tell = (change: HostChange): void => {
    for (const listener of listeners) listener(change);
  };

  const source = new EventSource(`${base}_host/${id}/events`);
  let lost = false;
  source.onmessage = ({ data }) => tell(JSON.parse(data) as HostChange);
  source.onerror = () => {
    if (!lost) tell({ kind: 'notice', notice: { code: 'server-lost' } });
    lost = true;
  };
  source.onopen = async () => {
    if (!lost) return;
    lost = false;
    tell({ kind: 'notice', notice: { code: 'server-back' } });
    // What happened meanwhile was not told.
    tell({ kind: 'replaced', reason: 'moved' });
    tell({ kind: 'goals', goals: await tools.goals() });
  };

  const tools = remoteTools((name, args) => post(send, `${base}_host/${id}/tools/${name}`, args));
  return {
    id,
    credentials,
    endpoint,
    tools,
    async handle({ method, url, headers, body }) {
      const { host, pathname, search } = new URL(url);
      const { host: _, 'content-length': __, ...rest } = headers;
      const answer = await send(`${base}_aws/${id}${pathname}${search}`, {
        method,
        headers: { ...rest, 'x-rootless-host': host },
        ...(body.length > 0 ? { body: body as BodyInit } : {}),
      });
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      source.close();
      listeners.clear();
    },
  };
}

async function post(send: typeof fetch, url: string, value: unknown): Promise<unknown> {
  let answer: Response;
  let text: string;
  try {
    answer = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
    text = await answer.text();
  } catch {
    throw new PracticeError('The server does not answer.', 'Is `npm start` still running?', 'server-gone');
  }
  let result: unknown;
  try {
    result = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new PracticeError(
      'The server gave no proper answer.',
      'Is `npm start` still running? Reload the page.',
      'server-answer',
    );
  }
  if (!answer.ok) {
    const { error } = (result ?? {}) as { error?: Described };
    throw revive(error ?? { message: `The server answered ${answer.status}.`, hint: 'Reload the page.' });
  }
  return result;
}
