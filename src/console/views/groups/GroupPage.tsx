// IAM → User groups → one group: summary, users, permissions.
import type { User } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import {
  attachToGroup,
  type GroupWithMembers,
  getGroup,
  groupPolicies,
  putGroupInline,
  removeGroupPolicy,
} from '../../iam/groups.ts';
import { type PolicyLink, policyName, policyType } from '../../iam/policies.ts';
import { addToGroup, removeFromGroup } from '../../iam/users.ts';
import { type Query, useQuery } from '../../query.ts';
import { type TabOf, toGroup, toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { useBatch } from '../../ui/batch.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { InlinePolicyDialog } from '../../ui/InlinePolicyDialog.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { PolicyName, typeText } from '../../ui/PolicyDocument.tsx';
import { PolicyTable } from '../../ui/PolicyTable.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { UserChooser } from './CreateGroup.tsx';
import { DeleteGroupsDialog } from './Groups.tsx';

const userName = (user: User): string => user.UserName ?? '';
const linkName = (link: PolicyLink): string => link.name;
const linkKey = (link: PolicyLink): string => link.arn ?? `${link.name}, inline`;

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
        <Modal
          visible
          size="large"
          header={t('addUsersToGroup', { name })}
          closeAriaLabel={t('closeDialog')}
          onDismiss={() => setDialog(undefined)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setDialog(undefined)}>
                  {t('cancel')}
                </Button>
                <Button
                  variant="primary"
                  disabled={adding.length === 0}
                  loading={batch.busy}
                  onClick={async () => {
                    await batch.run(adding, (user) => addToGroup(iam, user, name), {
                      header: (count) => t('usersAdded', { count, name }),
                      refused: (user) => t('refused_member', { name: user }),
                    });
                    setDialog(undefined);
                  }}
                >
                  {t('addUsers')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <UserChooser
            title={t('otherUsers')}
            chosen={adding}
            without={(members ?? []).map(userName)}
            onChoose={setAdding}
          />
        </Modal>
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

function Permissions({ name }: { name: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const batch = useBatch();
  const query = useQuery<readonly PolicyLink[]>(`policies-of-group/${name}`, () => groupPolicies(iam, name));
  const [selected, setSelected] = useState<readonly PolicyLink[]>([]);
  const [dialog, setDialog] = useState<'attach' | 'inline' | 'remove' | undefined>(undefined);
  const [attaching, setAttaching] = useState<readonly string[]>([]);
  const columns: Column<PolicyLink>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (link) => <PolicyName link={link} holder={{ kind: 'group', name }} />,
      sortBy: linkName,
      minWidth: 200,
    },
    {
      id: 'type',
      header: t('type'),
      cell: (link) => t(typeText[policyType(link.arn)]),
      sortBy: (link) => policyType(link.arn),
    },
  ];
  return (
    <>
      <ResourceTable<PolicyLink>
        id="policies-of-group"
        title={t('permissionsPolicies')}
        description={t('groupPoliciesHelp')}
        query={query}
        columns={columns}
        keyOf={linkKey}
        nameOf={linkName}
        searchText={linkName}
        searchLabel={t('searchPolicies')}
        empty={t('noPoliciesOfGroup')}
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
                {t('remove')}
              </Button>
              <ButtonDropdown
                items={[
                  { id: 'attach', text: t('attachPolicies') },
                  { id: 'inline', text: t('createInlinePolicy') },
                ]}
                onItemClick={({ detail }) => {
                  setAttaching([]);
                  setDialog(detail.id as 'attach' | 'inline');
                }}
              >
                {t('addPermissions')}
              </ButtonDropdown>
            </SpaceBetween>
          )
        }
      />
      {dialog === 'attach' && (
        <Modal
          visible
          size="max"
          header={t('attachPoliciesTo', { name })}
          closeAriaLabel={t('closeDialog')}
          onDismiss={() => setDialog(undefined)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setDialog(undefined)}>
                  {t('cancel')}
                </Button>
                <Button
                  variant="primary"
                  disabled={attaching.length === 0}
                  loading={batch.busy}
                  onClick={async () => {
                    await batch.run(attaching, (arn) => attachToGroup(iam, name, arn), {
                      header: (count) => t('policiesAttached', { count, name }),
                      refused: (arn) => t('refused_policy', { name: policyName(arn) }),
                    });
                    setDialog(undefined);
                  }}
                >
                  {t('attachPolicies')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <PolicyTable title={t('otherPolicies')} chosen={attaching} onChoose={setAttaching} />
        </Modal>
      )}
      {dialog === 'inline' && (
        <InlinePolicyDialog
          onSave={(policy, document) => putGroupInline(iam, name, policy, document)}
          onDone={(policy) => {
            setDialog(undefined);
            session.flash({ type: 'success', header: t('policyCreated', { name: policy }) });
          }}
          onCancel={() => setDialog(undefined)}
        />
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('removePoliciesTitle', { count: selected.length })}
          confirmLabel={t('removePolicies')}
          onConfirm={async () => {
            for (const link of selected) await removeGroupPolicy(iam, name, link);
          }}
          onDone={() => {
            setDialog(undefined);
            setSelected([]);
            session.flash({ type: 'success', header: t('policiesRemoved', { count: selected.length }) });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('removeGroupPoliciesHelp')}</p>
          <ul class="console-names">
            {selected.map((link) => (
              <li key={linkKey(link)}>{link.name}</li>
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
        <>
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
          <Tabs
            ariaLabel={t('groupSections')}
            activeTabId={tab}
            onChange={({ detail }) => session.navigate(toGroup(name, detail.activeTabId as TabOf<'group'>))}
            tabs={[
              { id: 'users', label: t('users'), content: <Members name={name} query={query} /> },
              { id: 'permissions', label: t('permissions'), content: <Permissions name={name} /> },
              {
                id: 'last-accessed',
                label: t('lastAccessedTab'),
                content: <LastAccessed arn={group.Arn ?? ''} />,
              },
            ]}
          />
        </>
      )}
      {deleting && (
        <DeleteGroupsDialog
          names={[name]}
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
