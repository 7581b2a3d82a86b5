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
          { text: 'accountSettings', to: { view: 'account-settings' } },
        ],
      },
      {
        heading: 'accessReports',
        items: [{ text: 'credentialReport', to: { view: 'credential-report' } }],
      },
    ],
  },
];

export const serviceById = (id: string): Service | undefined => services.find((one) => one.id === id);
