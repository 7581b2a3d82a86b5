// IAM → User groups → one group: summary, users, permissions.
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import { deleteGroup, type GroupWithMembers, getGroup } from '../../iam/groups.ts';
import { addToGroup, removeFromGroup } from '../../iam/users.ts';
import { type Query, useQuery } from '../../query.ts';
import { type TabOf, toGroup, toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { AttachedPolicies } from '../../ui/AttachedPolicies.tsx';
import { useBatch } from '../../ui/batch.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Later } from '../../ui/Staged.tsx';
import { userDates } from '../../ui/user-columns.ts';
import { UserChooser } from './CreateGroup.tsx';
import { deleteGroupWords } from './Groups.tsx';

const userName = (user: User): string => user.UserName ?? '';

function Members({ name, query }: { name: string; query: Query<GroupWithMembers> }) {
  const session = useSession();
  const { iam } = session.clients;
  const batch = useBatch();
  const [selected, setSelected] = useState<readonly User[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove' | undefined>(undefined);
  const [adding, setAdding] = useState<readonly string[]>([]);
  const members = query.data?.members;
  const columns: Column<User>[] = [
    {
      id: 'name',
      header: t('userName'),
      cell: (user) => <RouteLink to={toUser(userName(user))}>{userName(user)}</RouteLink>,
      sortBy: userName,
    },
    ...userDates(),
  ];
  return (
    <>
      <ResourceTable<User>
        id="members"
        title={t('usersInGroup')}
        description={t('usersInGroupHelp')}
        query={{ ...query, data: members }}
        columns={columns}
        keyOf={userName}
        searchText={userName}
        searchLabel={t('searchUsers')}
        empty={t('noUsersInGroup')}
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
                {t('remove')}
              </Button>
              <Button
                onClick={() => {
                  setAdding([]);
                  setDialog('add');
                }}
              >
                {t('addUsers')}
              </Button>
            </SpaceBetween>
          )
        }
      />
      {dialog === 'add' && (
        <FormDialog
          size="large"
          title={t('addUsersToGroup', { name })}
          submitLabel={t('addUsers')}
          disabled={adding.length === 0}
          onSubmit={() =>
            batch.run(adding, (user) => addToGroup(iam, user, name), {
              header: (count) => t('usersAdded', { count, name }),
              refused: (user) => t('refused_member', { name: user }),
            })
          }
          onDone={() => setDialog(undefined)}
          onCancel={() => setDialog(undefined)}
        >
          <UserChooser
            title={t('otherUsers')}
            chosen={adding}
            without={(members ?? []).map(userName)}
            onChoose={setAdding}
          />
        </FormDialog>
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('removeUsersTitle', { count: selected.length })}
          confirmLabel={t('remove')}
          onConfirm={async () => {
            for (const user of selected) await removeFromGroup(iam, userName(user), name);
          }}
          onDone={() => {
            setDialog(undefined);
            setSelected([]);
            session.flash({ type: 'success', header: t('usersRemoved', { count: selected.length, name }) });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('removeFromGroupsHelp')}</p>
          <ul class="console-names">
            {selected.map((user) => (
              <li key={userName(user)}>{userName(user)}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}

export function GroupPage({ name, tab }: { name: string; tab: TabOf<'group'> }) {
  const session = useSession();
  const query = useQuery(`group/${name}`, () => getGroup(session.clients.iam, name));
  const [deleting, setDeleting] = useState(false);
  const group = query.data?.group;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          !session.readOnly && (
            <Button disabled={group === undefined} onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )
        }
      >
        {name}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {group !== undefined && (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{t('summary')}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: t('userGroupName'), value: name },
                { label: t('creationTime'), value: formatDate(group.CreateDate) },
                { label: t('arn'), value: <Copyable text={group.Arn ?? ''} label={t('arn')} /> },
              ]}
            />
          </Container>
          <Later>
            <Tabs
              ariaLabel={t('groupSections')}
              activeTabId={tab}
              onChange={({ detail }) => session.navigate(toGroup(name, detail.activeTabId as TabOf<'group'>))}
              tabs={[
                { id: 'users', label: t('users'), content: <Members name={name} query={query} /> },
                {
                  id: 'permissions',
                  label: t('permissions'),
                  content: <AttachedPolicies holder={{ kind: 'group', name }} />,
                },
                {
                  id: 'last-accessed',
                  label: t('lastAccessedTab'),
                  content: <LastAccessed arn={group.Arn ?? ''} />,
                },
              ]}
            />
          </Later>
        </SpaceBetween>
      )}
      {deleting && (
        <DeleteDialog
          names={[name]}
          words={deleteGroupWords()}
          remove={(one) => deleteGroup(session.clients.iam, one)}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            session.navigate({ view: 'groups' });
          }}
        />
      )}
    </SpaceBetween>
  );
}
