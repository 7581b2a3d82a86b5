// S3 → Create bucket: its name and what is public.
import { S3Client } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState } from 'preact/hooks';
import { toBucket } from '../../routes.ts';
import { type Block, blockAll, bucketNameIsFine, createBucket } from '../../s3.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { CreateForm } from '../../ui/CreateForm.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BlockPublic, blocksAll } from './BlockPublic.tsx';

export function CreateBucket() {
  const client = useSession().client(S3Client);
  const [name, setName] = useState('');
  const [block, setBlock] = useState<Block>(blockAll);
  const [acknowledged, setAcknowledged] = useState(false);
  const [tried, setTried] = useState(false);
  const fine = bucketNameIsFine(name);
  return (
    <CreateForm
      title={t('createBucket')}
      submitLabel={t('createBucket')}
      failureHeader={t('bucketNotCreated')}
      back={{ view: 'buckets' }}
      check={() => {
        setTried(true);
        return fine && (blocksAll(block) || acknowledged);
      }}
      onSubmit={() => createBucket(client, name, block)}
      done={() => ({
        header: t('bucketCreated', { name }),
        view: { text: t('viewBucket'), route: toBucket(name) },
      })}
    >
      <Container>
        <TextField
          label={t('bucketName')}
          constraint={t('bucketNameRule')}
          value={name}
          onChange={setName}
          error={(tried || name.length > 2) && !fine ? t('bucketNameWrong') : undefined}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description={t('blockPublicAccessHelp')}>
            {t('blockPublicAccess')}
          </Header>
        }
      >
        <BlockPublic
          block={block}
          onChange={setBlock}
          acknowledged={acknowledged}
          onAcknowledge={setAcknowledged}
        />
      </Container>
    </CreateForm>
  );
}
