// EC2 → Launch an instance: what of the long page has to do with permissions.
import { EC2Client } from '@aws-sdk/client-ec2';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { images, instanceTypes, launch } from '../../ec2.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { CreateForm } from '../../ui/CreateForm.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ProfileField } from './ProfileField.tsx';

const imageOptions = images.map(({ id, name }) => ({ value: id, label: name, description: id }));
const typeOptions = instanceTypes.map((value) => ({ value, label: value }));

export function LaunchInstance() {
  const client = useSession().client(EC2Client);
  const [name, setName] = useState('');
  const [image, setImage] = useState<string>(images[0].id);
  const [type, setType] = useState<string>(instanceTypes[0]);
  const [count, setCount] = useState('1');
  const [profile, setProfile] = useState('');
  const number = Number(count);
  const fine = Number.isInteger(number) && number >= 1 && number <= 20;
  return (
    <CreateForm
      title={t('launchInstance')}
      submitLabel={t('launchInstance')}
      failureHeader={t('instanceNotLaunched')}
      back={{ view: 'instances' }}
      check={() => fine}
      onSubmit={() =>
        launch(client, {
          name: name.trim(),
          image,
          type,
          count: number,
          profile: profile === '' ? undefined : profile,
        })
      }
      done={() => ({ header: t('instanceLaunched', { count: number }) })}
    >
      <Container>
        <SpaceBetween size="m">
          <TextField label={t('nameAndTags')} value={name} onChange={setName} />
          <FormField label={t('applicationImages')}>
            <Select
              selectedOption={imageOptions.find((option) => option.value === image) ?? null}
              options={imageOptions}
              onChange={({ detail }) => setImage(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <FormField label={t('instanceType')}>
            <Select
              selectedOption={typeOptions.find((option) => option.value === type) ?? null}
              options={typeOptions}
              onChange={({ detail }) => setType(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <ProfileField value={profile} onChange={setProfile} />
          <TextField
            label={t('numberOfInstances')}
            type="number"
            value={count}
            onChange={setCount}
            error={fine ? undefined : t('countRule')}
          />
        </SpaceBetween>
      </Container>
    </CreateForm>
  );
}
