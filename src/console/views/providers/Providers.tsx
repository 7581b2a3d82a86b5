// IAM → Identity providers.
import { deleteProvider, listProviders, type Provider } from '../../iam/providers.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import type { DeleteWords } from '../../ui/DeleteDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

export const deleteProviderWords = (): DeleteWords => ({
  title: (count) => t('deleteProvidersTitle', { count }),
  typeName: (name) => t('typeProviderName', { name }),
  help: t('deleteProviderHelp'),
  done: (count) => t('providersDeleted', { count }),
});

export function Providers() {
  const { iam } = useSession().clients;
  const columns: Column<Provider>[] = [
    {
      id: 'name',
      header: t('provider'),
      cell: ({ name, arn }) => <RouteLink to={{ view: 'provider', arn }}>{name}</RouteLink>,
      sortBy: ({ name }) => name,
      minWidth: 200,
    },
    { id: 'kind', header: t('type'), cell: ({ kind }) => t(`provider_${kind}`), sortBy: ({ kind }) => kind },
    {
      id: 'created',
      header: t('creationTime'),
      cell: ({ created }) => formatDate(created),
      sortBy: ({ created }) => created?.getTime(),
    },
    {
      id: 'arn',
      header: t('arn'),
      cell: ({ arn }) => <span class="console-arn">{arn}</span>,
      hidden: true,
      minWidth: 260,
    },
  ];
  return (
    <ListPage<Provider>
      id="providers"
      title={t('identityProviders')}
      description={t('identityProvidersHelp')}
      read={() => listProviders(iam)}
      columns={columns}
      keyOf={({ arn }) => arn}
      nameOf={({ name }) => name}
      searchLabel={t('searchProviders')}
      empty={t('noProviders')}
      create={{ text: t('addProvider'), to: { view: 'create-provider' } }}
      remove={{ words: deleteProviderWords(), run: (arn) => deleteProvider(iam, arn) }}
    />
  );
}
