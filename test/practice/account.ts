// A real account in a host, for tests.
import { emptyWorld, type World } from '../../src/cloud/index.ts';
import { type Call, type Caller, createCaller } from '../../src/practice/calls.ts';
import { createHost, type HostOptions } from '../../src/practice/host.ts';
import { memoryStore } from '../../src/practice/store.ts';
import type { AccountHost } from '../../src/practice/types.ts';

export const account = '111122223333';

export function freshWorld(): World {
  return emptyWorld({ account, name: 'Acme', email: 'owner@acme.example', seed: 'test' });
}

export function openHost(options: Partial<HostOptions> = {}): Promise<AccountHost> {
  return createHost({
    key: 'exercise/test',
    store: memoryStore(),
    fresh: freshWorld,
    clock: Date.now,
    seed: 'test',
    ...options,
  });
}

export function callerOf(host: AccountHost): Caller {
  return createCaller({
    host,
    credentials: (as) =>
      host.tools.credentials(as === 'root' ? undefined : `arn:aws:iam::${account}:user/${as}`),
  });
}

export const iam = (operation: string, input: Record<string, unknown> = {}, as?: string): Call => ({
  service: 'iam',
  operation,
  input,
  ...(as ? { as } : {}),
});

export async function userNames(host: AccountHost): Promise<string[]> {
  const { identities } = await host.tools.summary();
  return identities.filter(({ kind }) => kind === 'user').map(({ name }) => name);
}
