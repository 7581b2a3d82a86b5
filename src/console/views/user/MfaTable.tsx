// MFA devices of a user or of root: at most eight, to assign and to remove.
import type { MFADevice } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'preact/hooks';
import { removeDevice } from '../../iam/credentials.ts';
import type { Query } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatCount, formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { RouteButton } from '../../ui/RouteLink.tsx';

const MOST_DEVICES = 8;

/** The kind of device is only to be seen in the form of its serial number (facts, B1). */
export const mfaType = (serial: string): 'mfaVirtual' | 'mfaPasskey' | 'mfaHardware' =>
  serial.includes(':mfa/') ? 'mfaVirtual' : serial.includes(':u2f/') ? 'mfaPasskey' : 'mfaHardware';

export function MfaTable({
  user,
  holder,
  query,
}: {
  /** Undefined: whoever is signed in. */
  user: string | undefined;
  /** What the API calls them: a user's name, the account's id for root. */
  holder: string;
  query: Query<MFADevice[]>;
}) {
  const session = useSession();
  const [selected, setSelected] = useState<MFADevice | undefined>(undefined);
  const [removing, setRemoving] = useState(false);
  const devices = query.data ?? [];
  const full = devices.length >= MOST_DEVICES;
  const serial = selected?.SerialNumber ?? '';
  return (
    <>
      <Table<MFADevice>
        variant="container"
        items={devices}
        loading={query.loading && query.data === undefined}
        loadingText={t('loading')}
        trackBy={(device) => device.SerialNumber ?? ''}
        wrapLines
        {...(session.readOnly ? {} : { selectionType: 'single' as const })}
        selectedItems={selected ? [selected] : []}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems[0])}
        ariaLabels={{
          tableLabel: t('mfaDevices'),
          selectionGroupLabel: t('selectionGroup'),
          itemSelectionLabel: (_, device) => device.SerialNumber ?? '',
        }}
        header={
          <Header
            variant="h2"
            counter={`(${formatCount(devices.length)})`}
            description={t('mfaHelp')}
            actions={
              !session.readOnly && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button disabled={selected === undefined} onClick={() => setRemoving(true)}>
                    {t('remove')}
                  </Button>
                  <RouteButton
                    to={user === undefined ? { view: 'assign-own-mfa' } : { view: 'assign-mfa', name: user }}
                    disabled={full}
                    {...(full ? { disabledReason: t('eightDevices') } : {})}
                  >
                    {t('assignMfa')}
                  </RouteButton>
                </SpaceBetween>
              )
            }
          >
            {t('mfaDevices')}
          </Header>
        }
        empty={
          query.failure ? (
            <FailureAlert failure={query.failure} onRetry={query.refresh} />
          ) : (
            <Box textAlign="center">{t('noMfa')}</Box>
          )
        }
        columnDefinitions={[
          { id: 'type', header: t('type'), cell: (device) => t(mfaType(device.SerialNumber ?? '')) },
          {
            id: 'id',
            header: t('identifier'),
            cell: (device) => <span class="console-arn">{device.SerialNumber}</span>,
            isRowHeader: true,
          },
          { id: 'created', header: t('createdOn'), cell: (device) => formatDate(device.EnableDate) },
        ]}
      />
      {removing && selected && (
        <ConfirmDialog
          title={t('removeMfaTitle')}
          confirmLabel={t('remove')}
          onConfirm={() => removeDevice(session.clients.iam, holder, serial)}
          onDone={() => {
            setRemoving(false);
            setSelected(undefined);
            session.flash({ type: 'success', header: t('mfaRemoved') });
          }}
          onCancel={() => setRemoving(false)}
        >
          <p class="console-sentence console-arn">{serial}</p>
          <p class="console-sentence">{t('removeMfaHelp')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
