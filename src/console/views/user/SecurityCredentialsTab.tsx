// A user's console sign-in, MFA devices and access keys.
import type { LoginProfile, MFADevice, Tag, User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'preact/hooks';
import { signInUrl } from '../../caller.ts';
import { type AccessKey, disableConsole } from '../../iam/credentials.ts';
import { tagsOf } from '../../iam/tags.ts';
import { type Query, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { AccessKeys } from './AccessKeys.tsx';
import { ConsoleAccessDialog } from './ConsoleAccessDialog.tsx';
import { MfaTable } from './MfaTable.tsx';

export function SecurityCredentialsTab({
  user,
  profile,
  keys,
  mfa,
}: {
  user: User;
  profile: Query<LoginProfile | undefined>;
  keys: Query<AccessKey[]>;
  mfa: Query<MFADevice[]>;
}) {
  const session = useSession();
  const name = user.UserName ?? '';
  const tags = useQuery<readonly Tag[]>(`tags-of/user/${name}`, () =>
    tagsOf(session.clients.iam, 'user', name),
  );
  const [dialog, setDialog] = useState<'enable' | 'reset' | 'disable' | undefined>(undefined);
  const enabled = profile.data !== undefined;
  const url = signInUrl(session.alias.value ?? session.caller.value?.account ?? '');
  const known = !profile.loading || profile.data !== undefined;

  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              !session.readOnly &&
              known &&
              profile.failure === undefined && (
                <SpaceBetween direction="horizontal" size="xs">
                  {enabled && (
                    <Button onClick={() => setDialog('disable')}>{t('disableConsoleAccess')}</Button>
                  )}
                  {enabled && <Button onClick={() => setDialog('reset')}>{t('resetPassword')}</Button>}
                  {!enabled && (
                    <Button onClick={() => setDialog('enable')}>{t('enableConsoleAccess')}</Button>
                  )}
                </SpaceBetween>
              )
            }
          >
            {t('consoleSignIn')}
          </Header>
        }
      >
        <FailureAlert failure={profile.failure} onRetry={profile.refresh} />
        {!known && <Spinner />}
        {known && profile.failure === undefined && (
          <KeyValuePairs
            columns={3}
            items={[
              {
                label: t('consoleSignInLink'),
                value: <Copyable text={url} label={t('consoleSignInLink')} />,
              },
              {
                label: t('consolePassword'),
                value: enabled
                  ? t(profile.data?.PasswordResetRequired ? 'passwordSetMustReset' : 'passwordSet', {
                      date: formatDate(profile.data?.CreateDate),
                    })
                  : t('notEnabled'),
              },
              {
                label: t('lastConsoleSignIn'),
                value:
                  user.PasswordLastUsed === undefined
                    ? enabled
                      ? t('never')
                      : '-'
                    : formatDate(user.PasswordLastUsed),
              },
            ]}
          />
        )}
      </Container>
      <MfaTable user={name} holder={name} query={mfa} />
      <AccessKeys user={name} tags={tags.data ?? []} query={keys} />
      {(dialog === 'enable' || dialog === 'reset') && (
        <ConsoleAccessDialog name={name} kind={dialog} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'disable' && (
        <ConfirmDialog
          title={t('disableConsoleTitle', { name })}
          confirmLabel={t('disableConsoleAccess')}
          onConfirm={async () => {
            await disableConsole(session.clients.iam, name);
          }}
          onDone={() => {
            setDialog(undefined);
            session.flash({ type: 'success', header: t('consoleDisabled', { name }) });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('disableConsoleHelp')}</p>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}
