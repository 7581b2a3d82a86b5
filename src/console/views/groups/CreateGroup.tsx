// IAM → User groups → Create group: name, users to add, policies to attach, on one page as in the real console.
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../errors.ts';
import { attachToGroup, createGroup } from '../../iam/groups.ts';
import { checkGroupName } from '../../iam/names.ts';
import { policyName } from '../../iam/policies.ts';
import { addToGroup, listUsers } from '../../iam/users.ts';
import { useAction, useQuery } from '../../query.ts';
import { toGroup } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { PolicyTable } from '../../ui/PolicyTable.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { userDates } from '../../ui/user-columns.ts';

const nameOf = (user: User): string => user.UserName ?? '';

/** Users to choose from, several at a time. */
export function UserChooser({
  title,
  chosen,
  without,
  onChoose,
}: {
  title: string;
  chosen: readonly string[];
  without?: readonly string[];
  onChoose: (names: readonly string[]) => void;
}) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly User[]>('users', (onPart) => listUsers(iam, onPart));
  const columns: Column<User>[] = [
    { id: 'name', header: t('userName'), cell: nameOf, sortBy: nameOf },
    ...userDates(),
  ];
  return (
    <ResourceTable<User>
      id="choose-group-users"
      title={title}
      query={query}
      columns={columns}
      keyOf={nameOf}
      searchText={nameOf}
      searchLabel={t('searchUsers')}
      empty={t('noUsers')}
      selection="multi"
      selected={(query.data ?? []).filter((user) => chosen.includes(nameOf(user)))}
      onSelect={(users) => onChoose(users.map(nameOf))}
      only={(user) => !without?.includes(nameOf(user))}
      pageSize={10}
    />
  );
}

export function CreateGroup() {
  const session = useSession();
  const { iam } = session.clients;
  const action = useAction();
  const [name, setName] = useState('');
  const [users, setUsers] = useState<readonly string[]>([]);
  const [policies, setPolicies] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const problem = checkGroupName(name);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || action.busy) return;
    const failures: { label: string; failure: Failure }[] = [];
    const attempt = (label: string, request: Promise<unknown>) =>
      request.catch((error: unknown) => failures.push({ label, failure: toFailure(error) }));
    const done = await action.run(async () => {
      await createGroup(iam, name);
      for (const user of users)
        await attempt(t('refused_member', { name: user }), addToGroup(iam, user, name));
      for (const arn of policies)
        await attempt(t('refused_policy', { name: policyName(arn) }), attachToGroup(iam, name, arn));
    });
    if (!done) return;
    session.navigate({ view: 'groups' });
    const view = { text: t('viewGroup'), route: toGroup(name) };
    session.flash(
      failures.length === 0
        ? { type: 'success', header: t('groupCreated', { name }), action: view }
        : { type: 'warning', header: t('groupCreatedPartly', { name }), failures, action: view },
    );
  };

  return (
    <Form
      header={<Header variant="h1">{t('createUserGroup')}</Header>}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" disabled={action.busy} onClick={() => session.navigate({ view: 'groups' })}>
            {t('cancel')}
          </Button>
          <Button variant="primary" loading={action.busy} onClick={() => void submit()}>
            {t('createUserGroup')}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} header={t('groupNotCreated')} />
        <Container header={<Header variant="h2">{t('nameTheGroup')}</Header>}>
          <FormField
            label={t('userGroupName')}
            description={t('userGroupNameHelp')}
            constraintText={t('groupNameRule')}
            errorText={
              problem !== undefined && (tried || problem !== 'empty') ? t(`groupName_${problem}`) : undefined
            }
          >
            <Input
              value={name}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setName(detail.value)}
            />
          </FormField>
        </Container>
        <UserChooser title={t('addUsersToGroupOptional')} chosen={users} onChoose={setUsers} />
        <PolicyTable title={t('attachPoliciesOptional')} chosen={policies} onChoose={setPolicies} />
      </SpaceBetween>
    </Form>
  );
}
