// «Security credentials» of the account menu: the caller's own. Root has a page of its own for it; an IAM user's shows
// the password to change, devices and keys.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import type { Caller } from '../../caller.ts';
import { accessKeys, changePassword, mfaDevices } from '../../iam/credentials.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { AccessKeys } from '../user/AccessKeys.tsx';
import { MfaTable } from '../user/MfaTable.tsx';

function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const action = useAction();
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (before === '' || after === '' || after !== again || action.busy) return;
    // Whether the new one is good enough AWS says: a user may not be allowed to read the account's rules.
    if (!(await action.run(async () => void (await changePassword(session.clients.iam, before, after)))))
      return;
    onClose();
    session.flash({ type: 'success', header: t('passwordChanged') });
  };
  const field = (label: string, value: string, set: (value: string) => void, errorText?: string) => (
    <FormField label={label} errorText={errorText}>
      <Input
        type="password"
        value={value}
        autoComplete={set === setBefore ? 'current-password' : 'new-password'}
        onChange={({ detail }) => set(detail.value)}
      />
    </FormField>
  );
  return (
    <Modal
      visible
      header={t('updatePassword')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onClose()}
      footer={
        <DialogButtons
          submitLabel={t('updatePassword')}
          busy={action.busy}
          onSubmit={submit}
          onCancel={onClose}
        />
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          <FailureAlert failure={action.failure} />
          {field(
            t('currentPassword'),
            before,
            setBefore,
            tried && before === '' ? t('enterPassword') : undefined,
          )}
          {field(t('newPassword'), after, setAfter, tried && after === '' ? t('enterPassword') : undefined)}
          {field(
            t('confirmPassword'),
            again,
            setAgain,
            tried && after !== again ? t('passwordsDiffer') : undefined,
          )}
          <button type="submit" hidden />
        </SpaceBetween>
      </form>
    </Modal>
  );
}

function Own({ caller }: { caller: Caller }) {
  const session = useSession();
  const { iam } = session.clients;
  const isRoot = caller.kind === 'root';
  const user = isRoot ? undefined : caller.name;
  const keys = useQuery(`keys/${user ?? 'root'}`, () => accessKeys(iam, user));
  const mfa = useQuery(`mfa/${user ?? 'root'}`, () => mfaDevices(iam, user));
  const [changing, setChanging] = useState(false);
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{t(isRoot ? 'rootCredentials' : 'myCredentials')}</Header>
      {isRoot && (
        <Alert type="warning" header={t('youAreRoot')}>
          {t('youAreRootHelp')}
        </Alert>
      )}
      <Container
        header={
          <Header
            variant="h2"
            actions={
              !isRoot &&
              !session.readOnly && <Button onClick={() => setChanging(true)}>{t('updatePassword')}</Button>
            }
          >
            {t('accountDetails')}
          </Header>
        }
      >
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('accountId'), value: <Copyable text={caller.account} label={t('accountId')} /> },
            { label: t('arn'), value: <Copyable text={caller.arn} label={t('arn')} /> },
          ]}
        />
      </Container>
      <MfaTable user={undefined} holder={user ?? caller.account} query={mfa} />
      <AccessKeys user={user} own tags={[]} query={keys} />
      {changing && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </SpaceBetween>
  );
}

export function MySecurityCredentials() {
  const caller = useSession().caller.value;
  if (!caller) return <Header variant="h1">{t('mySecurityCredentials')}</Header>;
  if (caller.kind !== 'root' && caller.kind !== 'user')
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{t('mySecurityCredentials')}</Header>
        <Alert type="info">{t('noOwnCredentials')}</Alert>
      </SpaceBetween>
    );
  return <Own caller={caller} />;
}
