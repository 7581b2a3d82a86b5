// A user's access keys: at most two, each to deactivate before it can be deleted, as the console has it.

import type { Tag } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'preact/hooks';
import { toFailure } from '../../errors.ts';
import { type AccessKey, deleteAccessKey, setKeyStatus } from '../../iam/credentials.ts';
import type { Query } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatCount, formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { RouteButton } from '../../ui/RouteLink.tsx';

export const MOST_KEYS = 2;

export function AccessKeys({
  user,
  own = false,
  tags,
  query,
}: {
  /** Undefined: root's own. */
  user: string | undefined;
  /** On the caller's own page. */
  own?: boolean;
  tags: readonly Tag[];
  query: Query<AccessKey[]>;
}) {
  const session = useSession();
  const { iam } = session.clients;
  const [dialog, setDialog] = useState<{ kind: 'deactivate' | 'delete'; key: AccessKey } | undefined>(
    undefined,
  );
  const keys = query.data ?? [];
  const full = keys.length >= MOST_KEYS;
  const create = !session.readOnly && (
    <RouteButton
      to={
        own || user === undefined
          ? { view: 'create-own-access-key' }
          : { view: 'create-access-key', name: user }
      }
      disabled={full || query.data === undefined}
      {...(full ? { disabledReason: t('twoKeys') } : {})}
    >
      {t('createAccessKey')}
    </RouteButton>
  );

  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${formatCount(keys.length)})`}
          description={t('accessKeysHelp')}
          actions={create}
        >
          {t('accessKeys')}
        </Header>
      }
    >
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {query.loading && query.data === undefined && <Spinner />}
      {query.data !== undefined && keys.length === 0 && (
        <Box textAlign="center" color="inherit">
          <Box variant="strong">{t('noAccessKeys')}</Box>
          <p class="console-sentence console-centered">
            {t(user === undefined ? 'noRootKeysHelp' : 'noAccessKeysHelp')}
          </p>
        </Box>
      )}
      <SpaceBetween size="l">
        {keys.map((key) => {
          const active = key.Status === 'Active';
          const id = key.AccessKeyId ?? '';
          const used = key.lastUsed?.LastUsedDate;
          return (
            <section key={id} class="console-key" aria-label={id}>
              <Header
                variant="h3"
                actions={
                  !session.readOnly && (
                    <ButtonDropdown
                      ariaLabel={t('keyActions', { id })}
                      items={[
                        active
                          ? { id: 'deactivate', text: t('deactivate') }
                          : { id: 'activate', text: t('activate') },
                        {
                          id: 'delete',
                          text: t('delete'),
                          disabled: active,
                          ...(active ? { disabledReason: t('deactivateFirst') } : {}),
                        },
                      ]}
                      onItemClick={async ({ detail }) => {
                        if (detail.id !== 'activate') {
                          setDialog({ kind: detail.id as 'deactivate' | 'delete', key });
                          return;
                        }
                        try {
                          await setKeyStatus(iam, user, id, 'Active');
                          session.flash({ type: 'success', header: t('keyActivated', { id }) });
                        } catch (error) {
                          session.flash({
                            type: 'error',
                            header: t('keyNotActivated', { id }),
                            failures: [{ failure: toFailure(error) }],
                          });
                        }
                        session.changed();
                      }}
                    >
                      {t('actions')}
                    </ButtonDropdown>
                  )
                }
              >
                <span class="console-arn">{id}</span>
              </Header>
              <KeyValuePairs
                columns={4}
                items={[
                  { label: t('description'), value: tags.find((tag) => tag.Key === id)?.Value ?? '-' },
                  {
                    label: t('status'),
                    value: (
                      <StatusIndicator type={active ? 'success' : 'stopped'}>
                        {t(active ? 'active' : 'inactive')}
                      </StatusIndicator>
                    ),
                  },
                  { label: t('created'), value: formatDate(key.CreateDate) },
                  {
                    label: t('lastUsed'),
                    value:
                      used === undefined
                        ? t('never')
                        : `${formatDate(used)} · ${key.lastUsed?.ServiceName} · ${key.lastUsed?.Region}`,
                  },
                ]}
              />
            </section>
          );
        })}
      </SpaceBetween>
      {dialog && (
        <ConfirmDialog
          title={t(dialog.kind === 'delete' ? 'deleteKeyTitle' : 'deactivateKeyTitle', {
            id: dialog.key.AccessKeyId ?? '',
          })}
          confirmLabel={t(dialog.kind === 'delete' ? 'delete' : 'deactivate')}
          {...(dialog.kind === 'delete'
            ? {
                phrase: dialog.key.AccessKeyId ?? '',
                phraseLabel: t('typeKeyId', { id: dialog.key.AccessKeyId ?? '' }),
              }
            : {})}
          onConfirm={async () => {
            const id = dialog.key.AccessKeyId ?? '';
            await (dialog.kind === 'delete'
              ? deleteAccessKey(iam, user, id)
              : setKeyStatus(iam, user, id, 'Inactive'));
          }}
          onDone={() => {
            const id = dialog.key.AccessKeyId ?? '';
            setDialog(undefined);
            session.flash({
              type: 'success',
              header: t(dialog.kind === 'delete' ? 'keyDeleted' : 'keyDeactivated', { id }),
            });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">
            {t(dialog.kind === 'delete' ? 'deleteKeyHelp' : 'deactivateKeyHelp')}
          </p>
        </ConfirmDialog>
      )}
    </Container>
  );
}
