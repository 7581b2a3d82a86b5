// IAM → Identity providers → one provider.
import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'preact/hooks';
import {
  addAudience,
  deleteProvider,
  getProvider,
  kindOf,
  type ProviderDetails,
  removeAudience,
  replaceMetadata,
} from '../../iam/providers.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { DeleteDialog } from '../../ui/DeleteDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';
import { deleteProviderWords } from './Providers.tsx';

function Audiences({ arn, audiences }: { arn: string; audiences: readonly string[] }) {
  const session = useSession();
  const { iam } = session.clients;
  const action = useAction();
  const [adding, setAdding] = useState(false);
  const [audience, setAudience] = useState('');
  return (
    <Section
      title={t('audiences')}
      actions={
        <WriteButton
          onClick={() => {
            setAudience('');
            setAdding(true);
          }}
        >
          {t('addAudience')}
        </WriteButton>
      }
    >
      <FailureAlert failure={action.failure} />
      <ul class="console-names">
        {audiences.map((name) => (
          <li key={name}>
            <span class="console-arn">{name}</span>{' '}
            <WriteButton
              variant="inline-link"
              ariaLabel={t('removeAudience', { name })}
              onClick={async () => {
                if (await action.run(async () => void (await removeAudience(iam, arn, name))))
                  session.flash({ type: 'success', header: t('audienceRemoved') });
              }}
            >
              {t('remove')}
            </WriteButton>
          </li>
        ))}
      </ul>
      {adding && (
        <FormDialog
          title={t('addAudience')}
          submitLabel={t('addAudience')}
          disabled={audience.trim() === ''}
          onSubmit={() => addAudience(iam, arn, audience.trim())}
          onDone={() => {
            setAdding(false);
            session.flash({ type: 'success', header: t('audienceAdded') });
          }}
          onCancel={() => setAdding(false)}
        >
          <TextField label={t('audience')} value={audience} onChange={setAudience} />
        </FormDialog>
      )}
    </Section>
  );
}

function Metadata({ arn, details }: { arn: string; details: ProviderDetails }) {
  const session = useSession();
  const [edited, setEdited] = useState<string | undefined>();
  return (
    <Section
      title={t('metadataDocument')}
      actions={<WriteButton onClick={() => setEdited('')}>{t('replaceMetadata')}</WriteButton>}
    >
      <div class="console-json">
        <section aria-label={t('metadataDocument')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>
            <code>{details.metadata}</code>
          </pre>
        </section>
      </div>
      {edited !== undefined && (
        <FormDialog
          size="large"
          title={t('replaceMetadata')}
          submitLabel={t('replaceMetadata')}
          disabled={edited.trim() === ''}
          onSubmit={() => replaceMetadata(session.clients.iam, arn, edited.trim())}
          onDone={() => {
            setEdited(undefined);
            session.flash({ type: 'success', header: t('metadataReplaced') });
          }}
          onCancel={() => setEdited(undefined)}
        >
          <FormField label={t('metadataDocument')} stretch>
            <Textarea value={edited} rows={10} onChange={({ detail }) => setEdited(detail.value)} />
          </FormField>
        </FormDialog>
      )}
    </Section>
  );
}

export function ProviderPage({ arn }: { arn: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<ProviderDetails>(`provider/${arn}`, () => getProvider(iam, arn));
  const [deleting, setDeleting] = useState(false);
  const kind = kindOf(arn);
  const name = arn.slice(arn.indexOf('/') + 1);
  const details = query.data;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={t(`provider_${kind}`)}
        actions={
          <WriteButton disabled={details === undefined} onClick={() => setDeleting(true)}>
            {t('delete')}
          </WriteButton>
        }
      >
        {name}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {details && (
        <SpaceBetween size="l">
          <Section title={t('summary')}>
            <KeyValuePairs
              columns={2}
              items={[
                { label: t('arn'), value: <Copyable text={arn} label={t('arn')} /> },
                { label: t('creationTime'), value: formatDate(details.created) },
                ...(kind === 'saml'
                  ? [{ label: t('validUntil'), value: formatDate(details.validUntil) }]
                  : [
                      {
                        label: t('thumbprints'),
                        value: <span class="console-arn">{details.thumbprints?.join(', ') || '-'}</span>,
                      },
                    ]),
              ]}
            />
          </Section>
          <Alert type="info">{t('nextAssignRole')}</Alert>
          {kind === 'saml' ? (
            <Metadata arn={arn} details={details} />
          ) : (
            <Audiences arn={arn} audiences={details.audiences ?? []} />
          )}
          <Tags kind={kind} id={arn} />
        </SpaceBetween>
      )}
      {deleting && (
        <DeleteDialog
          names={[name]}
          words={deleteProviderWords()}
          remove={() => deleteProvider(iam, arn)}
          onCancel={() => setDeleting(false)}
          onDone={() => session.navigate({ view: 'providers' })}
        />
      )}
    </SpaceBetween>
  );
}
