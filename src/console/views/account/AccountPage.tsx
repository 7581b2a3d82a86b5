// The account itself, with what only root can do: name, address and password, contacts, IAM access to billing, Regions,
// closing. Layout unverified.
import { AccountClient } from '@aws-sdk/client-account';
import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'preact/hooks';
import { listRegions, type Region, renameAccount, switchRegion } from '../../account.ts';
import { type AccountDescription, dateOf, type Portal, usePortal } from '../../portal.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';
import { AlternateContacts, Contact } from './Contacts.tsx';

type Dialog = 'name' | 'email' | 'password' | 'close' | undefined;

function NameDialog({ current, onClose }: { current: string; onClose: () => void }) {
  const session = useSession();
  const [name, setName] = useState(current);
  return (
    <FormDialog
      title={t('editAccountName')}
      submitLabel={t('saveChanges')}
      disabled={name.trim() === ''}
      onSubmit={() => renameAccount(session.client(AccountClient), name.trim())}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('accountNameSaved', { name: name.trim() }) });
      }}
      onCancel={onClose}
    >
      <TextField label={t('accountName')} value={name} onChange={setName} />
    </FormDialog>
  );
}

function EmailDialog({ portal, onClose }: { portal: Portal; onClose: () => void }) {
  const session = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={t('editEmail')}
      submitLabel={t('saveChanges')}
      disabled={email.trim() === '' || password === ''}
      onSubmit={() => portal('UpdateRootEmail', { NewEmail: email.trim(), Password: password })}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('emailSaved', { email: email.trim() }) });
      }}
      onCancel={onClose}
    >
      <p class="console-sentence">{t('editEmailHelp')}</p>
      <TextField label={t('newEmail')} type="email" value={email} onChange={setEmail} />
      <TextField
        label={t('rootPassword')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
    </FormDialog>
  );
}

function PasswordDialog({ portal, onClose }: { portal: Portal; onClose: () => void }) {
  const session = useSession();
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={t('editRootPassword')}
      submitLabel={t('saveChanges')}
      check={() => {
        setTried(true);
        return before !== '' && after !== '' && after === again;
      }}
      onSubmit={() => portal('UpdateRootPassword', { CurrentPassword: before, NewPassword: after })}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('rootPasswordSaved') });
      }}
      onCancel={onClose}
    >
      <TextField
        label={t('currentPassword')}
        type="password"
        autoComplete="current-password"
        value={before}
        onChange={setBefore}
        error={tried && before === '' ? t('enterPassword') : undefined}
      />
      <TextField
        label={t('newPassword')}
        type="password"
        autoComplete="new-password"
        constraint={t('rootPasswordRule')}
        value={after}
        onChange={setAfter}
        error={tried && after === '' ? t('enterPassword') : undefined}
      />
      <TextField
        label={t('confirmPassword')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={tried && after !== again ? t('passwordsDiffer') : undefined}
      />
    </FormDialog>
  );
}

