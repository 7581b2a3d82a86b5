// S3 → Buckets.
import { S3Client } from '@aws-sdk/client-s3';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { toBucket } from '../../routes.ts';
import { type Bucket, bucketRegion, deleteBucket, isPublic, listBuckets } from '../../s3.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ListPage } from '../../ui/ListPage.tsx';
import { type Column, detail } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const nameOf = (bucket: Bucket): string => bucket.Name ?? '';

export function Access({ open }: { open: boolean }) {
  return (
    <StatusIndicator type={open ? 'warning' : 'success'}>
      {t(open ? 'accessPublic' : 'accessNotPublic')}
    </StatusIndicator>
  );
}

export function Buckets() {
  const client = useSession().client(S3Client);
  const columns: Column<Bucket>[] = [
    {
      id: 'name',
      header: t('name'),
      cell: (bucket) => <RouteLink to={toBucket(nameOf(bucket))}>{nameOf(bucket)}</RouteLink>,
      sortBy: nameOf,
      minWidth: 200,
    },
    {
      id: 'region',
      header: t('awsRegion'),
      detail: detail(
        (bucket) => bucketRegion(client, nameOf(bucket)),
        (region) => region,
      ),
    },
    {
      id: 'access',
      header: t('accessColumn'),
      detail: detail(
        (bucket) => isPublic(client, nameOf(bucket)),
        (open) => <Access open={open} />,
      ),
      hidden: true,
    },
    {
      id: 'created',
      header: t('creationDate'),
      cell: (bucket) => formatDate(bucket.CreationDate),
      sortBy: (bucket) => bucket.CreationDate?.getTime(),
    },
  ];
  return (
    <ListPage<Bucket>
      id="buckets"
      title={t('buckets')}
      description={t('bucketsHelp')}
      read={() => listBuckets(client)}
      columns={columns}
      keyOf={nameOf}
      searchLabel={t('searchBuckets')}
      empty={t('noBuckets')}
      create={{ text: t('createBucket'), to: { view: 'create-bucket' } }}
      remove={{
        words: {
          title: () => t('deleteBucketsTitle'),
          typeName: (name) => t('typeBucketName', { name }),
          help: t('deleteBucketHelp'),
          done: (_, name) => t('bucketDeleted', { name }),
        },
        run: (name) => deleteBucket(client, name),
        single: true,
      }}
    />
  );
}
