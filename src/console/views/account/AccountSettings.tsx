// IAM → Account settings: the password policy, IAM's default or the account's own.
// Source of the rules: «Set an account password policy for IAM users».
import type { PasswordPolicy } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'preact/hooks';
import { defaultPasswordPolicy, savePasswordPolicy } from '../../iam/account.ts';
import { passwordPolicy } from '../../iam/credentials.ts';
import { SYMBOLS } from '../../iam/password.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';

/** What the form holds: numbers as they are typed. */
interface Form {
  length: string;
  uppercase: boolean;
  lowercase: boolean;
  numbers: boolean;
  symbols: boolean;
  expires: boolean;
  days: string;
  hard: boolean;
  change: boolean;
  reuse: boolean;
  remembered: string;
}

const formOf = (policy: PasswordPolicy | undefined): Form => ({
  length: String(policy?.MinimumPasswordLength ?? 8),
  uppercase: policy?.RequireUppercaseCharacters ?? false,
  lowercase: policy?.RequireLowercaseCharacters ?? false,
  numbers: policy?.RequireNumbers ?? false,
  symbols: policy?.RequireSymbols ?? false,
  expires: policy?.ExpirePasswords ?? false,
  days: String(policy?.MaxPasswordAge ?? 90),
  hard: policy?.HardExpiry ?? false,
  change: policy?.AllowUsersToChangePassword ?? true,
  reuse: policy?.PasswordReusePrevention !== undefined,
  remembered: String(policy?.PasswordReusePrevention ?? 5),
});

