// EC2 → Instances → one instance.
import { EC2Client } from '@aws-sdk/client-ec2';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type Instance, instanceById, nameOf, type Power, setProfile } from '../../ec2.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';
import { PowerDialog, PowerMenu, roleOf, State } from './Instances.tsx';
import { ProfileField } from './ProfileField.tsx';

function RoleDialog({ id, current, onClose }: { id: string; current: string; onClose: () => void }) {
  const session = useSession();
  const [profile, setProfileName] = useState(current);
  return (
    <FormDialog
      title={t('modifyRole')}
      submitLabel={t('saveChanges')}
      onSubmit={() => setProfile(session.client(EC2Client), id, profile === '' ? undefined : profile)}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('roleModified') });
      }}
      onCancel={onClose}
    >
      <ProfileField value={profile} onChange={setProfileName} />
    </FormDialog>
  );
}

export function InstancePage({ id }: { id: string }) {
  const client = useSession().client(EC2Client);
  const query = useQuery<Instance | undefined>(`instance/${id}`, () => instanceById(client, id));
  const [dialog, setDialog] = useState<Power | 'role' | undefined>();
  const close = (): void => setDialog(undefined);
  const instance = query.data;
  const profile = instance ? roleOf(instance) : '-';
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <PowerMenu instance={instance} onPower={setDialog} />
            <WriteButton disabled={instance === undefined} onClick={() => setDialog('role')}>
              {t('modifyRole')}
            </WriteButton>
          </SpaceBetween>
        }
      >
        {instance && nameOf(instance) !== '' ? `${id} (${nameOf(instance)})` : id}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {instance && (
        <Section title={t('summary')}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: t('instanceState'), value: <State instance={instance} /> },
              { label: t('instanceType'), value: instance.InstanceType ?? '-' },
              { label: t('amiId'), value: instance.ImageId ?? '-' },
              { label: t('availabilityZone'), value: instance.Placement?.AvailabilityZone ?? '-' },
              { label: t('privateIp'), value: instance.PrivateIpAddress ?? '-' },
              { label: t('publicIp'), value: instance.PublicIpAddress ?? '-' },
              { label: t('iamInstanceProfile'), value: profile },
              { label: t('launchTime'), value: formatDate(instance.LaunchTime) },
            ]}
          />
        </Section>
      )}
      {dialog === 'role' && <RoleDialog id={id} current={profile === '-' ? '' : profile} onClose={close} />}
      {dialog !== undefined && dialog !== 'role' && <PowerDialog power={dialog} ids={[id]} onClose={close} />}
    </SpaceBetween>
  );
}
