import { describe, expect, it } from 'vitest';
import { formatRoute, pageOf, parseRoute, type Route, toUser } from '../../src/console/routes.ts';

const routes: Route[] = [
  { view: 'dashboard' },
  { view: 'users' },
  { view: 'create-user' },
  { view: 'user', name: 'anna', tab: 'permissions' },
  { view: 'user', name: 'anna', tab: 'security-credentials' },
  { view: 'user', name: 'a+b=c,d.e@f-g_h', tab: 'groups' },
  { view: 'user', name: 'create-user', tab: 'permissions' },
  { view: 'add-permissions', name: 'anna' },
  { view: 'add-to-groups', name: 'anna' },
  { view: 'create-access-key', name: 'anna' },
  { view: 'create-own-access-key' },
  { view: 'assign-mfa', name: 'anna' },
  { view: 'assign-own-mfa' },
  { view: 'groups' },
  { view: 'create-group' },
  { view: 'group', name: 'Developers', tab: 'permissions' },
  { view: 'policies' },
  { view: 'create-policy' },
  { view: 'policy', arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess', tab: 'entities' },
  { view: 'roles' },
  { view: 'role', name: 'Deploy', tab: 'trust' },
  { view: 'account-settings' },
  { view: 'credential-report' },
  { view: 'security-credentials' },
  { view: 'home' },
  { view: 'signin' },
  { view: 'provider', arn: 'arn:aws:iam::111122223333:saml-provider/ADFS' },
  { view: 'account' },
  { view: 'unit', id: 'ou-abcd-12345678' },
  { view: 'organization-policies', tab: 'rcp' },
  { view: 'create-organization-policy', type: 'scp' },
  { view: 'buckets' },
  { view: 'bucket', name: 'reports', tab: 'permissions' },
  { view: 'launch-instance' },
  { view: 'event', id: '8a8c4a5e-0000-4000-8000-000000000000' },
];

describe('addresses of the console', () => {
  it.each(routes.map((route) => [formatRoute(route), route]))('%s leads back to its view', (path, route) => {
    expect(parseRoute(path)).toEqual(route);
    expect(parseRoute(`#/console/${path}`)).toEqual(route);
  });

  it('keeps the address the design fixed for a user', () => {
    expect(formatRoute(toUser('anna'))).toBe('iam/users/anna');
  });

  it.each(['', '#/console', '#/console/', 'iam/'])('opens the dashboard for %j', (path) => {
    expect(parseRoute(path)).toEqual({ view: 'dashboard' });
  });

  it.each(['lambda/functions', 'iam/nonsense'])('says of %s that there is no such page', (path) => {
    expect(parseRoute(path)).toEqual({ view: 'unknown', path });
  });

  it('survives a broken percent sign in the address bar', () => {
    expect(parseRoute('iam/users/100%')).toEqual({ view: 'user', name: '100%', tab: 'permissions' });
  });

  it('opens the first tab where the tab is unknown', () => {
    expect(parseRoute('iam/users/anna/nonsense')).toEqual(toUser('anna'));
  });

  it('counts tabs as the same page and users as different ones', () => {
    expect(pageOf(toUser('anna', 'groups'))).toBe(pageOf(toUser('anna', 'tags')));
    expect(pageOf(toUser('anna'))).not.toBe(pageOf(toUser('ben')));
  });
});
