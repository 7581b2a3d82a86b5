// The form for a request that one imagines: who, what, on what, under which conditions.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { loadService, serviceNames } from '../data/actions/index.ts';
import { type AccountPicture, rootOf } from '../practice/picture.ts';
import type { T } from './parts.tsx';
import type { Question } from './request.ts';

export interface RequestFormProps {
  picture: AccountPicture;
  question: Question;
  onAsk: (question: Question) => void;
  onAttempt?: ((question: Question) => void) | undefined;
  t: T;
}

/** Offered in a menu; everything else can be typed. */
const MAX_OFFERED = 300;
const common = [
  'aws:MultiFactorAuthPresent',
  'aws:SourceIp',
  'aws:RequestedRegion',
  'aws:PrincipalTag/',
  'aws:ResourceTag/',
];

export function RequestForm({ picture, question, onAsk, onAttempt, t }: RequestFormProps): ComponentChildren {
  const id = useId();
  const [asked, setAsked] = useState(question);
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>(Object.entries(question.context));
  const actions = useActions(asked.action);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    setAsked(question);
    setRows(Object.entries(question.context));
  }, [question]);
  const set = (part: Partial<Question>): void => setAsked((last) => ({ ...last, ...part }));
  const people = [
    [rootOf(picture), 'root'],
    ...picture.users.map(({ arn, name }) => [arn, name]),
    ...picture.roles.map(({ arn, name }) => [arn, name]),
  ];
  const resources = [
    ...picture.resources.flatMap(({ arn, kind }) => (kind === 'bucket' ? [arn, `${arn}/*`] : [arn])),
    ...[...picture.users, ...picture.roles, ...picture.groups].map(({ arn }) => arn),
  ];

  function whole(): Question | null {
    const action = asked.action.trim();
    if (!/^[\w-]+:\w+$/.test(action)) {
      setWrong(t('noSuchAction'));
      return null;
    }
    setWrong('');
    const context = Object.fromEntries(
      rows.filter(([key]) => key.trim() !== '').map(([key, value]) => [key.trim(), value]),
    );
    return { ...asked, action, context };
  }

  return (
    <form
      class="inspector-form"
      onSubmit={(event) => {
        event.preventDefault();
        const question = whole();
        if (question) onAsk(question);
      }}
    >
      <label>
        <span>{t('principal')}</span>
        <input
          value={asked.principal}
          list={`${id}-people`}
          required
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => set({ principal: currentTarget.value })}
        />
      </label>
      <datalist id={`${id}-people`}>
        {people.slice(0, MAX_OFFERED).map(([arn, name]) => (
          <option key={arn} value={arn} label={name ?? ''} />
        ))}
      </datalist>
      <label>
        <span>{t('action')}</span>
        <input
          value={asked.action}
          list={`${id}-actions`}
          required
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-wrong`}
          placeholder="s3:GetObject"
          title={t('actionHint')}
          onInput={({ currentTarget }) => set({ action: currentTarget.value })}
        />
      </label>
      <datalist id={`${id}-actions`}>
        {actions.slice(0, MAX_OFFERED).map((action) => (
          <option key={action} value={action} />
        ))}
      </datalist>
      <label>
        <span>{t('resourceField')}</span>
        <input
          value={asked.resource}
          list={`${id}-resources`}
          autocomplete="off"
          spellcheck={false}
          placeholder="*"
          title={t('resourceHint')}
          onInput={({ currentTarget }) => set({ resource: currentTarget.value })}
        />
      </label>
      <datalist id={`${id}-resources`}>
        {resources.slice(0, MAX_OFFERED).map((arn) => (
          <option key={arn} value={arn} />
        ))}
      </datalist>
      <fieldset>
        <legend>{t('context')}</legend>
        {rows.map(([key, value], index) => (
          <div key={index} class="inspector-row">
            <label>
              <span>{t('contextKey')}</span>
              <input
                value={key}
                list={`${id}-keys`}
                autocomplete="off"
                spellcheck={false}
                onInput={({ currentTarget }) => setRows(rows.with(index, [currentTarget.value, value]))}
              />
            </label>
            <label>
              <span>{t('contextValue')}</span>
              <input
                value={value}
                autocomplete="off"
                spellcheck={false}
                onInput={({ currentTarget }) => setRows(rows.with(index, [key, currentTarget.value]))}
              />
            </label>
            <button
              type="button"
              class="link"
              onClick={() => setRows(rows.filter((_, at) => at !== index))}
              aria-label={t('contextRemove', { key: key || String(index + 1) })}
            >
              ✕
            </button>
          </div>
        ))}
        <datalist id={`${id}-keys`}>
          {common.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
        <button type="button" class="link" onClick={() => setRows([...rows, ['', '']])}>
          {t('contextAdd')}
        </button>
      </fieldset>
      <p id={`${id}-wrong`} class="wrong" role="alert">
        {wrong}
      </p>
      <div class="inspector-row">
        <button type="submit" class="button">
          {t('ask')}
        </button>
        {onAttempt && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              const question = whole();
              if (question) onAttempt(question);
            }}
          >
            {t('attempt')}
          </button>
        )}
      </div>
    </form>
  );
}

/** The services as long as none is named, then the actions of the one. */
export function useActions(typed: string): readonly string[] {
  const prefix = typed.includes(':') ? typed.slice(0, typed.indexOf(':')).toLowerCase() : '';
  const [actions, setActions] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    if (prefix === '') setActions(Object.keys(serviceNames).map((name) => `${name}:`));
    else
      void loadService(prefix).then((table) => {
        if (!gone && table) setActions([...table.actions.values()].map(({ name }) => `${prefix}:${name}`));
      });
    return () => {
      gone = true;
    };
  }, [prefix]);
  const lower = typed.toLowerCase();
  return actions.filter((action) => action.toLowerCase().startsWith(lower));
}
