// What the chosen actions may be done to: everything, or ARNs.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'preact/hooks';
import type { ResourceType, ServiceTable } from '../../data/actions/index.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { anyOfType, type Block } from './model.ts';

/** The resource types that any of the block's actions takes. */
export function typesOf({ all, actions }: Block, table: ServiceTable): readonly ResourceType[] {
  if (all) return table.resourceTypes;
  const found = new Set(
    actions.flatMap(
      (name) => table.actions.get(name.toLowerCase())?.resourceTypes.map(({ type }) => type) ?? [],
    ),
  );
  return [...found];
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function Resources({
  block,
  table,
  onChange,
}: {
  block: Block;
  table: ServiceTable;
  onChange: (arns: readonly string[] | undefined) => void;
}) {
  const account = useSession().caller.value?.account ?? '*';
  const types = typesOf(block, table);
  // What is being typed may hold empty lines that the document has not.
  const [text, setText] = useState((block.arns ?? []).join('\n'));
  const write = (next: string): void => {
    setText(next);
    onChange(lines(next));
  };
  const specific = block.arns !== undefined;
  return (
    <fieldset class="console-fieldset">
      <legend>{t('resources')}</legend>
      <SpaceBetween size="s">
        <p class="console-sentence">{t('resourcesHelp')}</p>
        <RadioGroup
          ariaLabel={t('resources')}
          value={specific ? 'specific' : 'all'}
          onChange={({ detail }) => onChange(detail.value === 'all' ? undefined : lines(text))}
          items={[
            { value: 'specific', label: t('resourcesSpecific'), disabled: types.length === 0 },
            { value: 'all', label: t('resourcesAll') },
          ]}
        />
        {types.length === 0 && <p class="console-sentence">{t('noResourceTypes')}</p>}
        {specific && (
          <>
            <div class="console-buttons">
              {types.map((type) => (
                <Button
                  key={type.name}
                  onClick={() => {
                    const arn = anyOfType(type.arn, account);
                    if (!lines(text).includes(arn)) write([...lines(text), arn].join('\n'));
                  }}
                >
                  {t('anyInAccount', { type: type.name })}
                </Button>
              ))}
            </div>
            <FormField
              label={t('addArns')}
              constraintText={types.map((type) => type.arn).join('  ')}
              errorText={block.arns?.length === 0 ? t('needsArn') : undefined}
              stretch
            >
              <Textarea
                value={text}
                rows={4}
                spellcheck={false}
                onChange={({ detail }) => write(detail.value)}
              />
            </FormField>
          </>
        )}
      </SpaceBetween>
    </fieldset>
  );
}
