import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasServer, openServerHost } from '../../src/practice/server-host.ts';
import { type HostChange, PracticeError } from '../../src/practice/types.ts';
import { settle } from './fake-host.ts';

class FakeEventSource {
  static last: FakeEventSource;
  readonly url: string;
  onmessage?: (event: { data: string }) => void;
  onerror?: () => void;
  onopen?: () => void;
  closed = false;
  constructor(url: string) {
    this.url = url;
    FakeEventSource.last = this;
  }
  close(): void {
    this.closed = true;
  }
}

beforeEach(() => vi.stubGlobal('EventSource', FakeEventSource));
afterEach(() => vi.unstubAllGlobals());

const opened = {
  id: 'exercise~toy',
  credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
  endpoint: 'http://e',
};

function server(answers: Record<string, (body: string) => Response>) {
  const seen: { url: string; init: RequestInit }[] = [];
  const send = (async (url: string, init: RequestInit = {}) => {
    seen.push({ url, init });
    const answer = answers[url];
    if (!answer) return new Response('', { status: 404 });
    return answer(typeof init.body === 'string' ? init.body : '');
  }) as typeof fetch;
  return { seen, send };
}

const open = (send: typeof fetch) => openServerHost({ base: '/x/', exercise: 'toy', fetch: send });

describe('the server host', () => {
  it('says that the server is gone, where a tool cannot reach it', async () => {
    let gone = false;
    const host = await open((async () => {
      if (gone) throw new TypeError('Failed to fetch');
      return Response.json(opened);
    }) as typeof fetch);
    gone = true;
    const error = await host.tools.undo().catch((found: unknown) => found);
    expect(error).toBeInstanceOf(PracticeError);
    expect(error).toMatchObject({ code: 'server-gone' });
  });

  it('opens under the site’s base path and carries requests with their real host', async () => {
    const { seen, send } = server({
      '/x/_host/open': () => Response.json(opened),
      '/x/_aws/exercise~toy/?a=b': () => new Response('<ok/>', { status: 200, headers: { 'x-y': 'z' } }),
    });
    const host = await open(send);
    expect(host).toMatchObject({ id: 'exercise~toy', endpoint: 'http://e' });
    const answer = await host.handle({
      method: 'POST',
      url: 'https://iam.amazonaws.com/?a=b',
      headers: { host: 'iam.amazonaws.com', authorization: 'AWS4…', 'content-length': '1' },
      body: new Uint8Array([97]),
    });
    expect(answer).toMatchObject({ status: 200, headers: { 'x-y': 'z' } });
    expect(new TextDecoder().decode(answer.body)).toBe('<ok/>');
    expect(seen[1]?.init.headers).toEqual({ authorization: 'AWS4…', 'x-rootless-host': 'iam.amazonaws.com' });
  });

  it('calls tools, and passes their errors on', async () => {
    const { send } = server({
      '/x/_host/open': () => Response.json(opened),
      '/x/_host/exercise~toy/tools/credentials': (body) => Response.json(JSON.parse(body)),
      '/x/_host/exercise~toy/tools/restoreSnapshot': () =>
        Response.json({ error: { message: 'No snapshot.', hint: 'Take another.' } }, { status: 400 }),
      '/x/_host/exercise~toy/tools/undo': () => new Response('<html>', { status: 502 }),
    });
    const host = await open(send);
    expect(await host.tools.credentials('arn:x')).toEqual(['arn:x']);
    const error = await host.tools.restoreSnapshot('x').catch((found: unknown) => found);
    expect(error).toBeInstanceOf(PracticeError);
    expect(error).toMatchObject({ message: 'No snapshot.', hint: 'Take another.' });
    await expect(host.tools.undo()).rejects.toThrow('no proper answer');
  });

  it('tells changes, and says when the server is lost and back', async () => {
    const { send } = server({
      '/x/_host/open': () => Response.json(opened),
      '/x/_host/exercise~toy/tools/goals': () => Response.json([{ id: 'a', done: true, was: true }]),
    });
    const host = await open(send);
    const heard: HostChange[] = [];
    host.subscribe((change) => heard.push(change));
    const source = FakeEventSource.last;
    expect(source.url).toBe('/x/_host/exercise~toy/events');
    source.onopen?.();
    source.onmessage?.({ data: JSON.stringify({ kind: 'replaced', reason: 'reset' }) });
    source.onerror?.();
    source.onerror?.();
    source.onopen?.();
    await settle();
    expect(heard).toEqual([
      { kind: 'replaced', reason: 'reset' },
      { kind: 'notice', notice: { code: 'server-lost' } },
      { kind: 'notice', notice: { code: 'server-back' } },
      { kind: 'replaced', reason: 'moved' },
      { kind: 'goals', goals: [{ id: 'a', done: true, was: true }] },
    ]);
    host.close();
    expect(source.closed).toBe(true);
  });
});

describe('whether there is a server', () => {
  it.each([
    ['says so', () => Response.json({ server: true }), true],
    ['says no, as a static site does', () => Response.json({ server: false }), false],
    ['is missing', () => new Response('', { status: 404 }), false],
    ['is something else', () => new Response('<html>'), false],
  ])('info.json %s', async (_, answer, expected) => {
    expect(await hasServer('/', (async () => answer()) as typeof fetch)).toBe(expected);
  });

  it('the network fails', async () => {
    expect(await hasServer('/', (() => Promise.reject(new Error('offline'))) as typeof fetch)).toBe(false);
  });
});
