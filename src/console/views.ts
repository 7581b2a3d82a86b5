// Every view of the console: how it is called, what stands above it, and the chunk that shows it. A new page is a pattern
// in routes.ts, a row here and its component.
import type { ComponentType } from 'preact';
import { formatRoute, type Route, type RouteOf, toUser, type ViewName } from './routes.ts';
import { type Label, t } from './text.ts';

export interface ViewInfo<V extends ViewName> {
  title: Label | ((route: RouteOf<V>) => string);
  /** What stands above it in the breadcrumbs; absent: the service's own name does. */
  parent?: (route: RouteOf<V>) => Route;
  load: () => Promise<ComponentType<RouteOf<V>>>;
}

const nameOfArn = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;
const to =
  <V extends ViewName>(route: RouteOf<V>) =>
  () =>
    route as Route;

export const views: { [V in ViewName]: ViewInfo<V> } = {
  home: { title: 'consoleHome', load: async () => (await import('./views/Home.tsx')).Home },
  signin: { title: 'signInTitle', load: async () => () => null },
  'switch-role': {
    title: 'switchRole',
    load: async () => (await import('./views/account/SwitchRole.tsx')).SwitchRole,
  },

  dashboard: { title: 'dashboard', load: async () => (await import('./views/Dashboard.tsx')).Dashboard },
  users: { title: 'users', load: async () => (await import('./views/Users.tsx')).Users },
  'create-user': {
    title: 'createUser',
    parent: to({ view: 'users' }),
    load: async () => (await import('./views/create-user/CreateUser.tsx')).CreateUser,
  },
  user: {
    title: ({ name }) => name,
    parent: to({ view: 'users' }),
    load: async () => (await import('./views/user/UserPage.tsx')).UserPage,
  },
  'add-permissions': {
    title: 'addPermissions',
    parent: ({ name }) => toUser(name),
    load: async () => (await import('./views/user/AddPermissions.tsx')).AddPermissions,
  },
  'add-to-groups': {
    title: 'addUserToGroups',
    parent: ({ name }) => toUser(name),
    load: async () => (await import('./views/user/AddToGroups.tsx')).AddToGroups,
  },
  'create-access-key': {
    title: 'createAccessKey',
    parent: ({ name }) => toUser(name, 'security-credentials'),
    load: async () => (await import('./views/user/CreateAccessKey.tsx')).CreateAccessKey,
  },
  'assign-mfa': {
    title: 'assignMfa',
    parent: ({ name }) => toUser(name, 'security-credentials'),
    load: async () => (await import('./views/user/AssignMfa.tsx')).AssignMfa,
  },
  'create-own-access-key': {
    title: 'createAccessKey',
    parent: to({ view: 'security-credentials' }),
    load: async () => (await import('./views/user/CreateAccessKey.tsx')).CreateOwnAccessKey,
  },
  'assign-own-mfa': {
    title: 'assignMfa',
    parent: to({ view: 'security-credentials' }),
    load: async () => (await import('./views/user/AssignMfa.tsx')).AssignOwnMfa,
  },
  groups: { title: 'userGroups', load: async () => (await import('./views/groups/Groups.tsx')).Groups },
  'create-group': {
    title: 'createUserGroup',
    parent: to({ view: 'groups' }),
    load: async () => (await import('./views/groups/CreateGroup.tsx')).CreateGroup,
  },
  group: {
    title: ({ name }) => name,
    parent: to({ view: 'groups' }),
    load: async () => (await import('./views/groups/GroupPage.tsx')).GroupPage,
  },
  policies: { title: 'policies', load: async () => (await import('./views/policies/Policies.tsx')).Policies },
  'create-policy': {
    title: 'createPolicy',
    parent: to({ view: 'policies' }),
    load: async () => (await import('./views/policies/CreatePolicy.tsx')).CreatePolicy,
  },
  policy: {
    title: ({ arn }) => nameOfArn(arn),
    parent: to({ view: 'policies' }),
    load: async () => (await import('./views/policies/PolicyPage.tsx')).PolicyPage,
  },
  roles: { title: 'roles', load: async () => (await import('./views/roles/Roles.tsx')).Roles },
  'create-role': {
    title: 'createRole',
    parent: to({ view: 'roles' }),
    load: async () => (await import('./views/roles/CreateRole.tsx')).CreateRole,
  },
  role: {
    title: ({ name }) => name,
    parent: to({ view: 'roles' }),
    load: async () => (await import('./views/roles/RolePage.tsx')).RolePage,
  },
  providers: {
    title: 'identityProviders',
    load: async () => (await import('./views/providers/Providers.tsx')).Providers,
  },
  'create-provider': {
    title: 'addProvider',
    parent: to({ view: 'providers' }),
    load: async () => (await import('./views/providers/CreateProvider.tsx')).CreateProvider,
  },
  provider: {
    title: ({ arn }) => arn.slice(arn.indexOf('/') + 1),
    parent: to({ view: 'providers' }),
    load: async () => (await import('./views/providers/ProviderPage.tsx')).ProviderPage,
  },
  'account-settings': {
    title: 'accountSettings',
    load: async () => (await import('./views/account/AccountSettings.tsx')).AccountSettings,
  },
  'root-access': {
    title: 'rootAccess',
    load: async () => (await import('./views/account/RootAccess.tsx')).RootAccess,
  },
  'credential-report': {
    title: 'credentialReport',
    load: async () => (await import('./views/account/CredentialReportPage.tsx')).CredentialReportPage,
  },
  'security-credentials': {
    title: 'mySecurityCredentials',
    load: async () => (await import('./views/account/MySecurityCredentials.tsx')).MySecurityCredentials,
  },

  account: {
    title: 'account',
    load: async () => (await import('./views/account/AccountPage.tsx')).AccountPage,
  },

  organization: {
    title: 'awsAccounts',
    load: async () => (await import('./views/organizations/Organization.tsx')).Organization,
  },
  unit: {
    title: ({ id }) => id,
    parent: to({ view: 'organization' }),
    load: async () => (await import('./views/organizations/UnitPage.tsx')).UnitPage,
  },
  member: {
    title: ({ id }) => id,
    parent: to({ view: 'organization' }),
    load: async () => (await import('./views/organizations/UnitPage.tsx')).MemberPage,
  },
  'organization-policies': {
    title: 'policies',
    load: async () => (await import('./views/organizations/Policies.tsx')).OrganizationPolicies,
  },
  'organization-policy': {
    title: ({ id }) => id,
    parent: to({ view: 'organization-policies', tab: 'scp' }),
    load: async () => (await import('./views/organizations/PolicyPage.tsx')).OrganizationPolicyPage,
  },
  'create-organization-policy': {
    title: 'createPolicy',
    parent: ({ type }) => ({ view: 'organization-policies', tab: type === 'rcp' ? 'rcp' : 'scp' }),
    load: async () => (await import('./views/organizations/PolicyPage.tsx')).CreateOrganizationPolicy,
  },

  buckets: { title: 'buckets', load: async () => (await import('./views/s3/Buckets.tsx')).Buckets },
  'create-bucket': {
    title: 'createBucket',
    parent: to({ view: 'buckets' }),
    load: async () => (await import('./views/s3/CreateBucket.tsx')).CreateBucket,
  },
  bucket: {
    title: ({ name }) => name,
    parent: to({ view: 'buckets' }),
    load: async () => (await import('./views/s3/BucketPage.tsx')).BucketPage,
  },

  instances: { title: 'instances', load: async () => (await import('./views/ec2/Instances.tsx')).Instances },
  'launch-instance': {
    title: 'launchInstance',
    parent: to({ view: 'instances' }),
    load: async () => (await import('./views/ec2/LaunchInstance.tsx')).LaunchInstance,
  },
  instance: {
    title: ({ id }) => id,
    parent: to({ view: 'instances' }),
    load: async () => (await import('./views/ec2/InstancePage.tsx')).InstancePage,
  },

  trail: {
    title: 'eventHistory',
    load: async () => (await import('./views/trail/EventHistory.tsx')).EventHistory,
  },
  event: {
    title: ({ id }) => id,
    parent: to({ view: 'trail' }),
    load: async () => (await import('./views/trail/EventPage.tsx')).EventPage,
  },
};

export interface Crumb {
  text: string;
  to: Route;
}

/** The view and what stands above it, outermost first; the service itself is left to the frame. */
export function trailOf(route: Route): readonly Crumb[] {
  if (route.view === 'unknown') return [{ text: t('pageNotFound'), to: route }];
  const info = views[route.view] as ViewInfo<ViewName>;
  const text = typeof info.title === 'string' ? t(info.title) : info.title(route as RouteOf<ViewName>);
  const above = info.parent?.(route as RouteOf<ViewName>);
  return [...(above ? trailOf(above) : []), { text, to: route }];
}

/** Pages that are there only to change something. */
export const changesOnly = (route: Route): boolean => /^(create|add|assign|launch|switch)-/.test(route.view);

/** `iam/users/anna` → `iam`. */
export const serviceOf = (route: Route): string => formatRoute(route).split('/')[0] ?? '';
