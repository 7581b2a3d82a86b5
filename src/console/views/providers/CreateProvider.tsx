// IAM → Identity providers → Add provider.
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'preact/hooks';
import { createOidc, createSaml, type ProviderKind } from '../../iam/providers.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { CreateForm } from '../../ui/CreateForm.tsx';
import { TextField } from '../../ui/TextField.tsx';

export function CreateProvider() {
  const { iam } = useSession().clients;
  const [kind, setKind] = useState<ProviderKind>('saml');
  const [name, setName] = useState('');
  const [metadata, setMetadata] = useState('');
  const [url, setUrl] = useState('');
  const [audience, setAudience] = useState('');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState('');
  const fine = {
    name: /^[\w.-]{1,128}$/.test(name.trim()),
    metadata: metadata.trim() !== '',
    url: /^https:\/\/\S+\.\S+/.test(url.trim()),
    audience: audience.trim() !== '',
  };
  const wrong = (part: keyof typeof fine, text: string): string | undefined =>
    tried && !fine[part] ? text : undefined;
  return (
    <CreateForm
      title={t('addProvider')}
      submitLabel={t('addProvider')}
      failureHeader={t('providerNotAdded')}
      back={{ view: 'providers' }}
      check={() => {
        setTried(true);
        return kind === 'saml' ? fine.name && fine.metadata : fine.url && fine.audience;
      }}
      onSubmit={async () =>
        setMade(
          kind === 'saml'
            ? await createSaml(iam, name.trim(), metadata.trim())
            : await createOidc(iam, url.trim(), audience.trim()),
        )
      }
      done={() => ({
        header: t('providerAdded', { name: kind === 'saml' ? name.trim() : url.trim() }),
        view: made === '' ? undefined : { text: t('viewProvider'), route: { view: 'provider', arn: made } },
      })}
    >
      <Container header={<Header variant="h2">{t('providerType')}</Header>}>
        <Tiles
          ariaLabel={t('providerType')}
          value={kind}
          onChange={({ detail }) => {
            setKind(detail.value as ProviderKind);
            setTried(false);
          }}
          items={[
            { value: 'saml', label: t('provider_saml'), description: t('samlHelp') },
            { value: 'oidc', label: t('provider_oidc'), description: t('oidcHelp') },
          ]}
        />
      </Container>
      <Container>
        {kind === 'saml' ? (
          <SpaceBetween size="m">
            <TextField
              label={t('providerName')}
              constraint={t('providerNameRule')}
              value={name}
              onChange={setName}
              error={wrong('name', t('providerNameWrong'))}
            />
            <FormField
              label={t('metadataDocument')}
              description={t('metadataHelp')}
              errorText={wrong('metadata', t('metadataWrong'))}
              stretch
            >
              <Textarea
                value={metadata}
                rows={10}
                spellcheck={false}
                onChange={({ detail }) => setMetadata(detail.value)}
              />
            </FormField>
          </SpaceBetween>
        ) : (
          <SpaceBetween size="m">
            <TextField
              label={t('providerUrl')}
              constraint={t('providerUrlRule')}
              placeholder="https://token.actions.githubusercontent.com"
              value={url}
              onChange={setUrl}
              error={wrong('url', t('providerUrlWrong'))}
            />
            <TextField
              label={t('audience')}
              description={t('audienceHelp')}
              value={audience}
              onChange={setAudience}
              error={wrong('audience', t('audienceWrong'))}
            />
          </SpaceBetween>
        )}
      </Container>
    </CreateForm>
  );
}
