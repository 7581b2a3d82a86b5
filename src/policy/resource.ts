// Which resource an action is asked on. Some actions take none: AWS asks the policies about `*`, so granting them on
// a specific resource grants nothing. Source: Service Authorization Reference (an action without resource types).
// Tests: test/policy

import type { ServiceTable } from '../data/actions/index.ts';

/** `*` for an action that takes no resource, else the resource itself. An unknown action keeps what it is given. */
export function resourceAsked(action: string, resource: string, table: ServiceTable | null): string {
  const entry = table?.actions.get(action.slice(action.indexOf(':') + 1).toLowerCase());
  return entry && entry.resourceTypes.length === 0 ? '*' : resource;
}
