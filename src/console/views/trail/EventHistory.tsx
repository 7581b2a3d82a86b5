// CloudTrail → Event history: LookupEvents with one attribute, as the real page has it.
import { CloudTrailClient, type Event } from '@aws-sdk/client-cloudtrail';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'preact/hooks';
import { useSession } from '../../session.ts';
import { formatTime, t } from '../../text.ts';
import { type Lookup, type LookupBy, lookupEvents, lookups, readRecord } from '../../trail.ts';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const keyOf = (event: Event): string => event.EventId ?? '';
const first = (event: Event) => event.Resources?.[0];
const ranges = { all: undefined, '30m': 30, '1h': 60, '12h': 720, '1d': 1440 } as const;
type Range = keyof typeof ranges;

export function EventHistory() {
  const session = useSession();
  const client = session.client(CloudTrailClient);
  // The real page begins like this: without the reads, of which there are many.
  const [lookup, setLookup] = useState<Lookup>({ by: 'READ_ONLY', value: 'false' });
  const [typed, setTyped] = useState('');
  const [range, setRange] = useState<Range>('all');
  const columns: Column<Event>[] = [
    {
      id: 'name',
      header: t('eventName'),
      cell: (event) => <RouteLink to={{ view: 'event', id: keyOf(event) }}>{event.EventName}</RouteLink>,
      sortBy: (event) => event.EventName,
      minWidth: 180,
    },
    {
      id: 'time',
      header: t('eventTime'),
      cell: (event) => formatTime(event.EventTime),
      sortBy: (event) => event.EventTime?.getTime(),
      minWidth: 180,
    },
    {
      id: 'user',
      header: t('userName'),
      cell: (event) => event.Username ?? '-',
      sortBy: (event) => event.Username,
    },
    {
      id: 'source',
      header: t('eventSource'),
      cell: (event) => event.EventSource,
      sortBy: (event) => event.EventSource,
      minWidth: 180,
    },
    {
      id: 'resource-type',
      header: t('resourceType'),
      cell: (event) => first(event)?.ResourceType ?? '-',
      minWidth: 160,
    },
    {
      id: 'resource',
      header: t('resourceName'),
      cell: (event) => <span class="console-arn">{first(event)?.ResourceName ?? '-'}</span>,
      minWidth: 160,
    },
    { id: 'error', header: t('errorCodeColumn'), cell: (event) => readRecord(event).record.errorCode ?? '-' },
    {
      id: 'id',
      header: t('eventId'),
      cell: (event) => <span class="console-arn">{keyOf(event)}</span>,
      hidden: true,
      minWidth: 260,
    },
    { id: 'read-only', header: t('readOnlyColumn'), cell: (event) => event.ReadOnly, hidden: true },
    {
      id: 'key',
      header: t('by_ACCESS_KEY_ID'),
      cell: (event) => event.AccessKeyId ?? '-',
      hidden: true,
      minWidth: 200,
    },
  ];
  const byOptions = lookups.map((value) => ({ value, label: t(`by_${value}`) }));
  const yesNo = [
    { value: 'false', label: t('valueFalse') },
    { value: 'true', label: t('valueTrue') },
  ];
  const rangeOptions = (Object.keys(ranges) as Range[]).map((value) => ({
    value,
    label: t(`range_${value}`),
  }));
  const minutes = ranges[range];
  return (
    <ListPage<Event>
      id="events"
      queryKey={`events/${lookup.by}/${lookup.value}/${range}`}
      title={t('eventHistory')}
      description={t('eventHistoryHelp')}
      read={async (onPart) => {
        // The account's clock may be ahead of this browser's: the newest event says what «now» is.
        let since: Date | undefined;
        if (minutes !== undefined) {
          const now = session.host ? (await session.host.tools.summary()).now : Date.now();
          since = new Date(now - minutes * 60_000);
        }
        return lookupEvents(client, lookup, since, onPart);
      }}
      columns={columns}
      sort={{ column: 'time', descending: true }}
      keyOf={keyOf}
      nameOf={(event) => event.EventName ?? ''}
      searchText={(event) =>
        [event.EventName, event.Username, event.EventSource, first(event)?.ResourceName].join(' ')
      }
      searchLabel={t('searchEvents')}
      empty={t('noEvents')}
      filter={
        <div class="console-lookup">
          <Select
            ariaLabel={t('lookupAttributes')}
            selectedOption={byOptions.find((one) => one.value === lookup.by) ?? null}
            options={byOptions}
            onChange={({ detail }) => {
              const by = detail.selectedOption.value as LookupBy;
              setTyped('');
              setLookup({ by, value: by === 'READ_ONLY' ? 'false' : '' });
            }}
          />
          {lookup.by === 'READ_ONLY' ? (
            <Select
              ariaLabel={t('by_READ_ONLY')}
              selectedOption={yesNo.find((one) => one.value === lookup.value) ?? null}
              options={yesNo}
              onChange={({ detail }) => setLookup({ ...lookup, value: detail.selectedOption.value ?? '' })}
            />
          ) : (
            <Input
              ariaLabel={t('lookupValue')}
              placeholder={t('lookupValue')}
              value={typed}
              onChange={({ detail }) => setTyped(detail.value)}
              onBlur={() => setLookup({ ...lookup, value: typed })}
              onKeyDown={({ detail }) => {
                if (detail.key === 'Enter') setLookup({ ...lookup, value: typed });
              }}
            />
          )}
          <Select
            ariaLabel={t('timeRange')}
            selectedOption={rangeOptions.find((one) => one.value === range) ?? null}
            options={rangeOptions}
            onChange={({ detail }) => setRange(detail.selectedOption.value as Range)}
          />
        </div>
      }
    />
  );
}
