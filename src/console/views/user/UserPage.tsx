// IAM → Users → one user: summary and tabs.
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import { type AccessKey, accessKeys, loginProfile, mfaDevices } from '../../iam/credentials.ts';
import { deleteUser } from '../../iam/deleteUser.ts';
import type { Holder } from '../../iam/holders.ts';
import { getUser } from '../../iam/users.ts';
import { type Query, useQuery } from '../../query.ts';
import { type Route, type TabOf, toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { AttachedPolicies } from '../../ui/AttachedPolicies.tsx';
import { Boundary } from '../../ui/Boundary.tsx';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Later } from '../../ui/Staged.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { deleteUserWords } from '../Users.tsx';
import { GroupsTab } from './GroupsTab.tsx';
import { SecurityCredentialsTab } from './SecurityCredentialsTab.tsx';

/** A value of the summary, or in a word why it is not there. */
function Told<T>({ query, children }: { query: Query<T>; children: (value: T) => preact.ComponentChildren }) {
  if (query.failure) return <StatusIndicator type="error">{query.failure.code}</StatusIndicator>;
  if (query.loading && query.data === undefined) return <Spinner />;
  return <>{children(query.data as T)}</>;
}

function KeySummary({ user, query, index }: { user: string; query: Query<AccessKey[]>; index: number }) {
  const create: Route = { view: 'create-access-key', name: user };
  const { readOnly } = useSession();
  return (
    <Told query={query}>
      {(keys) => {
        const key = keys[index];
        if (!key) return readOnly ? '-' : <RouteLink to={create}>{t('createAccessKey')}</RouteLink>;
        return (
          <>
            <div class="console-arn">{key.AccessKeyId}</div>
            <StatusIndicator type={key.Status === 'Active' ? 'success' : 'stopped'}>
              {t(key.Status === 'Active' ? 'active' : 'inactive')}
            </StatusIndicator>
          </>
        );
      }}
    </Told>
  );
}

function Permissions({ user }: { user: User }) {
  const holder: Holder = { kind: 'user', name: user.UserName ?? '' };
  return (
    <SpaceBetween size="l">
      <AttachedPolicies holder={holder} />
      <Boundary holder={holder} arn={user.PermissionsBoundary?.PermissionsBoundaryArn} />
    </SpaceBetween>
  );
}

export function UserPage({ name, tab }: { name: string; tab: TabOf<'user'> }) {
  const session = useSession();
  const { iam } = session.clients;
  const user = useQuery<User>(`user/${name}`, () => getUser(iam, name));
  const profile = useQuery(`login/${name}`, () => loginProfile(iam, name));
  const keys = useQuery(`keys/${name}`, () => accessKeys(iam, name));
  const mfa = useQuery(`mfa/${name}`, () => mfaDevices(iam, name));
  const [deleting, setDeleting] = useState(false);

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          !session.readOnly && (
            <Button disabled={user.data === undefined} onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )
        }
      >
        {name}
      </Header>
      <FailureAlert failure={user.failure} onRetry={user.refresh} />
      {user.data !== undefined && (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{t('summary')}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                {
                  type: 'group',
                  items: [
                    { label: t('arn'), value: <Copyable text={user.data.Arn ?? ''} label={t('arn')} /> },
                    { label: t('created'), value: formatDate(user.data.CreateDate) },
                  ],
                },
                {
                  type: 'group',
                  items: [
                    {
                      label: t('consoleAccess'),
                      value: (
                        <Told query={profile}>
                          {(value) =>
                            value === undefined ? (
                              t('disabled')
                            ) : (mfa.data?.length ?? 0) > 0 ? (
                              <StatusIndicator type="success">{t('enabledWithMfa')}</StatusIndicator>
                            ) : (
                              <StatusIndicator type="warning">{t('enabledWithoutMfa')}</StatusIndicator>
                            )
                          }
                        </Told>
                      ),
                    },
                    {
                      label: t('lastConsoleSignIn'),
                      value:
                        user.data.PasswordLastUsed === undefined
                          ? profile.data === undefined
                            ? '-'
                            : t('never')
                          : formatDate(user.data.PasswordLastUsed),
                    },
                  ],
                },
                {
                  type: 'group',
                  items: [
                    {
                      label: t('accessKeyNumber', { number: 1 }),
                      value: <KeySummary user={name} query={keys} index={0} />,
                    },
                    {
                      label: t('accessKeyNumber', { number: 2 }),
                      value: <KeySummary user={name} query={keys} index={1} />,
                    },
                  ],
                },
              ]}
            />
          </Container>
          <Later>
            <Tabs
              ariaLabel={t('userSections')}
              activeTabId={tab}
              onChange={({ detail }) => session.navigate(toUser(name, detail.activeTabId as TabOf<'user'>))}
              tabs={[
                {
                  id: 'permissions',
                  label: t('permissions'),
                  content: <Permissions user={user.data} />,
                },
                { id: 'groups', label: t('groups'), content: <GroupsTab name={name} /> },
                { id: 'tags', label: t('tags'), content: <Tags kind="user" id={name} /> },
                {
                  id: 'security-credentials',
                  label: t('securityCredentials'),
                  content: (
                    <SecurityCredentialsTab user={user.data} profile={profile} keys={keys} mfa={mfa} />
                  ),
                },
                {
                  id: 'last-accessed',
                  label: t('lastAccessedTab'),
                  content: <LastAccessed arn={user.data.Arn ?? ''} />,
                },
              ]}
            />
          </Later>
        </SpaceBetween>
      )}
      {deleting && (
        <DeleteDialog
          names={[name]}
          words={deleteUserWords(1)}
          remove={(one) => deleteUser(session.clients.iam, one)}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            session.navigate({ view: 'users' });
          }}
        />
      )}
    </SpaceBetween>
  );
}
