// What a shell reaches of the account it works in: one door for requests, and what a terminal must know to greet one.
// Everything can be sent across a worker's border. Tests: test/terminal/shell.test.ts.
import type { AccountHost, Credentials, HttpRequest, HttpResponse } from '../../practice/index.ts';

export interface Whoami {
  account: string;
  arn: string;
  /** 'root', or the user's or role's name. */
  name: string;
}

export interface Door {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Credentials of who is signed in. */
  signedIn(): Promise<Credentials | undefined>;
  /** Credentials of a profile no file names; undefined where there is none. */
  profile(name: string): Promise<Credentials | undefined>;
  whoami(): Promise<Whoami>;
  /** The account's clock, in milliseconds since 1970. */
  now(): Promise<number>;
}

/** Calls of a door by name, across a border. */
export const doorCalls = [
  'send',
  'signedIn',
  'profile',
  'whoami',
  'now',
] as const satisfies readonly (keyof Door)[];

/**
 * The door of a practice account's host.
 * @param identity ARN of who is signed in; asked anew at each call, because that may change
 */
export function hostDoor(host: AccountHost, identity: () => string | undefined): Door {
  return {
    send: (request) => host.handle(request),
    signedIn: () => host.tools.credentials(identity()),
    async profile(name) {
      const { identities } = await host.tools.summary();
      const found = identities.find((one) => one.name === name && one.kind === 'user');
      return found && host.tools.credentials(found.arn);
    },
    async whoami() {
      const { account, identities } = await host.tools.summary();
      const arn = identity() ?? `arn:aws:iam::${account}:root`;
      const found = identities.find((one) => one.arn === arn);
      return {
        account,
        arn,
        name: found?.kind === 'root' ? 'root' : arn.slice(arn.lastIndexOf('/') + 1) || 'root',
      };
    },
    now: async () => (await host.tools.summary()).now,
  };
}
