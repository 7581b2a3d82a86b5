// The practice console: the AWS console's pages over the SDK's clients, in Cloudscape. Always imported lazily:
// `const { mountConsole } = await import('../console/index.ts')`; its CSS comes with it, each view's code when it is opened.
// May import rooms left of it (data, policy, practice's ways into a host); knows an account only through SDK clients.
// Tests: test/console, test/browser.
import './console.css';
import './frame/frame.css';
import { h, render } from 'preact';
import type { AccountHost } from '../practice/index.ts';
import type { ClientConfig } from './clients.ts';
import { Desk } from './Desk.tsx';
import { parseRoute } from './routes.ts';
import { createPlace } from './signin/place.ts';
import { setLocale, t } from './text.ts';
import { followTheme } from './theme.ts';

export type { ClientConfig } from './clients.ts';
export { formatRoute, parseRoute, type Route } from './routes.ts';
export type { Person } from './signin/place.ts';

interface CommonOptions {
  /** Where to begin, e.g. `iam/users/anna`, `signin`; absent: the IAM dashboard. */
  route?: string;
  /** Called with the address of each view the learner goes to. */
  onRoute?: (path: string) => void;
  /** Called with the page's title at each change of view. */
  onTitle?: (title: string) => void;
  /** What addresses in links begin with; default `#/console/`. */
  hrefBase?: string;
  /** Nothing that changes the account is offered; a text is shown as the reason. */
  readOnly?: boolean | string;
  /** Offers «Why?» beside each AccessDenied, with AWS's request id. */
  onWhy?: (requestId: string) => void;
  /** Called when the learner goes on as another user or as root. */
  onIdentity?: (principalArn: string) => void;
  locale?: string;
}

/** A practice account's host, and whom to work as (an ARN; absent: the account's root) … */
interface HostOptions extends CommonOptions {
  host: AccountHost;
  identity?: string;
  clients?: never;
}

/** … or what SDK clients are to be made with, e.g. for a real account. Then `banner` says what account it is. */
interface ClientOptions extends CommonOptions {
  clients: ClientConfig;
  banner?: string;
  host?: never;
}

export type ConsoleOptions = HostOptions | ClientOptions;

export interface ConsoleHandle {
  /** Takes the console out of the element; the account stays as it is. */
  unmount(): void;
  /** Goes to a view, e.g. when the address changed. */
  navigate(path: string): void;
  /** Whether something would be lost: a password or a key that is shown only once. */
  hasWork(): boolean;
}

/** Puts the console into the element. */
export function mountConsole(element: HTMLElement, options: ConsoleOptions): ConsoleHandle {
  setLocale(options.locale ?? 'en');
  const { host, readOnly = false } = options;
  const begin = parseRoute(options.route ?? '');
  let mounted = false;
  const place = createPlace({
    host,
    config: options.clients,
    banner: options.host ? t('practiceBanner') : options.banner,
    readOnlyReason: readOnly === false ? undefined : readOnly === true ? '' : readOnly,
    hrefBase: options.hrefBase ?? '#/console/',
    // Where one begins is the page's own address already.
    onRoute: (path) => mounted && options.onRoute?.(path),
    onTitle: (title) => options.onTitle?.(title),
    onIdentity: (arn) => options.onIdentity?.(arn),
    onWhy: options.onWhy,
  });
  if (begin.view !== 'signin') place.wanted.value = begin;
  place.workAs(options.host ? options.identity : undefined);
  if (begin.view === 'signin' && host) place.desk.signIn();

  element.classList.add('console');
  const unfollow = followTheme();
  render(h(Desk, { place }), element);
  mounted = true;
  // What another door changed (terminal, lesson, the learner's own AWS CLI, undo) is read again.
  const unsubscribe = host?.subscribe((change) => {
    // A report or a job asked for leaves something in the account too, but nothing that a view shows: reading again
    // would ask for the next one, without end.
    if (
      change.kind === 'replaced' ||
      change.kind === 'clock' ||
      (change.kind === 'request' && change.record.changed && !change.record.operation.startsWith('Generate'))
    )
      for (const { session } of place.desk.identities.value) session.changed();
  });

  return {
    unmount() {
      unsubscribe?.();
      unfollow();
      render(null, element);
      element.classList.remove('console');
    },
    navigate: (path) => place.navigate(parseRoute(path)),
    hasWork: () => place.desk.identities.value.some(({ session }) => session.guard.value !== undefined),
  };
}
