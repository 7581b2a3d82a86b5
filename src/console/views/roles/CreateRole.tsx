// IAM → Roles → Create role: trusted entity, permissions, name. Steps as in «Create a role …» of the IAM user guide;
// of the trusted entity types those the practice account can use.
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../errors.ts';
import { checkRoleName } from '../../iam/names.ts';
import { policyName } from '../../iam/policies.ts';
import { attachToRole, createRole, trustPolicy } from '../../iam/roles.ts';
import { toRole } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { checkDocument, JsonField } from '../../ui/JsonField.tsx';
import { JsonText } from '../../ui/PolicyDocument.tsx';
import { PolicyTable } from '../../ui/PolicyTable.tsx';
import { wizardWords } from '../../ui/wizard.ts';

const services = [
  { value: 'ec2.amazonaws.com', label: 'EC2' },
  { value: 'lambda.amazonaws.com', label: 'Lambda' },
  { value: 'ecs-tasks.amazonaws.com', label: 'Elastic Container Service Task' },
];

export function CreateRole() {
  const session = useSession();
  const { iam } = session.clients;
  const own = session.caller.value?.account ?? '';
  const [step, setStep] = useState(0);
  const [kind, setKind] = useState<'service' | 'account' | 'custom'>('service');
  const [service, setService] = useState(services[0]?.value ?? '');
  const [which, setWhich] = useState<'this' | 'other'>('this');
  const [other, setOther] = useState('');
  const [custom, setCustom] = useState(() => trustPolicy({ kind: 'service', service: 'ec2.amazonaws.com' }));
  const [policies, setPolicies] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const problem = checkRoleName(name);
  const trust =
    kind === 'service'
      ? trustPolicy({ kind, service })
      : kind === 'account'
        ? trustPolicy({ kind, account: which === 'this' ? own : other })
        : custom;
  const otherFine = kind !== 'account' || which === 'this' || /^\d{12}$/.test(other);
  const firstFine = otherFine && (kind !== 'custom' || checkDocument(custom) === undefined);

  const toStep = (next: number): void => {
    if (step === 0 && next > 0 && !firstFine) {
      setTried(true);
      return;
    }
    setTried(false);
    setStep(next);
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await createRole(iam, name, description, trust);
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
      return;
    }
    const failures: { label: string; failure: Failure }[] = [];
    for (const arn of policies)
      await attachToRole(iam, name, arn).catch((error: unknown) =>
        failures.push({ label: t('refused_policy', { name: policyName(arn) }), failure: toFailure(error) }),
      );
    setBusy(false);
    session.changed();
    session.navigate({ view: 'roles' });
    const view = { text: t('viewRole'), route: toRole(name) };
    session.flash(
      failures.length === 0
        ? { type: 'success', header: t('roleCreated', { name }), action: view }
        : { type: 'warning', header: t('roleCreatedPartly', { name }), failures, action: view },
    );
  };

  return (
    <Wizard
      steps={[
        {
          title: t('selectTrusted'),
          description: t('selectTrustedHelp'),
          content: (
            <SpaceBetween size="l">
              <Container header={<Header variant="h2">{t('trustedEntityType')}</Header>}>
                <Tiles
                  ariaLabel={t('trustedEntityType')}
                  columns={3}
                  value={kind}
                  onChange={({ detail }) => setKind(detail.value as typeof kind)}
                  items={[
                    { value: 'service', label: t('awsService'), description: t('awsServiceHelp') },
                    { value: 'account', label: t('trustAccount'), description: t('awsAccountHelp') },
                    { value: 'custom', label: t('customTrust'), description: t('customTrustHelp') },
                  ]}
                />
              </Container>
              <Container>
                {kind === 'service' && (
                  <FormField label={t('serviceOrUseCase')}>
                    <Select
                      selectedOption={services.find((one) => one.value === service) ?? null}
                      options={services}
                      onChange={({ detail }) => setService(detail.selectedOption.value ?? '')}
                    />
                  </FormField>
                )}
                {kind === 'account' && (
                  <SpaceBetween size="m">
                    <FormField label={t('anAwsAccount')}>
                      <RadioGroup
                        value={which}
                        onChange={({ detail }) => setWhich(detail.value as typeof which)}
                        items={[
                          { value: 'this', label: t('thisAccount', { account: own }) },
                          { value: 'other', label: t('anotherAccount') },
                        ]}
                      />
                    </FormField>
                    {which === 'other' && (
                      <FormField
                        label={t('accountId')}
                        errorText={tried && !otherFine ? t('twelveDigits') : undefined}
                      >
                        <Input
                          value={other}
                          inputMode="numeric"
                          onChange={({ detail }) => setOther(detail.value)}
                        />
                      </FormField>
                    )}
                    <Alert type="info">{t('accountTrustHelp')}</Alert>
                  </SpaceBetween>
                )}
                {kind === 'custom' && (
                  <JsonField value={custom} onChange={setCustom} label={t('trustPolicy')} />
                )}
              </Container>
            </SpaceBetween>
          ),
        },
        {
          title: t('addPermissions'),
          content: <PolicyTable chosen={policies} onChoose={setPolicies} />,
        },
        {
          title: t('nameReviewCreate'),
          content: (
            <SpaceBetween size="l">
              <FailureAlert failure={failure} header={t('roleNotCreated')} />
              <Container header={<Header variant="h2">{t('roleDetails')}</Header>}>
                <SpaceBetween size="m">
                  <FormField
                    label={t('roleName')}
                    constraintText={t('roleNameRule')}
                    errorText={
                      problem !== undefined && (tried || problem !== 'empty')
                        ? t(`roleName_${problem}`)
                        : undefined
                    }
                  >
                    <Input
                      value={name}
                      autoComplete={false}
                      spellcheck={false}
                      onChange={({ detail }) => setName(detail.value)}
                    />
                  </FormField>
                  <FormField label={t('description')}>
                    <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
                  </FormField>
                </SpaceBetween>
              </Container>
              <Container header={<Header variant="h2">{t('trustPolicy')}</Header>}>
                <JsonText text={trust} label={t('trustPolicy')} />
              </Container>
              <Container header={<Header variant="h2">{t('permissionsPolicies')}</Header>}>
                <KeyValuePairs
                  columns={1}
                  items={[
                    {
                      label: t('attachedPolicies'),
                      value: policies.length === 0 ? '-' : policies.map(policyName).join(', '),
                    },
                  ]}
                />
              </Container>
            </SpaceBetween>
          ),
        },
      ]}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      submitButtonText={t('createRole')}
      i18nStrings={wizardWords()}
      onNavigate={({ detail }) => toStep(detail.requestedStepIndex)}
      onCancel={() => session.navigate({ view: 'roles' })}
      onSubmit={() => void submit()}
    />
  );
}
