// User groups to choose from, as in «Add user to group».
import type { Group } from '@aws-sdk/client-iam';
import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { attachedToGroup, getGroup, listGroups } from '../iam/groups.ts';
import type { PolicyLink } from '../iam/policies.ts';
import { useQuery } from '../query.ts';
import { useRowDetails } from '../rows.ts';
import { useSession } from '../session.ts';
import { formatDate, t } from '../text.ts';
import { Detail } from './Detail.tsx';
import { type Column, ResourceTable } from './ResourceTable.tsx';

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
  const users = useRowDetails<Group, number>(
    nameOf,
    async (group) => (await getGroup(iam, nameOf(group))).members.length,
  );
  const policies = useRowDetails<Group, PolicyLink[]>(nameOf, (group) => attachedToGroup(iam, nameOf(group)));
  const columns: Column<Group>[] = [
    { id: 'name', header: t('groupName'), cell: nameOf, sortBy: nameOf },
    {
      id: 'users',
      header: t('users'),
      cell: (group) => <Detail outcome={users.of(group)}>{(count) => count}</Detail>,
      minWidth: 80,
    },
    {
      id: 'policies',
      header: t('attachedPolicies'),
      cell: (group) => (
        <Detail outcome={policies.of(group)}>
          {(links) => (links.length === 0 ? '-' : links.map((link) => link.name).join(', '))}
        </Detail>
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
      onVisible={(groups) => {
        users.want(groups);
        policies.want(groups);
      }}
      actions={actions}
    />
  );
}
