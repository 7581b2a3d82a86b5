// The page's way through `rootless live`: requests go to the relay unsigned, which signs them; no secret is here. The
// relay's token came behind the # of the address it printed. Tests: test/live/relay.test.ts.
import type { ClientConfig } from '../console/index.ts';
import { hostRequestHandler } from '../practice/client.ts';

/** Takes the token out of the address, so that neither history nor bookmarks keep it. */
export function takeToken(place: Pick<Location, 'hash' | 'pathname'>, history: History): string | null {
  const token = /[#&]relay=([\w-]{20,})/.exec(place.hash)?.[1] ?? null;
  if (token) history.replaceState(null, '', `${place.pathname}#/`);
  return token;
}

/** Whether the relay was started with --allow-writes, as its address says; the relay itself holds to it in any case. */
export const relayMayWrite = (place: Pick<Location, 'hash'>): boolean => /[#&]writes(?:&|$)/.test(place.hash);

/** What the relay itself refused. ExpiredToken where it has no credentials any more: nothing more can be asked. */
export class RelayError extends Error {
  override readonly name: string;
  readonly relay = true;
  constructor(message: string, why: string) {
    super(message);
    this.name = why === 'credentials' ? 'ExpiredToken' : 'RelayRefused';
  }
}

/** @param base where the site's root is, with a slash at its end */
export function relayConfig(base: string, token: string, fetcher: typeof fetch = fetch): ClientConfig {
  return {
    region: 'us-east-1',
    // The SDK wants some; the relay takes its signature off again.
    credentials: { accessKeyId: 'AKIARELAYHASTHEREAL1', secretAccessKey: 'the-relay-signs' },
    requestHandler: hostRequestHandler({
      async handle({ method, url, headers, body }, signal) {
        const { host } = new URL(url);
        const answer = await fetcher(`${base}_live/aws`, {
          method: 'POST',
          headers: {
            'x-rootless-relay': token,
            'x-rootless-host': host,
            'x-rootless-method': method,
            ...(headers['content-type'] ? { 'content-type': headers['content-type'] } : {}),
            ...(headers['x-amz-target'] ? { 'x-amz-target': headers['x-amz-target'] } : {}),
          },
          body: body as Uint8Array<ArrayBuffer>,
          ...(signal ? { signal } : {}),
        });
        const refused = answer.headers.get('x-rootless-refused');
        if (refused) {
          const { error } = (await answer.json()) as { error: { message: string } };
          throw new RelayError(error.message, refused);
        }
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: new Uint8Array(await answer.arrayBuffer()),
        };
      },
    }),
  };
}
