// The actions of a service by access level. Plain checkboxes: EC2 has more than seven hundred.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'preact/hooks';
import { type AccessLevel, accessLevels, type ServiceTable } from '../../data/actions/index.ts';
import { t } from '../text.ts';
import type { Block } from './model.ts';

function Check({
  label,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label class="console-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

export function Actions({
  block,
  table,
  onChange,
}: {
  block: Block;
  table: ServiceTable;
  onChange: (change: Pick<Block, 'all' | 'actions'>) => void;
}) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const all = [...table.actions.values()];
  const chosen = new Set(block.actions.map((name) => name.toLowerCase()));
  // Patterns, and names this table does not know, stay as they were written.
  const others = block.actions.filter((name) => !table.actions.has(name.toLowerCase()));
  const set = (names: readonly string[], on: boolean): void => {
    const changed = new Set(names.map((name) => name.toLowerCase()));
    const rest = block.actions.filter((name) => !changed.has(name.toLowerCase()));
    onChange({ all: false, actions: on ? [...rest, ...names] : rest });
  };
  const levels = accessLevels
    .map((level) => ({
      level,
      actions: all.filter((action) => action.level === level && action.name.toLowerCase().includes(wanted)),
    }))
    .filter(({ actions }) => actions.length > 0);
  return (
    <fieldset class="console-fieldset">
      <legend>{t(block.effect === 'Allow' ? 'actionsAllowed' : 'actionsDenied')}</legend>
      <SpaceBetween size="s">
        <p class="console-sentence">{t('actionsHelp')}</p>
        <Check
          label={t('allActions', { service: table.prefix })}
          checked={block.all}
          onChange={(on) => onChange({ all: on, actions: on ? [] : block.actions })}
        />
        <TextFilter
          filteringText={text}
          filteringPlaceholder={t('filterActions')}
          filteringAriaLabel={t('filterActions')}
          onChange={({ detail }) => setText(detail.filteringText)}
        />
        {levels.map(({ level, actions }) => {
          const names = actions.map(({ name }) => name);
          const count = block.all
            ? names.length
            : names.filter((name) => chosen.has(name.toLowerCase())).length;
          return (
            <Level
              key={`${level} ${wanted !== ''}`}
              level={level}
              chosen={count}
              count={names.length}
              open={wanted !== ''}
            >
              <Check
                label={t('allOfLevel', { level: t(`level_${level}`) })}
                checked={count === names.length}
                disabled={block.all}
                onChange={(on) => set(names, on)}
              />
              <div class="console-actions">
                {actions.map(({ name }) => (
                  <Check
                    key={name}
                    label={name}
                    checked={block.all || chosen.has(name.toLowerCase())}
                    disabled={block.all}
                    onChange={(on) => set([name], on)}
                  />
                ))}
              </div>
            </Level>
          );
        })}
        {others.length > 0 && (
          <p class="console-sentence">{t('otherActions', { names: others.join(', ') })}</p>
        )}
      </SpaceBetween>
    </fieldset>
  );
}

function Level({
  level,
  chosen,
  count,
  open,
  children,
}: {
  level: AccessLevel;
  chosen: number;
  count: number;
  open: boolean;
  children: preact.ComponentChildren;
}) {
  const [expanded, setExpanded] = useState(open);
  return (
    <ExpandableSection
      headerText={`${t(`level_${level}`)} (${t('chosenOf', { chosen, count })})`}
      expanded={expanded}
      onChange={({ detail }) => setExpanded(detail.expanded)}
    >
      {expanded && children}
    </ExpandableSection>
  );
}
