// The practice console: the AWS console's IAM pages over the SDK's clients, in Cloudscape. Heavy, so always imported
// lazily: `const { mountConsole } = await import('../console/index.ts')`; its CSS comes with it.
// May import rooms left of it (policy, practice's host handler); knows an account only through SDK clients.
// Tests: test/console, test/browser.
import './console.css';
import { h, render } from 'preact';
import type { AccountHost } from '../practice/index.ts';
import { Console, type FrameOptions, type Person } from './Console.tsx';
import { hostClients } from './clients.ts';
import { parseRoute } from './routes.ts';
import { type ConsoleClients, createSession, type Session } from './session.ts';
import { setLocale, t } from './text.ts';
import { followTheme } from './theme.ts';

export type { Person } from './Console.tsx';
export { formatRoute, parseRoute, type Route } from './routes.ts';
export type { ConsoleClients } from './session.ts';

interface CommonOptions {
  /** Where to begin, e.g. `iam/users/anna`; absent: the IAM dashboard. */
  route?: string;
  /** Called with the address of each view the learner goes to. */
  onRoute?: (path: string) => void;
  /** Called with the page's title at each change of view. */
  onTitle?: (title: string) => void;
  /** What addresses in links begin with; default `#/console/`. */
  hrefBase?: string;
  /** Nothing that changes the account is offered. */
  readOnly?: boolean;
  /** Offers «Why?» beside each AccessDenied, with AWS's request id. */
  onWhy?: (requestId: string) => void;
  /** Called when the learner goes on as someone else. */
  onIdentity?: (principalArn: string) => void;
  locale?: string;
}

/** A practice account's host, and whom to work as (an ARN; absent: the account's root) … */
interface HostOptions extends CommonOptions {
  host: AccountHost;
  identity?: string;
  clients?: never;
}

/** … or clients that somebody else made, e.g. for a real account. Then `banner` says what account it is. */
interface ClientOptions extends CommonOptions {
  clients: ConsoleClients;
  banner?: string;
  host?: never;
}

export type ConsoleOptions = HostOptions | ClientOptions;

export interface ConsoleHandle {
  /** Takes the console out of the element; the account stays as it is. */
  unmount(): void;
  /** Goes to a view, e.g. when the address changed. */
  navigate(path: string): void;
}

/** Puts the console into the element. */
export function mountConsole(element: HTMLElement, options: ConsoleOptions): ConsoleHandle {
  setLocale(options.locale ?? 'en');
  const { host } = options;
  let route = parseRoute(options.route ?? '');
  let session: Session;

  const people = host
    ? async (): Promise<readonly Person[]> => (await host.tools.summary()).identities
    : undefined;

  const open = (identity: string | undefined): void => {
    session = createSession({
      clients: options.host ? hostClients(options.host, identity) : options.clients,
      route,
      readOnly: options.readOnly === true,
      hrefBase: options.hrefBase ?? '#/console/',
      onRoute: (path) => {
        route = parseRoute(path);
        options.onRoute?.(path);
      },
      onWhy: options.onWhy,
    });
    const frame: FrameOptions = {
      banner: options.host ? t('practiceBanner') : options.banner,
      onTitle: options.onTitle,
      people,
      onPerson: (arn) => {
        open(arn);
        options.onIdentity?.(arn);
      },
    };
    // A key of its own for each identity: nothing that one has read stays on the screen for the other.
    render(h(Console, { key: identity ?? 'root', session, options: frame }), element);
  };

  element.classList.add('console');
  const unfollow = followTheme();
  open(options.host ? options.identity : undefined);
  // What another door changed (terminal, lesson, the learner's own AWS CLI, undo) is read again.
  const unsubscribe = host?.subscribe((change) => {
    // A report or a job asked for leaves something in the account too, but nothing that a view shows: reading again
    // would ask for the next one, without end.
    if (
      change.kind === 'replaced' ||
      (change.kind === 'request' && change.record.changed && !change.record.operation.startsWith('Generate'))
    )
      session.changed();
  });

  return {
    unmount() {
      unsubscribe?.();
      unfollow();
      render(null, element);
      element.classList.remove('console');
    },
    navigate(path) {
      session.navigate(parseRoute(path));
    },
  };
}
