// «Last Accessed»: the services that the identity's policies allow, and when it last used each.
import type { ServiceLastAccessed } from '@aws-sdk/client-iam';
import { lastAccessed } from '../iam/lastAccessed.ts';
import { useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { formatDate, t } from '../text.ts';
import { type Column, ResourceTable } from './ResourceTable.tsx';

const nameOf = (service: ServiceLastAccessed): string => service.ServiceName ?? '';

export function LastAccessed({ arn }: { arn: string }) {
  const { iam } = useSession().clients;
  const query = useQuery<readonly ServiceLastAccessed[]>(`last-accessed/${arn}`, () =>
    lastAccessed(iam, arn),
  );
  const columns: Column<ServiceLastAccessed>[] = [
    { id: 'service', header: t('service'), cell: nameOf, sortBy: nameOf },
    {
      id: 'namespace',
      header: t('servicePrefix'),
      cell: (service) => service.ServiceNamespace,
      sortBy: (service) => service.ServiceNamespace,
    },
    {
      id: 'last',
      header: t('lastAccessed'),
      cell: (service) =>
        service.LastAuthenticated === undefined
          ? t('notAccessed')
          : `${formatDate(service.LastAuthenticated)} · ${service.LastAuthenticatedRegion ?? ''}`,
      sortBy: (service) => service.LastAuthenticated?.getTime(),
      minWidth: 220,
    },
  ];
  return (
    <ResourceTable<ServiceLastAccessed>
      id="last-accessed"
      title={t('allowedServices')}
      description={t('lastAccessedHelp')}
      query={query}
      columns={columns}
      keyOf={(service) => service.ServiceNamespace ?? ''}
      searchText={(service) => `${service.ServiceName} ${service.ServiceNamespace}`}
      searchLabel={t('searchServices')}
      empty={t('noServices')}
      pageSize={10}
    />
  );
}
