// User groups to choose from, as in «Add user to group».
import type { Group } from '@aws-sdk/client-iam';
import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { attachedToGroup, getGroup, listGroups } from '../iam/groups.ts';
import { useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { formatDate, t } from '../text.ts';
import { type Column, detail, ResourceTable } from './ResourceTable.tsx';

const nameOf = (group: Group): string => group.GroupName ?? '';

export function GroupTable({
  chosen,
  onChoose,
  actions,
  without,
}: {
  chosen: readonly string[];
  onChoose: (names: readonly string[]) => void;
  actions?: ComponentChildren;
  /** Groups to leave out: those the user is in already. */
  without?: readonly string[];
}) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly Group[]>('groups', (onPart) => listGroups(iam, onPart));
  const columns: Column<Group>[] = [
    { id: 'name', header: t('groupName'), cell: nameOf, sortBy: nameOf },
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
      id: 'policies',
      header: t('attachedPolicies'),
      detail: detail(
        (group) => attachedToGroup(iam, nameOf(group)),
        (links) => (links.length === 0 ? '-' : links.map((link) => link.name).join(', ')),
      ),
      minWidth: 200,
    },
    {
      id: 'created',
      header: t('created'),
      cell: (group) => formatDate(group.CreateDate),
      sortBy: (group) => group.CreateDate?.getTime(),
    },
  ];
  const only = useCallback((group: Group) => !without?.includes(nameOf(group)), [without]);
  return (
    <ResourceTable<Group>
      id="choose-groups"
      title={t('userGroups')}
      query={query}
      columns={columns}
      keyOf={nameOf}
      searchText={nameOf}
      searchLabel={t('searchGroups')}
      empty={t('noGroups')}
      selection="multi"
      selected={(query.data ?? []).filter((group) => chosen.includes(nameOf(group)))}
      onSelect={(groups) => onChoose(groups.map(nameOf))}
      only={only}
      pageSize={10}
      actions={actions}
    />
  );
}
