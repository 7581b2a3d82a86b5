// Managed policies to choose from: search, filter by type, as in «Attach policies directly» and in Create group.

import type { Policy } from '@aws-sdk/client-iam';
import Select from '@cloudscape-design/components/select';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { listPolicies, policyType } from '../iam/policies.ts';
import { useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { PolicyName, typeText } from './PolicyDocument.tsx';
import { ResourceTable } from './ResourceTable.tsx';

const arnOf = (policy: Policy): string => policy.Arn ?? '';
const nameOf = (policy: Policy): string => policy.PolicyName ?? '';

export function PolicyTable({
  title,
  chosen,
  onChoose,
  selection = 'multi',
  pageSize = 10,
}: {
  title?: string;
  /** ARNs. */
  chosen: readonly string[];
  onChoose: (arns: readonly string[]) => void;
  selection?: 'single' | 'multi';
  pageSize?: number;
}) {
  const { clients } = useSession();
  const query = useQuery<readonly Policy[]>('policies', (onPart) => listPolicies(clients.iam, onPart));
  const [type, setType] = useState('all');
  const only = useCallback((policy: Policy) => type === 'all' || policyType(policy.Arn) === type, [type]);
  const columns = useMemo(
    () => [
      {
        id: 'name',
        header: t('policyName'),
        cell: (policy: Policy) => (
          <PolicyName link={{ name: policy.PolicyName ?? '', arn: policy.Arn, via: undefined }} />
        ),
        sortBy: (policy: Policy) => policy.PolicyName,
        minWidth: 200,
      },
      {
        id: 'type',
        header: t('type'),
        cell: (policy: Policy) => t(typeText[policyType(policy.Arn)]),
        sortBy: (policy: Policy) => policyType(policy.Arn),
      },
      {
        id: 'attached',
        header: t('attachedEntities'),
        cell: (policy: Policy) => policy.AttachmentCount ?? 0,
        sortBy: (policy: Policy) => policy.AttachmentCount ?? 0,
      },
    ],
    [],
  );
  const options = [
    { value: 'all', label: t('allTypes') },
    { value: 'awsManaged', label: t('typeAwsManaged') },
    { value: 'jobFunction', label: t('typeJobFunction') },
    { value: 'customerManaged', label: t('typeCustomerManaged') },
  ];
  return (
    <ResourceTable<Policy>
      id="choose-policies"
      title={title ?? t('permissionsPolicies')}
      query={query}
      columns={columns}
      keyOf={arnOf}
      nameOf={nameOf}
      searchText={nameOf}
      searchLabel={t('searchPolicies')}
      empty={t('noPolicies')}
      selection={selection}
      selected={(query.data ?? []).filter((policy) => chosen.includes(arnOf(policy)))}
      onSelect={(policies) => onChoose(policies.map(arnOf))}
      only={only}
      pageSize={pageSize}
      filter={
        <Select
          ariaLabel={t('filterByType')}
          selectedOption={options.find((option) => option.value === type) ?? null}
          options={options}
          onChange={({ detail }) => setType(detail.selectedOption.value ?? 'all')}
        />
      }
    />
  );
}
