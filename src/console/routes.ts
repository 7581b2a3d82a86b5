// Addresses of the console's views: the part after `#/console/`, for example `iam/users/anna/groups`.
// Pure; imports nothing. Tests: test/console/routes.test.ts.
// Names cannot contain a slash (IAM allows letters, digits and + = , . @ _ -), so a name is one segment; an ARN is encoded.

export const userTabs = ['permissions', 'groups', 'tags', 'security-credentials', 'last-accessed'] as const;
export type UserTab = (typeof userTabs)[number];
export const groupTabs = ['users', 'permissions', 'last-accessed'] as const;
export type GroupTab = (typeof groupTabs)[number];
export const policyTabs = ['permissions', 'entities', 'versions'] as const;
export type PolicyTab = (typeof policyTabs)[number];
export const roleTabs = ['permissions', 'trust', 'tags', 'last-accessed'] as const;
export type RoleTab = (typeof roleTabs)[number];

export type Route =
  | { view: 'dashboard' }
  | { view: 'users' }
  | { view: 'create-user' }
  | { view: 'user'; name: string; tab: UserTab }
  | { view: 'add-permissions'; name: string }
  | { view: 'add-to-groups'; name: string }
  /** Without a name: for whoever is signed in. */
  | { view: 'create-access-key'; name?: string | undefined }
  | { view: 'assign-mfa'; name?: string | undefined }
  | { view: 'groups' }
  | { view: 'create-group' }
  | { view: 'group'; name: string; tab: GroupTab }
  | { view: 'policies' }
  | { view: 'create-policy' }
  | { view: 'policy'; arn: string; tab: PolicyTab }
  | { view: 'roles' }
  | { view: 'create-role' }
  | { view: 'role'; name: string; tab: RoleTab }
  | { view: 'account-settings' }
  | { view: 'credential-report' }
  | { view: 'security-credentials' }
  | { view: 'unknown'; path: string };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const pick = <T extends string>(tabs: readonly T[], tab: string | undefined): T =>
  tabs.find((one) => one === tab) ?? (tabs[0] as T);

/** Reads an address; what is not understood becomes the view `unknown`, which says so. */
export function parseRoute(path: string): Route {
  const segments = path
    .replace(/^#?\/?(console(\/|$))?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const [service, kind, name, part] = segments;
  if (service === undefined) return { view: 'dashboard' };
  if (service !== 'iam') return { view: 'unknown', path };
  switch (kind) {
    case undefined:
      return { view: 'dashboard' };
    case 'users':
      if (name === undefined) return { view: 'users' };
      if (part === 'add-permissions') return { view: 'add-permissions', name };
      if (part === 'add-to-groups') return { view: 'add-to-groups', name };
      if (part === 'create-access-key' || part === 'assign-mfa') return { view: part, name };
      return { view: 'user', name, tab: pick(userTabs, part) };
    case 'groups':
      return name === undefined ? { view: 'groups' } : { view: 'group', name, tab: pick(groupTabs, part) };
    case 'policies':
      return name === undefined
        ? { view: 'policies' }
        : { view: 'policy', arn: name, tab: pick(policyTabs, part) };
    case 'roles':
      return name === undefined ? { view: 'roles' } : { view: 'role', name, tab: pick(roleTabs, part) };
    case 'create-access-key':
    case 'assign-mfa':
    case 'create-user':
    case 'create-group':
    case 'create-policy':
    case 'create-role':
    case 'account-settings':
    case 'credential-report':
    case 'security-credentials':
      return { view: kind };
    default:
      return { view: 'unknown', path };
  }
}

const withTab = (base: string, tab: string, first: string): string =>
  tab === first ? base : `${base}/${tab}`;

/** The address of a view; `parseRoute(formatRoute(r))` is `r` for every view but `unknown`. */
export function formatRoute(route: Route): string {
  switch (route.view) {
    case 'dashboard':
      return 'iam';
    case 'user':
      return withTab(`iam/users/${encodeURIComponent(route.name)}`, route.tab, userTabs[0]);
    case 'create-access-key':
    case 'assign-mfa':
      return route.name === undefined
        ? `iam/${route.view}`
        : `iam/users/${encodeURIComponent(route.name)}/${route.view}`;
    case 'add-permissions':
    case 'add-to-groups':
      return `iam/users/${encodeURIComponent(route.name)}/${route.view}`;
    case 'group':
      return withTab(`iam/groups/${encodeURIComponent(route.name)}`, route.tab, groupTabs[0]);
    case 'policy':
      return withTab(`iam/policies/${encodeURIComponent(route.arn)}`, route.tab, policyTabs[0]);
    case 'role':
      return withTab(`iam/roles/${encodeURIComponent(route.name)}`, route.tab, roleTabs[0]);
    case 'unknown':
      return route.path;
    default:
      return `iam/${route.view}`;
  }
}

export const toUser = (name: string, tab: UserTab = 'permissions'): Route => ({ view: 'user', name, tab });
export const toGroup = (name: string, tab: GroupTab = 'users'): Route => ({ view: 'group', name, tab });
export const toPolicy = (arn: string, tab: PolicyTab = 'permissions'): Route => ({
  view: 'policy',
  arn,
  tab,
});
export const toRole = (name: string, tab: RoleTab = 'permissions'): Route => ({ view: 'role', name, tab });

/** Two routes with the same page differ in the tab at most. */
export const pageOf = (route: Route): string =>
  formatRoute('tab' in route ? ({ ...route, tab: 'permissions' } as Route) : route);
