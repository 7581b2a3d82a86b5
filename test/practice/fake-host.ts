// An account host without an account, for tests of what carries hosts about.
import { remoteTools } from '../../src/practice/remote.ts';
import type { AccountHost, HostChange } from '../../src/practice/types.ts';

export interface FakeHost extends AccountHost {
  tell: (change: HostChange) => void;
  readonly calls: { name: string; args: unknown[] }[];
  readonly closed: boolean;
}

export function fakeHost(answer: (name: string, args: unknown[]) => unknown = (name) => name): FakeHost {
  const listeners = new Set<(change: HostChange) => void>();
  const calls: { name: string; args: unknown[] }[] = [];
  let closed = false;
  const ask = async (name: string, args: unknown[]): Promise<unknown> => {
    calls.push({ name, args });
    return answer(name, args);
  };
  return {
    handle: (request) => ask('handle', [request]) as ReturnType<AccountHost['handle']>,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tools: remoteTools(ask),
    async close() {
      closed = true;
    },
    tell(change) {
      for (const listener of listeners) listener(structuredClone(change));
    },
    calls,
    get closed() {
      return closed;
    },
  };
}

/** Lets everything that is under way go on. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
