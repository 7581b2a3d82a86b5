// IAM → User groups.
import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'preact/hooks';
import { deleteGroup, getGroup, groupPolicies, listGroups } from '../../iam/groups.ts';
import { useQuery } from '../../query.ts';
import { toGroup } from '../../routes.ts';
import { useRowDetails } from '../../rows.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Detail } from '../../ui/Detail.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteButton, RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (group: Group): string => group.GroupName ?? '';

export function DeleteGroupsDialog({
  names,
  onDone,
  onCancel,
}: {
  names: readonly string[];
  onDone: () => void;
  onCancel: () => void;
}) {
  const session = useSession();
  const only = names.length === 1 ? names[0] : undefined;
  return (
    <ConfirmDialog
      title={
        only === undefined
          ? t('deleteGroupsTitle', { count: names.length })
          : t('deleteTitle', { name: only })
      }
      phrase={only ?? t('confirmWord')}
      phraseLabel={
        only === undefined ? t('typeWord', { phrase: t('confirmWord') }) : t('typeGroupName', { name: only })
      }
      confirmLabel={t('delete')}
      onConfirm={async () => {
        for (const name of names) await deleteGroup(session.clients.iam, name);
      }}
      onDone={() => {
        onDone();
        session.flash({
          type: 'success',
          header:
            only === undefined
              ? t('groupsDeleted', { count: names.length })
              : t('groupDeleted', { name: only }),
        });
      }}
      onCancel={onCancel}
    >
      <p class="console-sentence">{t('deleteGroupHelp')}</p>
      {only === undefined && (
        <ul class="console-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  );
}

export function Groups() {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly Group[]>('groups', (onPart) => listGroups(iam, onPart));
  const users = useRowDetails<Group, number>(
    nameOf,
    async (group) => (await getGroup(iam, nameOf(group))).members.length,
  );
  const policies = useRowDetails<Group, number>(
    nameOf,
    async (group) => (await groupPolicies(iam, nameOf(group))).length,
  );
  const [selected, setSelected] = useState<readonly Group[]>([]);
  const [deleting, setDeleting] = useState(false);
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
      cell: (group) => <Detail outcome={users.of(group)}>{(count) => count}</Detail>,
      minWidth: 80,
    },
    {
      id: 'permissions',
      header: t('permissions'),
      // «Defined» and «Not defined» are what today's list says here.
      cell: (group) => (
        <Detail outcome={policies.of(group)}>
          {(count) =>
            count === 0 ? (
              <StatusIndicator type="warning">{t('notDefined')}</StatusIndicator>
            ) : (
              <StatusIndicator type="success">{t('defined')}</StatusIndicator>
            )
          }
        </Detail>
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
    <>
      <ResourceTable<Group>
        id="groups"
        headingLevel="h1"
        variant="full-page"
        title={t('userGroups')}
        description={t('groupsHelp')}
        query={query}
        columns={columns}
        keyOf={nameOf}
        searchText={nameOf}
        searchLabel={t('searchGroups')}
        empty={t('noGroups')}
        emptyAction={
          !session.readOnly && <RouteButton to={{ view: 'create-group' }}>{t('createGroup')}</RouteButton>
        }
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        onVisible={(groups) => {
          users.want(groups);
          policies.want(groups);
        }}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setDeleting(true)}>
                {t('delete')}
              </Button>
              <RouteButton variant="primary" to={{ view: 'create-group' }}>
                {t('createGroup')}
              </RouteButton>
            </SpaceBetween>
          )
        }
      />
      {deleting && (
        <DeleteGroupsDialog
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
