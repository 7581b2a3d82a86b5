// Tags as the console edits them: key, optional value, up to fifty.
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { checkTags, MOST_TAGS, type TagInput, type TagProblem } from '../iam/names.ts';
import { t } from '../text.ts';

const problemText = {
  keyEmpty: 'tagKeyEmpty',
  keyTooLong: 'tagKeyTooLong',
  valueTooLong: 'tagValueTooLong',
  characters: 'tagCharacters',
  twice: 'tagTwice',
  reserved: 'tagReserved',
} as const satisfies Record<TagProblem, string>;

export function TagEditor({
  tags,
  onChange,
}: {
  tags: readonly TagInput[];
  onChange: (tags: TagInput[]) => void;
}) {
  const problems = checkTags(tags);
  const edit = (index: number, change: Partial<TagInput>): void =>
    onChange(tags.map((tag, i) => (i === index ? { ...tag, ...change } : tag)));
  return (
    <AttributeEditor<TagInput>
      items={tags}
      addButtonText={t('addNewTag')}
      removeButtonText={t('remove')}
      removeButtonAriaLabel={(tag) => t('removeTag', { key: tag.key })}
      disableAddButton={tags.length >= MOST_TAGS}
      empty={t('noTagsOnResource')}
      additionalInfo={t('moreTags', { count: MOST_TAGS - tags.length })}
      onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, index) => index !== detail.itemIndex))}
      definition={[
        {
          label: t('tagKey'),
          errorText: (_, index) => {
            const problem = problems[index];
            return problem === undefined || problem === 'keyEmpty' || problem === 'valueTooLong'
              ? undefined
              : t(problemText[problem]);
          },
          control: (tag, index) => (
            <Input
              value={tag.key}
              placeholder={t('enterKey')}
              ariaLabel={t('tagKey')}
              onChange={({ detail }) => edit(index, { key: detail.value })}
            />
          ),
        },
        {
          label: t('tagValueOptional'),
          errorText: (_, index) =>
            problems[index] === 'valueTooLong' ? t(problemText.valueTooLong) : undefined,
          control: (tag, index) => (
            <Input
              value={tag.value}
              placeholder={t('enterValue')}
              ariaLabel={t('tagValue')}
              onChange={({ detail }) => edit(index, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  );
}

export const tagsAreFine = (tags: readonly TagInput[]): boolean =>
  checkTags(tags).every((problem) => problem === undefined);
