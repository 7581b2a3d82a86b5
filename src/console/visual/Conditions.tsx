// Request conditions of a block: key, operator, values; MFA has a checkbox of its own, as in the real editor.
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { globalConditionKeys, type ServiceTable } from '../../data/actions/index.ts';
import { t } from '../text.ts';
import { type Block, type Condition, operatorsFor } from './model.ts';

const MFA: Condition = {
  qualifier: '',
  operator: 'Bool',
  ifExists: false,
  key: 'aws:MultiFactorAuthPresent',
  values: ['true'],
};
const isMfa = ({ key, operator, values }: Condition): boolean =>
  key === MFA.key && operator === 'Bool' && values.join() === 'true';

/** The keys of the chosen actions and of every service, each with its type. */
function keysOf({ all, actions }: Block, table: ServiceTable): ReadonlyMap<string, string> {
  const entries = all
    ? [...table.actions.values()]
    : actions.flatMap((name) => table.actions.get(name.toLowerCase()) ?? []);
  const keys = new Map<string, string>();
  for (const { conditionKeys } of entries)
    for (const key of conditionKeys) keys.set(key, table.conditionKeys.get(key.toLowerCase()) ?? 'String');
  for (const [key, type] of globalConditionKeys) keys.set(key, type);
  return keys;
}

export function Conditions({
  block,
  table,
  onChange,
}: {
  block: Block;
  table: ServiceTable;
  onChange: (conditions: readonly Condition[]) => void;
}) {
  const keys = keysOf(block, table);
  const mfa = block.conditions.some(isMfa);
  const others = block.conditions.filter((condition) => !isMfa(condition));
  const write = (next: readonly Condition[], withMfa = mfa): void =>
    onChange(withMfa ? [MFA, ...next] : next);
  const edit = (index: number, change: Partial<Condition>): void =>
    write(others.map((condition, i) => (i === index ? { ...condition, ...change } : condition)));
  return (
    <fieldset class="console-fieldset">
      <legend>{t('requestConditions')}</legend>
      <SpaceBetween size="s">
        <p class="console-sentence">{t('requestConditionsHelp')}</p>
        <Checkbox checked={mfa} onChange={({ detail }) => write(others, detail.checked)}>
          {t('mfaRequired')}
        </Checkbox>
        {others.map((condition, index) => {
          const options = [...keys.keys()].map((value) => ({ value, label: value }));
          if (condition.key !== '' && !keys.has(condition.key))
            options.push({ value: condition.key, label: condition.key });
          const operators = operatorsFor(keys.get(condition.key) ?? 'String').map((value) => ({
            value,
            label: value,
          }));
          if (!operators.some(({ value }) => value === condition.operator))
            operators.push({ value: condition.operator, label: condition.operator });
          return (
            <div class="console-condition" key={index}>
              <FormField label={t('conditionKey')}>
                <Select
                  filteringType="auto"
                  virtualScroll
                  selectedOption={options.find((option) => option.value === condition.key) ?? null}
                  options={options}
                  onChange={({ detail }) => {
                    const key = detail.selectedOption.value ?? '';
                    const type = keys.get(key) ?? 'String';
                    edit(index, {
                      key,
                      operator: operatorsFor(type)[0] ?? 'StringEquals',
                      qualifier: type.startsWith('ArrayOf') ? 'ForAnyValue' : '',
                    });
                  }}
                />
              </FormField>
              <FormField label={t('conditionOperator')}>
                <Select
                  selectedOption={operators.find((option) => option.value === condition.operator) ?? null}
                  options={operators}
                  onChange={({ detail }) => edit(index, { operator: detail.selectedOption.value ?? '' })}
                />
              </FormField>
              <FormField label={t('conditionValue')} constraintText={t('conditionValueHelp')}>
                <Input
                  value={condition.values.join(', ')}
                  spellcheck={false}
                  onChange={({ detail }) =>
                    edit(index, {
                      values:
                        detail.value === '' ? [] : detail.value.split(',').map((value) => value.trimStart()),
                    })
                  }
                />
              </FormField>
              <Button
                ariaLabel={t('removeCondition', { number: index + 1 })}
                onClick={() => write(others.filter((_, i) => i !== index))}
              >
                {t('remove')}
              </Button>
            </div>
          );
        })}
        <Button
          onClick={() =>
            write([
              ...others,
              { qualifier: '', operator: 'StringEquals', ifExists: false, key: '', values: [] },
            ])
          }
        >
          {t('addCondition')}
        </Button>
      </SpaceBetween>
    </fieldset>
  );
}
