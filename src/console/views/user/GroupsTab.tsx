// The groups a user is in.
import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { attachedToGroup } from '../../iam/groups.ts';
import { groupsOf, removeFromGroup } from '../../iam/users.ts';
import { useQuery } from '../../query.ts';
import { toGroup } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type Column, detail, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteButton, RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (group: Group): string => group.GroupName ?? '';

export function GroupsTab({ name }: { name: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly Group[]>(`groups-of/${name}`, () => groupsOf(iam, name));
  const [selected, setSelected] = useState<readonly Group[]>([]);
  const [removing, setRemoving] = useState(false);
  const columns: Column<Group>[] = [
    {
      id: 'name',
      header: t('groupName'),
      cell: (group) => <RouteLink to={toGroup(nameOf(group))}>{nameOf(group)}</RouteLink>,
      sortBy: nameOf,
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
  ];
  return (
    <>
      <ResourceTable<Group>
        id="groups-of-user"
        title={t('groupMembership')}
        description={t('groupMembershipHelp')}
        query={query}
        columns={columns}
        keyOf={nameOf}
        searchText={nameOf}
        searchLabel={t('searchGroups')}
        empty={t('noGroupsOfUser')}
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setRemoving(true)}>
                {t('remove')}
              </Button>
              <RouteButton to={{ view: 'add-to-groups', name }}>{t('addUserToGroups')}</RouteButton>
            </SpaceBetween>
          )
        }
      />
      {removing && (
        <ConfirmDialog
          title={t('removeFromGroupsTitle', { name, count: selected.length })}
          confirmLabel={t('remove')}
          onConfirm={async () => {
            for (const group of selected) await removeFromGroup(iam, name, nameOf(group));
          }}
          onDone={() => {
            setRemoving(false);
            setSelected([]);
            session.flash({ type: 'success', header: t('removedFromGroups', { count: selected.length }) });
          }}
          onCancel={() => setRemoving(false)}
        >
          <p class="console-sentence">{t('removeFromGroupsHelp')}</p>
          <ul class="console-names">
            {selected.map((group) => (
              <li key={nameOf(group)}>{nameOf(group)}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}