const between = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What a policy asks for, in sentences. */
function Rules({ policy }: { policy: PasswordPolicy | undefined }) {
  const lines = policy
    ? [
        t('needsLength', { count: policy.MinimumPasswordLength ?? 6 }),
        policy.RequireUppercaseCharacters && t('needsUppercase'),
        policy.RequireLowercaseCharacters && t('needsLowercase'),
        policy.RequireNumbers && t('needsNumber'),
        policy.RequireSymbols && t('needsSymbol', { symbols: SYMBOLS }),
        policy.ExpirePasswords
          ? t('ruleExpires', { count: policy.MaxPasswordAge ?? 0 })
          : t('ruleNeverExpires'),
        policy.HardExpiry && t('ruleHard'),
        policy.AllowUsersToChangePassword ? t('ruleChange') : t('ruleNoChange'),
        policy.PasswordReusePrevention !== undefined &&
          t('ruleReuse', { count: policy.PasswordReusePrevention }),
      ]
    : [
        t('needsLength', { count: 8 }),
        t('needsClasses', { count: 3, symbols: SYMBOLS }),
        t('ruleNotName'),
        t('ruleNeverExpires'),
      ];
  return (
    <ul class="console-rules">
      {lines
        .filter((line) => typeof line === 'string')
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
    </ul>
  );
}

function EditDialog({ policy, onClose }: { policy: PasswordPolicy | undefined; onClose: () => void }) {
  const session = useSession();
  const { iam } = session.clients;
  const action = useAction();
  const [kind, setKind] = useState<'default' | 'custom'>(policy ? 'custom' : 'default');
  const [form, setForm] = useState(() => formOf(policy));
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Form>): void => setForm({ ...form, ...change });
  const fine = {
    length: between(form.length, 6, 128),
    days: !form.expires || between(form.days, 1, 1095),
    remembered: !form.reuse || between(form.remembered, 1, 24),
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (action.busy || (kind === 'custom' && Object.values(fine).includes(false))) return;
    const done = await action.run(async () => {
      if (kind === 'default') {
        if (policy) await defaultPasswordPolicy(iam);
        return;
      }
      await savePasswordPolicy(iam, {
        MinimumPasswordLength: Number(form.length),
        RequireUppercaseCharacters: form.uppercase,
        RequireLowercaseCharacters: form.lowercase,
        RequireNumbers: form.numbers,
        RequireSymbols: form.symbols,
        AllowUsersToChangePassword: form.change,
        ...(form.expires ? { MaxPasswordAge: Number(form.days), HardExpiry: form.hard } : {}),
        ...(form.reuse ? { PasswordReusePrevention: Number(form.remembered) } : {}),
      });
    });
    if (!done) return;
    onClose();
    session.flash({ type: 'success', header: t('policyUpdated') });
  };
  const tick = (
    key: 'uppercase' | 'lowercase' | 'numbers' | 'symbols' | 'hard' | 'change',
    label: string,
  ) => (
    <Checkbox checked={form[key]} onChange={({ detail }) => set({ [key]: detail.checked })}>
      {label}
    </Checkbox>
  );
  const number = (
    key: 'length' | 'days' | 'remembered',
    label: string,
    constraint: string,
    min: number,
    max: number,
  ) => (
    <FormField
      label={label}
      constraintText={constraint}
      errorText={tried && !fine[key] ? t('numberBetween', { min, max }) : undefined}
    >
      <Input
        type="number"
        inputMode="numeric"
        value={form[key]}
        onChange={({ detail }) => set({ [key]: detail.value })}
      />
    </FormField>
  );
  return (
    <Modal
      visible
      size="large"
      header={t('editPasswordPolicy')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onClose()}
      footer={
        <DialogButtons
          submitLabel={t('saveChanges')}
          busy={action.busy}
          onSubmit={submit}
          onCancel={onClose}
        />
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} />
        <FormField label={t('passwordPolicy')}>
          <RadioGroup
            value={kind}
            onChange={({ detail }) => setKind(detail.value as typeof kind)}
            items={[
              { value: 'default', label: t('iamDefault'), description: t('iamDefaultHelp') },
              { value: 'custom', label: t('custom'), description: t('customHelp') },
            ]}
          />
        </FormField>
        {kind === 'default' ? (
          <Rules policy={undefined} />
        ) : (
          <SpaceBetween size="m">
            {number('length', t('minimumLength'), t('minimumLengthRule'), 6, 128)}
            <FormField label={t('passwordStrength')}>
              <SpaceBetween size="xs">
                {tick('uppercase', t('requireUppercase'))}
                {tick('lowercase', t('requireLowercase'))}
                {tick('numbers', t('requireNumber'))}
                {tick('symbols', t('requireSymbol'))}
              </SpaceBetween>
            </FormField>
            <FormField label={t('otherRequirements')}>
              <SpaceBetween size="xs">
                <Checkbox checked={form.expires} onChange={({ detail }) => set({ expires: detail.checked })}>
                  {t('turnOnExpiration')}
                </Checkbox>
                {form.expires && (
                  <div class="console-indent">
                    <SpaceBetween size="xs">
                      {number('days', t('expireAfter'), t('expireAfterRule'), 1, 1095)}
                      {tick('hard', t('requireAdministrator'))}
                    </SpaceBetween>
                  </div>
                )}
                {tick('change', t('allowChange'))}
                <Checkbox checked={form.reuse} onChange={({ detail }) => set({ reuse: detail.checked })}>
                  {t('preventReuse')}
                </Checkbox>
                {form.reuse && (
                  <div class="console-indent">
                    {number('remembered', t('remember'), t('rememberRule'), 1, 24)}
                  </div>
                )}
              </SpaceBetween>
            </FormField>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Modal>
  );
}

export function AccountSettings() {
  const session = useSession();
  const query = useQuery('password-policy', () => passwordPolicy(session.clients.iam));
  const [editing, setEditing] = useState(false);
  const known = !query.loading || query.data !== undefined;
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{t('accountSettings')}</Header>
      <Container
        header={
          <Header
            variant="h2"
            description={t('passwordPolicyHelp')}
            actions={
              !session.readOnly && (
                <Button disabled={!known || query.failure !== undefined} onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
              )
            }
          >
            {t('passwordPolicy')}
          </Header>
        }
      >
        <FailureAlert failure={query.failure} onRetry={query.refresh} />
        {!known && <Spinner />}
        {known && query.failure === undefined && (
          <SpaceBetween size="s">
            <Box variant="strong">{t(query.data ? 'customInForce' : 'defaultInForce')}</Box>
            <Rules policy={query.data} />
          </SpaceBetween>
        )}
      </Container>
      {editing && <EditDialog policy={query.data} onClose={() => setEditing(false)} />}
    </SpaceBetween>
  );
}
