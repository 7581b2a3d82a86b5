// The filter of a list of managed policies: by who made them.
import type { Policy } from '@aws-sdk/client-iam';
import Select from '@cloudscape-design/components/select';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { policyType } from '../iam/policies.ts';
import { t } from '../text.ts';

/** `only` and `filter` as ResourceTable takes them. */
export function usePolicyType(): { only: (policy: Policy) => boolean; filter: ComponentChildren } {
  const [type, setType] = useState('all');
  const only = useCallback((policy: Policy) => type === 'all' || policyType(policy.Arn) === type, [type]);
  const options = [
    { value: 'all', label: t('allTypes') },
    { value: 'awsManaged', label: t('typeAwsManaged') },
    { value: 'jobFunction', label: t('typeJobFunction') },
    { value: 'customerManaged', label: t('typeCustomerManaged') },
  ];
  const filter = (
    <Select
      ariaLabel={t('filterByType')}
      selectedOption={options.find((option) => option.value === type) ?? null}
      options={options}
      onChange={({ detail }) => setType(detail.selectedOption.value ?? 'all')}
    />
  );
  return { only, filter };
}
