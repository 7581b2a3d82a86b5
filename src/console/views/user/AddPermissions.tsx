// IAM → Users → one user → Add permissions: the same three ways, then a review, each request tried and reported.
import type { Group } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../errors.ts';
import { noPermissions, type Permissions, permissionsOf } from '../../iam/createUser.ts';
import { policyName } from '../../iam/policies.ts';
import { addToGroup, attachToUser, groupsOf, putUserInline } from '../../iam/users.ts';
import { useQuery } from '../../query.ts';
import { toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { noChoice, PermissionsPicker } from '../../ui/PermissionsPicker.tsx';
import { wizardWords } from '../../ui/wizard.ts';
import { type SummaryRow, summaryRows } from '../create-user/Review.tsx';

export function AddPermissions({ name }: { name: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const groups = useQuery<readonly Group[]>(`groups-of/${name}`, () => groupsOf(iam, name));
  const [step, setStep] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [choice, setChoice] = useState(noChoice);
  const [copied, setCopied] = useState<Permissions>(noPermissions);
  const permissions: Permissions = {
    groups: choice.way === 'group' ? choice.groups : choice.way === 'copy' ? copied.groups : [],
    policies: choice.way === 'policies' ? choice.policies : choice.way === 'copy' ? copied.policies : [],
    inline: choice.way === 'copy' ? copied.inline : [],
    // A boundary limits; adding permissions leaves it alone.
    boundary: undefined,
  };
  const rows = summaryRows(permissions, false);

  const toStep = async (next: number): Promise<void> => {
    setFailure(undefined);
    if (next === 1 && choice.way === 'copy' && choice.copyFrom !== undefined) {
      setBusy(true);
      try {
        setCopied(await permissionsOf(iam, choice.copyFrom));
      } catch (error) {
        setFailure(toFailure(error));
        return;
      } finally {
        setBusy(false);
      }
    }
    setStep(next);
  };

  const submit = async (): Promise<void> => {
    if (rows.length === 0 || busy) return;
    setBusy(true);
    const failures: { label: string; failure: Failure }[] = [];
    const attempt = (label: string, request: Promise<unknown>) =>
      request.catch((error: unknown) => failures.push({ label, failure: toFailure(error) }));
    for (const group of permissions.groups)
      await attempt(t('refused_group', { name: group }), addToGroup(iam, name, group));
    for (const arn of permissions.policies)
      await attempt(t('refused_policy', { name: policyName(arn) }), attachToUser(iam, name, arn));
    for (const policy of permissions.inline)
      await attempt(
        t('refused_inline', { name: policy.name }),
        putUserInline(iam, name, policy.name, policy.document),
      );
    setBusy(false);
    session.changed();
    const done = rows.length - failures.length;
    if (done === 0 && failures.length === 1) {
      setFailure(failures[0]?.failure);
      return;
    }
    session.navigate(toUser(name));
    session.flash(
      failures.length === 0
        ? { type: 'success', header: t('permissionsAdded', { count: done }) }
        : { type: 'warning', header: t('permissionsAddedPartly', { count: done }), failures },
    );
  };

  return (
    <Wizard
      steps={[
        {
          title: t('addPermissions'),
          description: t('addPermissionsHelp'),
          content: (
            <SpaceBetween size="l">
              <FailureAlert failure={failure} header={t('notCopiedPermissions')} />
              <PermissionsPicker
                choice={choice}
                onChange={setChoice}
                user={name}
                inGroups={(groups.data ?? []).map((group) => group.GroupName ?? '')}
              />
            </SpaceBetween>
          ),
        },
        {
          title: t('review'),
          content: (
            <SpaceBetween size="l">
              <FailureAlert failure={failure} header={t('permissionsNotAdded')} />
              <Table<SummaryRow>
                items={rows}
                trackBy="key"
                wrapLines
                ariaLabels={{ tableLabel: t('permissionsSummary') }}
                header={<Header variant="h2">{t('permissionsSummary')}</Header>}
                empty={<Box textAlign="center">{t('nothingChosen')}</Box>}
                columnDefinitions={[
                  { id: 'name', header: t('name'), cell: (row) => row.name, isRowHeader: true },
                  { id: 'type', header: t('type'), cell: (row) => row.type },
                  { id: 'used', header: t('usedAs'), cell: (row) => row.usedAs },
                ]}
              />
            </SpaceBetween>
          ),
        },
      ]}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      submitButtonText={t('addPermissions')}
      i18nStrings={wizardWords()}
      onNavigate={({ detail }) => void toStep(detail.requestedStepIndex)}
      onCancel={() => session.navigate(toUser(name))}
      onSubmit={() => void submit()}
    />
  );
}
