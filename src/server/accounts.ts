// The accounts that live on this server: opened by exercise or scenario, kept in a store, found again by id, or by
// the access key that a request is signed with. Tests: test/server.
import { type AccountHost, type Credentials, PracticeError } from '../practice/index.ts';

/** What an account is opened for. */
export interface Purpose {
  exercise?: string;
  scenario?: string;
}

export interface OpenAccount {
  /** In addresses: `exercise~first-iam-user`. */
  id: string;
  host: AccountHost;
  /** Root's practice key, for the learner's own tools. */
  credentials: Credentials;
}

export interface Accounts {
  /** Opens an account, or answers the one that is open for this purpose. Rejects what does not exist. */
  open(purpose: Purpose): Promise<OpenAccount>;
  /** The account with this id, opened again after a restart; undefined for an id of no exercise or scenario. */
  find(id: string): Promise<OpenAccount | undefined>;
  /** The open account to which an access key belongs. */
  byAccessKey(accessKeyId: string): Promise<OpenAccount | undefined>;
  /** Everything that was answered is stored by then. */
  close(): Promise<void>;
}

/** Makes the host for a purpose; rejects with a PracticeError when there is no such exercise or scenario. */
export type MakeHost = (purpose: Purpose, key: string) => Promise<AccountHost>;

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** One learner on one machine: an exercise has one account, however many tabs and terminals look at it. */
function identify({ exercise, scenario }: Purpose): { id: string; key: string } {
  const [kind, name] = exercise === undefined ? ['scenario', scenario] : ['exercise', exercise];
  if (typeof name !== 'string' || !NAME.test(name) || (exercise !== undefined && scenario !== undefined))
    throw new PracticeError(
      'An account is opened for one exercise or one scenario.',
      'Send {"exercise": "its-id"} or {"scenario": "its-id"}.',
    );
  return { id: `${kind}~${name}`, key: `${kind}/${name}` };
}

function purposeOf(id: string): Purpose | undefined {
  const [kind, name = '', ...rest] = id.split('~');
  if (rest.length > 0 || !NAME.test(name)) return undefined;
  return kind === 'exercise' ? { exercise: name } : kind === 'scenario' ? { scenario: name } : undefined;
}

export function createAccounts(makeHost: MakeHost): Accounts {
  const opened = new Map<string, Promise<OpenAccount>>();

  const open = (purpose: Purpose): Promise<OpenAccount> => {
    const { id, key } = identify(purpose);
    let account = opened.get(id);
    if (!account) {
      account = makeHost(purpose, key).then(async (host) => ({
        id,
        host,
        credentials: await host.tools.credentials(),
      }));
      opened.set(id, account);
      // A failed opening is tried again the next time.
      account.catch(() => opened.delete(id));
    }
    return account;
  };

  return {
    open: async (purpose) => open(purpose),
    async find(id) {
      const purpose = purposeOf(id);
      return purpose && open(purpose);
    },
    async byAccessKey(accessKeyId) {
      for (const pending of opened.values()) {
        const account = await pending.catch(() => undefined);
        if (await account?.host.tools.hasAccessKey(accessKeyId)) return account;
      }
      return undefined;
    },
    async close() {
      const pending = [...opened.values()];
      opened.clear();
      await Promise.allSettled(pending.map(async (account) => (await account).host.close()));
    },
  };
}
