// What every view of one open console shares: the clients, who is signed in, where we are, the flashes, and a counter
// that grows whenever the account changed, through this door or another.

import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Failure } from './errors.ts';
import type { Caller } from './iam/account.ts';
import { formatRoute, pageOf, type Route } from './routes.ts';

export interface ConsoleClients {
  iam: IAMClient;
  sts: STSClient;
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
  readonly clients: ConsoleClients;
  readonly readOnly: boolean;
  readonly route: ReadonlySignal<Route>;
  readonly caller: Signal<Caller | undefined>;
  readonly alias: Signal<string | undefined>;
  readonly flashes: Signal<readonly Flash[]>;
  /** Grows with every change of the account; views read again. */
  readonly revision: Signal<number>;
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
}

export interface SessionOptions {
  clients: ConsoleClients;
  route: Route;
  readOnly: boolean;
  hrefBase: string;
  onRoute: ((path: string) => void) | undefined;
  onWhy: ((requestId: string) => void) | undefined;
}

export function createSession(options: SessionOptions): Session {
  const route = signal(options.route);
  const flashes = signal<readonly Flash[]>([]);
  const revision = signal(0);
  const guard = signal<((leave: () => void) => void) | undefined>(undefined);
  let flashCount = 0;
  let pending: ReturnType<typeof setTimeout> | undefined;
  const go = (next: Route): void => {
    // A tab is a part of the page: flashes stay, and so does what the page guards.
    if (pageOf(next) !== pageOf(route.value)) {
      guard.value = undefined;
      flashes.value = [];
    }
    route.value = next;
    options.onRoute?.(formatRoute(next));
  };
  return {
    clients: options.clients,
    readOnly: options.readOnly,
    route,
    caller: signal(undefined),
    alias: signal(undefined),
    flashes,
    revision,
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
      // One answer to several changes at once: a button's own word and the host's about the same request.
      if (pending !== undefined) return;
      pending = setTimeout(() => {
        pending = undefined;
        revision.value += 1;
      }, 20);
    },
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A console view outside a console');
  return session;
}
