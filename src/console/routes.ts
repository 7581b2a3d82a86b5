// Addresses of the console's views: the part after `#/console/`, for example `iam/users/anna/groups`. One table of
// patterns; types, reading and writing follow from it. Pure; imports nothing. Tests: test/console/routes.test.ts.
// Parts are encoded, so that an ARN or an object's key is one segment.

const patterns = {
  home: 'home',
  signin: 'signin',
  'switch-role': 'switch-role',
  dashboard: 'iam',
  users: 'iam/users',
  'create-user': 'iam/create-user',
  user: 'iam/users/:name',
  'add-permissions': 'iam/users/:name/add-permissions',
  'add-to-groups': 'iam/users/:name/add-to-groups',
  'create-access-key': 'iam/users/:name/create-access-key',
  'assign-mfa': 'iam/users/:name/assign-mfa',
  // For whoever is signed in.
  'create-own-access-key': 'iam/create-access-key',
  'assign-own-mfa': 'iam/assign-mfa',
  groups: 'iam/groups',
  'create-group': 'iam/create-group',
  group: 'iam/groups/:name',
  policies: 'iam/policies',
  'create-policy': 'iam/create-policy',
  policy: 'iam/policies/:arn',
  roles: 'iam/roles',
  'create-role': 'iam/create-role',
  role: 'iam/roles/:name',
  providers: 'iam/identity-providers',
  'create-provider': 'iam/create-identity-provider',
  provider: 'iam/identity-providers/:arn',
  'account-settings': 'iam/account-settings',
  'root-access': 'iam/root-access',
  'credential-report': 'iam/credential-report',
  'security-credentials': 'iam/security-credentials',
  account: 'account',
  organization: 'organizations',
  unit: 'organizations/units/:id',
  member: 'organizations/accounts/:id',
  'organization-policies': 'organizations/policies',
  'organization-policy': 'organizations/policy/:id',
  'create-organization-policy': 'organizations/create-policy/:type',
  buckets: 's3',
  'create-bucket': 's3/create-bucket',
  bucket: 's3/buckets/:name',
  instances: 'ec2',
  'launch-instance': 'ec2/launch-instance',
  instance: 'ec2/instances/:id',
  trail: 'cloudtrail',
  event: 'cloudtrail/events/:id',
} as const;

/** The first tab is the one that opens without being named. */
export const tabs = {
  user: ['permissions', 'groups', 'tags', 'security-credentials', 'last-accessed'],
  group: ['users', 'permissions', 'last-accessed'],
  policy: ['permissions', 'entities', 'tags', 'versions', 'last-accessed'],
  role: ['permissions', 'trust', 'tags', 'last-accessed'],
  bucket: ['objects', 'properties', 'permissions'],
  'organization-policies': ['scp', 'rcp'],
} as const;

export type ViewName = keyof typeof patterns;

type Params<Pattern> = Pattern extends `${string}:${infer Name}/${string}`
  ? { [K in Name]: string }
  : Pattern extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown;
type Tabbed<View> = View extends keyof typeof tabs ? { tab: (typeof tabs)[View][number] } : unknown;
type Simplify<T> = { [K in keyof T]: T[K] };

/** The route of one view: its parameters by name, and the tab where the page has tabs. */
export type RouteOf<View extends ViewName> = {
  [V in View]: Simplify<{ view: V } & Params<(typeof patterns)[V]> & Tabbed<V>>;
}[View];
export type Route = RouteOf<ViewName> | { view: 'unknown'; path: string };
export type TabOf<View extends keyof typeof tabs> = (typeof tabs)[View][number];

interface Pattern {
  view: ViewName;
  segments: readonly string[];
  tabs: readonly string[] | undefined;
}

const table: readonly Pattern[] = Object.entries(patterns)
  .map(([view, pattern]) => ({
    view: view as ViewName,
    segments: pattern.split('/'),
    tabs: (tabs as Record<string, readonly string[]>)[view],
  }))
  // The longest first: `iam/users/anna/assign-mfa` is no tab of the user's page.
  .sort((a, b) => b.segments.length - a.segments.length);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function match({ view, segments, tabs: names }: Pattern, path: readonly string[]): Route | undefined {
  // What follows a page with tabs names one of them, or nothing that is known: the page opens all the same.
  if (path.length < segments.length || (path.length > segments.length && !names)) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const given = path[index] as string;
    if (segment.startsWith(':')) params[segment.slice(1)] = given;
    else if (segment !== given) return undefined;
  }
  const tab = names && { tab: names.find((name) => name === path[segments.length]) ?? names[0] };
  return { view, ...params, ...tab } as Route;
}

/** Reads an address; what is not understood becomes the view `unknown`, which says so. */
export function parseRoute(path: string): Route {
  const segments = path
    .replace(/^#?\/?(console(\/|$))?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  if (segments.length === 0) return { view: 'dashboard' };
  for (const pattern of table) {
    const route = match(pattern, segments);
    if (route) return route;
  }
  return { view: 'unknown', path };
}

/** The address of a view; `parseRoute(formatRoute(r))` is `r` for every view but `unknown`. */
export function formatRoute(route: Route): string {
  if (route.view === 'unknown') return route.path;
  const params = route as unknown as Record<string, string>;
  const path = patterns[route.view].replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const names = (tabs as Record<string, readonly string[]>)[route.view];
  return names && params.tab !== undefined && params.tab !== names[0] ? `${path}/${params.tab}` : path;
}

export const toUser = (name: string, tab: TabOf<'user'> = 'permissions'): Route => ({
  view: 'user',
  name,
  tab,
});
export const toGroup = (name: string, tab: TabOf<'group'> = 'users'): Route => ({ view: 'group', name, tab });
export const toPolicy = (arn: string, tab: TabOf<'policy'> = 'permissions'): Route => ({
  view: 'policy',
  arn,
  tab,
});
export const toRole = (name: string, tab: TabOf<'role'> = 'permissions'): Route => ({
  view: 'role',
  name,
  tab,
});
export const toBucket = (name: string, tab: TabOf<'bucket'> = 'objects'): Route => ({
  view: 'bucket',
  name,
  tab,
});

/** The route without its tab: two routes with the same page differ in the tab at most. */
export const pageOf = (route: Route): string =>
  formatRoute(
    'tab' in route
      ? ({ ...route, tab: (tabs as Record<string, readonly string[]>)[route.view]?.[0] } as Route)
      : route,
  );
