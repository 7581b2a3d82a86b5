// IAM → User groups.
import type { Group } from '@aws-sdk/client-iam';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { deleteGroup, getGroup, groupPolicies, listGroups } from '../../iam/groups.ts';
import { toGroup } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import type { DeleteWords } from '../../ui/DeleteDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import { type Column, detail } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (group: Group): string => group.GroupName ?? '';

export const deleteGroupWords = (): DeleteWords => ({
  title: (count) => t('deleteGroupsTitle', { count }),
  typeName: (name) => t('typeGroupName', { name }),
  help: t('deleteGroupHelp'),
  done: (count, name) => (count === 1 ? t('groupDeleted', { name }) : t('groupsDeleted', { count })),
});

export function Groups() {
  const { iam } = useSession().clients;
  const columns: Column<Group>[] = [
    {
      id: 'name',
      header: t('groupName'),
      cell: (group) => <RouteLink to={toGroup(nameOf(group))}>{nameOf(group)}</RouteLink>,
      sortBy: nameOf,
    },
    {
      id: 'users',
      header: t('users'),
      detail: detail(
        async (group) => (await getGroup(iam, nameOf(group))).members.length,
        (count) => count,
      ),
      minWidth: 80,
    },
    {
      id: 'permissions',
      header: t('permissions'),
      // «Defined» and «Not defined» are what today's list says here.
      detail: detail(
        async (group) => (await groupPolicies(iam, nameOf(group))).length,
        (count) => (
          <StatusIndicator type={count === 0 ? 'warning' : 'success'}>
            {t(count === 0 ? 'notDefined' : 'defined')}
          </StatusIndicator>
        ),
      ),
    },
    {
      id: 'created',
      header: t('creationTime'),
      cell: (group) => formatDate(group.CreateDate),
      sortBy: (group) => group.CreateDate?.getTime(),
    },
    {
      id: 'arn',
      header: t('arn'),
      cell: (group) => <span class="console-arn">{group.Arn}</span>,
      sortBy: (group) => group.Arn,
      hidden: true,
      minWidth: 260,
    },
  ];
  return (
    <ListPage<Group>
      id="groups"
      title={t('userGroups')}
      description={t('groupsHelp')}
      read={(onPart) => listGroups(iam, onPart)}
      columns={columns}
      keyOf={nameOf}
      searchLabel={t('searchGroups')}
      empty={t('noGroups')}
      create={{ text: t('createGroup'), to: { view: 'create-group' } }}
      remove={{ words: deleteGroupWords(), run: (name) => deleteGroup(iam, name) }}
    />
  );
}
