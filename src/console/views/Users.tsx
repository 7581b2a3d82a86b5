// IAM → Users. Columns as in the real list; those that are rarely looked at wait in the preferences.
import type { User } from '@aws-sdk/client-iam';
import { accessKeyIds, loginProfile, mfaDevices } from '../iam/credentials.ts';
import { deleteUser } from '../iam/deleteUser.ts';
import { groupsOf, listUsers } from '../iam/users.ts';
import { toUser } from '../routes.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import type { DeleteWords } from '../ui/DeleteDialog.tsx';
import { ListPage } from '../ui/ListPage.tsx';
import { type Column, detail } from '../ui/ResourceTable.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { userDates } from '../ui/user-columns.ts';

const nameOf = (user: User): string => user.UserName ?? '';
const searchText = (user: User): string => `${user.UserName} ${user.Path === '/' ? '' : user.Path}`;

/** Labels of the dialog: unverified against today's console. */
export const deleteUserWords = (count: number): DeleteWords => ({
  title: (all) => t('deleteUsersTitle', { count: all }),
  typeName: (name) => t('typeUserName', { name }),
  help: t('deleteUserHelp'),
  warning: t('deleteUserWarning'),
  done: (all, name) => (all === 1 ? t('userDeleted', { name }) : t('usersDeleted', { count: all })),
  confirm: t(count === 1 ? 'deleteUser' : 'deleteUsers'),
});

export function Users() {
  const { iam } = useSession().clients;
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
      detail: detail(
        (user) => groupsOf(iam, nameOf(user)),
        (all) => all.length,
      ),
      minWidth: 90,
    },
    {
      id: 'mfa',
      header: t('mfa'),
      detail: detail(
        (user) => mfaDevices(iam, nameOf(user)),
        (all) => (all.length === 0 ? '-' : t('mfaCount', { count: all.length })),
      ),
      minWidth: 90,
    },
    ...userDates(),
    {
      id: 'console',
      header: t('consoleAccess'),
      detail: detail(
        (user) => loginProfile(iam, nameOf(user)),
        (profile) => t(profile ? 'enabled' : 'disabled'),
      ),
      hidden: true,
    },
    {
      id: 'keys',
      header: t('accessKeyId'),
      detail: detail(
        (user) => accessKeyIds(iam, nameOf(user)),
        (all) =>
          all.length === 0
            ? '-'
            : all.map((key) => (
                <div key={key.AccessKeyId}>
                  {t(key.Status === 'Active' ? 'keyActive' : 'keyInactive', { id: key.AccessKeyId ?? '' })}
                </div>
              )),
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
  return (
    <ListPage<User>
      id="users"
      title={t('users')}
      description={t('usersHelp')}
      read={(onPart) => listUsers(iam, onPart)}
      columns={columns}
      keyOf={nameOf}
      searchText={searchText}
      searchLabel={t('searchUsers')}
      empty={t('noUsers')}
      create={{ text: t('createUser'), to: { view: 'create-user' } }}
      remove={{ words: deleteUserWords(1), run: (name) => deleteUser(iam, name) }}
    />
  );
}
