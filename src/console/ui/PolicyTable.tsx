// Managed policies to choose from: search, filter by type, as in «Attach policies directly» and in Create group.

import type { Policy } from '@aws-sdk/client-iam';
import { useMemo } from 'preact/hooks';
import { listPolicies, policyType } from '../iam/policies.ts';
import { useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { PolicyName, typeText } from './PolicyDocument.tsx';
import { ResourceTable } from './ResourceTable.tsx';
import { usePolicyType } from './usePolicyType.tsx';

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
  const { only, filter } = usePolicyType();
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
      filter={filter}
    />
  );
}
