// The services of the console: where each begins and what stands in its side navigation. Data; the frame draws it.
import type { Route } from './routes.ts';
import type { Label } from './text.ts';

export interface NavigationItem {
  text: Label;
  to: Route;
}

export interface Service {
  /** First part of its addresses. */
  id: string;
  /** As in breadcrumbs: «IAM». */
  name: Label;
  /** As in the services menu and over the side navigation. */
  full: Label;
  /** What it does, in the services menu and on the home page. */
  about: Label;
  home: Route;
  navigation: readonly { heading?: Label; items: readonly NavigationItem[] }[];
}

export const services: readonly Service[] = [
  {
    id: 'iam',
    name: 'iam',
    full: 'iamFull',
    about: 'iamAbout',
    home: { view: 'dashboard' },
    navigation: [
      { items: [{ text: 'dashboard', to: { view: 'dashboard' } }] },
      {
        heading: 'accessManagement',
        items: [
          { text: 'userGroups', to: { view: 'groups' } },
          { text: 'users', to: { view: 'users' } },
          { text: 'roles', to: { view: 'roles' } },
          { text: 'policies', to: { view: 'policies' } },
          { text: 'identityProviders', to: { view: 'providers' } },
          { text: 'accountSettings', to: { view: 'account-settings' } },
          { text: 'rootAccess', to: { view: 'root-access' } },
        ],
      },
      {
        heading: 'accessReports',
        items: [{ text: 'credentialReport', to: { view: 'credential-report' } }],
      },
    ],
  },
  {
    id: 's3',
    name: 's3',
    full: 's3Full',
    about: 's3About',
    home: { view: 'buckets' },
    navigation: [{ items: [{ text: 'buckets', to: { view: 'buckets' } }] }],
  },
  {
    id: 'ec2',
    name: 'ec2',
    full: 'ec2Full',
    about: 'ec2About',
    home: { view: 'instances' },
    navigation: [{ items: [{ text: 'instances', to: { view: 'instances' } }] }],
  },
  {
    id: 'cloudtrail',
    name: 'cloudtrail',
    full: 'cloudtrail',
    about: 'cloudtrailAbout',
    home: { view: 'trail' },
    navigation: [{ items: [{ text: 'eventHistory', to: { view: 'trail' } }] }],
  },
  {
    id: 'organizations',
    name: 'organizations',
    full: 'organizationsFull',
    about: 'organizationsAbout',
    home: { view: 'organization' },
    navigation: [
      {
        items: [
          { text: 'awsAccounts', to: { view: 'organization' } },
          { text: 'policies', to: { view: 'organization-policies', tab: 'scp' } },
        ],
      },
    ],
  },
  {
    id: 'account',
    name: 'account',
    full: 'accountFull',
    about: 'accountAbout',
    home: { view: 'account' },
    navigation: [
      {
        items: [
          { text: 'account', to: { view: 'account' } },
          { text: 'mySecurityCredentials', to: { view: 'security-credentials' } },
        ],
      },
    ],
  },
];

export const serviceById = (id: string): Service | undefined => services.find((one) => one.id === id);
