// Every AWS action, resource type and condition key, one lazy table for each service.
// Tests: test/policy

import { loaders } from '../tables/actions/loaders.ts';
import names from '../tables/actions/services.json' with { type: 'json' };
import { type PackedService, type ServiceTable, unpack } from './table.ts';

export { globalConditionKeys } from './global-keys.ts';
export {
  type AccessLevel,
  type ActionEntry,
  accessLevels,
  type ResourceType,
  type ServiceTable,
} from './table.ts';

/** Names of services by prefix: `iam` → «AWS Identity and Access Management (IAM)». */
export const serviceNames: Readonly<Record<string, string>> = names;

const loaded = new Map<string, ServiceTable>();
const load = loaders as unknown as Record<string, () => Promise<{ default: PackedService }>>;

/** The table of a service; null if AWS has no such service. Loaded once. */
export async function loadService(prefix: string): Promise<ServiceTable | null> {
  const fetchTable = Object.hasOwn(load, prefix) ? load[prefix] : undefined;
  if (!fetchTable) return null;
  let table = loaded.get(prefix);
  if (!table) {
    table = unpack(prefix, (await fetchTable()).default);
    loaded.set(prefix, table);
  }
  return table;
}

/** The same, where it was loaded already. */
export function loadedService(prefix: string): ServiceTable | undefined {
  return loaded.get(prefix);
}

/** The tables of several services, by prefix; unknown ones are left out. */
export async function loadServices(prefixes: Iterable<string>): Promise<ReadonlyMap<string, ServiceTable>> {
  const tables = await Promise.all([...new Set(prefixes)].map(loadService));
  return new Map(tables.filter((table) => table !== null).map((table) => [table.prefix, table]));
}
