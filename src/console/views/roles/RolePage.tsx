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
import { useAction, useQuery } from '../../query.ts';
import { type TabOf, toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { AttachedPolicies } from '../../ui/AttachedPolicies.tsx';
import { Boundary } from '../../ui/Boundary.tsx';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { checkDocument, JsonField } from '../../ui/JsonField.tsx';
import { LastAccessed } from '../../ui/LastAccessed.tsx';
import { JsonText } from '../../ui/PolicyDocument.tsx';
import { Copyable } from '../../ui/Secret.tsx';
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
        </>
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
