// The tags of a user, role, policy or identity provider, shown and edited.
import type { Tag } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'preact/hooks';
import type { TagInput } from '../iam/names.ts';
import { saveTags, type TaggedKind, tagsOf } from '../iam/tags.ts';
import { useAction, useQuery } from '../query.ts';
import { useSession } from '../session.ts';
import { formatCount, t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';
import { TagEditor, tagsAreFine } from './TagEditor.tsx';

/** @param id the user's or role's name, the others' ARN */
export function Tags({ kind, id, editable = true }: { kind: TaggedKind; id: string; editable?: boolean }) {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly Tag[]>(`tags-of/${kind}/${id}`, () => tagsOf(iam, kind, id));
  const [edited, setEdited] = useState<readonly TagInput[] | undefined>(undefined);
  const action = useAction();
  const tags = query.data ?? [];

  if (edited !== undefined)
    return (
      <Container header={<Header variant="h2">{t('manageTags')}</Header>}>
        <SpaceBetween size="l">
          <FailureAlert failure={action.failure} />
          <TagEditor tags={edited} onChange={setEdited} />
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => setEdited(undefined)}>
              {t('cancel')}
            </Button>
            <Button
              variant="primary"
              disabled={!tagsAreFine(edited)}
              loading={action.busy}
              onClick={async () => {
                if (!(await action.run(() => saveTags(iam, kind, id, tags, edited)))) return;
                setEdited(undefined);
                session.flash({ type: 'success', header: t('tagsSaved') });
              }}
            >
              {t('saveChanges')}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    );
  return (
    <Table<Tag>
      variant="container"
      items={tags}
      loading={query.loading && query.data === undefined}
      loadingText={t('loading')}
      trackBy={(tag) => tag.Key ?? ''}
      wrapLines
      ariaLabels={{ tableLabel: t('tags') }}
      header={
        <Header
          variant="h2"
          counter={`(${formatCount(tags.length)})`}
          description={t('tagsHelp')}
          actions={
            editable &&
            !session.readOnly && (
              <Button
                disabled={query.data === undefined}
                onClick={() => setEdited(tags.map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' })))}
              >
                {t(tags.length === 0 ? 'addNewTag' : 'manageTags')}
              </Button>
            )
          }
        >
          {t('tags')}
        </Header>
      }
      empty={
        query.failure ? (
          <FailureAlert failure={query.failure} onRetry={query.refresh} />
        ) : (
          <Box textAlign="center">{t('noTagsOnResource')}</Box>
        )
      }
      columnDefinitions={[
        { id: 'key', header: t('tagKey'), cell: (tag) => tag.Key, isRowHeader: true },
        { id: 'value', header: t('tagValue'), cell: (tag) => (tag.Value === '' ? '-' : tag.Value) },
      ]}
    />
  );
}
