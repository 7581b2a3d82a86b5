// What is typed: a short text, or a number with its unit.
import { nearNumber, nearText, readNumber } from '../kinds.ts';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function ShortText({ item, state, settled, name, t, change }: ViewProps<'text'>) {
  const near = state.status === 'wrong' ? nearText(item, state.answer) : undefined;
  return (
    <div class="typed">
      <label for={name}>{t('textLabel')}</label>
      <input
        id={name}
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={String(state.answer[0] ?? '')}
        disabled={settled}
        maxLength={200}
        onInput={(event) => change([event.currentTarget.value])}
      />
      {near && (
        <small>
          <Text text={near} />
        </small>
      )}
      {settled && (
        <p>
          {t('rightAnswer')} <b>{item.accept[0]}</b>
          {item.accept.length > 1 && <> ({t('alsoRight', { list: item.accept.slice(1).join(', ') })})</>}
        </p>
      )}
    </div>
  );
}

export function Amount({ item, state, settled, name, t, change }: ViewProps<'number'>) {
  const [typed, unit] = state.answer;
  const near = state.status === 'wrong' ? nearNumber(item, state.answer) : undefined;
  const unread = String(typed).trim() !== '' && readNumber(item, state.answer) === null;
  const [first] = item.units;
  return (
    <div class="typed">
      <label for={name}>{t('numberLabel')}</label>
      <span class="amount">
        <input
          id={name}
          type="text"
          inputmode="decimal"
          autocomplete="off"
          value={String(typed ?? '')}
          disabled={settled}
          maxLength={40}
          aria-describedby={unread ? `${name}-unread` : undefined}
          onInput={(event) => change([event.currentTarget.value, unit ?? ''])}
        />
        {item.units.length === 1 && <span>{first?.text}</span>}
        {item.units.length > 1 && (
          <select
            aria-label={t('unitLabel')}
            value={String(unit)}
            disabled={settled}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change([typed ?? '', value === '' ? '' : Number(value)]);
            }}
          >
            <option value="">{t('chooseUnit')}</option>
            {item.units.map((one, index) => (
              <option key={index} value={String(index)}>
                {one.text}
              </option>
            ))}
          </select>
        )}
      </span>
      {unread && !settled && <small id={`${name}-unread`}>{t('numberUnread')}</small>}
      {near && (
        <small>
          <Text text={near} />
        </small>
      )}
      {settled && (
        <p>
          {t('rightAnswer')}{' '}
          <b>
            {item.value} {first?.text}
          </b>
          {item.tolerance > 0 && <> ({t('tolerated', { by: item.tolerance })})</>}
        </p>
      )}
    </div>
  );
}