function Billing({ portal }: { portal: Portal }) {
  const session = useSession();
  const query = useQuery('billing-access', () => portal<{ IAMAccess: boolean }>('GetIAMAccessPreference'));
  const [editing, setEditing] = useState(false);
  const on = query.data?.IAMAccess === true;
  return (
    <Section
      title={t('iamBilling')}
      description={t('iamBillingHelp')}
      query={query}
      actions={
        <WriteButton rootOnly onClick={() => setEditing(true)}>
          {t('edit')}
        </WriteButton>
      }
    >
      <StatusIndicator type={on ? 'success' : 'stopped'}>
        {t(on ? 'activated' : 'deactivated')}
      </StatusIndicator>
      {editing && (
        <ConfirmDialog
          title={t('iamBilling')}
          confirmLabel={t(on ? 'deactivate' : 'activateIam')}
          onConfirm={() => portal('UpdateIAMAccessPreference', { IAMAccess: !on })}
          onDone={() => {
            setEditing(false);
            session.flash({ type: 'success', header: t('billingSaved') });
          }}
          onCancel={() => setEditing(false)}
        >
          <p class="console-sentence">{t('iamBillingHelp')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

const regionName = (region: Region): string => region.RegionName ?? '';

function Regions() {
  const session = useSession();
  const client = session.client(AccountClient);
  const query = useQuery<readonly Region[]>('regions', () => listRegions(client));
  const action = useAction();
  const [selected, setSelected] = useState<Region | undefined>();
  const columns: Column<Region>[] = [
    { id: 'name', header: t('regionName'), cell: regionName, sortBy: regionName },
    {
      id: 'status',
      header: t('status'),
      cell: (region) => (region.RegionOptStatus === undefined ? '-' : t(`region_${region.RegionOptStatus}`)),
      sortBy: (region) => region.RegionOptStatus,
    },
  ];
  const change = async (on: boolean): Promise<void> => {
    const name = selected && regionName(selected);
    if (name === undefined || !(await action.run(async () => void (await switchRegion(client, name, on)))))
      return;
    setSelected(undefined);
    session.flash({ type: 'success', header: t('regionChanged', { name }) });
  };
  const is = (...states: string[]): boolean => states.includes(selected?.RegionOptStatus ?? '');
  return (
    <>
      <FailureAlert failure={action.failure} />
      <ResourceTable<Region>
        id="regions"
        title={t('awsRegions')}
        description={t('awsRegionsHelp')}
        query={query}
        columns={columns}
        keyOf={regionName}
        searchLabel={t('searchRegions')}
        empty={t('noRegions')}
        pageSize={10}
        {...(session.readOnly ? {} : { selection: 'single' as const })}
        selected={selected ? [selected] : []}
        onSelect={(regions) => setSelected(regions[0])}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <WriteButton disabled={!is('ENABLED')} loading={action.busy} onClick={() => void change(false)}>
              {t('disable')}
            </WriteButton>
            <WriteButton disabled={!is('DISABLED')} loading={action.busy} onClick={() => void change(true)}>
              {t('enable')}
            </WriteButton>
          </SpaceBetween>
        }
      />
    </>
  );
}

export function AccountPage() {
  const session = useSession();
  const portal = usePortal();
  const caller = session.caller.value;
  const query = useQuery<AccountDescription | undefined>('account', async () =>
    portal?.<AccountDescription>('DescribeAccount'),
  );
  const [dialog, setDialog] = useState<Dialog>(undefined);
  const close = (): void => setDialog(undefined);
  const action = useAction();
  const facts = query.data;
  const closed = facts?.AccountState === 'SUSPENDED';
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{t('account')}</Header>
      {closed && (
        <Alert
          type="error"
          header={t('accountNowClosed')}
          action={
            portal && (
              <WriteButton
                rootOnly
                loading={action.busy}
                onClick={async () => {
                  if (await action.run(async () => void (await portal('ReopenAccount'))))
                    session.flash({ type: 'success', header: t('accountReopened') });
                }}
              >
                {t('reopenAccount')}
              </WriteButton>
            )
          }
        >
          {t('accountNowClosedHelp', { date: formatDate(dateOf(facts.ReopenUntil)) })} {t('reopenHelp')}
        </Alert>
      )}
      <FailureAlert failure={action.failure} />
      <Section
        title={t('accountDetails')}
        query={query}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <WriteButton disabled={facts === undefined} onClick={() => setDialog('name')}>
              {t('editAccountName')}
            </WriteButton>
            {portal && (
              <WriteButton rootOnly onClick={() => setDialog('email')}>
                {t('editEmail')}
              </WriteButton>
            )}
            {portal && (
              <WriteButton rootOnly onClick={() => setDialog('password')}>
                {t('editRootPassword')}
              </WriteButton>
            )}
          </SpaceBetween>
        }
      >
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: t('accountId'),
              value: <Copyable text={caller?.account ?? ''} label={t('accountId')} />,
            },
            { label: t('accountName'), value: facts?.AccountName ?? '-' },
            { label: t('accountEmail'), value: facts?.Email ?? t('onlyRootSees') },
            {
              label: t('accountState'),
              value: closed ? (
                <StatusIndicator type="error">
                  {t('accountClosed', {
                    date: formatDate(dateOf(facts?.ClosedDate)),
                    until: formatDate(dateOf(facts?.ReopenUntil)),
                  })}
                </StatusIndicator>
              ) : (
                <StatusIndicator type="success">{t('accountActive')}</StatusIndicator>
              ),
            },
          ]}
        />
        <p class="console-sentence">
          {t('rootKeysLink')}{' '}
          <RouteLink to={{ view: 'security-credentials' }}>{t('mySecurityCredentials')}</RouteLink>
        </p>
      </Section>
      <Contact />
      <AlternateContacts />
      {portal && <Billing portal={portal} />}
      <Regions />
      {portal && !closed && (
        <Section
          title={t('closeAccount')}
          description={t('closeAccountHelp')}
          actions={
            <WriteButton rootOnly onClick={() => setDialog('close')}>
              {t('closeAccount')}
            </WriteButton>
          }
        >
          <Badge color="severity-medium">{t('onlyRootBadge')}</Badge>
        </Section>
      )}
      {dialog === 'name' && <NameDialog current={facts?.AccountName ?? ''} onClose={close} />}
      {dialog === 'email' && portal && <EmailDialog portal={portal} onClose={close} />}
      {dialog === 'password' && portal && <PasswordDialog portal={portal} onClose={close} />}
      {dialog === 'close' && portal && (
        <ConfirmDialog
          title={t('closeAccountTitle')}
          phrase={caller?.account ?? ''}
          phraseLabel={t('typeAccountId', { id: caller?.account ?? '' })}
          confirmLabel={t('closeAccount')}
          onConfirm={() => portal('CloseAccount', { AccountId: caller?.account ?? '' })}
          onDone={close}
          onCancel={close}
        >
          <Alert type="warning">{t('closeAccountHelp')}</Alert>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}
