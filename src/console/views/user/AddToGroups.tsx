// IAM → Users → one user → Add user to groups.
import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../errors.ts';
import { addToGroup, groupsOf } from '../../iam/users.ts';
import { useQuery } from '../../query.ts';
import { toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { GroupTable } from '../../ui/GroupTable.tsx';

export function AddToGroups({ name }: { name: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const current = useQuery<readonly Group[]>(`groups-of/${name}`, () => groupsOf(iam, name));
  const inGroups = useMemo(() => (current.data ?? []).map((group) => group.GroupName ?? ''), [current.data]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    setBusy(true);
    const failures: { label: string; failure: Failure }[] = [];
    for (const group of chosen)
      await addToGroup(iam, name, group).catch((error: unknown) =>
        failures.push({ label: t('refused_group', { name: group }), failure: toFailure(error) }),
      );
    setBusy(false);
    session.changed();
    session.navigate(toUser(name, 'groups'));
    const count = chosen.length - failures.length;
    session.flash(
      failures.length === 0
        ? { type: 'success', header: t('addedToGroups', { name, count }) }
        : { type: count === 0 ? 'error' : 'warning', header: t('addedToGroups', { name, count }), failures },
    );
  };

  return (
    <Form
      header={
        <Header variant="h1" description={t('addToGroupsHelp')}>
          {t('addUserToGroups')}
        </Header>
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" disabled={busy} onClick={() => session.navigate(toUser(name, 'groups'))}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0}
            loading={busy}
            onClick={() => void submit()}
          >
            {t('addUserToGroups')}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={current.failure} onRetry={current.refresh} />
        <GroupTable chosen={chosen} onChoose={setChosen} without={inGroups} />
      </SpaceBetween>
    </Form>
  );
}
