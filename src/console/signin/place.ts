// One open console: which identities are signed in to it, and how one comes and goes. Made by mountConsole; the account
// menu, the sign-in page and «Switch role» work through it.
import { type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AccountHost, Credentials } from '../../practice/index.ts';
import { type ClientConfig, hostConfig } from '../clients.ts';
import { formatRoute, type Route } from '../routes.ts';
import { createSession, type Session } from '../session.ts';
import { createDesk, type Desk, type RoleWorn, type SignedIn } from './identity.ts';
import { signOut } from './requests.ts';

export interface Person {
  arn: string;
  kind: 'root' | 'user';
  name: string;
}

export interface PlaceOptions {
  host: AccountHost | undefined;
  /** Instead of a host: what the one identity's clients are made with. */
  config: ClientConfig | undefined;
  /** A line that stays on top: what account this is. */
  banner: string | undefined;
  readOnlyReason: string | undefined;
  hrefBase: string;
  onRoute: (path: string) => void;
  onTitle: (title: string) => void;
  onIdentity: (arn: string) => void;
  onWhy: ((requestId: string) => void) | undefined;
}

export interface Place extends Pick<PlaceOptions, 'host' | 'banner' | 'onTitle'> {
  readonly desk: Desk;
  /** Where to go once somebody has signed in. */
  readonly wanted: Signal<Route>;
  /** Who to work as without a password: practice only. */
  people(): Promise<readonly Person[]>;
  /** Works as an identity of the practice account, or as whoever the given clients are. */
  workAs(arn: string | undefined): void;
  /** After a password; whoever was signed in already goes on where they were. */
  enter(arn: string, credentials: Credentials): Session;
  putOn(role: RoleWorn, arn: string, credentials: Credentials): Session;
  /** Takes the role off and goes back to who put it on. */
  switchBack(identity: SignedIn): void;
  leave(identity: SignedIn): void;
  leaveAll(): void;
  navigate(route: Route): void;
}

const ownedByAccount = (arn: string): boolean => /:(root|user\/)/.test(arn.slice(arn.lastIndexOf(':')));

/** The account's root is opened without its ARN; the account says it at the first request. */
const arnOf = (one: SignedIn): string => one.arn || (one.session.caller.value?.arn ?? '');

export function createPlace(options: PlaceOptions): Place {
  const { host } = options;
  const wanted = signal<Route>({ view: 'dashboard' });
  let last: SignedIn | undefined;
  const desk = createDesk((shown) => {
    options.onRoute(formatRoute(shown ? shown.session.route.value : { view: 'signin' }));
    if (!shown) return;
    const arn = arnOf(shown);
    // A role's session cannot be opened again later by its ARN alone.
    if (last && arnOf(last) !== arn && ownedByAccount(arn)) options.onIdentity(arn);
    last = shown;
  });

  const sessionFor = (config: ClientConfig, route: Route) => {
    const session = createSession({
      config,
      host,
      route,
      readOnlyReason: options.readOnlyReason,
      hrefBase: options.hrefBase,
      onRoute: (to) => {
        if (desk.find(desk.current.value)?.session === session) options.onRoute(formatRoute(to));
      },
      onWhy: options.onWhy,
    });
    return session;
  };
  const hosted = (): AccountHost => {
    if (!host) throw new Error('Signing in is part of practice accounts only');
    return host;
  };
  const here = (): Route => desk.find(desk.current.value)?.session.route.value ?? wanted.value;
  const end = (identity: SignedIn): void => {
    if (identity.how !== 'password' || !host) return;
    // Signed out here is signed out; where the account does not hear of it, the session ends by itself.
    void identity.session
      .credentials()
      .then((credentials) => signOut(host, credentials))
      .catch(() => {});
  };

  return {
    host,
    banner: options.banner,
    onTitle: options.onTitle,
    desk,
    wanted,
    people: async () => (host ? (await host.tools.summary()).identities : []),
    workAs(arn) {
      const known = desk.identities.value.find((one) => arn !== undefined && arnOf(one) === arn);
      if (known) {
        desk.show(known.id);
        return;
      }
      const config = options.config ?? hostConfig(hosted(), () => hosted().tools.credentials(arn));
      desk.add({ arn: arn ?? '', how: 'given', session: sessionFor(config, here()) });
    },
    enter(arn, credentials) {
      const config = hostConfig(hosted(), async () => credentials);
      const known = desk.identities.value.find((one) => arnOf(one) === arn);
      let { session } = known ?? {};
      if (known && session) {
        desk.identities.value = desk.identities.value.map((one) =>
          one === known ? { ...one, arn, how: 'password' } : one,
        );
        session.renew(config);
        desk.show(known.id);
      } else {
        session = sessionFor(config, wanted.value);
        desk.add({ arn, how: 'password', session });
      }
      wanted.value = { view: 'dashboard' };
      return session;
    },
    putOn(role, arn, credentials) {
      const session = sessionFor(
        hostConfig(hosted(), async () => credentials),
        { view: 'dashboard' },
      );
      desk.add({ arn, how: 'role', role, session });
      return session;
    },
    switchBack(identity) {
      desk.remove(identity.id);
    },
    leave(identity) {
      end(identity);
      desk.remove(identity.id);
    },
    leaveAll() {
      for (const identity of desk.identities.value) end(identity);
      desk.removeAll();
    },
    navigate(route) {
      if (route.view === 'signin') {
        desk.signIn();
        return;
      }
      const shown = desk.find(desk.current.value) ?? desk.identities.value[0];
      if (!shown) {
        wanted.value = route;
        return;
      }
      if (desk.current.value === undefined) desk.show(shown.id);
      shown.session.navigate(route);
    },
  };
}

export const PlaceContext = createContext<Place | undefined>(undefined);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('A part of the console outside a console');
  return place;
}
