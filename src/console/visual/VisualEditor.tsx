// The visual policy editor: blocks of a service, its actions by access level, resources, conditions.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'preact/hooks';
import { loadService, type ServiceTable, serviceNames } from '../../data/actions/index.ts';
import { t } from '../text.ts';
import { Actions } from './Actions.tsx';
import { Conditions } from './Conditions.tsx';
import { type Block, newBlock } from './model.ts';
import { Resources } from './Resources.tsx';

/** As in the console's list, those a beginner looks for under their short names. */
const serviceOptions = Object.entries(serviceNames)
  .map(([value, name]) => ({ value, label: name, description: value }))
  .sort((a, b) => a.label.localeCompare(b.label));

export function VisualEditor({
  blocks,
  tables,
  onChange,
  onTable,
}: {
  blocks: readonly Block[];
  tables: ReadonlyMap<string, ServiceTable>;
  onChange: (blocks: readonly Block[]) => void;
  /** A service's table has arrived. */
  onTable: (table: ServiceTable) => void;
}) {
  const [failed, setFailed] = useState<string | undefined>();
  const wanted = blocks.map(({ service }) => service).filter((service) => service !== undefined);
  // Dependencies: a table is fetched once for each different set of services
  useEffect(() => {
    let current = true;
    for (const prefix of new Set(wanted)) {
      if (tables.has(prefix)) continue;
      loadService(prefix).then(
        (table) => current && table && onTable(table),
        () => current && setFailed(prefix),
      );
    }
    return () => {
      current = false;
    };
  }, [wanted.join()]);

  const edit = (id: number, change: Partial<Block>): void =>
    onChange(blocks.map((block) => (block.id === id ? { ...block, ...change } : block)));

  return (
    <SpaceBetween size="l">
      {blocks.map((block, index) => {
        const table = block.service === undefined ? undefined : tables.get(block.service);
        return (
          <Container
            key={block.id}
            header={
              <Header
                variant="h2"
                actions={
                  blocks.length > 1 && (
                    <Button
                      ariaLabel={t('removeBlock', { number: index + 1 })}
                      onClick={() => onChange(blocks.filter((one) => one.id !== block.id))}
                    >
                      {t('remove')}
                    </Button>
                  )
                }
              >
                {block.service === undefined
                  ? t('permissionsBlock', { number: index + 1 })
                  : (serviceNames[block.service] ?? block.service)}
              </Header>
            }
          >
            <SpaceBetween size="l">
              <FormField
                label={t('selectService')}
                errorText={
                  failed !== undefined && failed === block.service ? t('serviceNotLoaded') : undefined
                }
              >
                <Select
                  filteringType="auto"
                  filteringAriaLabel={t('searchService')}
                  filteringPlaceholder={t('searchService')}
                  placeholder={t('chooseService')}
                  virtualScroll
                  selectedOption={serviceOptions.find((option) => option.value === block.service) ?? null}
                  options={serviceOptions}
                  onChange={({ detail }) => {
                    setFailed(undefined);
                    edit(block.id, {
                      ...newBlock(block.id),
                      effect: block.effect,
                      service: detail.selectedOption.value,
                    });
                  }}
                />
              </FormField>
              {table && (
                <>
                  <FormField label={t('effect')}>
                    <RadioGroup
                      value={block.effect}
                      onChange={({ detail }) => edit(block.id, { effect: detail.value as Block['effect'] })}
                      items={[
                        { value: 'Allow', label: t('allow') },
                        { value: 'Deny', label: t('deny') },
                      ]}
                    />
                  </FormField>
                  <Actions block={block} table={table} onChange={(change) => edit(block.id, change)} />
                  {(block.all || block.actions.length > 0) && (
                    <>
                      <Resources block={block} table={table} onChange={(arns) => edit(block.id, { arns })} />
                      <Conditions
                        block={block}
                        table={table}
                        onChange={(conditions) => edit(block.id, { conditions })}
                      />
                    </>
                  )}
                </>
              )}
            </SpaceBetween>
          </Container>
        );
      })}
      <Button
        iconName="add-plus"
        onClick={() => onChange([...blocks, newBlock(Math.max(0, ...blocks.map(({ id }) => id)) + 1)])}
      >
        {t('addMorePermissions')}
      </Button>
    </SpaceBetween>
  );
}
