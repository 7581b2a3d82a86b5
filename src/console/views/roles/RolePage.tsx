// IAM → Roles → one role: summary, permissions, trust relationships, tags.
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import type { Holder } from '../../iam/holders.ts';
import { readDocument } from '../../iam/policies.ts';
import { deleteRole, getRole, saveTrust } from '../../iam/roles.ts';
import { useQuery } from '../../query.ts';
import { type TabOf, toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { AttachedPolicies } from '../../ui/AttachedPolicies.tsx';
import { Boundary } from '../../ui/Boundary.tsx';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { DocumentSection } from '../../ui/DocumentSection.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Later } from '../../ui/Staged.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { deleteRoleWords } from './Roles.tsx';

function Permissions({ role }: { role: Role }) {
  const holder: Holder = { kind: 'role', name: role.RoleName ?? '' };
  return (
    <SpaceBetween size="l">
      <AttachedPolicies holder={holder} />
      <Boundary holder={holder} arn={role.PermissionsBoundary?.PermissionsBoundaryArn} />
    </SpaceBetween>
  );
}

function Trust({ name, document }: { name: string; document: string }) {
  const { iam } = useSession().clients;
  return (
    <DocumentSection
      title={t('trustedEntities')}
      description={t('trustHelp')}
      kind="trust"
      document={document}
      editable
      editLabel={t('editTrustPolicy')}
      onSave={(next) => saveTrust(iam, name, next)}
      saved={t('trustSaved')}
    />
  );
}

export function RolePage({ name, tab }: { name: string; tab: TabOf<'role'> }) {
  const session = useSession();
  const query = useQuery<Role>(`role/${name}`, () => getRole(session.clients.iam, name));
  const [deleting, setDeleting] = useState(false);
  const role = query.data;
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
        <SpaceBetween size="l">
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
          <Later>
            <Tabs
              ariaLabel={t('roleSections')}
              activeTabId={tab}
              onChange={({ detail }) => session.navigate(toRole(name, detail.activeTabId as TabOf<'role'>))}
              tabs={[
                { id: 'permissions', label: t('permissions'), content: <Permissions role={role} /> },
                {
                  id: 'trust',
                  label: t('trustRelationships'),
                  content: <Trust name={name} document={readDocument(role.AssumeRolePolicyDocument)} />,
                },
                {
                  id: 'tags',
                  label: t('tags'),
                  content: <Tags kind="role" id={name} />,
                },
                {
                  id: 'last-accessed',
                  label: t('lastAccessedTab'),
                  content: <LastAccessed arn={role.Arn ?? ''} />,
                },
              ]}
            />
          </Later>
        </SpaceBetween>
      )}
      {deleting && (
        <DeleteDialog
          names={[name]}
          words={deleteRoleWords()}
          remove={(one) => deleteRole(session.clients.iam, one)}
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
