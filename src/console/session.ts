// What every view of one signed-in identity shares: the clients, who it is, where we are, the flashes, and a counter
// that grows whenever the account changed, through this door or another. Knows no SDK: views hand in the client's class.
import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AccountHost, Credentials } from '../practice/index.ts';
import type { Caller } from './caller.ts';
import type { ClientConfig } from './clients.ts';
import { type Failure, isSessionOver, toFailure } from './errors.ts';
import { formatRoute, pageOf, type Route } from './routes.ts';
import type { KnownRole } from './signin/history.ts';

export interface ConsoleClients {
  iam: IAMClient;
  sts: STSClient;
}

/** The part of an SDK client that the session looks after. */
interface AnyClient {
  // biome-ignore lint/suspicious/noExplicitAny: each client's own middleware types
  middlewareStack: { add(middleware: any, options: any): void };
}

export interface Flash {
  id: string;
  type: 'success' | 'error' | 'warning' | 'info';
  header: string;
  text?: string;
  failures?: readonly { label?: string; failure: Failure }[];
  action?: { text: string; route: Route };
}

export interface Session {
  /** IAM's and STS's clients; there as soon as a view is. */
  readonly clients: ConsoleClients;
  /** Any other service's client, made once: `session.client(S3Client)`. */
  client<C extends AnyClient>(make: new (config: never) => C): C;
  /** The practice account behind the clients; undefined where they reach AWS itself. */
  readonly host: AccountHost | undefined;
  credentials(): Promise<Credentials>;
  /** Why nothing can be changed here; undefined where it can. */
  readonly readOnlyReason: string | undefined;
  readonly readOnly: boolean;
  readonly route: ReadonlySignal<Route>;
  readonly caller: Signal<Caller | undefined>;
  readonly alias: Signal<string | undefined>;
  readonly flashes: Signal<readonly Flash[]>;
  /** Grows with every change of the account; views read again. */
  readonly revision: Signal<number>;
  /** Whether AWS says that the session has ended. */
  readonly over: Signal<boolean>;
  /** The role that «Switch role» opens with. */
  readonly prefill: Signal<KnownRole | undefined>;
  /** Set while a view holds something that would be lost (a password never to be shown again). */
  readonly guard: Signal<((leave: () => void) => void) | undefined>;
  readonly onWhy: ((requestId: string) => void) | undefined;
  navigate(route: Route): void;
  /** The link's address, for an anchor. */
  href(route: Route): string;
  /** Shown until dismissed or the page is left: navigate first, then flash. */
  flash(flash: Omit<Flash, 'id'>): void;
  dismiss(id: string): void;
  /** The account was changed through this console: views read again. */
  changed(): void;
  /** While it is not on the screen it reads nothing; what changed meanwhile is read when it comes back. */
  show(visible: boolean): void;
  /** The same identity signed in again: new clients, and what is on the screen stays. */
  renew(config: ClientConfig): void;
}

export interface SessionOptions {
  config: ClientConfig;
  host: AccountHost | undefined;
  route: Route;
  readOnlyReason: string | undefined;
  hrefBase: string;
  onRoute: (route: Route) => void;
  onWhy: ((requestId: string) => void) | undefined;
}

/** The classes that `session.clients` is made of, once they are loaded (sdk.ts). */
let classes: { iam: new (config: never) => IAMClient; sts: new (config: never) => STSClient } | undefined;
export function provideClients(loaded: NonNullable<typeof classes>): void {
  classes = loaded;
}

export function createSession(options: SessionOptions): Session {
  const route = signal(options.route);
  const flashes = signal<readonly Flash[]>([]);
  const revision = signal(0);
  const over = signal(false);
  const guard = signal<((leave: () => void) => void) | undefined>(undefined);
  let { config } = options;
  let made = new Map<unknown, AnyClient>();
  let flashCount = 0;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let visible = true;
  let stale = false;

  const client = <C extends AnyClient>(make: new (config: never) => C): C => {
    const known = made.get(make);
    if (known) return known as C;
    const fresh = new make(config as never);
    fresh.middlewareStack.add(
      (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
        try {
          return await next(args);
        } catch (error) {
          if (isSessionOver(toFailure(error))) over.value = true;
          throw error;
        }
      },
      { step: 'initialize', name: 'sessionOver' },
    );
    made.set(make, fresh);
    return fresh;
  };
  const loaded = () => {
    if (!classes) throw new Error('The SDK is not loaded yet');
    return classes;
  };
  const clients: ConsoleClients = {
    get iam() {
      return client(loaded().iam);
    },
    get sts() {
      return client(loaded().sts);
    },
  };
  const go = (next: Route): void => {
    // A tab is a part of the page: flashes stay, and so does what the page guards.
    if (pageOf(next) !== pageOf(route.value)) {
      guard.value = undefined;
      flashes.value = [];
    }
    route.value = next;
    options.onRoute(next);
  };
  return {
    clients,
    client,
    host: options.host,
    credentials: async () =>
      typeof config.credentials === 'function' ? config.credentials() : config.credentials,
    readOnlyReason: options.readOnlyReason,
    readOnly: options.readOnlyReason !== undefined,
    route,
    caller: signal(undefined),
    alias: signal(undefined),
    flashes,
    revision,
    over,
    prefill: signal(undefined),
    guard,
    onWhy: options.onWhy,
    navigate(next) {
      if (guard.value && pageOf(next) !== pageOf(route.value)) guard.value(() => go(next));
      else go(next);
    },
    href: (to) => options.hrefBase + formatRoute(to),
    flash(flash) {
      flashCount += 1;
      const id = `flash-${flashCount}`;
      flashes.value = [{ ...flash, id }, ...flashes.value];
    },
    dismiss(id) {
      flashes.value = flashes.value.filter((flash) => flash.id !== id);
    },
    changed() {
      if (!visible) {
        stale = true;
        return;
      }
      // One answer to several changes at once: a button's own word and the host's about the same request.
      if (pending !== undefined) return;
      pending = setTimeout(() => {
        pending = undefined;
        revision.value += 1;
      }, 20);
    },
    show(now) {
      visible = now;
      if (!now || !stale) return;
      stale = false;
      revision.value += 1;
    },
    renew(next) {
      config = next;
      made = new Map();
      over.value = false;
      revision.value += 1;
    },
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A console view outside a console');
  return session;
}
