// IAM → Users. Columns as in the real list; those that cost a request per row are read for the rows on the screen, and
// those that are rarely looked at wait in the preferences.
import type { AccessKeyMetadata, Group, LoginProfile, MFADevice, User } from '@aws-sdk/client-iam';
import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { loginProfile, mfaDevices } from '../iam/credentials.ts';
import { groupsOf, listUsers } from '../iam/users.ts';
import { useQuery } from '../query.ts';
import { toUser } from '../routes.ts';
import { useRowDetails } from '../rows.ts';
import { useSession } from '../session.ts';
import { formatDate, t } from '../text.ts';
import { Detail } from '../ui/Detail.tsx';
import { type Column, ResourceTable } from '../ui/ResourceTable.tsx';
import { RouteButton, RouteLink } from '../ui/RouteLink.tsx';
import { DeleteUsersDialog } from './user/DeleteUsersDialog.tsx';

const nameOf = (user: User): string => user.UserName ?? '';

export function Users() {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly User[]>('users', (onPart) => listUsers(iam, onPart));
  const [selected, setSelected] = useState<readonly User[]>([]);
  const [deleting, setDeleting] = useState(false);
  const groups = useRowDetails<User, Group[]>(nameOf, (user) => groupsOf(iam, nameOf(user)));
  const mfa = useRowDetails<User, MFADevice[]>(nameOf, (user) => mfaDevices(iam, nameOf(user)));
  const login = useRowDetails<User, LoginProfile | undefined>(nameOf, (user) =>
    loginProfile(iam, nameOf(user)),
  );
  const keys = useRowDetails<User, AccessKeyMetadata[]>(nameOf, async (user) => {
    const answer = await iam.send(new ListAccessKeysCommand({ UserName: nameOf(user) }));
    return answer.AccessKeyMetadata ?? [];
  });

  const columns: Column<User>[] = [
    {
      id: 'name',
      header: t('userName'),
      cell: (user) => <RouteLink to={toUser(nameOf(user))}>{nameOf(user)}</RouteLink>,
      sortBy: nameOf,
    },
    { id: 'path', header: t('path'), cell: (user) => user.Path, sortBy: (user) => user.Path, minWidth: 80 },
    {
      id: 'groups',
      header: t('groups'),
      cell: (user) => <Detail outcome={groups.of(user)}>{(all) => all.length}</Detail>,
      minWidth: 90,
    },
    {
      id: 'mfa',
      header: t('mfa'),
      cell: (user) => (
        <Detail outcome={mfa.of(user)}>
          {(all) => (all.length === 0 ? '-' : t('mfaCount', { count: all.length }))}
        </Detail>
      ),
      minWidth: 90,
    },
    {
      id: 'last-sign-in',
      header: t('consoleLastSignIn'),
      cell: (user) => formatDate(user.PasswordLastUsed),
      sortBy: (user) => user.PasswordLastUsed?.getTime(),
    },
    {
      id: 'created',
      header: t('creationTime'),
      cell: (user) => formatDate(user.CreateDate),
      sortBy: (user) => user.CreateDate?.getTime(),
    },
    {
      id: 'console',
      header: t('consoleAccess'),
      cell: (user) => (
        <Detail outcome={login.of(user)}>{(profile) => (profile ? t('enabled') : t('disabled'))}</Detail>
      ),
      hidden: true,
    },
    {
      id: 'keys',
      header: t('accessKeyId'),
      cell: (user) => (
        <Detail outcome={keys.of(user)}>
          {(all) =>
            all.length === 0
              ? '-'
              : all.map((key) => (
                  <div key={key.AccessKeyId}>
                    {t(key.Status === 'Active' ? 'keyActive' : 'keyInactive', { id: key.AccessKeyId ?? '' })}
                  </div>
                ))
          }
        </Detail>
      ),
      hidden: true,
      minWidth: 220,
    },
    {
      id: 'arn',
      header: t('arn'),
      cell: (user) => <span class="console-arn">{user.Arn}</span>,
      sortBy: (user) => user.Arn,
      hidden: true,
      minWidth: 260,
    },
  ];
  const searchText = useCallback(
    (user: User) => `${user.UserName} ${user.Path === '/' ? '' : user.Path}`,
    [],
  );
  const visible = useMemo(
    () => (users: readonly User[], shown: readonly string[]) => {
      if (shown.includes('groups')) groups.want(users);
      if (shown.includes('mfa')) mfa.want(users);
      if (shown.includes('console')) login.want(users);
      if (shown.includes('keys')) keys.want(users);
    },
    [groups.want, mfa.want, login.want, keys.want],
  );

  return (
    <>
      <ResourceTable<User>
        id="users"
        headingLevel="h1"
        variant="full-page"
        title={t('users')}
        description={t('usersHelp')}
        query={query}
        columns={columns}
        keyOf={nameOf}
        searchText={searchText}
        searchLabel={t('searchUsers')}
        empty={t('noUsers')}
        emptyAction={
          !session.readOnly && <RouteButton to={{ view: 'create-user' }}>{t('createUser')}</RouteButton>
        }
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        onVisible={visible}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setDeleting(true)}>
                {t('delete')}
              </Button>
              <RouteButton variant="primary" to={{ view: 'create-user' }}>
                {t('createUser')}
              </RouteButton>
            </SpaceBetween>
          )
        }
      />
      {deleting && (
        <DeleteUsersDialog
          names={selected.map(nameOf)}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            setSelected([]);
          }}
        />
      )}
    </>
  );
}
