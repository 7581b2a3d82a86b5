// The identities that are signed in side by side, as AWS's multi-session support has them: each with its own session,
// its own page and its own credentials. Pure state; what is on the screen is Desk.tsx. Tests: test/console/desk.test.ts.
import { type Signal, signal } from '@preact/signals';
import type { Session } from '../session.ts';

/** As many identities as AWS lets one browser sign in at once (AWS sign-in user guide, «multiple accounts»). */
export const MOST_IDENTITIES = 5;

export interface RoleWorn {
  account: string;
  roleName: string;
  displayName: string;
  colour: string;
  /** Id of the identity that put the role on, to go back to. */
  base: string;
}

export interface SignedIn {
  id: string;
  /** Whose it is; a role's is that of its session. */
  arn: string;
  /** How it came: given with the page, by a password, or by switching roles. */
  how: 'given' | 'password' | 'role';
  session: Session;
  role?: RoleWorn;
}

export interface Desk {
  readonly identities: Signal<readonly SignedIn[]>;
  /** Id of the one on the screen; undefined: the sign-in page is. */
  readonly current: Signal<string | undefined>;
  find(id: string | undefined): SignedIn | undefined;
  /** Adds it and shows it. */
  add(identity: Omit<SignedIn, 'id'>): SignedIn;
  show(id: string): void;
  /** Undefined: the sign-in page. */
  signIn(): void;
  /** Takes an identity away, and every role it put on; shows the one it stood on, or the sign-in page. */
  remove(id: string): void;
  removeAll(): void;
}

export function createDesk(onShow: (shown: SignedIn | undefined) => void): Desk {
  const identities = signal<readonly SignedIn[]>([]);
  const current = signal<string | undefined>(undefined);
  let count = 0;
  const find = (id: string | undefined) => identities.value.find((one) => one.id === id);
  const show = (id: string | undefined): void => {
    current.value = id;
    for (const one of identities.value) one.session.show(one.id === id);
    onShow(find(id));
  };
  return {
    identities,
    current,
    find,
    add(identity) {
      count += 1;
      const added = { ...identity, id: `identity-${count}` };
      identities.value = [...identities.value, added];
      show(added.id);
      return added;
    },
    show,
    signIn: () => show(undefined),
    remove(id) {
      const gone = find(id);
      identities.value = identities.value.filter((one) => one.id !== id && one.role?.base !== id);
      const next = find(current.value) ?? find(gone?.role?.base);
      if (next?.id !== current.value) show(next?.id);
    },
    removeAll() {
      identities.value = [];
      show(undefined);
    },
  };
}
