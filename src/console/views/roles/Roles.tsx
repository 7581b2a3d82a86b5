// IAM → Roles.
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { readDocument } from '../../iam/policies.ts';
import { deleteRole, listRoles, trustedBy } from '../../iam/roles.ts';
import { useQuery } from '../../query.ts';
import { toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteButton, RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (role: Role): string => role.RoleName ?? '';
const trusted = (role: Role): string => trustedBy(readDocument(role.AssumeRolePolicyDocument)).join(', ');

export function DeleteRolesDialog({
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
        only === undefined ? t('deleteRolesTitle', { count: names.length }) : t('deleteTitle', { name: only })
      }
      phrase={only ?? t('confirmWord')}
      phraseLabel={
        only === undefined ? t('typeWord', { phrase: t('confirmWord') }) : t('typeRoleName', { name: only })
      }
      confirmLabel={t('delete')}
      onConfirm={async () => {
        for (const name of names) await deleteRole(session.clients.iam, name);
      }}
      onDone={() => {
        onDone();
        session.flash({ type: 'success', header: t('rolesDeleted', { count: names.length }) });
      }}
      onCancel={onCancel}
    >
      <p class="console-sentence">{t('deleteRoleHelp')}</p>
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

export function Roles() {
  const session = useSession();
  const query = useQuery<readonly Role[]>('roles', (onPart) => listRoles(session.clients.iam, onPart));
  const [selected, setSelected] = useState<readonly Role[]>([]);
  const [deleting, setDeleting] = useState(false);
  const columns: Column<Role>[] = [
    {
      id: 'name',
      header: t('roleName'),
      cell: (role) => <RouteLink to={toRole(nameOf(role))}>{nameOf(role)}</RouteLink>,
      sortBy: nameOf,
    },
    {
      id: 'trusted',
      header: t('trustedEntities'),
      cell: (role) => <span class="console-arn">{trusted(role)}</span>,
      sortBy: trusted,
      minWidth: 220,
    },
    { id: 'description', header: t('description'), cell: (role) => role.Description ?? '-', minWidth: 180 },
    {
      id: 'created',
      header: t('creationTime'),
      cell: (role) => formatDate(role.CreateDate),
      sortBy: (role) => role.CreateDate?.getTime(),
    },
    {
      id: 'arn',
      header: t('arn'),
      cell: (role) => <span class="console-arn">{role.Arn}</span>,
      sortBy: (role) => role.Arn,
      hidden: true,
      minWidth: 260,
    },
  ];
  return (
    <>
      <ResourceTable<Role>
        id="roles"
        headingLevel="h1"
        variant="full-page"
        title={t('roles')}
        description={t('rolesHelp')}
        query={query}
        columns={columns}
        keyOf={nameOf}
        searchText={nameOf}
        searchLabel={t('searchRoles')}
        empty={t('noRoles')}
        emptyAction={
          !session.readOnly && <RouteButton to={{ view: 'create-role' }}>{t('createRole')}</RouteButton>
        }
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={selected.length === 0} onClick={() => setDeleting(true)}>
                {t('delete')}
              </Button>
              <RouteButton variant="primary" to={{ view: 'create-role' }}>
                {t('createRole')}
              </RouteButton>
            </SpaceBetween>
          )
        }
      />
      {deleting && (
        <DeleteRolesDialog
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
