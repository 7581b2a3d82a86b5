// The learner's account as their practice account, to be opened at the place where a finding is put right. Loaded when
// somebody asks for it. Tests: test/live/practise.test.ts, test/browser/live-changes.test.ts.
import type { AccountDetails, Evidence } from '../checkup/index.ts';
import { openScenarioHost } from '../exercise/open.ts';
import { type Copied, copyAccount, credentialsOf } from './copy.ts';
import { anonymous, inventedAccount } from './picture.ts';

export interface Practised extends Pick<Copied, 'left'> {
  /** What somebody is called in the copy. */
  nameOf: (name: string) => string;
}

export interface PractiseOptions {
  evidence: Evidence;
  details: AccountDetails;
  account: string;
  /** Names and number are replaced by invented ones. */
  rename: boolean;
  /** Where the site's root is. */
  base: string;
  onProgress?: (calls: number) => void;
}

/** Whom the copy calls what. */
export function namesIn(before: AccountDetails, after: AccountDetails): ReadonlyMap<string, string> {
  const pairs = (['roles', 'groups', 'users'] as const).flatMap((kind) =>
    before[kind].map(({ name }, index) => [name, after[kind][index]?.name ?? name] as const),
  );
  return new Map(pairs);
}

/** The practice account becomes the copy; what was there comes back with «Undo». */
export async function practiseOn(options: PractiseOptions): Promise<Practised> {
  const { evidence, details, rename, base, onProgress } = options;
  const shown = rename ? anonymous(details, options.account) : details;
  const names = namesIn(details, shown);
  const nameOf = (name: string): string => names.get(name) ?? name;
  const { file, left } = await copyAccount(shown, rename ? inventedAccount : options.account, {
    credentials: Object.fromEntries(
      Object.entries(credentialsOf(evidence)).map(([name, one]) => [nameOf(name), one]),
    ),
    passwordPolicy: evidence.passwordPolicy,
    ...(onProgress ? { onProgress } : {}),
  });
  const host = await openScenarioHost('small-startup', { base });
  try {
    await host.tools.importAccount(file);
  } finally {
    await host.close();
  }
  return { left, nameOf };
}
