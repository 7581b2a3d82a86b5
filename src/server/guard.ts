// Who may call the routes that do something: the server's own pages, and programs that are no browser.
// A page of another origin may not, and neither may one that reaches us under a name of its own (DNS rebinding).
import type { IncomingHttpHeaders } from 'node:http';
import type { MiddlewareHandler } from 'hono';

/**
 * What no page can have for a name of its own: this machine's names, and addresses written as numbers. Browsers send
 * the name in the address bar, so a page that rebound its own name to this machine shows it here.
 */
const OURS = /^(?:(?:.+\.)?localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/;

/** The host part of a Host header, without the port; lower-case. */
export function hostname(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/**
 * Why a request is refused, or undefined where it may pass.
 * @param allowed host names besides loopback's that this server answers to (a LAN address, say)
 */
export function refusal(
  headers: { host?: string | undefined; origin?: string | undefined; site?: string | undefined },
  allowed: ReadonlySet<string> = new Set(),
): string | undefined {
  const host = headers.host ?? '';
  const stranger = strangeName(host, allowed);
  if (stranger) return stranger;
  if (headers.origin !== undefined) {
    const origin = URL.canParse(headers.origin) ? new URL(headers.origin).host : '';
    if (origin !== host) return `Pages of ${headers.origin} may not call this server.`;
  } else if (headers.site !== undefined && headers.site !== 'same-origin' && headers.site !== 'none') {
    return 'Pages of other sites may not call this server.';
  }
  return undefined;
}

/** Why a name in the Host header is not ours: a page that had its own name point at this machine sends such a one. */
export function strangeName(host: string, allowed: ReadonlySet<string> = new Set()): string | undefined {
  const name = hostname(host);
  if (OURS.test(name) || allowed.has(name)) return undefined;
  return `This server does not answer to the name «${name}». Use http://127.0.0.1 and the port.`;
}

/** The same question for a request of Node's. */
export const mayCall = (headers: IncomingHttpHeaders, allowed: ReadonlySet<string>): boolean =>
  refusal(
    { host: headers.host, origin: headers.origin, site: headers['sec-fetch-site'] as string },
    allowed,
  ) === undefined;

export function guard(allowed?: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const why = refusal(
      {
        host: context.req.header('host'),
        origin: context.req.header('origin'),
        site: context.req.header('sec-fetch-site'),
      },
      allowed,
    );
    if (why) return context.json({ error: { message: why } }, 403);
    return next();
  };
}
