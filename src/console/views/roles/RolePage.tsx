// IAM → Roles → one role: summary, permissions, trust relationships, tags.
import type { Role } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import { type PolicyLink, policyName, policyType, readDocument } from '../../iam/policies.ts';
import {
  attachToRole,
  getRole,
  putRoleInline,
  removeRolePolicy,
  rolePolicies,
  saveTrust,
} from '../../iam/roles.ts';
import { useAction, useQuery } from '../../query.ts';
import { type TabOf, toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatCount, formatDate, t } from '../../text.ts';
import { useBatch } from '../../ui/batch.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { InlinePolicyDialog } from '../../ui/InlinePolicyDialog.tsx';
import { checkDocument, JsonField } from '../../ui/JsonField.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { JsonText, PolicyName, typeText } from '../../ui/PolicyDocument.tsx';
import { PolicyTable } from '../../ui/PolicyTable.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { DeleteRolesDialog } from './Roles.tsx';

const linkName = (link: PolicyLink): string => link.name;
const linkKey = (link: PolicyLink): string => link.arn ?? `${link.name}, inline`;

function Permissions({ name }: { name: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const batch = useBatch();
  const query = useQuery<readonly PolicyLink[]>(`policies-of-role/${name}`, () => rolePolicies(iam, name));
  const [selected, setSelected] = useState<readonly PolicyLink[]>([]);
  const [dialog, setDialog] = useState<'attach' | 'inline' | 'remove' | undefined>(undefined);
  const [attaching, setAttaching] = useState<readonly string[]>([]);
  const columns: Column<PolicyLink>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (link) => <PolicyName link={link} holder={{ kind: 'role', name }} />,
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
        id="policies-of-role"
        title={t('permissionsPolicies')}
        query={query}
        columns={columns}
        keyOf={linkKey}
        nameOf={linkName}
        searchText={linkName}
        searchLabel={t('searchPolicies')}
        empty={t('noPoliciesOfRole')}
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
                    await batch.run(attaching, (arn) => attachToRole(iam, name, arn), {
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
          onSave={(policy, document) => putRoleInline(iam, name, policy, document)}
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
            for (const link of selected) await removeRolePolicy(iam, name, link);
          }}
          onDone={() => {
            setDialog(undefined);
            setSelected([]);
            session.flash({ type: 'success', header: t('policiesRemoved', { count: selected.length }) });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('removePoliciesHelp')}</p>
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

function Trust({ name, document }: { name: string; document: string }) {
  const session = useSession();
  const action = useAction();
  const [edited, setEdited] = useState<string | undefined>(undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('trustHelp')}
          actions={
            !session.readOnly &&
            edited === undefined && (
              <Button onClick={() => setEdited(document)}>{t('editTrustPolicy')}</Button>
            )
          }
        >
          {t('trustedEntities')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} header={t('policyNotSaved')} />
        {edited === undefined && <JsonText text={document} label={t('trustPolicy')} />}
        {edited !== undefined && <JsonField value={edited} onChange={setEdited} label={t('trustPolicy')} />}
        {edited !== undefined && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => setEdited(undefined)}>
              {t('cancel')}
            </Button>
            <Button
              variant="primary"
              loading={action.busy}
              disabled={checkDocument(edited) !== undefined}
              onClick={async () => {
                const done = await action.run(async () => {
                  await saveTrust(session.clients.iam, name, edited);
                });
                if (!done) return;
                setEdited(undefined);
                session.flash({ type: 'success', header: t('trustSaved') });
              }}
            >
              {t('updatePolicy')}
            </Button>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}

export function RolePage({ name, tab }: { name: string; tab: TabOf<'role'> }) {
  const session = useSession();
  const query = useQuery<Role>(`role/${name}`, () => getRole(session.clients.iam, name));
  const [deleting, setDeleting] = useState(false);
  const role = query.data;
  const tags = role?.Tags ?? [];
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={role?.Description}
        actions={
          !session.readOnly && (
            <Button disabled={role === undefined} onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )
        }
      >
        {name}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {role !== undefined && (
        <>
          <Container header={<Header variant="h2">{t('summary')}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: t('creationTime'), value: formatDate(role.CreateDate) },
                { label: t('arn'), value: <Copyable text={role.Arn ?? ''} label={t('arn')} /> },
                {
                  label: t('maximumSession'),
                  value: t('hours', { count: (role.MaxSessionDuration ?? 3600) / 3600 }),
                },
              ]}
            />
          </Container>
          <Tabs
            ariaLabel={t('roleSections')}
            activeTabId={tab}
            onChange={({ detail }) => session.navigate(toRole(name, detail.activeTabId as TabOf<'role'>))}
            tabs={[
              { id: 'permissions', label: t('permissions'), content: <Permissions name={name} /> },
              {
                id: 'trust',
                label: t('trustRelationships'),
                content: <Trust name={name} document={readDocument(role.AssumeRolePolicyDocument)} />,
              },
              {
                id: 'tags',
                label: t('tags'),
                content: (
                  <Table
                    variant="container"
                    items={tags}
                    wrapLines
                    ariaLabels={{ tableLabel: t('tags') }}
                    header={
                      <Header
                        variant="h2"
                        counter={`(${formatCount(tags.length)})`}
                        description={t('tagsHelp')}
                      >
                        {t('tags')}
                      </Header>
                    }
                    empty={<Box textAlign="center">{t('noTagsOnResource')}</Box>}
                    columnDefinitions={[
                      { id: 'key', header: t('tagKey'), cell: (tag) => tag.Key, isRowHeader: true },
                      { id: 'value', header: t('tagValue'), cell: (tag) => tag.Value },
                    ]}
                  />
                ),
              },
              {
                id: 'last-accessed',
                label: t('lastAccessedTab'),
                content: <LastAccessed arn={role.Arn ?? ''} />,
              },
            ]}
          />
        </>
      )}
      {deleting && (
        <DeleteRolesDialog
          names={[name]}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            session.navigate({ view: 'roles' });
          }}
        />
      )}
    </SpaceBetween>
  );
}
