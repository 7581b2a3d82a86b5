// IAM → Policies.
import type { Policy } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'preact/hooks';
import { deletePolicy, listPolicies, policyType } from '../../iam/policies.ts';
import { useQuery } from '../../query.ts';
import { toPolicy } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { typeText } from '../../ui/PolicyDocument.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteButton, RouteLink } from '../../ui/RouteLink.tsx';

const arnOf = (policy: Policy): string => policy.Arn ?? '';
const nameOf = (policy: Policy): string => policy.PolicyName ?? '';

export function DeletePolicyDialog({
  arn,
  name,
  onDone,
  onCancel,
}: {
  arn: string;
  name: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const session = useSession();
  return (
    <ConfirmDialog
      title={t('deleteTitle', { name })}
      phrase={name}
      phraseLabel={t('typePolicyName', { name })}
      confirmLabel={t('delete')}
      onConfirm={() => deletePolicy(session.clients.iam, arn)}
      onDone={() => {
        onDone();
        session.flash({ type: 'success', header: t('policyDeleted', { name }) });
      }}
      onCancel={onCancel}
    >
      <p class="console-sentence">{t('deletePolicyHelp')}</p>
    </ConfirmDialog>
  );
}

export function Policies() {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly Policy[]>('policies', (onPart) => listPolicies(iam, onPart));
  const [type, setType] = useState('all');
  const [selected, setSelected] = useState<Policy | undefined>(undefined);
  const [deleting, setDeleting] = useState(false);
  const only = useCallback((policy: Policy) => type === 'all' || policyType(policy.Arn) === type, [type]);
  const columns: Column<Policy>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (policy) => <RouteLink to={toPolicy(arnOf(policy))}>{nameOf(policy)}</RouteLink>,
      sortBy: nameOf,
      minWidth: 220,
    },
    {
      id: 'type',
      header: t('type'),
      cell: (policy) => t(typeText[policyType(policy.Arn)]),
      sortBy: (policy) => policyType(policy.Arn),
    },
    {
      id: 'used',
      header: t('usedAs'),
      cell: (policy) => {
        const attached = (policy.AttachmentCount ?? 0) > 0;
        const boundary = (policy.PermissionsBoundaryUsageCount ?? 0) > 0;
        if (!attached && !boundary) return t('none');
        return [
          attached && t('usedAsPolicyCount', { count: policy.AttachmentCount ?? 0 }),
          boundary && t('usedAsBoundary'),
        ]
          .filter(Boolean)
          .join(', ');
      },
      sortBy: (policy) => policy.AttachmentCount ?? 0,
    },
    {
      id: 'description',
      header: t('description'),
      cell: (policy) => policy.Description ?? '-',
      minWidth: 220,
    },
    {
      id: 'edited',
      header: t('editedTime'),
      cell: (policy) => formatDate(policy.UpdateDate),
      sortBy: (policy) => policy.UpdateDate?.getTime(),
      hidden: true,
    },
  ];
  const searchText = useCallback((policy: Policy) => `${nameOf(policy)} ${policy.Description ?? ''}`, []);
  const options = [
    { value: 'all', label: t('allTypes') },
    { value: 'awsManaged', label: t('typeAwsManaged') },
    { value: 'jobFunction', label: t('typeJobFunction') },
    { value: 'customerManaged', label: t('typeCustomerManaged') },
  ];
  const mine = selected !== undefined && policyType(selected.Arn) === 'customerManaged';
  return (
    <>
      <ResourceTable<Policy>
        id="policies"
        headingLevel="h1"
        variant="full-page"
        title={t('policies')}
        description={t('policiesHelp')}
        query={query}
        columns={columns}
        keyOf={arnOf}
        nameOf={nameOf}
        searchText={searchText}
        searchLabel={t('searchPolicies')}
        empty={t('noPolicies')}
        {...(session.readOnly ? {} : { selection: 'single' as const })}
        selected={selected ? [selected] : []}
        onSelect={(policies) => setSelected(policies[0])}
        only={only}
        filter={
          <Select
            ariaLabel={t('filterByType')}
            selectedOption={options.find((option) => option.value === type) ?? null}
            options={options}
            onChange={({ detail }) => setType(detail.selectedOption.value ?? 'all')}
          />
        }
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                disabled={!mine}
                {...(selected !== undefined && !mine ? { disabledReason: t('awsManagedStays') } : {})}
                onClick={() => setDeleting(true)}
              >
                {t('delete')}
              </Button>
              <RouteButton variant="primary" to={{ view: 'create-policy' }}>
                {t('createPolicy')}
              </RouteButton>
            </SpaceBetween>
          )
        }
      />
      {deleting && selected && (
        <DeletePolicyDialog
          arn={arnOf(selected)}
          name={nameOf(selected)}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            setSelected(undefined);
          }}
        />
      )}
    </>
  );
}
