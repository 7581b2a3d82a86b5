// IAM → Policies.
import type { Policy } from '@aws-sdk/client-iam';
import { useCallback } from 'preact/hooks';
import { deletePolicy, listPolicies, policyType } from '../../iam/policies.ts';
import { toPolicy } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import type { DeleteWords } from '../../ui/DeleteDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import { typeText } from '../../ui/PolicyDocument.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { usePolicyType } from '../../ui/usePolicyType.tsx';

const arnOf = (policy: Policy): string => policy.Arn ?? '';
const nameOf = (policy: Policy): string => policy.PolicyName ?? '';

export const deletePolicyWords = (): DeleteWords => ({
  title: () => t('deletePolicyTitle'),
  typeName: (name) => t('typePolicyName', { name }),
  help: t('deletePolicyHelp'),
  done: (_, name) => t('policyDeleted', { name }),
});

export function Policies() {
  const { iam } = useSession().clients;
  const { only, filter } = usePolicyType();
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
  return (
    <ListPage<Policy>
      id="policies"
      title={t('policies')}
      description={t('policiesHelp')}
      read={(onPart) => listPolicies(iam, onPart)}
      columns={columns}
      keyOf={arnOf}
      nameOf={nameOf}
      searchText={searchText}
      searchLabel={t('searchPolicies')}
      empty={t('noPolicies')}
      only={only}
      filter={filter}
      create={{ text: t('createPolicy'), to: { view: 'create-policy' } }}
      remove={{
        words: deletePolicyWords(),
        run: (arn) => deletePolicy(iam, arn),
        single: true,
        refuse: (policy) => (policyType(policy.Arn) === 'customerManaged' ? undefined : t('awsManagedStays')),
      }}
    />
  );
}
