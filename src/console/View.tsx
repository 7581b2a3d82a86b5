// Which component shows which route.
import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Route } from './routes.ts';
import { t } from './text.ts';
import { RouteLink } from './ui/RouteLink.tsx';
import { AccountSettings } from './views/account/AccountSettings.tsx';
import { CredentialReportPage } from './views/account/CredentialReportPage.tsx';
import { MySecurityCredentials } from './views/account/MySecurityCredentials.tsx';
import { CreateUser } from './views/create-user/CreateUser.tsx';
import { Dashboard } from './views/Dashboard.tsx';
import { CreateGroup } from './views/groups/CreateGroup.tsx';
import { GroupPage } from './views/groups/GroupPage.tsx';
import { Groups } from './views/groups/Groups.tsx';
import { CreatePolicy } from './views/policies/CreatePolicy.tsx';
import { Policies } from './views/policies/Policies.tsx';
import { PolicyPage } from './views/policies/PolicyPage.tsx';
import { CreateRole } from './views/roles/CreateRole.tsx';
import { RolePage } from './views/roles/RolePage.tsx';
import { Roles } from './views/roles/Roles.tsx';
import { Users } from './views/Users.tsx';
import { AddPermissions } from './views/user/AddPermissions.tsx';
import { AddToGroups } from './views/user/AddToGroups.tsx';
import { AssignMfa } from './views/user/AssignMfa.tsx';
import { CreateAccessKey } from './views/user/CreateAccessKey.tsx';
import { UserPage } from './views/user/UserPage.tsx';

export function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'dashboard':
      return <Dashboard />;
    case 'users':
      return <Users />;
    case 'create-user':
      return <CreateUser />;
    case 'user':
      return <UserPage name={route.name} tab={route.tab} />;
    case 'add-permissions':
      return <AddPermissions name={route.name} />;
    case 'add-to-groups':
      return <AddToGroups name={route.name} />;
    case 'create-access-key':
      return <CreateAccessKey name={route.name} />;
    case 'groups':
      return <Groups />;
    case 'create-group':
      return <CreateGroup />;
    case 'group':
      return <GroupPage name={route.name} tab={route.tab} />;
    case 'policies':
      return <Policies />;
    case 'create-policy':
      return <CreatePolicy />;
    case 'policy':
      return <PolicyPage arn={route.arn} tab={route.tab} />;
    case 'assign-mfa':
      return <AssignMfa name={route.name} />;
    case 'roles':
      return <Roles />;
    case 'create-role':
      return <CreateRole />;
    case 'role':
      return <RolePage name={route.name} tab={route.tab} />;
    case 'account-settings':
      return <AccountSettings />;
    case 'credential-report':
      return <CredentialReportPage />;
    case 'security-credentials':
      return <MySecurityCredentials />;
    case 'unknown':
      return (
        <SpaceBetween size="l">
          <Header variant="h1">{t('pageNotFound')}</Header>
          <Alert type="info">
            {t('pageNotFoundHelp')} <RouteLink to={{ view: 'dashboard' }}>{t('iamDashboard')}</RouteLink>
          </Alert>
        </SpaceBetween>
      );
  }
}
