// IAM → Roles.
import type { Role } from '@aws-sdk/client-iam';
import { readDocument } from '../../iam/policies.ts';
import { deleteRole, listRoles, trustedBy } from '../../iam/roles.ts';
import { toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import type { DeleteWords } from '../../ui/DeleteDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (role: Role): string => role.RoleName ?? '';
const trusted = (role: Role): string => trustedBy(readDocument(role.AssumeRolePolicyDocument)).join(', ');

export const deleteRoleWords = (): DeleteWords => ({
  title: (count) => t('deleteRolesTitle', { count }),
  typeName: (name) => t('typeRoleName', { name }),
  help: t('deleteRoleHelp'),
  done: (count) => t('rolesDeleted', { count }),
});

export function Roles() {
  const { iam } = useSession().clients;
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
    <ListPage<Role>
      id="roles"
      title={t('roles')}
      description={t('rolesHelp')}
      read={(onPart) => listRoles(iam, onPart)}
      columns={columns}
      keyOf={nameOf}
      searchLabel={t('searchRoles')}
      empty={t('noRoles')}
      create={{ text: t('createRole'), to: { view: 'create-role' } }}
      remove={{ words: deleteRoleWords(), run: (name) => deleteRole(iam, name) }}
    />
  );
}
