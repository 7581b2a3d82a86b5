// CloudTrail → Event history → one event: its details and the record as CloudTrail writes it.
import { CloudTrailClient, type Event } from '@aws-sdk/client-cloudtrail';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatTime, t } from '../../text.ts';
import { eventById, readRecord } from '../../trail.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { JsonText } from '../../ui/PolicyDocument.tsx';

export function EventPage({ id }: { id: string }) {
  const client = useSession().client(CloudTrailClient);
  const query = useQuery<Event | undefined>(`event/${id}`, () => eventById(client, id));
  const event = query.data;
  const { text, record } = event ? readRecord(event) : { text: '', record: {} };
  const told = (value: string | undefined) => <span class="console-arn">{value ?? '-'}</span>;
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{event?.EventName ?? id}</Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {query.loading && event === undefined && <Spinner />}
      {!query.loading && !query.failure && event === undefined && (
        <Alert type="info" header={t('eventGone')}>
          {t('eventGoneHelp')}
        </Alert>
      )}
      {event && (
        <SpaceBetween size="l">
          {record.errorCode !== undefined && (
            <FailureAlert
              header={record.errorCode}
              failure={{
                // As CloudTrail writes it: Client.UnauthorizedOperation of EC2 is a denial like the others.
                code: /AccessDenied|UnauthorizedOperation/.test(record.errorCode)
                  ? 'AccessDenied'
                  : record.errorCode,
                message: record.errorMessage ?? record.errorCode,
                requestId: record.requestID,
              }}
            />
          )}
          <Container header={<Header variant="h2">{t('eventDetails')}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: t('eventTime'), value: formatTime(event.EventTime) },
                { label: t('userName'), value: told(event.Username) },
                { label: t('eventSource'), value: told(event.EventSource) },
                { label: t('by_ACCESS_KEY_ID'), value: told(event.AccessKeyId) },
                { label: t('sourceIp'), value: told(record.sourceIPAddress) },
                { label: t('awsRegion'), value: told(record.awsRegion) },
                { label: t('readOnlyColumn'), value: told(event.ReadOnly) },
                { label: t('eventId'), value: told(event.EventId) },
                { label: t('requestIdLabel'), value: told(record.requestID) },
              ]}
            />
          </Container>
          <Container header={<Header variant="h2">{t('eventRecord')}</Header>}>
            <JsonText text={text} label={t('eventRecord')} />
          </Container>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
