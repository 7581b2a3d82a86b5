// Security credentials → Create access key: use case with the alternative AWS recommends, description tag, the key once.
// Use cases: from published samples; their order, texts and any additions of 2026 are unverified (facts, part F).
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'preact/hooks';
import { download } from '../../download.ts';
import { type Failure, toFailure } from '../../errors.ts';
import { createAccessKey, describeKey, type NewKey } from '../../iam/credentials.ts';
import { accessKeyCsv } from '../../iam/csv.ts';
import { toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { Copyable, Secret } from '../../ui/Secret.tsx';
import { wizardWords } from '../../ui/wizard.ts';

const useCases = ['cli', 'local', 'compute', 'thirdParty', 'outside', 'other'] as const;
type UseCase = (typeof useCases)[number];

export function CreateAccessKey({ name }: { name?: string }) {
  const session = useSession();
  const caller = session.caller.value;
  /** Whose key it is; undefined: root's. */
  const user = name ?? (caller?.kind === 'user' ? caller.name : undefined);
  const forRoot = user === undefined;
  const { iam } = session.clients;
  const [step, setStep] = useState(0);
  const [useCase, setUseCase] = useState<UseCase | undefined>(undefined);
  const [understood, setUnderstood] = useState(false);
  const [tried, setTried] = useState(false);
  const [description, setDescription] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [key, setKey] = useState<NewKey | undefined>(undefined);
  const back = () =>
    session.navigate(
      name === undefined ? { view: 'security-credentials' } : toUser(name, 'security-credentials'),
    );
  /** Root has no tags, so no description either: its wizard has two steps. */
  const last = forRoot ? 1 : 2;
  const badDescription = description.length > 256;

  const create = async (): Promise<void> => {
    if (badDescription || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await createAccessKey(iam, user);
      setKey(made);
      setStep(last);
      if (description !== '' && user !== undefined)
        await describeKey(iam, user, made.id, description).catch((error: unknown) =>
          session.flash({
            type: 'warning',
            header: t('keyNotDescribed'),
            failures: [{ failure: toFailure(error) }],
          }),
        );
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setBusy(false);
      session.changed();
    }
  };

  const toStep = (next: number): void => {
    if (key) return;
    if (step === 0 && next > 0 && ((useCase === undefined && !forRoot) || !understood)) {
      setTried(true);
      return;
    }
    if (next === last) void create();
    else setStep(next);
  };

  return (
    <Wizard
      steps={[
        {
          title: t('keyBestPractices'),
          description: t('keyBestPracticesHelp'),
          content: (
            <SpaceBetween size="l">
              {forRoot && <FailureAlert failure={failure} header={t('keyNotCreated')} />}
              <Container header={<Header variant="h2">{t(forRoot ? 'rootUser' : 'useCase')}</Header>}>
                <SpaceBetween size="l">
                  {forRoot ? (
                    <Alert type="warning" header={t('rootKeyNot')}>
                      {t('rootKeyNotHelp')}
                    </Alert>
                  ) : (
                    <FormField
                      label={t('useCase')}
                      errorText={tried && useCase === undefined ? t('chooseUseCase') : undefined}
                    >
                      <RadioGroup
                        value={useCase ?? null}
                        items={useCases.map((value) => ({
                          value,
                          label: t(`useCase_${value}`),
                          description: t(`useCaseHelp_${value}`),
                        }))}
                        onChange={({ detail }) => setUseCase(detail.value as UseCase)}
                      />
                    </FormField>
                  )}
                  {useCase !== undefined && (
                    <Alert type="warning" header={t('alternativeRecommended')}>
                      {t(`alternative_${useCase}`)}
                    </Alert>
                  )}
                  <FormField errorText={tried && !understood ? t('tickToGoOn') : undefined}>
                    <Checkbox checked={understood} onChange={({ detail }) => setUnderstood(detail.checked)}>
                      {t(forRoot ? 'rootKeyUnderstood' : 'keyUnderstood')}
                    </Checkbox>
                  </FormField>
                </SpaceBetween>
              </Container>
            </SpaceBetween>
          ),
        },
        ...(forRoot
          ? []
          : [
              {
                title: t('setDescriptionTag'),
                isOptional: true,
                description: t('descriptionTagHelp'),
                content: (
                  <SpaceBetween size="l">
                    <FailureAlert failure={failure} header={t('keyNotCreated')} />
                    <Container>
                      <FormField
                        label={t('descriptionTagValue')}
                        description={t('descriptionTagValueHelp')}
                        constraintText={t('descriptionTagRule')}
                        errorText={badDescription ? t('tagValueTooLong') : undefined}
                      >
                        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
                      </FormField>
                    </Container>
                  </SpaceBetween>
                ),
              },
            ]),
        {
          title: t('retrieveKeys'),
          content: key ? (
            <SpaceBetween size="l">
              <Container header={<Header variant="h2">{t('accessKey')}</Header>}>
                <SpaceBetween size="m">
                  <p class="console-sentence">{t('keyOnce')}</p>
                  <KeyValuePairs
                    columns={2}
                    items={[
                      { label: t('accessKey'), value: <Copyable text={key.id} label={t('accessKey')} /> },
                      {
                        label: t('secretAccessKey'),
                        value: <Secret text={key.secret} label={t('secretAccessKey')} />,
                      },
                    ]}
                  />
                </SpaceBetween>
              </Container>
              <Container header={<Header variant="h2">{t('keyBestPracticesShort')}</Header>}>
                <Box>
                  <ul class="console-rules">
                    <li>{t('keyRule_plain')}</li>
                    <li>{t('keyRule_off')}</li>
                    <li>{t('keyRule_least')}</li>
                    <li>{t('keyRule_rotate')}</li>
                  </ul>
                </Box>
              </Container>
            </SpaceBetween>
          ) : null,
        },
      ]}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      submitButtonText={t('done')}
      i18nStrings={wizardWords(t(step === last - 1 ? 'createAccessKey' : 'next'))}
      {...(key
        ? {
            customPrimaryActions: (
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="download" onClick={() => download(accessKeyCsv(user, key.id, key.secret))}>
                  {t('downloadCsv')}
                </Button>
                <Button variant="primary" onClick={back}>
                  {t('done')}
                </Button>
              </SpaceBetween>
            ),
          }
        : {})}
      onNavigate={({ detail }) => toStep(detail.requestedStepIndex)}
      onCancel={back}
      onSubmit={back}
    />
  );
}

/** For whoever is signed in. */
export const CreateOwnAccessKey = () => <CreateAccessKey />;
