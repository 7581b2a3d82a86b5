// IAM → Policies → one policy: document, who it is attached to, versions.
import type { PolicyVersion } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import {
  type AttachedEntity,
  deletePolicy,
  deleteVersion,
  entitiesOf,
  getPolicy,
  policyDocument,
  policyName,
  policyType,
  policyVersions,
  saveVersion,
  setDefaultVersion,
} from '../../iam/policies.ts';
import { useAction, useQuery } from '../../query.ts';
import { type TabOf, toGroup, toPolicy, toRole, toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { DocumentSection } from '../../ui/DocumentSection.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { typeText } from '../../ui/PolicyDocument.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Later } from '../../ui/Staged.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { deletePolicyWords } from './Policies.tsx';

const MOST_VERSIONS = 5;

function Document({ arn, version, editable }: { arn: string; version: string; editable: boolean }) {
  const { iam } = useSession().clients;
  const query = useQuery<string>(`document/${arn}/${version}`, () => policyDocument(iam, arn, version));
  const versions = useQuery<readonly PolicyVersion[]>(`versions/${arn}`, () => policyVersions(iam, arn));
  const [chosen, choose] = useState('');
  // «When you edit a policy that would create a sixth saved version, you can choose which older version should no longer
  // be saved» (IAM user guide, «Versioning IAM policies»).
  const full = (versions.data?.length ?? 0) >= MOST_VERSIONS;
  const older = (versions.data ?? [])
    .filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .map(({ VersionId = '', CreateDate }) => ({
      value: VersionId,
      label: VersionId,
      description: formatDate(CreateDate),
    }));
  const leaving = older.find(({ value }) => value === chosen) ?? older.at(-1);
  return (
    <DocumentSection
      title={t('permissionsInPolicy')}
      kind="identity"
      subject={{ arn }}
      document={query.data}
      query={query}
      editable={editable && query.data !== undefined}
      editLabel={t('edit')}
      whileEditing={
        full && (
          <Alert type="info" header={t('versionsFull', { count: MOST_VERSIONS })}>
            <FormField label={t('versionToDelete')} description={t('versionToDeleteHelp')}>
              <Select
                selectedOption={leaving ?? null}
                options={older}
                onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
              />
            </FormField>
          </Alert>
        )
      }
      onSave={async (document) => {
        if (full && leaving) await deleteVersion(iam, arn, leaving.value);
        await saveVersion(iam, arn, document);
      }}
      saved={t('policySaved', { name: policyName(arn) })}
    />
  );
}

const entityKey = (entity: AttachedEntity): string => `${entity.kind} ${entity.name} ${entity.boundary}`;

function Entities({ arn }: { arn: string }) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly AttachedEntity[]>(`entities/${arn}`, () => entitiesOf(iam, arn));
  const columns: Column<AttachedEntity>[] = [
    {
      id: 'name',
      header: t('entityName'),
      cell: ({ name, kind }) => (
        <RouteLink to={kind === 'user' ? toUser(name) : kind === 'group' ? toGroup(name) : toRole(name)}>
          {name}
        </RouteLink>
      ),
      sortBy: (entity) => entity.name,
    },
    {
      id: 'kind',
      header: t('entityType'),
      cell: (entity) => t(`entity_${entity.kind}`),
      sortBy: (entity) => entity.kind,
    },
    {
      id: 'used',
      header: t('usedAs'),
      cell: (entity) => t(entity.boundary ? 'usedAsBoundary' : 'usedAsPolicy'),
    },
  ];
  return (
    <ResourceTable<AttachedEntity>
      id="entities"
      title={t('entitiesAttached')}
      description={t('entitiesAttachedHelp')}
      query={query}
      columns={columns}
      keyOf={entityKey}
      searchText={(entity) => entity.name}
      searchLabel={t('searchEntities')}
      empty={t('noEntities')}
    />
  );
}

