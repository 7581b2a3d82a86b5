// The service and resource control policies that are attached to one place of the organization.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import {
  attach,
  detach,
  listPolicies,
  type PolicyKind,
  type PolicySummary,
  policiesAt,
  policyTypes,
} from '../../organizations.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

const keyOf = (policy: PolicySummary): string => policy.Id ?? '';
const nameOf = (policy: PolicySummary): string => policy.Name ?? '';

export function AttachDialog({
  kind,
  target,
  name,
  without,
  onClose,
}: {
  kind: PolicyKind;
  target: string;
  name: string;
  without: readonly string[];
  onClose: () => void;
}) {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const query = useQuery(`organization-policies/${kind}`, () => listPolicies(client, kind));
  const [chosen, setChosen] = useState<string | undefined>();
  const options = (query.data ?? [])
    .filter((policy) => !without.includes(keyOf(policy)))
    .map((policy) => ({
      value: keyOf(policy),
      label: nameOf(policy),
      description: policy.Description ?? '',
    }));
  return (
    <FormDialog
      title={t('attachPolicyTo', { name })}
      submitLabel={t('attach')}
      disabled={chosen === undefined}
      onSubmit={async () => chosen !== undefined && (await attach(client, chosen, target))}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('policyAttached') });
      }}
      onCancel={onClose}
    >
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      <FormField label={t(kind === 'scp' ? 'scps' : 'rcps')}>
        <Select
          selectedOption={options.find((option) => option.value === chosen) ?? null}
          options={options}
          placeholder={t('choosePolicy')}
          empty={t('noOrganizationPolicies')}
          onChange={({ detail }) => setChosen(detail.selectedOption.value)}
        />
      </FormField>
    </FormDialog>
  );
}

function OfKind({ kind, target, name }: { kind: PolicyKind; target: string; name: string }) {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const query = useQuery<readonly PolicySummary[]>(`policies-at/${target}/${kind}`, () =>
    policiesAt(client, target, kind),
  );
  const [selected, setSelected] = useState<PolicySummary | undefined>();
  const [dialog, setDialog] = useState<'attach' | 'detach' | undefined>();
  const close = (): void => setDialog(undefined);
  const columns: Column<PolicySummary>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (policy) => (
        <RouteLink to={{ view: 'organization-policy', id: keyOf(policy) }}>{nameOf(policy)}</RouteLink>
      ),
      sortBy: nameOf,
    },
    {
      id: 'description',
      header: t('description'),
      cell: (policy) => policy.Description ?? '-',
      minWidth: 200,
    },
  ];
  return (
    <>
      <ResourceTable<PolicySummary>
        id={`policies-at-${kind}`}
        title={t(kind === 'scp' ? 'scps' : 'rcps')}
        description={t('inheritedHelp')}
        query={query}
        columns={columns}
        keyOf={keyOf}
        nameOf={nameOf}
        searchLabel={t('searchOrganizationPolicies')}
        empty={t('noOrganizationPolicies')}
        {...(session.readOnly ? {} : { selection: 'single' as const })}
        selected={selected ? [selected] : []}
        onSelect={(policies) => setSelected(policies[0])}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <WriteButton disabled={selected === undefined} onClick={() => setDialog('detach')}>
              {t('detach')}
            </WriteButton>
            <WriteButton onClick={() => setDialog('attach')}>{t('attach')}</WriteButton>
          </SpaceBetween>
        }
      />
      {dialog === 'attach' && (
        <AttachDialog
          kind={kind}
          target={target}
          name={name}
          without={(query.data ?? []).map(keyOf)}
          onClose={close}
        />
      )}
      {dialog === 'detach' && selected && (
        <ConfirmDialog
          title={t('detachTitle', { policy: nameOf(selected), name })}
          confirmLabel={t('detach')}
          onConfirm={() => detach(client, keyOf(selected), target)}
          onDone={() => {
            close();
            setSelected(undefined);
            session.flash({ type: 'success', header: t('policyDetached') });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{t('detachHelp')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** @param target id of the root, unit or account */
export function PlacePolicies({
  target,
  name,
  enabled,
}: {
  target: string;
  name: string;
  enabled: readonly string[];
}) {
  return (
    <SpaceBetween size="l">
      {(Object.keys(policyTypes) as PolicyKind[])
        .filter((kind) => enabled.includes(policyTypes[kind]))
        .map((kind) => (
          <OfKind key={kind} kind={kind} target={target} name={name} />
        ))}
    </SpaceBetween>
  );
}
