// IAM → Credential report: the table, and the file as AWS gives it.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useMemo } from 'preact/hooks';
import { download } from '../../download.ts';
import { type CredentialReport, credentialReport } from '../../iam/report.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';

type Row = Readonly<Record<string, string>>;

/** Of the report's twenty-three columns those that a reader looks for first. */
const FIRST = [
  'user',
  'password_enabled',
  'password_last_used',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
];

const userOf = (row: Row): string => row.user ?? '';

export function CredentialReportPage() {
  const session = useSession();
  const query = useQuery<CredentialReport>('report', () => credentialReport(session.clients.iam));
  const columns = useMemo<Column<Row>[]>(
    () =>
      (query.data?.columns ?? FIRST).map((name) => ({
        id: name,
        header: name,
        cell: (row: Row) => <span class="console-arn">{row[name]}</span>,
        sortBy: (row: Row) => row[name],
        hidden: !FIRST.includes(name),
        minWidth: 130,
      })),
    [query.data],
  );
  return (
    <>
      <ResourceTable<Row>
        // The columns come with the report.
        key={query.data ? 'there' : 'waiting'}
        id={query.data ? 'report' : 'report-waiting'}
        headingLevel="h1"
        variant="full-page"
        title={t('credentialReport')}
        description={
          <>
            {t('reportHelp')}{' '}
            {query.data?.generated && t('reportGenerated', { date: formatDate(query.data.generated) })}
          </>
        }
        query={{ ...query, data: query.data?.rows }}
        columns={columns}
        keyOf={userOf}
        searchText={userOf}
        searchLabel={t('searchUsers')}
        empty={t('noUsers')}
        actions={
          <Button
            iconName="download"
            disabled={query.data === undefined}
            onClick={() => {
              if (query.data) download({ name: 'credential_report.csv', text: query.data.csv });
            }}
          >
            {t('downloadReport')}
          </Button>
        }
      />
      <Alert type="info">{t('reportAge')}</Alert>
    </>
  );
}
