// The objects of a bucket: list, upload, download, delete.
import { S3Client } from '@aws-sdk/client-s3';
import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'preact/hooks';
import { downloadBytes } from '../../download.ts';
import { toFailure } from '../../errors.ts';
import { deleteObject, getObject, listObjects, putObject, type S3Object } from '../../s3.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { useBatch } from '../../ui/batch.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

const keyOf = (object: S3Object): string => object.Key ?? '';
/** A practice account is kept in the browser, where megabytes are many. */
const MOST_KB = 256;

function UploadDialog({ bucket, onClose }: { bucket: string; onClose: () => void }) {
  const client = useSession().client(S3Client);
  const batch = useBatch();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [key, setKey] = useState('');
  const [text, setText] = useState('');
  const large = files.find((file) => file.size > MOST_KB * 1024);
  const written = key.trim() !== '';
  return (
    <FormDialog
      title={t('uploadTitle', { name: bucket })}
      submitLabel={t('upload')}
      disabled={(files.length === 0 && !written) || large !== undefined}
      onSubmit={() => {
        const all = new Map(files.map((file) => [file.name, file]));
        if (written) all.set(key.trim(), new File([text], key.trim(), { type: 'text/plain' }));
        return batch.run(
          [...all.keys()],
          async (name) => {
            const file = all.get(name) as File;
            const body = new Uint8Array(await file.arrayBuffer());
            await putObject(client, bucket, name, body, file.type || 'application/octet-stream');
          },
          {
            header: (count) => t('uploaded', { count, name: bucket }),
            refused: (name) => t('refused_object', { name }),
          },
        );
      }}
      onDone={onClose}
      onCancel={onClose}
    >
      <p class="console-sentence">{t('uploadHelp')}</p>
      <FormField
        label={t('chooseFile')}
        errorText={large && t('fileTooLarge', { name: large.name, limit: MOST_KB })}
      >
        <FileUpload
          multiple
          value={files as File[]}
          onChange={({ detail }) => setFiles(detail.value)}
          showFileSize
          i18nStrings={{
            uploadButtonText: () => t('chooseFile'),
            dropzoneText: () => t('chooseFile'),
            removeFileAriaLabel: (index) => `${t('remove')} ${files[index]?.name ?? ''}`,
            limitShowFewer: t('hide'),
            limitShowMore: t('show'),
            errorIconAriaLabel: t('flash_error'),
            warningIconAriaLabel: t('flash_warning'),
          }}
        />
      </FormField>
      <TextField label={`${t('orWriteText')}: ${t('objectKey')}`} value={key} onChange={setKey} />
      <FormField label={t('objectText')}>
        <Textarea value={text} rows={4} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
    </FormDialog>
  );
}

export function Objects({ bucket }: { bucket: string }) {
  const session = useSession();
  const client = session.client(S3Client);
  const [uploading, setUploading] = useState(false);
  const columns: Column<S3Object>[] = [
    {
      id: 'key',
      header: t('name'),
      cell: (object) => <span class="console-arn">{keyOf(object)}</span>,
      sortBy: keyOf,
      minWidth: 200,
    },
    {
      id: 'modified',
      header: t('lastModified'),
      cell: (object) => formatDate(object.LastModified),
      sortBy: (object) => object.LastModified?.getTime(),
    },
    {
      id: 'size',
      header: t('objectSize'),
      cell: (object) => t('bytes', { count: object.Size ?? 0 }),
      sortBy: (object) => object.Size,
    },
    { id: 'class', header: t('storageClass'), cell: (object) => object.StorageClass ?? '-' },
  ];
  const fetchOne = async (object: S3Object | undefined): Promise<void> => {
    if (!object) return;
    try {
      const { body, type } = await getObject(client, bucket, keyOf(object));
      downloadBytes(keyOf(object).split('/').at(-1) ?? 'object', body, type);
    } catch (error) {
      session.flash({
        type: 'error',
        header: t('objectNotRead'),
        failures: [{ label: t('refused_object', { name: keyOf(object) }), failure: toFailure(error) }],
      });
    }
  };
  return (
    <>
      <ListPage<S3Object>
        id="objects"
        queryKey={`objects/${bucket}`}
        headingLevel="h2"
        variant="container"
        title={t('objects')}
        description={t('objectsHelp')}
        read={(onPart) => listObjects(client, bucket, onPart)}
        columns={columns}
        keyOf={keyOf}
        searchLabel={t('searchObjects')}
        empty={t('noObjects')}
        actions={(selected) => (
          <>
            <Button disabled={selected.length !== 1} onClick={() => void fetchOne(selected[0])}>
              {t('download')}
            </Button>
            <WriteButton onClick={() => setUploading(true)}>{t('upload')}</WriteButton>
          </>
        )}
        remove={{
          words: {
            title: (count) => t('deleteObjectsTitle', { count }),
            typeName: (name) => t('typeObjectKey', { name }),
            help: t('deleteObjectHelp'),
            done: (count) => t('objectsDeleted', { count }),
          },
          run: (key) => deleteObject(client, bucket, key),
        }}
      />
      {uploading && <UploadDialog bucket={bucket} onClose={() => setUploading(false)} />}
    </>
  );
}
