// EC2 → Instances.
import { EC2Client } from '@aws-sdk/client-ec2';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'preact/hooks';
import { type Instance, listInstances, nameOf, type Power, switchPower } from '../../ec2.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const keyOf = (instance: Instance): string => instance.InstanceId ?? '';
export const roleOf = (instance: Instance): string =>
  instance.IamInstanceProfile?.Arn?.split('/').at(-1) ?? '-';

const looks: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  running: 'success',
  pending: 'pending',
  terminated: 'error',
};

export function State({ instance }: { instance: Instance }) {
  const state = instance.State?.Name ?? '-';
  return <StatusIndicator type={looks[state] ?? 'stopped'}>{state}</StatusIndicator>;
}

/** Which of the three an instance can be told now. */
export function powersOf(instance: Instance | undefined): readonly Power[] {
  const state = instance?.State?.Name;
  if (state === undefined || state === 'terminated' || state === 'shutting-down') return [];
  return state === 'stopped' ? ['start', 'terminate'] : ['stop', 'terminate'];
}

export function PowerDialog({
  power,
  ids,
  onClose,
}: {
  power: Power;
  ids: readonly string[];
  onClose: () => void;
}) {
  const session = useSession();
  return (
    <ConfirmDialog
      title={t(`powerTitle_${power}`)}
      confirmLabel={t(power)}
      onConfirm={() => switchPower(session.client(EC2Client), power, [...ids])}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('powerDone') });
      }}
      onCancel={onClose}
    >
      <p class="console-sentence">
        {ids.join(', ')}. {t(`powerHelp_${power}`)}
      </p>
    </ConfirmDialog>
  );
}

export function PowerMenu({
  instance,
  onPower,
}: {
  instance: Instance | undefined;
  onPower: (power: Power) => void;
}) {
  const session = useSession();
  const possible = powersOf(instance);
  return (
    <ButtonDropdown
      disabled={instance === undefined || session.readOnly}
      items={(['stop', 'start', 'terminate'] as const).map((id) => ({
        id,
        text: t(id),
        disabled: !possible.includes(id),
      }))}
      onItemClick={({ detail }) => onPower(detail.id as Power)}
    >
      {t('instanceState')}
    </ButtonDropdown>
  );
}

export function Instances() {
  const client = useSession().client(EC2Client);
  const [dialog, setDialog] = useState<{ power: Power; ids: readonly string[] } | undefined>();
  const columns: Column<Instance>[] = [
    { id: 'name', header: t('name'), cell: (instance) => nameOf(instance) || '-', sortBy: nameOf },
    {
      id: 'id',
      header: t('instanceId'),
      cell: (instance) => (
        <RouteLink to={{ view: 'instance', id: keyOf(instance) }}>{keyOf(instance)}</RouteLink>
      ),
      sortBy: keyOf,
      minWidth: 180,
    },
    {
      id: 'state',
      header: t('instanceState'),
      cell: (instance) => <State instance={instance} />,
      sortBy: (instance) => instance.State?.Name,
    },
    {
      id: 'type',
      header: t('instanceType'),
      cell: (instance) => instance.InstanceType,
      sortBy: (instance) => instance.InstanceType,
    },
    {
      id: 'zone',
      header: t('availabilityZone'),
      cell: (instance) => instance.Placement?.AvailabilityZone ?? '-',
    },
    { id: 'role', header: t('iamInstanceProfile'), cell: roleOf, sortBy: roleOf },
    {
      id: 'launched',
      header: t('launchTime'),
      cell: (instance) => formatDate(instance.LaunchTime),
      sortBy: (instance) => instance.LaunchTime?.getTime(),
      hidden: true,
    },
  ];
  return (
    <>
      <ListPage<Instance>
        id="instances"
        title={t('instances')}
        description={t('instancesHelp')}
        read={() => listInstances(client)}
        columns={columns}
        keyOf={keyOf}
        searchText={(instance) => `${nameOf(instance)} ${keyOf(instance)} ${instance.State?.Name}`}
        searchLabel={t('searchInstances')}
        empty={t('noInstances')}
        create={{ text: t('launchInstances'), to: { view: 'launch-instance' } }}
        actions={([instance]) => (
          <PowerMenu
            instance={instance}
            onPower={(power) => instance && setDialog({ power, ids: [keyOf(instance)] })}
          />
        )}
      />
      {dialog && <PowerDialog power={dialog.power} ids={dialog.ids} onClose={() => setDialog(undefined)} />}
    </>
  );
}
