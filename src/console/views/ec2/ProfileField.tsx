// The instance profile, and so the role, of an instance.
import type { InstanceProfile } from '@aws-sdk/client-iam';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { listInstanceProfiles } from '../../iam/roles.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';

/** @param value name of the profile; '' for none */
export function ProfileField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly InstanceProfile[]>('instance-profiles', () => listInstanceProfiles(iam));
  const options = [
    { value: '', label: t('noProfile') },
    ...(query.data ?? []).map((profile) => ({
      value: profile.InstanceProfileName ?? '',
      label: profile.InstanceProfileName ?? '',
      description: (profile.Roles ?? []).map((role) => role.Arn).join(', '),
    })),
  ];
  return (
    <>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      <FormField label={t('iamInstanceProfile')} description={t('iamInstanceProfileHelp')}>
        <Select
          selectedOption={options.find((option) => option.value === value) ?? null}
          options={options}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      </FormField>
    </>
  );
}
