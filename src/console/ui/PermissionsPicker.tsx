// «Permissions options» and what each of the three ways offers; in the Create user wizard and on Add permissions.
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useCallback, useState } from 'preact/hooks';
import { directPolicies, groupsOf, listUsers } from '../iam/users.ts';
import { useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { CreateGroupDialog } from './CreateGroupDialog.tsx';
import { GroupTable } from './GroupTable.tsx';
import { PolicyTable } from './PolicyTable.tsx';
import { type Column, detail, ResourceTable } from './ResourceTable.tsx';

export type Way = 'group' | 'copy' | 'policies';

export interface PermissionsChoice {
  way: Way;
  groups: readonly string[];
  /** The user whose permissions are copied. */
  copyFrom: string | undefined;
  /** ARNs. */
  policies: readonly string[];
}

export const noChoice: PermissionsChoice = { way: 'group', groups: [], copyFrom: undefined, policies: [] };

const nameOf = (user: User): string => user.UserName ?? '';

function UserTable({
  chosen,
  without,
  onChoose,
}: {
  chosen: string | undefined;
  without: string | undefined;
  onChoose: (name: string | undefined) => void;
}) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly User[]>('users', (onPart) => listUsers(iam, onPart));
  const listed = (names: string[]): string => (names.length === 0 ? '-' : names.join(', '));
  const columns: Column<User>[] = [
    { id: 'name', header: t('userName'), cell: nameOf, sortBy: nameOf },
    {
      id: 'groups',
      header: t('groups'),
      detail: detail(
        async (user) => (await groupsOf(iam, nameOf(user))).map((group) => group.GroupName ?? ''),
        listed,
      ),
    },
    {
      id: 'policies',
      header: t('attachedPolicies'),
      detail: detail(
        async (user) => (await directPolicies(iam, nameOf(user))).map((link) => link.name),
        listed,
      ),
      minWidth: 200,
    },
  ];
  const only = useCallback((user: User) => nameOf(user) !== without, [without]);
  return (
    <ResourceTable<User>
      id="choose-users"
      title={t('users')}
      query={query}
      columns={columns}
      keyOf={nameOf}
      searchText={nameOf}
      searchLabel={t('searchUsers')}
      empty={t('noUsersToCopy')}
      selection="single"
      selected={(query.data ?? []).filter((user) => nameOf(user) === chosen)}
      onSelect={(users) => onChoose(users[0]?.UserName)}
      only={only}
      pageSize={10}
    />
  );
}

export function PermissionsPicker({
  choice,
  onChange,
  user,
  inGroups,
}: {
  choice: PermissionsChoice;
  onChange: (choice: PermissionsChoice) => void;
  /** The user the permissions are for, where there is one already. */
  user?: string;
  inGroups?: readonly string[];
}) {
  const [creating, setCreating] = useState(false);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('permissionsOptions')}</Header>}>
        <Tiles
          ariaLabel={t('permissionsOptions')}
          columns={3}
          value={choice.way}
          onChange={({ detail }) => onChange({ ...choice, way: detail.value as Way })}
          items={[
            { value: 'group', label: t('addUserToGroup'), description: t('addUserToGroupHelp') },
            { value: 'copy', label: t('copyPermissions'), description: t('copyPermissionsHelp') },
            { value: 'policies', label: t('attachDirectly'), description: t('attachDirectlyHelp') },
          ]}
        />
      </Container>
      {choice.way === 'group' && (
        <GroupTable
          chosen={choice.groups}
          onChoose={(groups) => onChange({ ...choice, groups })}
          {...(inGroups ? { without: inGroups } : {})}
          actions={<Button onClick={() => setCreating(true)}>{t('createGroup')}</Button>}
        />
      )}
      {choice.way === 'copy' && (
        <UserTable
          chosen={choice.copyFrom}
          without={user}
          onChoose={(copyFrom) => onChange({ ...choice, copyFrom })}
        />
      )}
      {choice.way === 'policies' && (
        <PolicyTable chosen={choice.policies} onChoose={(policies) => onChange({ ...choice, policies })} />
      )}
      {creating && (
        <CreateGroupDialog
          onCancel={() => setCreating(false)}
          onDone={(name) => {
            setCreating(false);
            // A group made here is meant for this user.
            onChange({ ...choice, groups: [...choice.groups, name] });
          }}
        />
      )}
    </SpaceBetween>
  );
}
