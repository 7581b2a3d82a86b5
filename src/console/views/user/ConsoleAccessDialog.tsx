// «Manage console access»: enable with a password, reset the password, or disable. A new password is shown once.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { signInUrl } from '../../caller.ts';
import { download } from '../../download.ts';
import { type Failure, toFailure } from '../../errors.ts';
import {
  CHANGE_PASSWORD_POLICY,
  enableConsole,
  passwordPolicy,
  resetPassword,
  rulesOf,
} from '../../iam/credentials.ts';
import { passwordCsv } from '../../iam/csv.ts';
import { generatePassword } from '../../iam/password.ts';
import { policyName } from '../../iam/policies.ts';
import { attachToUser } from '../../iam/users.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { FailureAlert, FailureText } from '../../ui/Failure.tsx';
import { firstPasswordChoice, PasswordFields, passwordIsFine } from '../../ui/PasswordFields.tsx';
import { Copyable, Secret } from '../../ui/Secret.tsx';

export function ConsoleAccessDialog({
  name,
  kind,
  onClose,
}: {
  name: string;
  kind: 'enable' | 'reset';
  onClose: () => void;
}) {
  const session = useSession();
  const { iam } = session.clients;
  const rules = rulesOf(useQuery('password-policy', () => passwordPolicy(iam)).data);
  const action = useAction();
  const [choice, setChoice] = useState(firstPasswordChoice);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<{ password: string; refused: Failure | undefined } | undefined>(undefined);
  const title = t(kind === 'enable' ? 'enableConsoleAccess' : 'resetPassword');

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!passwordIsFine(choice, rules) || action.busy) return;
    const password = choice.kind === 'auto' ? generatePassword(rules) : choice.custom;
    let refused: Failure | undefined;
    const ok = await action.run(async () => {
      await (kind === 'enable' ? enableConsole : resetPassword)(iam, name, password, choice.mustReset);
      // As in the Create user wizard: without it the user could not do what the sign-in will ask for.
      if (choice.mustReset)
        await attachToUser(iam, name, CHANGE_PASSWORD_POLICY).catch((error: unknown) => {
          refused = toFailure(error);
        });
    });
    if (ok) setDone({ password, refused });
  };

  if (done) {
    const url = signInUrl(session.alias.value ?? session.caller.value?.account ?? '');
    return (
      <Modal
        visible
        header={t('consolePassword')}
        closeAriaLabel={t('closeDialog')}
        onDismiss={onClose}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="download" onClick={() => download(passwordCsv(name, done.password, url))}>
                {t('downloadCsv')}
              </Button>
              <Button variant="primary" onClick={onClose}>
                {t('close')}
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="m">
          <Alert type="success">{t(kind === 'enable' ? 'consoleEnabled' : 'passwordReset', { name })}</Alert>
          {done.refused && (
            <Alert type="warning">
              <FailureText
                failure={done.refused}
                label={t('refused_changePassword', { name: policyName(CHANGE_PASSWORD_POLICY) })}
              />
            </Alert>
          )}
          <p class="console-sentence">{t('passwordOnce')}</p>
          <KeyValuePairs
            columns={1}
            items={[
              { label: t('consoleSignInUrl'), value: <Copyable text={url} label={t('consoleSignInUrl')} /> },
              { label: t('userName'), value: <Copyable text={name} label={t('userName')} /> },
              {
                label: t('consolePassword'),
                value: <Secret text={done.password} label={t('consolePassword')} />,
              },
            ]}
          />
        </SpaceBetween>
      </Modal>
    );
  }
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onClose()}
      footer={<DialogButtons submitLabel={title} busy={action.busy} onSubmit={submit} onCancel={onClose} />}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} />
        <PasswordFields
          choice={choice}
          rules={rules}
          showProblems={tried || choice.custom !== ''}
          onChange={setChoice}
        />
      </SpaceBetween>
    </Modal>
  );
}
