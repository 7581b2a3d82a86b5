// What should change, and about whom: by a finding's suggestion or by oneself. Tests: test/browser/live-changes.test.ts.
import { useEffect, useState } from 'preact/hooks';
import type { AccountDetails } from '../../checkup/index.ts';
import type { ChangesT } from './PlanView.tsx';
import { asksFor, type Problem, tasks, type Wanted } from './plan.ts';

/** What a finding suggests. */
export interface Suggested {
  title: string;
  wanted: readonly Wanted[];
}

interface Props {
  suggested: Suggested | undefined;
  details: AccountDetails | undefined;
  problem: Problem | undefined;
  busy: boolean;
  onWanted: (wanted: Wanted) => void;
  t: ChangesT;
}

const kinds = ['user', 'group', 'role'] as const;
/** More names than this are not offered while typing. */
const offered = 500;

export function AskForm({ suggested, details, problem, busy, onWanted, t }: Props) {
  const [wanted, setWanted] = useState<Wanted>({ task: 'deactivateKey' });
  useEffect(() => {
    if (suggested?.wanted[0]) setWanted(suggested.wanted[0]);
  }, [suggested]);
  // A choice belongs to the question it answers.
  const change = (more: Partial<Wanted>): void => setWanted({ ...wanted, which: undefined, ...more });
  const fields = asksFor[wanted.task];
  const names = (kind: Wanted['kind']): readonly string[] =>
    (details?.[`${kind ?? 'user'}s`] ?? []).slice(0, offered).map(({ name }) => name);
  const list = (id: string, all: readonly string[]) => (
    <datalist id={id}>
      {all.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        onWanted(wanted);
      }}
    >
      {suggested && <p>{t('about', { title: suggested.title })}</p>}
      {suggested && suggested.wanted.length > 1 && (
        <label>
          <span>{t('suggested')}</span>
          <select
            value={String(
              suggested.wanted.findIndex((one) => one.task === wanted.task && one.name === wanted.name),
            )}
            onChange={(event) => {
              const one = suggested.wanted[Number(event.currentTarget.value)];
              if (one) setWanted(one);
            }}
          >
            {suggested.wanted.slice(0, offered).map((one, index) => (
              <option key={`${one.task} ${one.name ?? ''} ${index}`} value={String(index)}>
                {one.name
                  ? t('suggestion', { task: t(`task_${one.task}`), name: one.name })
                  : t(`task_${one.task}`)}
              </option>
            ))}
            <option value="-1">{t('ownChoice')}</option>
          </select>
        </label>
      )}
      <label>
        <span>{t('task')}</span>
        <select
          value={wanted.task}
          onChange={(event) => change({ task: event.currentTarget.value as Wanted['task'] })}
        >
          {tasks.map((task) => (
            <option key={task} value={task}>
              {t(`task_${task}`)}
            </option>
          ))}
        </select>
      </label>
      {fields.includes('holder') && (
        <label>
          <span>{t('kind')}</span>
          <select
            value={wanted.kind ?? 'user'}
            onChange={(event) => change({ kind: event.currentTarget.value as Wanted['kind'] })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind_${kind}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {(fields.includes('user') || fields.includes('holder')) && (
        <label>
          <span>{t(fields.includes('user') ? 'userName' : 'name')}</span>
          <input
            list="change-names"
            autocomplete="off"
            value={wanted.name ?? ''}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
          {list('change-names', names(fields.includes('holder') ? wanted.kind : 'user'))}
        </label>
      )}
      {fields.includes('group') && (
        <label>
          <span>{t('groupName')}</span>
          <input
            list="change-groups"
            autocomplete="off"
            aria-describedby={wanted.task === 'toGroup' ? 'change-group-help' : undefined}
            value={wanted.group ?? ''}
            onInput={(event) => change({ group: event.currentTarget.value })}
          />
          {list('change-groups', names('group'))}
        </label>
      )}
      {wanted.task === 'toGroup' && (
        <p class="note" id="change-group-help">
          {t('newGroupHelp')}
        </p>
      )}
      {problem?.choices && (
        <label>
          <span>{t('which')}</span>
          <select
            value={wanted.which ?? ''}
            onChange={(event) => setWanted({ ...wanted, which: event.currentTarget.value })}
          >
            <option value="" />
            {problem.choices.map(({ value, label, code }) => (
              <option key={value} value={value}>
                {t(`choice_${code}` as 'choice_group', { label })}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="actions">
        <button type="submit" class="button" disabled={busy}>
          {t('makePlan')}
        </button>
      </p>
    </form>
  );
}