function Versions({ arn, editable }: { arn: string; editable: boolean }) {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly PolicyVersion[]>(`versions/${arn}`, () => policyVersions(iam, arn));
  const [selected, setSelected] = useState<PolicyVersion | undefined>(undefined);
  const action = useAction();
  const columns: Column<PolicyVersion>[] = [
    {
      id: 'id',
      header: t('version'),
      cell: (version) =>
        version.IsDefaultVersion ? t('defaultVersion', { id: version.VersionId ?? '' }) : version.VersionId,
      sortBy: (version) => Number(version.VersionId?.slice(1)),
    },
    {
      id: 'created',
      header: t('creationTime'),
      cell: (version) => formatDate(version.CreateDate),
      sortBy: (version) => version.CreateDate?.getTime(),
    },
  ];
  const change = (work: (id: string) => Promise<unknown>, done: string) => async () => {
    const id = selected?.VersionId;
    if (id !== undefined && (await action.run(async () => void (await work(id))))) {
      setSelected(undefined);
      session.flash({ type: 'success', header: done });
    }
  };
  const other = selected !== undefined && selected.IsDefaultVersion !== true;
  return (
    <SpaceBetween size="l">
      <FailureAlert failure={action.failure} />
      <ResourceTable<PolicyVersion>
        id="versions"
        title={t('policyVersions')}
        description={t('policyVersionsHelp')}
        query={query}
        columns={columns}
        keyOf={(version) => version.VersionId ?? ''}
        searchText={(version) => version.VersionId ?? ''}
        searchLabel={t('searchVersions')}
        empty={t('noMatches')}
        {...(editable ? { selection: 'single' as const } : {})}
        selected={selected ? [selected] : []}
        onSelect={(versions) => setSelected(versions[0])}
        actions={
          editable && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                disabled={!other}
                loading={action.busy}
                onClick={change((id) => deleteVersion(iam, arn, id), t('versionDeleted'))}
              >
                {t('delete')}
              </Button>
              <Button
                disabled={!other}
                loading={action.busy}
                onClick={change((id) => setDefaultVersion(iam, arn, id), t('defaultSet'))}
              >
                {t('setAsDefault')}
              </Button>
            </SpaceBetween>
          )
        }
      />
      {selected?.VersionId !== undefined && (
        <Document arn={arn} version={selected.VersionId} editable={false} />
      )}
    </SpaceBetween>
  );
}

export function PolicyPage({ arn, tab }: { arn: string; tab: TabOf<'policy'> }) {
  const session = useSession();
  const query = useQuery(`policy/${arn}`, () => getPolicy(session.clients.iam, arn));
  const [deleting, setDeleting] = useState(false);
  const policy = query.data;
  const type = policyType(arn);
  const editable = type === 'customerManaged' && !session.readOnly;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={policy?.Description}
        actions={
          editable && (
            <Button disabled={policy === undefined} onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )
        }
      >
        {policyName(arn)}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {policy !== undefined && (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{t('policyDetails')}</Header>}>
            <KeyValuePairs
              columns={4}
              items={[
                { label: t('type'), value: t(typeText[type]) },
                { label: t('creationTime'), value: formatDate(policy.CreateDate) },
                { label: t('editedTime'), value: formatDate(policy.UpdateDate) },
                { label: t('arn'), value: <Copyable text={arn} label={t('arn')} /> },
              ]}
            />
          </Container>
          <Later>
            <Tabs
              ariaLabel={t('policySections')}
              activeTabId={tab}
              onChange={({ detail }) =>
                session.navigate(toPolicy(arn, detail.activeTabId as TabOf<'policy'>))
              }
              tabs={[
                {
                  id: 'permissions',
                  label: t('permissions'),
                  content: (
                    <Document arn={arn} version={policy.DefaultVersionId ?? 'v1'} editable={editable} />
                  ),
                },
                { id: 'entities', label: t('entitiesAttached'), content: <Entities arn={arn} /> },
                {
                  id: 'tags',
                  label: t('tags'),
                  content: <Tags kind="policy" id={arn} editable={editable} />,
                },
                {
                  id: 'versions',
                  label: t('policyVersionsTab'),
                  content: <Versions arn={arn} editable={editable} />,
                },
                { id: 'last-accessed', label: t('lastAccessedTab'), content: <LastAccessed arn={arn} /> },
              ]}
            />
          </Later>
        </SpaceBetween>
      )}
      {deleting && (
        <DeleteDialog
          names={[policyName(arn)]}
          words={deletePolicyWords()}
          remove={() => deletePolicy(session.clients.iam, arn)}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            session.navigate({ view: 'policies' });
          }}
        />
      )}
    </SpaceBetween>
  );
}
