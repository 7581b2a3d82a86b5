// S3 → Buckets → one bucket: objects, properties, permissions.
import { S3Client } from '@aws-sdk/client-s3';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import { useQuery } from '../../query.ts';
import { type TabOf, toBucket } from '../../routes.ts';
import {
  type Block,
  blockAll,
  bucketPolicy,
  bucketRegion,
  deletePolicy,
  isPublic,
  publicAccessBlock,
  saveBlock,
  savePolicy,
  saveVersioning,
  versioning,
} from '../../s3.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DocumentSection } from '../../ui/DocumentSection.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';
import { BlockPublic, blocksAll } from './BlockPublic.tsx';
import { Access } from './Buckets.tsx';
import { Objects } from './Objects.tsx';

const templateFor = (bucket: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Statement1',
          Effect: 'Allow',
          Principal: {},
          Action: [],
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        },
      ],
    },
    null,
    4,
  );

function Properties({ name }: { name: string }) {
  const session = useSession();
  const client = session.client(S3Client);
  const region = useQuery(`region/${name}`, () => bucketRegion(client, name));
  const kept = useQuery(`versioning/${name}`, () => versioning(client, name));
  const [editing, setEditing] = useState(false);
  const on = kept.data === 'Enabled';
  return (
    <SpaceBetween size="l">
      <Section title={t('bucketOverview')} query={region}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('awsRegion'), value: region.data ?? '-' },
            { label: t('arn'), value: <Copyable text={`arn:aws:s3:::${name}`} label={t('arn')} /> },
          ]}
        />
      </Section>
      <Section
        title={t('bucketVersioning')}
        description={t('bucketVersioningHelp')}
        query={kept}
        actions={<WriteButton onClick={() => setEditing(true)}>{t(on ? 'suspend' : 'enable')}</WriteButton>}
      >
        <StatusIndicator type={on ? 'success' : 'stopped'}>
          {t(`versioning_${kept.data === 'Enabled' || kept.data === 'Suspended' ? kept.data : 'Disabled'}`)}
        </StatusIndicator>
      </Section>
      {editing && (
        <ConfirmDialog
          title={t('bucketVersioning')}
          confirmLabel={t(on ? 'suspend' : 'enable')}
          onConfirm={() => saveVersioning(client, name, !on)}
          onDone={() => {
            setEditing(false);
            session.flash({ type: 'success', header: t('versioningSaved') });
          }}
          onCancel={() => setEditing(false)}
        >
          <p class="console-sentence">{t('bucketVersioningHelp')}</p>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}

function BlockDialog({ name, current, onClose }: { name: string; current: Block; onClose: () => void }) {
  const session = useSession();
  const [block, setBlock] = useState(current);
  const [acknowledged, setAcknowledged] = useState(false);
  return (
    <FormDialog
      size="large"
      title={t('blockPublicAccess')}
      submitLabel={t('saveChanges')}
      disabled={!blocksAll(block) && !acknowledged}
      onSubmit={() => saveBlock(session.client(S3Client), name, block)}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('blockSaved') });
      }}
      onCancel={onClose}
    >
      <BlockPublic
        block={block}
        onChange={setBlock}
        acknowledged={acknowledged}
        onAcknowledge={setAcknowledged}
      />
    </FormDialog>
  );
}

function Permissions({ name }: { name: string }) {
  const session = useSession();
  const client = session.client(S3Client);
  const open = useQuery(`public/${name}`, () => isPublic(client, name));
  const block = useQuery<Block>(`block/${name}`, () => publicAccessBlock(client, name));
  const policy = useQuery(`bucket-policy/${name}`, () => bucketPolicy(client, name));
  const [dialog, setDialog] = useState<'block' | 'delete-policy' | undefined>();
  const close = (): void => setDialog(undefined);
  const on = block.data !== undefined && blocksAll(block.data);
  return (
    <SpaceBetween size="l">
      <Section
        title={t('blockPublicAccess')}
        description={t('blockPublicAccessHelp')}
        query={block}
        actions={<WriteButton onClick={() => setDialog('block')}>{t('edit')}</WriteButton>}
      >
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: t('blockAllPublic'),
              value: (
                <StatusIndicator type={on ? 'success' : 'warning'}>{t(on ? 'on' : 'off')}</StatusIndicator>
              ),
            },
            { label: t('accessColumn'), value: open.data === undefined ? '-' : <Access open={open.data} /> },
          ]}
        />
      </Section>
      <DocumentSection
        title={t('bucketPolicy')}
        description={t('bucketPolicyHelp')}
        kind="resource"
        document={policy.data}
        query={policy}
        editable
        editLabel={t('edit')}
        template={templateFor(name)}
        empty={t('noBucketPolicy')}
        onSave={(document) => savePolicy(client, name, document)}
        saved={t('bucketPolicySaved')}
        actions={
          policy.data !== undefined && (
            <WriteButton onClick={() => setDialog('delete-policy')}>{t('delete')}</WriteButton>
          )
        }
      />
      {dialog === 'block' && <BlockDialog name={name} current={block.data ?? blockAll} onClose={close} />}
      {dialog === 'delete-policy' && (
        <ConfirmDialog
          title={t('deleteBucketPolicyTitle')}
          phrase={t('confirmWord')}
          confirmLabel={t('delete')}
          onConfirm={() => deletePolicy(client, name)}
          onDone={() => {
            close();
            session.flash({ type: 'success', header: t('bucketPolicyDeleted') });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{t('deleteBucketPolicyHelp')}</p>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}

export function BucketPage({ name, tab }: { name: string; tab: TabOf<'bucket'> }) {
  const session = useSession();
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{name}</Header>
      <Tabs
        ariaLabel={t('bucketSections')}
        activeTabId={tab}
        onChange={({ detail }) => session.navigate(toBucket(name, detail.activeTabId as TabOf<'bucket'>))}
        tabs={[
          { id: 'objects', label: t('objects'), content: <Objects bucket={name} /> },
          { id: 'properties', label: t('properties'), content: <Properties name={name} /> },
          { id: 'permissions', label: t('permissions'), content: <Permissions name={name} /> },
        ]}
      />
    </SpaceBetween>
  );
}
