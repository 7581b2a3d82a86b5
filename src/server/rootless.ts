// All of Rootless in one process: the site with the accounts that live on this server, and the AWS endpoint through
// which the learner's own tools reach them. Tests: test/server/rootless.test.ts.
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { HttpRequest } from '../cloud/index.ts';
import { type Credentials, memoryStore } from '../practice/index.ts';
import { createAccounts } from './accounts.ts';
import { endpointListener, setTimeouts } from './endpoint.ts';
import { hostRoutes } from './host-routes.ts';
import { listen } from './listen.ts';
import { lockFolder } from './lock.ts';
import { practiceHosts } from './practice-hosts.ts';
import { site } from './site.ts';
import { fileStore } from './store.ts';

export interface RootlessOptions {
  /** The built site. */
  folder: string;
  base?: string;
  /** Where accounts are kept. */
  accounts: string;
  port: number;
  endpointPort: number;
}

export interface RunningRootless {
  /** `http://127.0.0.1:4321/` and `http://127.0.0.1:4566`; `moved` where a port was taken. */
  site: { url: string; moved: boolean };
  endpoint: { url: string; moved: boolean };
  /** Root's practice key in the standing account. */
  credentials: Credentials;
  account: string;
  /** False while another process holds the folder of accounts: then they last until this one stops. */
  kept: boolean;
  close(): Promise<void>;
}

/** The account that tools reach with no exercise open. */
const STANDING = { scenario: 'new-account' };

/** The access key a request says it is signed with, in a header or a presigned address. */
function accessKeyOf({ headers, url }: HttpRequest): string | undefined {
  const said = headers.authorization ?? new URL(url).searchParams.get('X-Amz-Credential') ?? '';
  return /(?:Credential=|^)([A-Z0-9]{16,128})\//.exec(said)?.[1];
}

export async function startRootless(options: RootlessOptions): Promise<RunningRootless> {
  const { folder, base = '/' } = options;
  const lock = lockFolder(options.accounts);
  const store = lock ? fileStore(options.accounts) : memoryStore();
  const accounts = createAccounts(practiceHosts({ folder, store }));
  const standing = await accounts.open(STANDING);

  const endpoint = await listen(
    endpointListener({
      async handle(request) {
        const key = accessKeyOf(request);
        const account = (key && (await accounts.byAccessKey(key))) || standing;
        return account.host.handle(request);
      },
      reset: () => standing.host.tools.reset(),
      account: () => standing.host.tools.exportAccount(),
    }),
    { port: options.endpointPort, next: true },
  );
  setTimeouts(endpoint.server);
  const endpointUrl = `http://127.0.0.1:${endpoint.port}`;

  const app = new Hono();
  app.route(base, hostRoutes({ accounts, endpoint: () => endpointUrl }));
  app.route('/', site({ folder, base }));
  const pages = await listen(getRequestListener(app.fetch), { port: options.port, next: true }).catch(
    async (error: unknown) => {
      await endpoint.close();
      lock?.release();
      throw error;
    },
  );

  return {
    site: { url: `http://127.0.0.1:${pages.port}${base}`, moved: pages.moved },
    endpoint: { url: endpointUrl, moved: endpoint.moved },
    credentials: standing.credentials,
    kept: lock !== undefined,
    account: (await standing.host.tools.summary()).account,
    async close() {
      await Promise.all([pages.close(), endpoint.close()]);
      await accounts.close();
      lock?.release();
    },
  };
}

/** Where `npm start` keeps its accounts, under the project. */
export const accountsFolder = (root: string): string => join(root, '.rootless', 'accounts');
